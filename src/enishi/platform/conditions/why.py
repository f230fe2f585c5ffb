"""Why a record is in or out, term by term, with what is really there: what segments and flows will show."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from enishi.kernel.condition.figures import type_of
from enishi.kernel.condition.lower import Figure, Meaning, Related, lower
from enishi.kernel.condition.nodes import Aggregate, All, AnyOf, Node, Not, Path, Some, Step, Test
from enishi.platform.conditions.phrases import listed
from enishi.platform.conditions.predicate import Branch, Plan, Values, behind, figure, value_of
from enishi.platform.conditions.sentence import clause_of
from enishi.platform.conditions.words import LabelOf, Words

SHOWN = 3


@dataclass(frozen=True, slots=True)
class Reason:
    """One term: whether it holds, what it says, what the record really has ("" when there is nothing to show)."""

    holds: bool
    sentence: str
    actual: str = ""
    children: tuple[Reason, ...] = ()


def why(node: Node, plan: Plan, id: int, language: str, label_of: LabelOf | None = None) -> Reason:
    """The reasons for a record that the plan has loaded; `holds` is that of the plan at every term."""
    with override(language):
        return _reason(node, plan, id, Words(language, label_of))


def _reason(node: Node, plan: Plan, id: int, words: Words) -> Reason:
    holds = plan.meets(lower(node, plan.actor), id)
    text = clause_of(node, words).final
    row = plan.root.rows.get(id)
    match node:
        case All(terms=terms) | AnyOf(terms=terms):
            return Reason(holds, text, "", tuple(_reason(term, plan, id, words) for term in terms))
        case Not(term=term):
            return Reason(holds, text, "", (_reason(term, plan, id, words),))
        case Test() if row is not None:
            return Reason(holds, text, _values(node, row, plan.root, words))
        case Some() if row is not None:
            return Reason(holds, text, _matching(node, row, plan, words))
        case Aggregate() if row is not None:
            return Reason(holds, text, _figure(node, row, plan, words))
    return Reason(holds, text)


def _ends(path: Path, row: Values, at: Branch) -> tuple[list[Values], Branch]:
    """The readable rows at the end of the path."""
    rows: Sequence[Values] = [row]
    for step in path.steps:
        rows = [other for one in rows for other in at.beyond(one, step)]
        at = at.children[step.name]
    return list(rows), at


def _values(node: Test, row: Values, at: Branch, words: Words) -> str:
    rows, _end = _ends(node.path, row, at)
    for name, wanted in node.path.where:
        rows = [one for one in rows if one[node.path.card.fields[name].column] == wanted]
    shown = [text for one in rows if (text := _shown(node.path, one, words))]
    if not shown:
        return _("empty")
    more = "…" if len(shown) > SHOWN else ""
    return listed(shown[:SHOWN]) + more


def _shown(path: Path, row: Values, words: Words) -> str:
    value = value_of(path.end, row)
    if value is None:
        return ""
    if path.target is not None:
        return (words.label_of(path.target.key, value) if words.label_of else "") or _("another record")
    return path.end.type.render(value, words.language)


def _matching(node: Some, row: Values, plan: Plan, words: Words) -> str:
    """How many related rows there are and how many of them meet the condition."""
    rows, at = _ends(node.path, row, plan.root)
    inner = lower(node.where, plan.actor)
    there = {one["id"] for one in rows}
    met = {one["id"] for one in rows if plan.meets_at(inner, one, at)}
    return _("{met} of {all}").format(met=f"{len(met):,}", all=f"{len(there):,}")


def _figure(node: Aggregate, row: Values, plan: Plan, words: Words) -> str:
    meaning, before = _innermost(lower(node, plan.actor))
    starts, at = [row], plan.root
    for step in before:
        starts = [other for one in starts for other in at.beyond(one, step)]
        at = at.children[step.name]
    rows = [other for one in starts for other in behind(meaning, one, at)]
    value = figure(meaning, rows)
    if value is None:
        return _("empty")
    kind = type_of(node.function, node.of) if node.of is None or not node.of.companion else meaning.type
    return kind.render(value, words.language)


def _innermost(meaning: Meaning) -> tuple[Figure, list[Step]]:
    """The figure inside, and the links that lead to it."""
    steps: list[Step] = []
    inner: Any = meaning
    while not isinstance(inner, Figure):
        if isinstance(inner, Related):
            steps.append(inner.step)
            inner = inner.inner
        else:
            inner = inner.term
    return inner, steps
