"""Why a person can or cannot do something with a record: the ways of the read door, told one by one.

Whether they can is asked of the door itself; the reasons only name what the door went by.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from django.db.models import Q

from enishi.kernel.actor import Actor, Verb
from enishi.kernel.card import Card, FieldCard
from enishi.kernel.doors.read import records
from enishi.kernel.doors.rows import Linked, Row
from enishi.kernel.doors.scope import branches, owners_within, reach_of
from enishi.kernel.ports import ports
from enishi.platform import access
from enishi.platform.models import Member, Role, RoleOf, ScopeGroup, ScopeGroupMember, ScopeGroupPrincipal, Team
from enishi.platform.people.grants import INCLUDES
from enishi.platform.people.role_changes import reach
from enishi.platform.sharing import Given, given

FURTHER: tuple[Verb, ...] = ("edit", "delete", "export")
What = Literal[
    "absent", "admin", "everybody", "all", "own", "team", "shared", "group", "about", "whole",
    "no_role", "no_right", "not_reached", "private",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Reason:
    """A way that gives or keeps something. `roles` are those that reach so far, `names` what the sentence tells of:
    the owner and the person's teams, the group, or the whole; `share` what was shared."""

    what: What
    roles: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    share: Given | None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a verb is allowed on the record, and why."""

    verb: Verb
    allowed: bool
    reasons: tuple[Reason, ...]


def may_ask(actor: Actor, row: Row) -> bool:
    """Administrators, and who leads a team that the record's owner is in or below."""
    if actor.admin:
        return True
    if actor.member is None or row.owner is None or row.card.reads(actor, "owner") is None:
        return False
    return row.owner in access.led_by(actor.member)


def explain(asker: Actor, row: Row, person: Member) -> list[Verdict]:
    """The verdict on seeing it and, for who does, on the other verbs. Cost: some dozen small queries."""
    actor = access.actor_of(person.pk)
    if actor is None:
        return [Verdict("see", False, (Reason("absent"),))]
    sight = _verdict(asker, row, actor, "see")
    return [sight, *(_verdict(asker, row, actor, verb) for verb in FURTHER if sight.allowed)]


def hidden(asker: Actor, card: Card, person: Member) -> list[FieldCard]:
    """The fields that the asker reads and the person does not."""
    actor = access.actor_of(person.pk)
    if actor is None:
        return []
    return [spec for spec in card.readable(asker) if not spec.system and card.reads(actor, spec.name) is None]


def _verdict(asker: Actor, row: Row, actor: Actor, verb: Verb) -> Verdict:
    allowed = any(rows.filter(pk=row.id).exists() for rows in branches(row.card, actor, verb))
    return Verdict(verb, allowed, tuple(_reasons(asker, row, actor, verb, allowed)))


def _reasons(asker: Actor, row: Row, actor: Actor, verb: Verb, allowed: bool) -> Iterator[Reason]:
    card = row.card
    if card.part_of:
        yield from _by_whole(asker, row, actor, verb)
        return
    far = reach_of(card, actor, verb)
    roles = _roles(actor)
    giving = tuple(role.name for role in roles if reach(role.rights, card.key, verb) == far)
    if far == "none":
        yield Reason("no_right", tuple(role.name for role in roles)) if roles else Reason("no_role")
        return
    ways = [Reason("admin")] if actor.admin else list(_ways(row, actor, verb, giving))
    if allowed:
        yield from ways or [Reason("about")]
    elif ways:  # within reach, and yet kept from everybody but its own people
        yield Reason("private")
    else:
        yield Reason("not_reached", giving, (_name(row.owner),))


def _ways(row: Row, actor: Actor, verb: Verb, giving: tuple[str, ...]) -> Iterator[Reason]:
    far, owner = reach_of(row.card, actor, verb), row.owner
    if far == "all":
        yield Reason("all", giving) if giving else Reason("everybody")
        return
    if owner is not None and owner == actor.member:
        yield Reason("own", giving)
    elif owner is not None and owner in owners_within(actor, far):
        yield Reason("team", giving, (_name(owner), *_teams_with(actor, owner)))
    for share in given(row.card.key, row.id):
        if share.principal in actor.principals and share.right in INCLUDES.get(verb, ()) and not share.over:
            yield Reason("shared", share=share)
    here = ScopeGroupMember.objects.filter(object=row.card.key, record=row.id).values("group")
    rights = INCLUDES.get(verb, ())
    let = ScopeGroupPrincipal.objects.filter(principal__in=actor.principals, right__in=rights).values("group")
    for name in ScopeGroup.objects.filter(pk__in=here).filter(pk__in=let).values_list("name", flat=True):
        yield Reason("group", names=(name,))


def _by_whole(asker: Actor, row: Row, actor: Actor, verb: Verb) -> Iterator[Reason]:
    """A part is seen with its whole, and changed by whoever may edit that."""
    link = row[row.card.part_of]
    if not isinstance(link, Linked) or link.id is None:
        return
    whole = records(link.object, asker).unshown().get(link.id)
    wanted: Verb = "edit" if verb == "delete" else verb
    yield Reason("whole", names=(whole.title,))
    yield from _verdict(asker, whole, actor, wanted).reasons


def _roles(actor: Actor) -> list[Role]:
    teams = [int(name.partition(":")[2]) for name in actor.principals if name.startswith("team:")]
    held = RoleOf.objects.filter(Q(member=actor.member) | Q(team__in=teams)).values("role")
    return list(Role.objects.filter(pk__in=held).order_by("pk"))


def _teams_with(actor: Actor, owner: int) -> list[str]:
    """The person's own teams in or below which the owner is."""
    day = access.today(ports.clock)
    mine = Team.objects.filter(pk__in=access.teams_of(actor.member or 0)).order_by("pk")
    return [team.name for team in mine if owner in access.people_of({team.pk}, day)]


def _name(owner: int | None) -> str:
    return "" if owner is None else str(Member.objects.filter(pk=owner).values_list("name", flat=True).first() or "")
