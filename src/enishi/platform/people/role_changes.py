"""What administrators do with roles: make, copy, change, give, take and delete them.

Each change is noted in the audit and raises the epoch of rights in its transaction: it holds from the next request on.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from enishi.kernel.actor import REACHES, VERBS, Actor, Rights, Verb
from enishi.kernel.card import Card, FieldCard
from enishi.kernel.errors import Conflict, Invalid, Missing
from enishi.kernel.numbers import number_of
from enishi.kernel.ports import AuditEntry, ports
from enishi.kernel.registry import registry
from enishi.platform import access
from enishi.platform.models import Member, Role, RoleOf, Team
from enishi.platform.people import members, roles

REST = "*"
LONGEST = 100
NO_RIGHTS = Rights()
#: The verbs as keys of what a role keeps.
WORDS: tuple[str, ...] = VERBS
#: What a role keeps, as `Role.rights` describes it.
Kept = Mapping[str, Mapping[str, Any]]
Reaches = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Holder:
    """A person or team that a role was given to; `id` is that of the gift."""

    id: int
    name: str
    team: bool


def found(number: int) -> Role:
    """A role by its number. Raises `Missing`."""
    role = Role.objects.filter(pk=number).first()
    if role is None:
        raise Missing(_("There is no such role."))
    return role


def counted() -> list[tuple[Role, int]]:
    """All roles in their order with how many people have each, by themselves or by a team. Cost: two queries, and two
    more for each role that a team has."""
    direct: dict[int, set[int]] = {}
    by_team: dict[int, set[int]] = {}
    for role, member, team in RoleOf.objects.values_list("role", "member", "team"):
        (direct if member else by_team).setdefault(role, set()).add(member or team)
    here = set(Member.objects.filter(trashed_at=None).values_list("pk", flat=True))
    day = access.today(ports.clock)
    people = {role: access.people_of(teams, day) for role, teams in by_team.items()}
    rows = Role.objects.order_by("pk")
    return [(row, len(here & (direct.get(row.pk, set()) | people.get(row.pk, frozenset())))) for row in rows]


def holders(role: Role) -> list[Holder]:
    """Whom this role was given to, teams first."""
    rows = (
        RoleOf.objects.filter(role=role).select_related("member", "team").order_by("team__sort_key", "member__sort_key")
    )
    given = [Holder(row.pk, str(row.team or row.member), row.team is not None) for row in rows]
    return sorted(given, key=lambda one: not one.team)


def principals() -> list[tuple[str, str]]:
    """Whom a role can be given to: teams, then people of the company, as `give` takes them, with their names."""
    teams = Team.objects.filter(trashed_at=None).order_by("sort_key", "pk").values_list("pk", "name")
    people = Member.objects.filter(trashed_at=None, left_on=None).order_by("sort_key", "pk").values_list("pk", "name")
    return [*((f"team:{pk}", name) for pk, name in teams), *((f"member:{pk}", name) for pk, name in people)]


def make(actor: Actor, name: str, like: int | None = None) -> Role:
    """A new role, with the rights of another one or with none. Raises `Denied`, `Invalid`, `Missing`."""
    members.administrators_only(actor)
    with ports.lock.write():
        rights = found(like).rights if like is not None else {}
        role = Role.objects.create(name=_named(name), rights=rights)
        _note(actor, role, "created", {}, {"name": role.name, "rights": rights})
        roles.changed()
    return role


def change(actor: Actor, number: int, version: int, *, name: str | None = None, rights: Kept | None = None) -> Role:
    """Give a role another name or other rights. `version` is the one that was shown.

    Raises `Conflict` when somebody changed it since, `Invalid` for rights that contradict each other.
    """
    members.administrators_only(actor)
    with ports.lock.write():
        role = Role.objects.select_for_update().filter(pk=number).first() or found(number)
        if role.version != version:
            raise Conflict(_("Somebody else changed this role meanwhile."), version=role.version)
        old = {"name": role.name, "rights": role.rights}
        new = {
            "name": old["name"] if name is None or name == role.name else _named(name),
            "rights": old["rights"] if rights is None else _checked(rights),
        }
        differing = [part for part in new if new[part] != old[part]]
        if differing:
            role.name, role.rights, role.version = str(new["name"]), new["rights"], role.version + 1
            role.save(update_fields=["name", "rights", "version"])
            _note(actor, role, "updated", *({part: side[part] for part in differing} for side in (old, new)))
            roles.changed()
    return role


def delete(actor: Actor, number: int) -> Role:
    """Delete a role that nobody has. Raises `Denied`, `Missing`, `Conflict`."""
    members.administrators_only(actor)
    with ports.lock.write():
        role = found(number)
        if RoleOf.objects.filter(role=role).exists():
            raise Conflict(_("People or teams still have this role. Take it from them first."))
        _note(actor, role, "deleted", {"name": role.name, "rights": role.rights}, {})
        Role.objects.filter(pk=number).delete()
        roles.changed()
    return role


def give(actor: Actor, number: int, principal: str) -> str:
    """Give a role to "member:7" or "team:3"; gives the name. Raises `Denied`, `Missing`, `Invalid`."""
    members.administrators_only(actor)
    kind, _colon, text = principal.partition(":")
    with ports.lock.write():
        role = found(number)
        pk = number_of(text) or 0
        member = Member.objects.filter(pk=pk, trashed_at=None).first() if kind == "member" else None
        team = Team.objects.filter(pk=pk, trashed_at=None).first() if kind == "team" else None
        if member is None and team is None:
            raise Invalid(principal=_("There is no such person or team. Choose one of the list."))
        if RoleOf.objects.get_or_create(role=role, member=member, team=team)[1]:
            _note(actor, role, "given", {}, {"to": principal})
            roles.changed()
    return str(member or team)


def take(actor: Actor, number: int, gift: int) -> str:
    """Take a role from whom it was given to; gives the name. Raises `Denied`, `Missing`."""
    members.administrators_only(actor)
    with ports.lock.write():
        role = found(number)
        row = RoleOf.objects.filter(pk=gift, role=role).select_related("member", "team").first()
        if row is None:
            raise Missing(_("They do not have this role any more."))
        _note(actor, role, "taken", {"to": f"team:{row.team_id}" if row.team else f"member:{row.member_id}"}, {})
        row.delete()
        roles.changed()
    return str(row.team or row.member)


def part(rights: Kept, key: str) -> Mapping[str, Any]:
    """What counts for an object: its own rights, else those of the rest."""
    return rights.get(key, rights.get(REST, {}))


def reach(rights: Kept, key: str, verb: str) -> str:
    """How far a verb reaches on an object, or on the rest."""
    return str(part(rights, key).get(verb, "none"))


def with_reaches(rights: Kept, rest: Reaches, objects: Mapping[str, Reaches]) -> dict[str, dict[str, Any]]:
    """Rights with these reaches; a verb that is left out follows the rest if it did so before."""
    base = {verb: rest.get(verb, reach(rights, REST, verb)) for verb in WORDS}
    made: dict[str, dict[str, Any]] = {}
    for key in dict.fromkeys((*objects, *rights)):
        if key != REST:
            wanted = objects.get(key, {})
            verbs = {verb: wanted.get(verb) or _kept(rights, key, verb, base, asked=key in objects) for verb in WORDS}
            made[key] = {**verbs, **_fields(part(rights, key))}
    return _whole({**base, **_fields(part(rights, REST))}, made)


def with_fields(rights: Kept, key: str, fields: Mapping[str, str]) -> dict[str, dict[str, Any]]:
    """Rights with these rights on the fields of an object; "edit" is what a field has without saying so."""
    old = part(rights, key)
    narrower = {name: right for name, right in {**old.get("fields", {}), **fields}.items() if right != "edit"}
    verbs = {verb: reach(rights, key, verb) for verb in WORDS}
    own = {name: dict(value) for name, value in rights.items() if name not in (REST, key)}
    rest = {**{verb: reach(rights, REST, verb) for verb in WORDS}, **_fields(part(rights, REST))}
    return _whole(rest, {**own, key: {**verbs, **({"fields": narrower} if narrower else {})}})


def narrowable(card: Card) -> Iterator[FieldCard]:
    """The fields whose right a role may narrow: not those that name a record, that it must have, or the house keeps."""
    named = card.groups[card.title].fields if card.title in card.groups else (card.title,)
    for spec in card.fields.values():
        if not (spec.system or spec.required or spec.hidden or spec.name in named):
            yield spec


def _kept(rights: Kept, key: str, verb: str, base: Reaches, *, asked: bool) -> str:
    follows = asked or reach(rights, key, verb) == reach(rights, REST, verb)
    return base[verb] if follows else reach(rights, key, verb)


def _fields(old: Mapping[str, Any]) -> dict[str, Any]:
    return {"fields": dict(old["fields"])} if old.get("fields") else {}


def _whole(rest: dict[str, Any], objects: Mapping[str, dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """An object that has the same as the rest has nothing of its own."""
    return {REST: rest, **{key: own for key, own in objects.items() if own != rest}}


def _named(name: str) -> str:
    name = name.strip()
    if not name or len(name) > LONGEST or any(ord(sign) < 32 for sign in name):
        raise Invalid(name=_("Enter a name of at most {number} characters.").format(number=LONGEST))
    if Role.objects.filter(name=name).exists():
        raise Invalid(name=_("There is a role of this name. Enter another one."))
    return name


def _checked(rights: Kept) -> dict[str, dict[str, Any]]:
    """Rights that the product can keep. Raises `Invalid`: what is not seen can be neither edited nor deleted."""
    for key, own in rights.items():
        card = registry.cards.get(key)
        for verb in VERBS:
            if own.get(verb, "none") not in REACHES:
                raise Invalid({f"{key}.{verb}": _("Choose one of the list.")})
        sees = REACHES.index("all" if card is not None and fixed(card, "see") == "all" else own.get("see", "none"))
        wider = any(REACHES.index(own.get(verb, "none")) > sees for verb in ("edit", "delete", "export"))
        if wider and not (card is not None and card.part_of):  # a part is seen with its whole
            label = card.label_plural if card is not None else _("All objects")
            text = _("{objects}: nobody edits, deletes or exports what they do not see. Let this role see as much.")
            raise Invalid({f"{key}.see": text.format(objects=label)})
        for name, right in own.get("fields", {}).items():
            if right not in access.FIELD_RIGHTS:
                raise Invalid({f"{key}.{name}": _("Choose one of the list.")})
    return {key: dict(own) for key, own in rights.items()}


def fixed(card: Card, verb: Verb) -> str:
    """How far a verb reaches whatever a role says, such as that everybody sees tags; empty where the role decides."""
    every = access.combined([{REST: dict.fromkeys(VERBS, "all")}])
    reaches = {card.access.reach(Actor("person", None, "", rights), card.key, verb) for rights in (every, NO_RIGHTS)}
    return reaches.pop() if len(reaches) == 1 else ""


def _note(actor: Actor, role: Role, op: str, old: Mapping[str, Any], new: Mapping[str, Any]) -> None:
    ports.audit.write([AuditEntry(ports.clock.now(), actor, "role", role.pk, op, dict(old), dict(new))])
