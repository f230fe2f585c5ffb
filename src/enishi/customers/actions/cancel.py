"""A meeting that does not take place."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from enishi.kernel.action import Action
from enishi.kernel.actor import Actor
from enishi.kernel.errors import Invalid
from enishi.kernel.ports import ports


class Cancel(Action):
    """Cancel a meeting; it stays in the history. Emits `customers.meeting.cancelled`."""

    verb, label, icon = "cancel", gettext_lazy("Cancel the meeting"), "x"
    event = "customers.meeting.cancelled"
    writes = ("cancelled_at",)

    def check(self, record: Any, actor: Actor) -> None:
        if record.cancelled_at is not None:
            raise Invalid({"": _("This meeting is already cancelled.")})

    def do(self, record: Any, actor: Actor, **given: Any) -> None:
        record.cancelled_at = ports.clock.now()
