"""Two records side by side: the lines in which they are compared, and which side of each is kept."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from enishi.kernel.actor import Actor
from enishi.kernel.card import Card, Choice, FieldCard
from enishi.kernel.doors.rows import Row
from enishi.kernel.errors import Invalid
from enishi.kernel.fieldtypes.base import FieldType, ValueContext, ValueProblem
from enishi.kernel.numbers import HIGHEST

BOTH = "both"
#: This record's values, empty ones filled from the other; those of the record that was changed last; those entered by
#: hand before those from a file.
FULLEST, NEWEST, TRUSTED = "fullest", "newest", "trusted"
PREFERENCES = (
    Choice(FULLEST, gettext_lazy("Fullest")),
    Choice(NEWEST, gettext_lazy("Changed last")),
    Choice(TRUSTED, gettext_lazy("Most trusted source")),
)
EMPTY: tuple[Any, ...] = (None, "", [])
LONG = ("long_text", "rich_text")


class Kept(FieldType):
    """Field or group → the number of the record whose value is kept, or “both” for long texts."""

    name = "kept"
    operators: ClassVar[tuple[str, ...]] = ()

    def clean(self, value: Any, ctx: ValueContext) -> dict[str, int | str] | None:
        if value in (None, "", {}):
            return None
        good = isinstance(value, Mapping) and all(
            (type(kept) is int and 0 < kept <= HIGHEST) or kept == BOTH for kept in value.values()
        )
        if not good:
            raise ValueProblem("kept", _("Give for each field the number of the record whose value is kept."))
        return dict(value)

    def schema(self) -> dict[str, Any]:
        one = {"anyOf": [{"type": "integer", "minimum": 1}, {"enum": [BOTH]}]}
        return {"type": "object", "additionalProperties": one}


@dataclass(frozen=True, slots=True)
class Line:
    """What is chosen as one: a field, or fields that belong together. `many` values are united without a choice, of
    `long` texts both can be kept."""

    name: str
    label: Any
    fields: tuple[FieldCard, ...]

    @property
    def many(self) -> bool:
        return self.fields[0].type.many

    @property
    def long(self) -> bool:
        return self.fields[0].type.name in LONG

    def values(self, row: Row) -> tuple[Any, ...]:
        return tuple(row[spec.name] for spec in self.fields)

    def empty(self, row: Row) -> bool:
        return all(value in EMPTY for value in self.values(row))

    def differs(self, one: Row, other: Row) -> bool:
        """Whether there is something to choose: both hold a value, and not the same one."""
        return not self.empty(one) and not self.empty(other) and self.values(one) != self.values(other)


def lines(card: Card, actor: Actor, together: Mapping[str, tuple[Any, tuple[str, ...]]]) -> Iterator[Line]:
    """What this person may choose, in the order of the fields. Of fields that belong together he must be able to edit
    all: what is hidden stays the winner's, and so does what hangs on it."""
    bound = {group.name: (group.label, group.fields) for group in card.groups.values()} | dict(together)
    leader = {name: key for key, (_label, names) in bound.items() for name in names}
    done: set[str] = set()
    for spec in card.fields.values():
        key = leader.get(spec.name, spec.name)
        label, names = bound.get(key, (spec.label, (spec.name,)))
        if key in done or spec.collected or not all(name in card.fields for name in names):
            continue
        done.add(key)
        if all(card.edits(actor, name) and card.reads(actor, name) for name in names):
            yield Line(key, label, tuple(card.fields[name] for name in names))


def choose(
    found: Mapping[str, Line], winner: Row, loser: Row, prefer: str, asked: Mapping[str, int | str]
) -> dict[str, int | str]:
    """Line → the number of the record whose values are kept, or `BOTH`. A value is never lost to an empty one.

    Raises `Invalid` for a line that does not exist and for a record that is none of the two.
    """
    kept = {line.name: _proposed(line, winner, loser, prefer) for line in found.values()}
    for name, side in asked.items():
        line = found.get(name)
        if line is None:
            raise Invalid(values=_("There is no field “{name}” that you could choose.").format(name=str(name)[:80]))
        if side not in ((winner.id, loser.id, BOTH) if line.long else (winner.id, loser.id)):
            raise Invalid(values=_("“{field}”: give the number of one of the two records.").format(field=line.label))
        if line.differs(winner, loser) and not line.many:
            kept[name] = side
    return kept


def _proposed(line: Line, winner: Row, loser: Row, prefer: str) -> int | str:
    if line.empty(loser):
        return winner.id
    if line.empty(winner):
        return loser.id
    if line.values(winner) == line.values(loser) or line.name == "owner":
        return winner.id
    if line.many or line.long:
        return BOTH
    moments = (winner["updated_at"], loser["updated_at"])
    if prefer == NEWEST and None not in moments and moments[0] < moments[1]:
        return loser.id
    if prefer == TRUSTED and _from_file(line, winner) and not _from_file(line, loser):
        return loser.id
    return winner.id


def _from_file(line: Line, row: Row) -> bool:
    return any(spec.name in row.sources for spec in line.fields)


def kept_value(line: Line, spec: FieldCard, own: Any, other: Any, side: int | str, winner: int) -> Any:
    """The value of the merged record; of `BOTH` lists are united and texts stand one below the other."""
    if side != BOTH:
        return own if side == winner else other
    if line.many:
        known = {spec.type.identity(item) for item in own}  # type: ignore[attr-defined]
        return [*own, *(item for item in other if spec.type.identity(item) not in known)]  # type: ignore[attr-defined]
    return own if other in own else f"{own}\n\n{other}"
