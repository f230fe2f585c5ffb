"""The verbs by which a record passes to another owner and back, through the write door: audited, told as events.

In no card: nobody sends them from outside. A handover takes them back itself, for longer than one may undo a write.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from enishi.kernel.action import Action, Need, Notes
from enishi.kernel.actor import Actor
from enishi.kernel.errors import Conflict
from enishi.kernel.fieldtypes.date import Date
from enishi.kernel.fieldtypes.link import Member
from enishi.kernel.registry import registry
from enishi.platform.people import grants
from enishi.platform.sharing import NOTE


class HandOver(Action):
    """Give the record to another owner. With `until` the former one sees it up to that day."""

    verb, label, icon, undo, writes = "handed_over", gettext_lazy("Hand over"), "users", False, ("owner",)
    needs: ClassVar[Sequence[Need]] = (
        Need("from", Member(), gettext_lazy("Former owner")),
        Need("to", Member(), gettext_lazy("New owner")),
        Need("until", Date(), gettext_lazy("Until"), required=False),
    )

    def do(self, record: Any, actor: Actor, **given: Any) -> Notes:
        _still(record, given["from"])
        record.owner_id = given["to"]
        return _seeing(record, given["from"], given["until"]) if given["until"] else {}


class HandBack(Action):
    """Give the record back to its former owner, who then needs to be shown it no more."""

    verb, label, icon, undo, writes = "handed_back", gettext_lazy("Hand back"), "undo-2", False, ("owner",)
    needs: ClassVar[Sequence[Need]] = HandOver.needs

    def do(self, record: Any, actor: Actor, **given: Any) -> Notes:
        """`from` is who has it now."""
        _still(record, given["from"])
        record.owner_id = given["to"]
        key, principal = registry.of(record).key, f"member:{given['to']}"
        before = grants.of(key, record.pk, principal)
        if before is None or before != _grant(principal, given["until"]):
            return {}
        grants.unshare(key, record.pk, principal)
        return {NOTE: (before, None)}


def _still(record: Any, owner: int) -> None:
    if record.owner_id != owner:
        raise Conflict(_("It has another owner meanwhile."))


def _seeing(record: Any, member: int, until: Any) -> Notes:
    """Let somebody see it until a day, unless they do already by a share."""
    key, principal = registry.of(record).key, f"member:{member}"
    if grants.of(key, record.pk, principal) is not None:
        return {}
    grants.share(key, record.pk, principal, "see", until)
    return {NOTE: (None, _grant(principal, until))}


def _grant(principal: str, until: Any) -> dict[str, Any]:
    return {"principal": principal, "right": "see", "until": until.isoformat() if until else None}
