"""The condition for single records in memory: first everything it needs, one query per path, then a pure answer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Protocol

from enishi.kernel.actor import Actor
from enishi.kernel.card import Card, FieldCard
from enishi.kernel.condition.lower import Among, Both, Either, Figure, Leaf, Meaning, Never, Related, lower
from enishi.kernel.condition.nodes import Node, Step

Values = Mapping[str, Any]


class Fetch(Protocol):
    def __call__(
        self, card: Card, actor: Actor, by: str, values: Sequence[int], columns: Sequence[str]
    ) -> Iterable[Values]:
        """Stored values of the un-trashed rows in the actor's sight whose column `by` ("id" or a link) is among
        `values`; each row has "id", `by` and these columns."""


@dataclass(slots=True)
class Branch:
    """The rows at the end of one path: which columns the condition reads there, and the rows once loaded."""

    card: Card
    step: Step | None = None
    columns: set[str] = field(default_factory=set)
    children: dict[str, Branch] = field(default_factory=dict)
    rows: dict[int, Values] = field(default_factory=dict)
    by_link: dict[int, list[int]] = field(default_factory=dict)

    def child(self, step: Step) -> Branch:
        return self.children.setdefault(step.name, Branch(step.card, step))

    def beyond(self, row: Values, step: Step) -> list[Values]:
        """The readable rows on the other side of the step."""
        there = self.children[step.name]
        if step.link is not None:
            found = there.rows.get(row[step.link.column])
            return [] if found is None else [found]
        return [there.rows[number] for number in there.by_link.get(row["id"], ())]


@dataclass(slots=True)
class Plan:
    """A condition ready to be asked of records. `load` reads, `holds` is pure and false for what was not in sight."""

    node: Node
    actor: Actor
    fetch: Fetch
    meaning: Meaning
    root: Branch

    def load(self, ids: Iterable[int]) -> Plan:
        """Read everything the condition needs of these records: one query per path (and per 500 ids)."""
        _load(self.root, "id", sorted(set(ids)), self)
        return self

    def holds(self, id: int) -> bool:
        return self.meets(self.meaning, id)

    def meets(self, meaning: Meaning, id: int) -> bool:
        """Whether this part of the condition holds for the record."""
        row = self.root.rows.get(id)
        return row is not None and _meets(meaning, row, self.root)

    def meets_at(self, meaning: Meaning, row: Values, at: Branch) -> bool:
        """Whether a part of the condition holds for a related row."""
        return _meets(meaning, row, at)


def plan(node: Node, card: Card, actor: Actor, fetch: Fetch) -> Plan:
    """Work out which columns of which rows the condition needs; nothing is read yet."""
    meaning = lower(node, actor)
    root = Branch(card)
    _gather(meaning, root)
    return Plan(node, actor, fetch, meaning, root)


def _gather(meaning: Meaning, at: Branch) -> None:
    match meaning:
        case Both(terms=terms) | Either(terms=terms):
            for term in terms:
                _gather(term, at)
        case Never(term=term):
            _gather(term, at)
        case Leaf():
            at.columns.update(name for name in (meaning.field.column, meaning.field.companion) if name)
        case Among():
            pass
        case Related():
            if meaning.step.link is not None:
                at.columns.add(meaning.step.link.column)
            _gather(meaning.inner, at.child(meaning.step))
        case Figure():
            for step in meaning.steps:
                at = at.child(step)
            at.columns.update(name for name in (meaning.of and meaning.of.column, meaning.by) if name)
            _gather(meaning.inner, at)


def _load(branch: Branch, by: str, values: Sequence[int], run: Plan) -> None:
    branch.rows, branch.by_link = {}, {}
    if values:
        for row in run.fetch(branch.card, run.actor, by, values, sorted(branch.columns)):
            branch.rows[row["id"]] = row
            if by != "id":
                branch.by_link.setdefault(row[by], []).append(row["id"])
    for child in branch.children.values():
        step = child.step
        assert step is not None
        if step.link is not None:
            column = step.link.column
            wanted = {row[column] for row in branch.rows.values() if row[column] is not None}
            _load(child, "id", sorted(wanted), run)
        else:
            assert step.relation is not None
            _load(child, step.relation.column, sorted(branch.rows), run)


def _meets(meaning: Meaning, row: Values, at: Branch) -> bool:
    match meaning:
        case Both(terms=terms):
            return all(_meets(term, row, at) for term in terms)
        case Either(terms=terms):
            return any(_meets(term, row, at) for term in terms)
        case Never(term=term):
            return not _meets(term, row, at)
        case Leaf():
            return meaning.field.type.holds(value_of(meaning.field, row), meaning.op, meaning.value)
        case Among(ids=ids):
            return row["id"] in ids
        case Related(step=step, inner=inner):
            return any(_meets(inner, other, at.children[step.name]) for other in at.beyond(row, step))
        case Figure():
            rows = behind(meaning, row, at)
            return bool(rows) and meaning.type.holds(figure(meaning, rows), meaning.op, meaning.value) is meaning.met


def value_of(spec: FieldCard, row: Values) -> Any:
    """The field's value out of its column, and the one beside it for kinds that need two."""
    return spec.type.join(row[spec.column], row[spec.companion] if spec.companion else None)


def behind(meaning: Figure, row: Values, at: Branch) -> list[Values]:
    """The related rows that the figure is taken of."""
    rows = [row]
    for step in meaning.steps:
        rows = [other for one in rows for other in at.beyond(one, step)]
        at = at.children[step.name]
    return [other for other in rows if _meets(meaning.inner, other, at)]


def figure(meaning: Figure, rows: Sequence[Values]) -> Any:
    """The figure itself; None when there is nothing to take it of."""
    if meaning.of is None:
        return len(rows)
    column = meaning.of.column
    if meaning.function == "last":
        return _latest(meaning, rows)[column] if rows else None
    values = [row[column] for row in rows if row[column] is not None]
    if meaning.function == "sum":
        return sum(values)
    if not values:
        return None
    return min(values) if meaning.function == "min" else max(values)


def _latest(meaning: Figure, rows: Sequence[Values]) -> Values:
    column = meaning.by

    def order(row: Values) -> tuple[bool, date | datetime | int, int]:
        value = row[column] if column else None
        return (value is not None, 0 if value is None else value, row["id"])

    return max(rows, key=order)
