"""The workspace that is measured: made once, kept between runs, made anew when its recipe has changed."""

from __future__ import annotations

import hashlib
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec


@dataclass(frozen=True, slots=True)
class Ways:
    """The ways in for the clients: headers of the API and of the pages, and what to look at."""

    api: dict[str, str]
    pages: dict[str, str]
    first: int
    last: int
    busy: int


def stamp(scale: str) -> str:
    """What the workspace depends on: the scale, the recipe and the tables."""
    import enishi

    root = Path(enishi.__file__).parent
    parts = sorted([*root.glob("customers/seeds/*.py"), *root.glob("*/migrations/*.py")])
    digest = hashlib.sha256(scale.encode())
    for part in parts:
        digest.update(part.read_bytes())
    return digest.hexdigest()


def is_there(folder: Path, scale: str) -> bool:
    """Whether the workspace in this folder is the one we would make."""
    path = folder / "bench.stamp"
    return path.is_file() and path.read_text("ascii") == stamp(scale)


def clear(folder: Path) -> None:
    """Take away an older benchmark workspace; a folder without a stamp is not ours and stays."""
    if (folder / "bench.stamp").is_file():
        shutil.rmtree(folder)


def build(folder: Path, scale: str, report: Any) -> None:
    """Fill an empty database with the benchmark's customers, and one contact with 500 touches."""
    from enishi.config.commands.init import prepare
    from enishi.config.forked import calm_collector
    from enishi.config.indexing import beside
    from enishi.customers.seeds.make import SCALES, make

    folder.mkdir(parents=True, exist_ok=True)
    (folder / "bench.stamp").write_text("unfinished", "ascii")
    prepare("ja")
    calm_collector()
    with beside(report) as index:
        make(SCALES[scale], report=report, index=index)
    _busy_contact()
    (folder / "bench.stamp").write_text(stamp(scale), "ascii")


def _busy_contact(touches: int = 500) -> None:
    """Calls until the first contact has 500 entries on the timeline."""
    from datetime import timedelta

    from enishi.kernel.actor import SYSTEM
    from enishi.kernel.ports import ports
    from enishi.kernel.registry import registry
    from enishi.platform.loading import load

    now = ports.clock.now()
    contact: Any = registry.card("contact").every_row().order_by("pk")[0]
    rows = [
        {"contact": contact.pk, "account": contact.account_id, "kind": "call", "outcome": "talked", "direction": "out",
         "name": f"{place + 1}回目の定期連絡", "at": now - timedelta(days=place), "owner": contact.owner_id}
        for place in range(touches)
    ]  # fmt: skip
    load(registry.card("call"), SYSTEM, rows)


def ways() -> Ways:
    """A token and a session for the administrator."""
    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore
    from django.db.models import Max, Min

    from enishi.kernel.registry import registry
    from enishi.platform.api import tokens
    from enishi.platform.people import members, sign_ins

    member = members.find("bench")
    if member is None:
        member, _password = sign_ins.add(sign_ins.Person("bench", admin=True, language="ja"))
    user = member.user
    assert user is not None
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.create()
    rows = registry.card("contact").every_row().filter(trashed_at=None)
    ends = rows.aggregate(first=Min("pk"), last=Max("pk"))
    return Ways(
        api={"Authorization": f"Bearer {tokens.create(member.pk, 'bench', tokens.SCOPES)}"},
        pages={"Cookie": f"{settings.SESSION_COOKIE_NAME}={session.session_key}", "Accept-Language": "ja"},
        first=ends["first"], last=ends["last"], busy=ends["first"],
    )  # fmt: skip


def body(number: int) -> bytes:
    """A contact to create, different for each number."""
    person = {
        "family_name": "計測", "given_name": f"{number}番", "email": f"person{number}@bench.example",
        "phone": f"03-5555-{number % 10_000:04d}", "department": "購買部", "title": "課長",
    }  # fmt: skip
    return msgspec.json.encode(person)
