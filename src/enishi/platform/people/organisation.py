"""What holds of teams and of who is in which, whoever writes them: a tree, one main team at a time."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from enishi.kernel.actor import Actor
from enishi.kernel.card import Card
from enishi.kernel.ports import ports
from enishi.kernel.upkeep import Change, Upkeep
from enishi.platform import access, epoch
from enishi.platform.models import Membership, Team

OPEN_END = date.max


class Teams(Upkeep):
    """Teams stay a tree, and one that goes to the trash has nobody and nothing below it."""

    def prepare(self, card: Card, changes: Sequence[Change], actor: Actor) -> None:
        """Cost: two queries for a chunk in which any team moves or goes."""
        moved = {c.record.pk: c for c in changes if not c.new and c.changed("parent_id") and c.record.parent_id}
        if moved:
            parents = dict(Team.objects.values_list("pk", "parent_id"))
            parents.update({number: change.record.parent_id for number, change in moved.items()})
            for number, change in moved.items():
                if number in access.upward(change.record.parent_id, parents):
                    change.problems["parent"] = _("A team cannot be below itself. Choose another one above it.")
        for change in changes:
            if not change.new and change.record.trashed_at is not None and change.before["trashed_at"] is None:
                self._empty(change)

    def _empty(self, change: Change) -> None:
        live = Q(trashed_at=None)
        stays = Q(ends__isnull=True) | Q(ends__gte=access.today(ports.clock))
        if Team.objects.filter(live, parent=change.record.pk).exists():
            change.problems["parent"] = _("There are teams below this one. Move or archive them first.")
        elif Membership.objects.filter(
            live, stays, team=change.record.pk, member__left_on=None, member__trashed_at=None
        ).exists():
            change.problems["name"] = _("There are people in this team. Move them to another one first.")

    def follow(self, card: Card, changes: Sequence[Change], actor: Actor) -> None:
        """Actors carry teams and what is below them."""
        epoch.advance("access")


class Memberships(Upkeep):
    """Somebody is in a team once at a time, and has one main team at a time; the first one is the main one."""

    def prepare(self, card: Card, changes: Sequence[Change], actor: Actor) -> None:
        """Cost: one query a chunk."""
        kept = [change.record for change in changes if change.record.trashed_at is None]
        people = {row.member_id for row in kept}
        numbers = {row.pk for row in kept}
        others = [*Membership.objects.filter(member__in=people, trashed_at=None).exclude(pk__in=numbers - {None})]
        for change in changes:
            if change.record.trashed_at is None:
                self._fits(change, others)
                others.append(change.record)

    def _fits(self, change: Change, others: Sequence[Membership]) -> None:
        row = change.record
        if row.starts and row.ends and row.ends < row.starts:
            change.problems["ends"] = _("The last day is before the first one. Enter a later day.")
            return
        beside = [other for other in others if other.member_id == row.member_id and _meet(row, other)]
        if any(other.team_id == row.team_id for other in beside):
            change.problems["team"] = _("This person is in the team at that time already. End that membership first.")
        main = any(other.is_main for other in beside)
        if row.is_main is None and change.new:
            row.is_main = not main
        elif row.is_main and main and (change.new or change.changed("is_main", "starts", "ends")):
            change.problems["is_main"] = _("This person has another main team at that time. There is one at a time.")

    def follow(self, card: Card, changes: Sequence[Change], actor: Actor) -> None:
        """Rights follow from the next request on, or from the day on which a membership begins or ends."""
        epoch.advance("access")


def _meet(one: Any, other: Any) -> bool:
    """Whether two memberships have a day in common."""
    return (one.starts or date.min) <= (other.ends or OPEN_END) and (other.starts or date.min) <= (one.ends or OPEN_END)
