"""What a parsed condition is made of: immutable nodes whose paths and values are resolved once."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import Any, Literal

from enishi.kernel.card import Card, FieldCard, Relation

Function = Literal["count", "sum", "min", "max", "last"]
FUNCTIONS: tuple[Function, ...] = ("count", "sum", "min", "max", "last")


@dataclass(frozen=True, slots=True)
class Step:
    """One way from a record to others: a link to one, or a relation to many. `card` is the object it leads to."""

    name: str
    card: Card = dataclasses.field(compare=False, repr=False)
    link: FieldCard | None = None
    relation: Relation | None = None

    @property
    def many(self) -> bool:
        return self.relation is not None


@dataclass(frozen=True, slots=True)
class Path:
    """A resolved path: the object it begins at, the steps, and the field it ends in (None: the rows themselves).

    `where` holds the fixed values of a list-valued field that lives in a relation, `shown` is that field itself;
    `target` is the object that a field of links points to.
    """

    text: str
    origin: Card = dataclasses.field(compare=False, repr=False)
    steps: tuple[Step, ...]
    field: FieldCard | None = None
    where: tuple[tuple[str, Any], ...] = ()
    shown: FieldCard | None = None
    target: Card | None = dataclasses.field(default=None, compare=False, repr=False)

    @property
    def card(self) -> Card:
        """The object at the end."""
        return self.steps[-1].card if self.steps else self.origin

    @property
    def many(self) -> bool:
        return any(step.many for step in self.steps)

    @property
    def end(self) -> FieldCard:
        """The field at the end. A path that ends in rows has none."""
        if self.field is None:
            raise TypeError(f"{self.text} ends in records, not in a field")
        return self.field


@dataclass(frozen=True, slots=True)
class All:
    """Every term holds; with no terms, always."""

    terms: tuple[Node, ...] = ()


@dataclass(frozen=True, slots=True)
class AnyOf:
    """At least one term holds."""

    terms: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """The plain complement."""

    term: Node


@dataclass(frozen=True, slots=True)
class Test:
    """A field compared with a value. `raw` is what was written, `value` what it means now (dates are resolved)."""

    __test__ = False

    path: Path
    op: str
    raw: Any
    value: Any


@dataclass(frozen=True, slots=True)
class Some:
    """There is a related row for which all of `where` holds at once."""

    path: Path
    where: Node


@dataclass(frozen=True, slots=True)
class Aggregate:
    """A figure over the related rows for which `where` holds, compared with a value.

    `count` and `sum` of no rows are 0; `min`, `max` and `last` of no rows are empty. `last` is the value of `of` in
    the latest row (by the object's calendar field, else by id). `stored` is the value as the column holds it.
    """

    function: Function
    path: Path
    of: FieldCard | None
    where: Node
    op: str
    raw: Any
    value: Any
    stored: Any = None


Node = All | AnyOf | Not | Test | Some | Aggregate

EVERYTHING = All()
