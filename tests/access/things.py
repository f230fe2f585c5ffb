"""One of everything an address can name, all of it Aiko's."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from enishi.kernel.actor import Actor
from enishi.kernel.doors.verbs import Create, Update
from enishi.kernel.doors.write import write
from enishi.kernel.ports import ports
from enishi.kernel.registry import registry
from enishi.platform import files
from enishi.platform.attaching import Attach
from enishi.platform.handover import drafting
from enishi.platform.models import Audit, Membership, Notification, Role, SavedView, Webhook
from enishi.platform.transfer import runs
from enishi.testing.world import World

LEDGER = "氏名,メール,会社名\n田中 太郎,tanaka@example.jp,田中工業\n佐藤 花子,not-an-address,佐藤商店\n"


def make(world: World) -> dict[str, int]:
    """Makes them; gives the number behind each name that stands in the table of addresses."""
    aiko = world.aiko
    times = {"starts_at": "2026-04-07T10:00", "ends_at": "2026-04-07T11:00"}
    account = _made(aiko, "account", {"name": "Harbour Works"})
    contact = _made(aiko, "contact", {"family_name": "Mori", "account": account})
    changed = write(Update, aiko, registry.card("contact"), contact, data={"title": "Head"}).audit
    file = files.keep(BytesIO(b"words"), "words.txt", aiko)
    write(Attach, aiko, registry.card("contact"), contact, {"file": file.pk})
    view = SavedView.objects.create(object="contact", name="Mine", owner_id=aiko.member, query={}, audience="mine")
    told = Notification.objects.create(
        member_id=aiko.member, kind="mention", object="contact", record=contact, at=ports.clock.now()
    )
    run = runs.start(runs.Upload("ledger.csv", BytesIO(LEDGER.encode())), aiko, "contact")
    job = ports.jobs.enqueue("bulk.change", {"object": "contact", "ids": [contact], "verb": "trash"}, aiko)
    hook = Webhook.objects.create(
        member_id=aiko.member,
        name="Ledger",
        url="https://hooks.example/",
        kinds=["gone"],
        secret="",
        made_at=ports.clock.now(),
    )
    return {
        "ACCOUNT": account, "CONTACT": contact, "MEETING": _made(aiko, "meeting", {"name": "Visit", **times}),
        "ENTRY": _number(changed), "FILE": file.pk, "VIEW": view.pk, "NOTICE": told.pk, "RUN": run.pk, "JOB": job,
        "ROLE": Role.objects.latest("pk").pk, "MEMBER": world.members["Dai"].pk,
        "HANDOVER": drafting.begin(world.admin, aiko.member or 0, [world.members["Ben"].pk]).pk,
        "TEAM": world.teams["Tokyo"].pk, "PLACE": Membership.objects.get(member=world.members["Ben"]).pk,
        "HOOK": hook.pk, "WRITE": Audit.objects.filter(member=aiko.member).latest("pk").pk,
    }  # fmt: skip


def _made(actor: Actor, key: str, data: dict[str, Any]) -> int:
    return _number(write(Create, actor, registry.card(key), data=data).id)


def _number(given: int | None) -> int:
    assert given is not None
    return given
