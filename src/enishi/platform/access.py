"""Makes actors: the sum of a member's roles, teams, grants and groups, worked out once per access epoch and day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, cast
from zoneinfo import ZoneInfo

from django.db.models import F, Q

from enishi.kernel.actor import EVERYTHING, REACHES, VERBS, Actor, FieldRight, Kind, ObjectRights, Reach, Rights, Verb
from enishi.kernel.ports import Clock, ports
from enishi.kernel.registry import registry
from enishi.platform import epoch, memory, workspace
from enishi.platform.models import Member, Membership, Role, RoleOf, ScopeGroupPrincipal, Team

FIELD_RIGHTS: tuple[FieldRight, ...] = ("none", "read", "edit")
_width = FIELD_RIGHTS.index


@dataclass(slots=True)
class _Actors:
    """The actors of a reading of the epochs and a day, by member, kind and door."""

    state: tuple[epoch.Epochs, date] | None = None
    known: dict[tuple[int, str, str], Actor] = field(default_factory=dict)


def today(clock: Clock) -> date:
    """The day it is in the workspace."""
    return clock.now().astimezone(ZoneInfo(clock.zone())).date()


def actor_of(member: int, *, kind: Kind = "person", via: str = "web") -> Actor | None:
    """The actor for a member, or None for one who is not there, left, or whose sign-in was disabled.

    Cost: nothing when known in this epoch, else seven small queries.
    """
    now, actors = (epoch.known(), today(ports.clock)), memory.here().of(_Actors)
    if now != actors.state:
        actors.state, actors.known = now, {}
    found = actors.known.get((member, kind, via))
    if found is None:
        found = _build(member, kind, via, now[1])
        if found is not None:
            actors.known[(member, kind, via)] = found
    return found


def _build(number: int, kind: Kind, via: str, day: date) -> Actor | None:
    member = Member.objects.select_related("user").filter(pk=number, trashed_at__isnull=True).first()
    if member is None or not acts(member, day):
        return None
    mine = set(current(day).filter(member=number).values_list("team_id", flat=True))
    teams = Team.objects.filter(trashed_at__isnull=True).order_by("pk").values_list("pk", "parent_id", "name")
    parents = {team: parent for team, parent, _name in teams}
    above = {team for one in mine for team in upward(one, parents)}
    principals = frozenset({f"member:{number}", "everyone", *(f"team:{team}" for team in above)})
    return Actor(
        kind=kind,
        member=number,
        name=member.name or f"#{number}",
        rights=_rights(number, above, admin=member.is_admin),
        owners=_owners(mine, parents, day),
        principals=principals,
        groups=frozenset(ScopeGroupPrincipal.objects.filter(principal__in=principals).values_list("group_id", "right")),
        language=member.language,
        timezone=member.timezone or workspace.current().timezone,
        via=via,
        epoch=epoch.known().access,
        team=next((name for team, _parent, name in teams if team in mine), ""),
    )


def acts(member: Member, day: date) -> bool:
    """Whether this person may act today: in the company, and with a sign-in that is not disabled."""
    if member.left_on is not None and member.left_on < day:
        return False
    if member.active_from is not None and member.active_from > day:
        return False
    return member.user is None or member.user.is_active


def current(day: date) -> Any:
    """Memberships that count on this day; those of a person who left count on, so that the records stay in the team."""
    begun = Q(starts__isnull=True) | Q(starts__lte=day)
    lasts = Q(ends__isnull=True) | Q(ends__gte=day) | Q(member__left_on__lte=F("ends"))
    return Membership.objects.filter(begun & lasts, trashed_at=None)


def teams_of(member: int) -> frozenset[int]:
    """The teams a person is in today."""
    return frozenset(current(today(ports.clock)).filter(member=member).values_list("team_id", flat=True))


def led_by(member: int) -> frozenset[int]:
    """Everybody in the teams that a person leads today, and below them."""
    day = today(ports.clock)
    led = set(current(day).filter(member=member, leads=True).values_list("team_id", flat=True))
    return people_of(led, day) if led else frozenset()


def people_of(teams: set[int], day: date) -> frozenset[int]:
    """Who is in these teams or below them on this day. Cost: two queries."""
    return _owners(teams, dict(Team.objects.filter(trashed_at=None).values_list("pk", "parent_id")), day)


def _owners(mine: set[int], parents: Mapping[int, int | None], day: date) -> frozenset[int]:
    """Everybody in my teams and the teams below them, all my teams alike (兼務)."""
    below = [team for team in parents if mine.intersection(upward(team, parents))]
    if not below:
        return frozenset()
    return frozenset(current(day).filter(team__in=below).values_list("member_id", flat=True))


def upward(team: int, parents: Mapping[int, int | None]) -> Iterable[int]:
    """A team and the teams above it; ends even when somebody made a ring of them."""
    seen: set[int] = set()
    at: int | None = team
    while at is not None and at not in seen:
        seen.add(at)
        at = parents.get(at)
    return seen


def _rights(member: int, teams: set[int], *, admin: bool) -> Rights:
    if admin:
        return Rights(_narrowed(dict.fromkeys(registry.cards, EVERYTHING)), admin=True)
    given = RoleOf.objects.filter(Q(member=member) | Q(team__in=teams)).values("role")
    return combined(Role.objects.filter(pk__in=given).values_list("rights", flat=True))


def combined(roles: Iterable[Mapping[str, Any]]) -> Rights:
    """The sum of roles: the farthest reach of each verb, the widest right on each field."""
    objects: dict[str, ObjectRights] = {}
    roles = list(roles)
    for key in registry.cards:
        parts = [part for role in roles if (part := role.get(key, role.get("*"))) is not None]
        if parts:
            objects[key] = _sum(parts)
    return Rights(_narrowed(objects))


def _narrowed(objects: dict[str, ObjectRights]) -> dict[str, ObjectRights]:
    """Without what the workspace hides from everybody, and no wider on a field than on those that it repeats."""
    for key, rights in objects.items():
        hidden: dict[str, FieldRight] = {s.name: "none" for s in registry.card(key).fields.values() if s.hidden}
        objects[key] = replace(rights, fields={**rights.fields, **hidden}) if hidden else rights
    for key, rights in objects.items():
        narrower = {
            name: min((rights.fields.get(name, "edit"), *(_on(objects, other) for other in others)), key=_width)
            for name, others in registry.card(key).follows.items()
        }
        objects[key] = replace(rights, fields={**rights.fields, **narrower}) if narrower else rights
    return objects


def _on(objects: Mapping[str, ObjectRights], name: str) -> FieldRight:
    """The right on `object.field`: none where no row of the object is seen. A part is seen with its whole."""
    key, _dot, field = name.partition(".")
    rights = objects.get(key)
    return "none" if rights is None or rights.verb("see") == "none" else rights.fields.get(field, "edit")


def _sum(parts: list[Mapping[str, Any]]) -> ObjectRights:
    reach: dict[Verb, Reach] = {
        verb: max((cast(Reach, part.get(verb, "none")) for part in parts), key=REACHES.index) for verb in VERBS
    }
    seeing = [part for part in parts if part.get("see", "none") != "none"] or parts
    names = {name for part in seeing for name in part.get("fields", {})}
    fields: dict[str, FieldRight] = {
        name: max((part.get("fields", {}).get(name, "edit") for part in seeing), key=_width) for name in names
    }
    return ObjectRights(reach, fields)
