"""Makes the workspace of the browser tests in a process of its own; `python -m tests.browser.workspace` tells its keys.

The company is the demo's, with few customers, plus Aiko, Ben, Chie and Dai of the other tests, who speak English.
"""

from __future__ import annotations

import json
import os
import sys
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "enishi.config.settings")

#: Contacts besides those the demo tells stories about.
CROWD = 90
PASSWORD = "a-thread-of-nine-words"
#: User names of the demo's people who take part: 佐藤 (administrator), 伊藤 (her manager), 中村 and 李 (colleagues).
DEMO_PEOPLE = ("sato", "ito", "nakamura", "ri", "hashimoto")


def make() -> dict[str, Any]:
    """Tables, company, customers, sign-ins. Gives session keys by user name and ids of well-known records."""
    import django

    django.setup()
    from enishi.config.commands.init import prepare
    from enishi.customers.seeds.make import Scale
    from enishi.customers.seeds.make import make as make_demo
    from enishi.testing import world

    prepare("ja")
    make_demo(Scale("browser", CROWD, 1))
    small = world.build()
    _colleague_of(small)
    _records_of(small)
    _pairs()
    sessions = {name: session(_with_sign_in(name)) for name in DEMO_PEOPLE}
    sessions |= {name.lower(): session(member.user) for name, member in small.members.items()}
    return {"sessions": sessions, "password": PASSWORD}


def _colleague_of(small: Any) -> None:
    """Emi: in Aiko's team, with every right but to see where to reach a person by e-mail or who a caution is about."""
    from enishi.platform import epoch
    from enishi.platform.models import Member, Membership, User
    from enishi.testing.world import TEAM_RIGHTS

    user = User.objects.create(username="emi", email="emi@enishi.example")
    member = Member.objects.create(name="Emi", sort_key="emi", user=user, email=user.email, language="en")
    Membership.objects.create(member=member, team=small.teams["Tokyo"])
    small.members["Emi"] = member
    hidden = dict.fromkeys(("email", "emails", "caution"), "none")
    rights = {**TEAM_RIGHTS, "identity": {}, "contact": {**TEAM_RIGHTS["*"], "fields": hidden}}
    small.give("Emi", rights)
    epoch.advance("access")


def _with_sign_in(name: str) -> Any:
    from enishi.kernel.actor import SYSTEM
    from enishi.platform.models import Member
    from enishi.platform.people import sign_ins

    member = Member.objects.get(email=f"{name}@minato-seiki.example")
    return sign_ins.accept(sign_ins.invitation(member, SYSTEM), name, PASSWORD)


def session(user: Any) -> str:
    """The key of a session in which this user has signed in."""
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore

    store = SessionStore()
    store[SESSION_KEY] = str(user.pk)
    store[BACKEND_SESSION_KEY] = "allauth.account.auth_backends.AuthenticationBackend"
    store[HASH_SESSION_KEY] = user.get_session_auth_hash()
    store.create()
    return str(store.session_key)


def _records_of(small: Any) -> None:
    """What Aiko owns: one company with two people, a call, a promise and a note that mentions nobody."""
    from datetime import timedelta

    from enishi.kernel.doors.verbs import Create
    from enishi.kernel.doors.write import write
    from enishi.kernel.ports import ports
    from enishi.kernel.registry import registry

    aiko, now = small.aiko, ports.clock.now()

    def create(key: str, **data: Any) -> int:
        return int(write(Create, aiko, registry.card(key), data=data).id or 0)

    account = create("account", name="Quillfeather Optics", legal_form="", phone="03-5550-0142", rank="A")
    contact = create(
        "contact",
        family_name="Zanzibari",
        given_name="Ophelia",
        account=account,
        email="lensbuyer@quillfeather.example",
        caution="Never before noon",
    )
    create(
        "call", contact=contact, kind="call", direction="in", outcome="talked", at=now, name="Asked about the lenses"
    )
    create("task", contact=contact, kind="promise", direction="ours", name="Send the lens data", due_on=now.date())
    create("note", contact=contact, body="<p>Prefers mornings</p>", at=now - timedelta(days=1))


def _pairs() -> None:
    """Three pairs that an import left open: the first two are one person each, the last are brothers."""
    from enishi.kernel.doors.verbs import Create
    from enishi.kernel.doors.write import write
    from enishi.kernel.ports import ports
    from enishi.kernel.registry import registry
    from enishi.platform import access
    from enishi.platform.models import ImportRun, Member
    from enishi.platform.transfer.writing.cases import Pair, file_cases

    sato = access.actor_of(Member.objects.get(email="sato@minato-seiki.example").pk)
    assert sato is not None

    def create(key: str, **data: Any) -> int:
        return int(write(Create, sato, registry.card(key), data=data).id or 0)

    run = ImportRun.objects.create(
        object="contact", name="名刺データ.csv", state="cancelled", made_at=ports.clock.now()
    )
    for family, names in (("鵜飼", ("美咲", "美咲")), ("鷲尾", ("恵", "恵")), ("朝比奈", ("譲", "薫"))):
        one, other = (
            create("contact", family_name=family, given_name=name, title=title, notes=notes)
            for name, title, notes in zip(
                names, ("課長", "部長"), ("展示会で名刺交換", "第2工場の計画あり"), strict=True
            )
        )
        create("task", contact=other, name=f"{family}様へ見積", kind="task")
        create("call", contact=other, name="納期の確認", kind="call", direction="out", outcome="talked")
        score = {"鵜飼": 9.5, "鷲尾": 7.5, "朝比奈": 5.0}[family]
        file_cases([Pair("contact", one, other, ("name", "mobile"), score)], run)


if __name__ == "__main__":
    sys.stdout.write(json.dumps(make()) + "\n")
