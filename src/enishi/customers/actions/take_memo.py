"""A phone memo has reached the colleague it was taken for."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from enishi.kernel.action import Action
from enishi.kernel.actor import Actor
from enishi.kernel.errors import Invalid
from enishi.kernel.ports import ports


class TakeMemo(Action):
    """Say that the memo was read. Emits `customers.call.memo_taken`."""

    verb, label, icon = "take_memo", gettext_lazy("Memo read"), "check"
    event = "customers.call.memo_taken"
    writes = ("seen_at",)

    def check(self, record: Any, actor: Actor) -> None:
        if record.kind != "memo":
            raise Invalid({"": _("This call is not a memo.")})

    def do(self, record: Any, actor: Actor, **given: Any) -> None:
        record.seen_at = ports.clock.now()
