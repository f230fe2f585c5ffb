"""The organisation as administrators see and change it: the tree of teams, who is in each, now, before and later."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from enishi.kernel.actor import Actor
from enishi.kernel.doors.read import context
from enishi.kernel.doors.verbs import Create, Restore, Trash, Update
from enishi.kernel.doors.write import Written, write
from enishi.kernel.errors import Invalid, Missing
from enishi.kernel.fieldtypes.base import ValueProblem
from enishi.kernel.fieldtypes.date import Date
from enishi.kernel.ports import ports
from enishi.kernel.registry import registry
from enishi.platform import access
from enishi.platform.models import Membership, RoleOf, Team
from enishi.platform.people import members

OPEN_END = date.max


@dataclass(frozen=True, slots=True)
class Node:
    """A team in the tree: who leads it today, how many are in it today, and what is below it."""

    id: int
    name: str
    leads: tuple[str, ...]
    people: int
    below: tuple[Node, ...]


def tree() -> tuple[Node, ...]:
    """The whole organisation of today, by name. Cost: two queries."""
    led: dict[int, list[str]] = {}
    people: Counter[int] = Counter()
    for row in _here():
        people[row.team_id] += 1
        if row.leads:
            led.setdefault(row.team_id, []).append(row.member.name)
    under: dict[int | None, list[Team]] = {}
    found = list(Team.objects.filter(trashed_at=None).order_by("sort_key", "pk"))
    there = {team.pk for team in found}
    for team in found:
        under.setdefault(team.parent_id if team.parent_id in there else None, []).append(team)

    def of(above: int | None) -> tuple[Node, ...]:
        return tuple(
            Node(row.pk, row.name, tuple(led.get(row.pk, ())), people[row.pk], of(row.pk))
            for row in under.get(above, ())
        )

    return of(None)


def _here() -> Sequence[Membership]:
    """Who counts in which team today, of people who have not left."""
    day = access.today(ports.clock)
    gone = Q(member__trashed_at__isnull=False) | Q(member__left_on__lt=day)
    rows = access.current(day).exclude(gone).select_related("member")
    return list(rows.order_by("member__sort_key", "member_id"))


def archived() -> list[Team]:
    """Teams that were given up, the latest first."""
    return list(Team.objects.filter(trashed_at__isnull=False).order_by("-trashed_at")[:50])


def found(number: int) -> Team:
    """A team by its number. Raises `Missing`."""
    team = Team.objects.filter(pk=number, trashed_at=None).first()
    if team is None:
        raise Missing(_("There is no such team."))
    return team


def path(team: Team) -> list[str]:
    """The names of the teams above it, the highest first."""
    rows = {pk: (above, name) for pk, above, name in Team.objects.values_list("pk", "parent_id", "name")}
    above = access.upward(team.pk, {pk: parent for pk, (parent, _name) in rows.items()})
    return [rows[pk][1] for pk in reversed(list(above)) if pk != team.pk]


def may_be_above(team: Team | None) -> list[tuple[int, str]]:
    """The teams that this one, or a new one, can be put below, each after the teams above it."""
    listed: list[tuple[int, str]] = []

    def add(nodes: Sequence[Node], before: str) -> None:
        for node in nodes:
            if team is None or node.id != team.pk:
                listed.append((node.id, before + node.name))
                add(node.below, f"{before}{node.name} › ")

    add(tree(), "")
    return listed


def roles_of(team: Team) -> list[str]:
    """The roles that everybody in the team has."""
    return list(RoleOf.objects.filter(team=team).order_by("role").values_list("role__name", flat=True))


def places(team: Team) -> list[Membership]:
    """Who is, will be and was in the team, in this order; those who lead first. Cost: one query."""
    day = access.today(ports.clock)
    rows = Membership.objects.filter(team=team, trashed_at=None, member__trashed_at=None).select_related("member")
    return sorted(
        rows, key=lambda row: (when(row, day), not row.leads, row.member.sort_key or "", row.starts or date.min)
    )


def when(row: Membership, day: date) -> int:
    """0 for a membership that counts, 1 for one that is to begin, 2 for one that is over."""
    last = min(row.ends or OPEN_END, row.member.left_on or OPEN_END)
    return 2 if last < day else 1 if row.starts and row.starts > day else 0


def place(team: int, number: int) -> Membership:
    """One membership of a team. Raises `Missing`."""
    row = Membership.objects.filter(pk=number, team=team, trashed_at=None).select_related("member", "team").first()
    if row is None:
        raise Missing(_("This person is not in the team any more."))
    return row


def keep(actor: Actor, number: int | None, values: Mapping[str, Any], version: int | None = None) -> Written:
    """Make a team, rename or move it. Raises `Denied`, `Invalid`, `Conflict`."""
    members.administrators_only(actor)
    return write(Create if number is None else Update, actor, registry.card("team"), number, values, version=version)


def archive(actor: Actor, number: int) -> Written:
    """Give up a team without people and without teams below. Raises `Denied`, `Invalid`, `Missing`."""
    members.administrators_only(actor)
    return write(Trash, actor, registry.card("team"), number)


def revive(actor: Actor, number: int) -> Written:
    """Take a team that was given up back. Raises `Denied`, `Missing`."""
    members.administrators_only(actor)
    return write(Restore, actor, registry.card("team"), number)


def join(actor: Actor, team: int, values: Mapping[str, Any]) -> list[int]:
    """Put a person into a team; gives the audit rows in the order in which they are undone.

    As the main team it takes the place of the present one, which ends the day before. Raises `Denied`, `Invalid`.
    """
    members.administrators_only(actor)
    card = registry.card("membership")
    audits: list[int | None] = []
    with ports.lock.write():
        if values.get("is_main"):
            audits += [write(Update, actor, card, pk, {"ends": day}).audit for pk, day in _gives_way(actor, values)]
        audits.append(write(Create, actor, card, None, {**values, "team": team}).audit)
    return [number for number in reversed(audits) if number is not None]


def _gives_way(actor: Actor, values: Mapping[str, Any]) -> list[tuple[int, date]]:
    """The person's main membership on the first day of the new one, with the day on which it then ends."""
    try:
        begins = Date().clean(values.get("starts"), context(actor))
    except ValueProblem:
        return []  # the door says what is wrong with it
    first = begins or access.today(ports.clock)
    rows = Membership.objects.filter(member=values.get("member") or 0, is_main=True, trashed_at=None)
    there = [row for row in rows if (row.starts or date.min) < first <= (row.ends or OPEN_END)]
    if there and begins is None:
        text = _("This person has a main team. Say from when on the new one takes its place.")
        raise Invalid({"starts": text})
    return [(row.pk, first - timedelta(days=1)) for row in there]


def change(actor: Actor, team: int, number: int, values: Mapping[str, Any], version: int | None = None) -> Written:
    """Change role, kind or dates of a membership. Raises `Denied`, `Invalid`, `Missing`, `Conflict`."""
    members.administrators_only(actor)
    row = place(team, number)
    return write(Update, actor, registry.card("membership"), row.pk, values, version=version)


def remove(actor: Actor, team: int, number: int) -> Written:
    """Take a membership out that should never have been. Raises `Denied`, `Missing`."""
    members.administrators_only(actor)
    return write(Trash, actor, registry.card("membership"), place(team, number).pk)
