"""The verbs that share one record with a person, a team or everybody, and take that back, through the write door.

Who reaches the record by a role with the right to edit may do both; whom it was shared with may not share it on. Like
those of files they are in no card, so nobody sends them from outside. Somebody has one right on a record by sharing:
to share it anew replaces it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from enishi.kernel.action import Action, Need, Notes
from enishi.kernel.actor import Actor
from enishi.kernel.card import Choice
from enishi.kernel.doors.check import seen
from enishi.kernel.doors.scope import owners_within, reach_of
from enishi.kernel.errors import Conflict, Denied, Invalid, Missing
from enishi.kernel.fieldtypes.choice import SingleChoice
from enishi.kernel.fieldtypes.date import Date
from enishi.kernel.fieldtypes.text import Text
from enishi.kernel.ports import AuditRecord
from enishi.kernel.registry import registry
from enishi.platform.people import grants

#: Under this name audit and history say what somebody had by sharing before and after.
NOTE = "shared_with"
RIGHTS = (Choice("see", gettext_lazy("See")), Choice("edit", gettext_lazy("Edit")))
EVERYONE, MEMBER, TEAM = "everyone", "member", "team"


class Unshare(Action):
    """Take what somebody has by sharing."""

    verb, label, icon = "unshared", gettext_lazy("Stop sharing"), "users"
    needs: ClassVar[Sequence[Need]] = (Need("principal", Text(), gettext_lazy("Shared with")),)

    def check(self, record: Any, actor: Actor) -> None:
        card = registry.of(record)
        reach = reach_of(card, actor, "edit")
        if not card.owned or card.part_of:
            raise Denied(_("{objects} cannot be shared one by one.").format(objects=card.label_plural))
        if reach != "all" and record.owner_id not in owners_within(actor, reach):
            raise Denied(_("This record was shared with you. Ask its owner to share it with others."))

    def do(self, record: Any, actor: Actor, **given: Any) -> Notes:
        before = grants.of(registry.of(record).key, record.pk, given["principal"])
        if before is None:
            raise Conflict(_("The record is not shared with them any more."))
        grants.unshare(registry.of(record).key, record.pk, given["principal"])
        return {NOTE: (before, None)}


class Share(Unshare):
    """Let somebody see or edit the record, until a day or until it is taken back."""

    verb, label = "shared", gettext_lazy("Share")
    needs: ClassVar[Sequence[Need]] = (
        *Unshare.needs,
        Need("right", SingleChoice(RIGHTS), gettext_lazy("Right"), choices=RIGHTS, default="see"),
        Need("until", Date(), gettext_lazy("Until"), required=False),
    )

    def do(self, record: Any, actor: Actor, **given: Any) -> Notes:
        _known(given["principal"], actor)
        key, principal = registry.of(record).key, given["principal"]
        before = grants.of(key, record.pk, principal)
        grants.share(key, record.pk, principal, given["right"], given["until"])
        after = grants.of(key, record.pk, principal)
        return {} if before == after else {NOTE: (before, after)}


def _known(principal: str, actor: Actor) -> None:
    """Refuse a principal that is nobody whom the actor sees."""
    kind, _colon, number = principal.partition(":")
    there = number.isascii() and number.isdecimal() and len(number) <= 18 and kind in (MEMBER, TEAM)
    if principal != EVERYONE and not (there and seen(kind, actor, {int(number)})):
        raise Invalid({"principal": _("There is no such person or team. Choose one of the list.")})


def backward(entry: AuditRecord) -> tuple[type[Action], dict[str, Any]]:
    """What takes this write of one of these verbs back. Raises `Missing` when its values were erased, `Conflict` when
    it was shared anew since."""
    before, after = entry.old.get(NOTE), entry.new.get(NOTE)
    told = before or after
    if told is None:
        raise Missing(_("There is nothing to undo."))
    if grants.of(entry.object, entry.id, told["principal"]) != after:
        raise Conflict(_("The fields have been changed again since. See the history of the record."))
    return (Share, dict(before)) if before else (Unshare, {"principal": told["principal"]})
