"""The verbs that share one record with a person, a team or everybody, and take that back, through the write door.

Who reaches the record by a role with the right to edit may do both; whom it was shared with may not share it on. Like
those of files they are in no card, so nobody sends them from outside. Somebody has one right on a record by sharing:
to share it anew replaces it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from enishi.kernel.action import Action, Need, Notes
from enishi.kernel.actor import Actor
from enishi.kernel.card import Card, Choice
from enishi.kernel.doors.check import seen
from enishi.kernel.doors.scope import owners_within, reach_of
from enishi.kernel.errors import Conflict, Denied, Invalid, Missing
from enishi.kernel.fieldtypes.choice import SingleChoice
from enishi.kernel.fieldtypes.date import Date
from enishi.kernel.fieldtypes.text import Text
from enishi.kernel.ports import AuditRecord, ports
from enishi.kernel.registry import registry
from enishi.platform.access import people_of, today
from enishi.platform.audit import recorded
from enishi.platform.models import Audit, Notification, RecordGrant
from enishi.platform.people import grants
from enishi.platform.people.notifications import kind, notify

#: Under this name audit and history say what somebody had by sharing before and after.
NOTE = "shared_with"
RIGHTS = (Choice("see", gettext_lazy("See")), Choice("edit", gettext_lazy("Edit")))
EVERYONE, MEMBER, TEAM = "everyone", "member", "team"
#: The kind of the notification.
TOLD = "shared"


@dataclass(frozen=True, slots=True)
class Given:
    """What somebody has on a record by sharing; `by` is the name of who shared it, as far as the history tells."""

    principal: str
    right: str
    until: date | None
    by: str

    @property
    def over(self) -> bool:
        return self.until is not None and self.until < today(ports.clock)


def given(key: str, record: int) -> list[Given]:
    """All that was shared of a record, also what is over. Cost: two queries."""
    rows = RecordGrant.objects.filter(object=key, record=record).order_by("pk")
    by = _sharers(key, record) if rows else {}
    return [Given(row.principal, row.right, row.until, by.get(row.principal, "")) for row in rows]


def _sharers(key: str, record: int) -> dict[str, str]:
    """Who shared a record last, by whom it was shared with."""
    rows = Audit.objects.filter(object=key, record=record, op=Share.verb).select_related("payload").order_by("pk")
    told = ((row.actor, recorded(row).new.get(NOTE)) for row in rows)
    return {note["principal"]: name for name, note in told if note}


def why_not(card: Card, actor: Actor, owner: int | None) -> str:
    """Why this person may not share a record of this owner; empty when they may."""
    reach = reach_of(card, actor, "edit")
    if not card.owned or card.part_of:
        return _("{objects} cannot be shared one by one.").format(objects=card.label_plural)
    if reach != "all" and owner not in owners_within(actor, reach):
        return _("This record was shared with you. Ask its owner to share it with others.")
    return ""


class Unshare(Action):
    """Take what somebody has by sharing."""

    verb, label, icon = "unshared", gettext_lazy("Stop sharing"), "users"
    needs: ClassVar[Sequence[Need]] = (Need("principal", Text(), gettext_lazy("Shared with")),)

    def check(self, record: Any, actor: Actor) -> None:
        if refusal := why_not(registry.of(record), actor, record.owner_id):
            raise Denied(refusal)

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
        if before == after:
            return {}
        _tell(principal, (key, record.pk), actor)
        return {NOTE: (before, after)}


def _tell(principal: str, about: tuple[str, int], actor: Actor) -> None:
    """Tell a person, or the people of a team, what they see from now on; not everybody at once."""
    which, _colon, number = principal.partition(":")
    if which == MEMBER:
        notify({int(number)}, TOLD, about=about, by=actor.member, data={"by": actor.name})
    elif which == TEAM:
        people = people_of({int(number)}, today(ports.clock))
        notify(people, TOLD, about=about, by=actor.member, data={"by": actor.name})


@kind(TOLD)
def told_of_sharing(row: Notification, title: str) -> str:
    """The line of the notification."""
    return _("{name} shared {title} with you").format(name=row.data.get("by") or _("Somebody"), title=title)


def _known(principal: str, actor: Actor) -> None:
    """Refuse a principal that is nobody whom the actor sees."""
    which, _colon, number = principal.partition(":")
    there = which in (MEMBER, TEAM) and number.isdecimal() and len(number) <= 18 and number == str(int(number))
    if principal != EVERYONE and not (there and seen(which, actor, {int(number)})):
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
