"""What must hold of records before they are stored: required, linked, owned and unique, for a whole chunk at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from django.db.models import UniqueConstraint
from django.utils.translation import gettext as _

from enishi.kernel.action import Action
from enishi.kernel.actor import Actor, Verb
from enishi.kernel.card import Card, FieldCard
from enishi.kernel.doors.labels import titles
from enishi.kernel.doors.prepared import answers
from enishi.kernel.doors.scope import branches, owners_within, reach_of
from enishi.kernel.errors import Invalid
from enishi.kernel.fieldtypes.base import ValueContext, ValueProblem
from enishi.kernel.fieldtypes.reference import parts
from enishi.kernel.ports import ports
from enishi.kernel.registry import registry
from enishi.kernel.upkeep import Change

#: Columns of the door itself, which every change moves: they are not part of what changed.
STAMPS = frozenset(("id", "version", "created_at", "created_by", "updated_at", "updated_by"))


def kept(spec: FieldCard) -> bool:
    """Whether audit and feed name this field."""
    return spec.name not in STAMPS and not spec.computed


def same(spec: FieldCard, raw: Any, stored: Any, ctx: ValueContext) -> bool:
    """Whether a raw value means what is stored."""
    try:
        return bool(spec.type.clean(raw, ctx) == stored)
    except ValueProblem:
        return False


def arguments(action: type[Action], data: Mapping[str, Any], actor: Actor, ctx: ValueContext) -> dict[str, Any]:
    """The verb's arguments, cleaned. Raises `Invalid` for what it does not declare or is not asked `when` the others
    are as given, and for a link to something the actor may not see."""
    needs, given = {need.name: need for need in action.needs}, dict[str, Any]()
    text = _("“{action}” takes no “{name}”. Leave it out.")
    problems = {name: text.format(action=action.label, name=name[:80]) for name in data if name not in needs}
    for name, need in needs.items():
        other, values = need.when
        asked = not other or given.get(other) in values
        first = need.default(ctx) if callable(need.default) else need.default
        try:
            value = given[name] = need.type.clean(data.get(name, first if asked else None), ctx)
        except ValueProblem as problem:
            problems[name] = str(problem.message)
            continue
        if value is None and need.required and asked:
            problems[name] = _("Enter “{field}”.").format(field=need.label)
        elif value is not None and not asked and other not in problems:
            text = _("“{field}” does not go with what “{other}” says. Leave it empty.")
            problems[name] = text.format(field=need.label, other=needs[other].label)
        elif value is not None and need.target and not seen(need.target, actor, {value}):
            problems[name] = _no_such(need.label)
    if problems:
        raise Invalid(problems)
    return given


def required(card: Card, changes: Iterable[Change]) -> None:
    """New records need every required field; existing ones may not lose one, but may have lacked it before."""
    needed = [spec for spec in card.fields.values() if spec.required and not spec.collected]
    for change in changes:
        for spec in needed:
            if getattr(change.record, spec.column) is None and (change.new or change.changed(spec.column)):
                change.problems.setdefault(spec.name, _("Enter “{field}”.").format(field=spec.label))


def linked(card: Card, changes: Iterable[Change], actor: Actor) -> None:
    """Links given as data lead only to records the actor may see. Cost: one query a link field."""
    pending = list(changes)
    for spec in card.fields.values():
        if not (spec.target or spec.type.anywhere):
            continue
        asked = {change.given[spec.name] for change in pending if change.given.get(spec.name) is not None}
        if not asked:
            continue
        verb: Verb = "edit" if card.part_of == spec.name else "see"
        found = seen(spec.target, actor, asked, verb) if spec.target else _subjects(actor, asked)
        for change in pending:
            value = change.given.get(spec.name)
            if value is not None and value not in found and value != change.before.get(spec.column):
                change.problems[spec.name] = _no_such(spec.label)


def _subjects(actor: Actor, asked: set[str]) -> set[str]:
    """Those references that lead to a record the actor reaches, of an object that work may be about."""
    found: set[str] = set()
    for key in {parts(value)[0] for value in asked}:
        if key in registry.cards and registry.card(key).timeline:
            ids = {number for there, number in map(parts, asked) if there == key}
            found |= {f"{key}:{number}" for number in seen(key, actor, ids)}
    return found


def seen(target: str, actor: Actor, ids: set[int], verb: Verb = "see") -> set[int]:
    """Those of the ids that the actor reaches."""
    card = registry.card(target)
    runs = answers(
        ("seen", target, verb), card, actor, list(ids),
        lambda ids: [rows.filter(pk__in=ids).order_by().values_list("pk") for rows in branches(card, actor, verb)],
    )  # fmt: skip
    return {number for run in runs for (number,) in run}


def owned(card: Card, changes: Iterable[Change], actor: Actor, verb: Verb) -> None:
    """A record is handed only by and to members within the reach of the right that is used; who got it by a share
    cannot take it."""
    if not card.owned or card.part_of:
        return
    reach = reach_of(card, actor, verb)
    if reach in ("all", "none"):
        return
    within = owners_within(actor, reach)
    for change in changes:
        owner, former = change.record.owner_id, change.before.get("owner_id")
        if owner != former and not {owner, former or owner} <= set(within):
            change.problems["owner"] = _("Your role does not allow you to hand records to this person.")


def unique(card: Card, changes: Iterable[Change], actor: Actor) -> None:
    """Values that only one live record may hold are in use nowhere else, here in the chunk or stored; names the other
    record to whoever sees it. Cost: one query a unique value among what changes, one for what is refused."""
    found = list(_taken(card, [change for change in changes if change.record.trashed_at is None]))
    known = titles(card, actor, (number for _change, _column, number in found if number is not None))
    for change, column, number in found:
        name, label = next(((s.name, s.label) for s in card.fields.values() if s.column == column), ("", column))
        text = _("This value is already in use. Enter another one.")
        if not change.new and change.changed("trashed_at"):
            text = _("“{field}” of this record is in use again. Change it there first.")
            if number in known:
                text = _("“{other}” has the same “{field}” now. Change it there, then restore this record.")
        elif number in known:
            text = _("“{other}” has this value already. Enter another one.")
        change.problems[name] = text.format(field=label, other=known.get(number or 0))


def _taken(card: Card, changes: Sequence[Change]) -> Iterator[tuple[Change, str, int | None]]:
    """Changes whose value another record holds, with its column and number; without one for a record of the chunk."""
    for columns in unique_columns(card):
        wanted: dict[tuple[Any, ...], Change] = {}
        for change in changes:
            held = tuple(getattr(change.record, column) for column in columns)
            if None in held or not (change.new or change.changed(*columns, "trashed_at")):
                continue
            if held in wanted:
                yield change, columns[-1], None
            wanted.setdefault(held, change)
        if wanted and columns[-1] in card.own:  # no constraint stands behind it
            ports.lock.alone(f"{card.key}.{columns[-1]}")
        if not wanted:
            continue
        rows = card.every_row().filter(**{f"{columns[-1]}__in": [held[-1] for held in wanted]}, trashed_at=None)
        for number, *stored in rows.values_list("pk", *columns):
            found = wanted.get(tuple(stored))
            if found is not None and found.record.pk != number:
                yield found, columns[-1], number


def unique_columns(card: Card) -> list[tuple[str, ...]]:
    """Columns that only one live row may hold, alone or together."""
    constraints = [c for c in card.model._meta.constraints if isinstance(c, UniqueConstraint) and c.fields]
    columns = {field.name: field.attname for field in card.model._meta.concrete_fields}
    own = [(spec.column,) for spec in card.fields.values() if spec.unique and spec.own]
    return [*(tuple(columns[name] for name in c.fields) for c in constraints), *own]


def _no_such(label: Any) -> str:
    return _("“{field}”: there is no such record, or you have no access to it.").format(field=label)
