"""What a condition means, in the few shapes that every back end computes: paths become nested "some related row"."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from enishi.kernel.actor import Actor
from enishi.kernel.card import FieldCard
from enishi.kernel.condition.figures import COUNT, computed_from, latest_by
from enishi.kernel.condition.nodes import Aggregate, All, AnyOf, Function, Node, Not, Path, Some, Step, Test
from enishi.kernel.fieldtypes.base import NEGATIVE, FieldType
from enishi.kernel.fieldtypes.reference import parts


@dataclass(frozen=True, slots=True)
class Both:
    """Every one holds."""

    terms: tuple[Meaning, ...]


@dataclass(frozen=True, slots=True)
class Either:
    """One of them holds."""

    terms: tuple[Meaning, ...]


@dataclass(frozen=True, slots=True)
class Never:
    """The inner one does not hold."""

    term: Meaning


@dataclass(frozen=True, slots=True)
class Leaf:
    """A positive test on a column of the row itself."""

    field: FieldCard
    op: str
    value: Any


@dataclass(frozen=True, slots=True)
class Among:
    """The row is one of these."""

    ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Related:
    """A readable row on the other side of the step for which the inner meaning holds."""

    step: Step
    inner: Meaning


@dataclass(frozen=True, slots=True)
class Figure:
    """A test on a figure over the readable rows behind `steps` (all to many), of which there is at least one.

    With `met` false the figure must fail the test; only figures that are never empty are asked so. `by` is the column
    that says which row is the latest, "" for the id.
    """

    steps: tuple[Step, ...]
    function: Function
    of: FieldCard | None
    inner: Meaning
    op: str
    value: Any
    met: bool = True
    by: str = ""

    @property
    def type(self) -> FieldType:
        return self.of.type if self.of else COUNT


Meaning = Both | Either | Never | Leaf | Among | Related | Figure

ALWAYS = Both(())


def lower(node: Node, actor: Actor) -> Meaning:
    """The node's meaning for this actor. Negative operators become the complement of their positive."""
    match node:
        case All(terms=terms):
            return Both(tuple(lower(term, actor) for term in terms))
        case AnyOf(terms=terms):
            return Either(tuple(lower(term, actor) for term in terms))
        case Not(term=term):
            return Never(lower(term, actor))
        case Some():
            return _along(node.path.steps, lower(node.where, actor))
        case Test():
            return _test(node, actor)
        case Aggregate():
            return _aggregate(node, actor)


def _along(steps: tuple[Step, ...], inner: Meaning) -> Meaning:
    for step in reversed(steps):
        inner = Related(step, inner)
    return inner


def _test(node: Test, actor: Actor) -> Meaning:
    positive = NEGATIVE.get(node.op, node.op)
    found = _along(node.path.steps, _leaf(node.path, positive, node.value, actor))
    return found if positive == node.op else Never(found)


def _leaf(path: Path, op: str, value: Any, actor: Actor) -> Meaning:
    leaf: Meaning = _own(path.end, op, value, path, actor)
    if not path.where:
        return leaf
    fixed = tuple(Leaf(path.card.fields[name], "is", wanted) for name, wanted in path.where)
    return Both((*fixed, leaf))


def _own(spec: FieldCard, op: str, value: Any, path: Path, actor: Actor) -> Meaning:
    """A link to a record that the actor may not see must not tell which one it is: it counts as another one."""
    target = path.target
    if target is None or op not in ("is", "in"):
        return Leaf(spec, op, value)
    if target.access.reach(actor, target.key, "see") == "all" and target.access.always(actor, target.key) is None:
        return Leaf(spec, op, value)
    if spec.type.anywhere:
        there = Step(f"{spec.name}:{target.key}", target, link=replace(spec, column=f"{spec.name}_id"))
        return Both((Leaf(spec, op, value), Related(there, Among((parts(value)[1],)))))
    ids = tuple(value) if op == "in" else (value,)
    return Related(Step(spec.name, target, link=spec), Among(ids))


def _aggregate(node: Aggregate, actor: Actor) -> Meaning:
    """Rows that have no related row are in no group; a test that 0 meets is therefore asked as its complement."""
    inner = lower(node.where, actor)
    ones = sum(1 for step in node.path.steps if not step.many)
    before, steps = node.path.steps[:ones], node.path.steps[ones:]
    of = computed_from(node.path.card, node.of) if node.of else None
    kind = of.type if of else COUNT
    positive = NEGATIVE.get(node.op, node.op)
    negated = positive != node.op
    if node.function in ("count", "sum") and kind.holds(0, positive, node.stored):
        failing = _along(before, Figure(steps, node.function, of, inner, positive, node.stored, met=False))
        return failing if negated else Never(failing)
    by = latest_by(node.path.card, actor) if node.function == "last" else ""
    found = _along(before, Figure(steps, node.function, of, inner, positive, node.stored, by=by))
    return Never(found) if negated else found
