"""Pin a note to the top of its customer's timeline."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy

from enishi.kernel.action import Action
from enishi.kernel.actor import Actor
from enishi.kernel.ports import ports


class Pin(Action):
    """Keep a note at the top. Emits `customers.note.pinned`."""

    verb, label, icon = "pin", gettext_lazy("Pin"), "pin"
    event = "customers.note.pinned"
    writes = ("pinned_at",)

    def do(self, record: Any, actor: Actor, **given: Any) -> None:
        record.pinned_at = ports.clock.now()


class Unpin(Action):
    """Let a note take its place in time again. Emits `customers.note.unpinned`."""

    verb, label, icon = "unpin", gettext_lazy("Unpin"), "pin-off"
    event = "customers.note.unpinned"
    writes = ("pinned_at",)

    def do(self, record: Any, actor: Actor, **given: Any) -> None:
        record.pinned_at = None
