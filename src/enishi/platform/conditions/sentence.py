"""The condition as a sentence that a person would write, in Japanese and English, and as chips for the filter bar."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override, pgettext

from enishi.kernel.card import Card
from enishi.kernel.condition.figures import type_of
from enishi.kernel.condition.nodes import Aggregate, All, AnyOf, Node, Not, Path, Some, Test
from enishi.kernel.fieldtypes.base import NEGATIVE, Span
from enishi.platform.conditions import phrases
from enishi.platform.conditions.date_words import is_relative, phrase
from enishi.platform.conditions.operators import operator_label
from enishi.platform.conditions.phrases import Clause, clause
from enishi.platform.conditions.words import LabelOf, Words, step_label


@dataclass(frozen=True, slots=True)
class Chip:
    """One term of the filter bar, in words; one that is no simple test is a clause, in `field`."""

    field: str
    op: str = ""
    value: str = ""


def sentence(node: Node, card: Card, language: str, label_of: LabelOf | None = None) -> str:
    """What the condition says. `label_of` names linked records; without it, or for "", their number is told."""
    with override(language):
        if node == All():
            return _("all {records}").format(records=Words(language).label(card.label_plural))
        return clause_of(node, Words(language, label_of)).final


def chips(node: Node, language: str, label_of: LabelOf | None = None) -> list[Chip]:
    """The terms one by one where all of them must hold, else the condition as one."""
    terms = node.terms if isinstance(node, All) else (node,)
    found = []
    with override(language):
        words = Words(language, label_of)
        for term in terms:
            if not isinstance(term, Test):
                found.append(Chip(clause_of(term, words).final))
                continue
            spec = term.path.shown or term.path.end
            values = [] if term.value is None else words.values(term, term.path.end.type, term.path.target)
            steps = term.path.steps[:-1] if term.path.shown else term.path.steps
            field = " › ".join([*(str(step_label(step)) for step in steps), str(spec.label)])
            value = phrases.listed(values)
            if term.op == "between":
                value = pgettext("values", "{low} to {high}").format(low=values[0], high=values[1])
            found.append(Chip(field, operator_label(term.op, spec.type), value))
    return found


def clause_of(node: Node, words: Words, holds: bool = True) -> Clause:
    """The node in words, or its complement. Works within `translation.override`."""
    match node:
        case Not(term=term):
            return clause_of(term, words, not holds)
        case All() | AnyOf():
            return _group(node, words, holds)
        case Test():
            return _test(node, words, holds)
        case Some():
            return _having(node.path, node.where, words, holds)
        case Aggregate():
            return _aggregate(node, words, holds)


def _group(node: All | AnyOf, words: Words, holds: bool) -> Clause:
    if not node.terms:
        return clause(pgettext("clause", "always") if holds else pgettext("clause", "never"))
    if len(node.terms) == 1:
        return clause_of(node.terms[0], words, holds)
    parts = [clause_of(term, words) for term in node.terms]
    closed = [phrases.bracketed(part.final) if part.loose else part for part in parts]
    whole = phrases.both(closed) if isinstance(node, All) else phrases.either(closed)
    return whole if holds else phrases.denied(whole.final)


def _test(node: Test, words: Words, holds: bool) -> Clause:
    path = node.path
    if path.many and path.shown is None:
        return _through_many(node, words, holds)
    if path.shown is not None and any(step.many for step in path.steps[:-1]):
        return _through_many(node, words, holds)
    return _compared(node, words.field(path), words, holds)


def _through_many(node: Test, words: Words, holds: bool) -> Clause:
    """Some related row for which the test holds; for a negative operator, no row for which its positive does."""
    positive = NEGATIVE.get(node.op, node.op)
    holds = holds is (positive == node.op)
    steps = node.path.steps[:-1] if node.path.shown else node.path.steps
    cut = max(place for place, step in enumerate(steps) if step.many) + 1
    label = node.path.shown.label if node.path.shown else node.path.end.label
    field = words.chain(*map(step_label, steps[cut:]), label)
    inner = _compared(Test(node.path, positive, node.raw, node.value), field, words, True)
    rows = _described(words.chain(*map(step_label, steps[:cut])), inner)
    return clause(phrases.having(holds), rows=rows)


def _compared(node: Test | Aggregate, field: str, words: Words, holds: bool) -> Clause:
    """A label compared with values."""
    positive = NEGATIVE.get(node.op, node.op)
    holds = holds is (positive == node.op)
    if isinstance(node, Test):
        kind, target = node.path.end.type, node.path.target
        computed = (node.path.shown or node.path.end).computed
    else:
        kind, target, computed = type_of(node.function, node.of), None, False
    if positive == "is_not_empty":
        pattern = phrases.presence(holds) if computed else phrases.comparison(positive, holds)
        return clause(pattern, field=field)
    if positive == "in_any_year":
        field, positive = pgettext("field", "{field} in any year").format(field=field), "is"
    values = words.values(node, kind, target)
    pattern = _pattern(node, positive, holds, kind.temporal, kind.many)
    if positive == "between":
        return clause(pattern, field=field, low=values[0], high=values[1])
    several = positive == "in" and len(values) > 1
    value = phrases.listed(values) if several and not holds else phrases.alternatives(values)
    return clause(pattern, field=field, value=value)


def _pattern(node: Test | Aggregate, op: str, holds: bool, temporal: bool, many: bool) -> str:
    if op == "in" and len(node.value) == 1:
        op = "is"
    if many and op == "is":
        op = "has"
    if not temporal:
        return phrases.comparison(op, holds)
    return phrases.comparison_in_time("within" if op == "is" and _long(node.value) else op, holds)


def _long(value: Any) -> bool:
    """Whether a stretch is longer than a day, so that something lies in it rather than on it."""
    return isinstance(value, Span) and (value.end - value.start).total_seconds() > 25 * 3600


def _having(path: Path, where: Node, words: Words, holds: bool) -> Clause:
    return clause(phrases.having(holds), rows=_rows(path, where, words))


def _aggregate(node: Aggregate, words: Words, holds: bool) -> Clause:
    rows = _rows(node.path, node.where, words, one=node.function == "count" and node.raw in (1, "1"))
    if node.of is not None:
        pattern = phrases.figure_label(node.function, node.of.type.temporal)
        field = pattern.format(of=words.label(node.of.label), rows=rows)
        return _compared(node, field, words, holds)
    positive = NEGATIVE.get(node.op, node.op)
    holds = holds is (positive == node.op)
    if holds and (positive, node.value) in (("is", 0), ("lt", 1), ("lte", 0)):
        return clause(phrases.having(False), rows=rows)
    values = [_times(value, node.path) for value in (node.value if isinstance(node.value, list) else [node.value])]
    low, high = values[0] if values else "", values[-1] if values else ""
    value = phrases.alternatives(values)
    return clause(phrases.counted(positive, holds), rows=rows, value=value, low=low, high=high)


def _times(number: int, path: Path) -> str:
    """A count with its counter: what happens at a moment is counted in times, other things as records."""
    happens = path.card.calendar and not path.card.yearly
    pattern = pgettext("times", "{n}") if happens else pgettext("records", "{n}")
    return pattern.format(n=f"{number:,}")


def _rows(path: Path, where: Node, words: Words, one: bool = False) -> str:
    """The related rows in words, with what must hold of them."""
    labels = [step_label(step) for step in path.steps]
    if one:
        labels[-1] = path.card.label
    rows = words.chain(*labels)
    terms = list(where.terms) if isinstance(where, All) else [where]
    when = next((term for term in terms if _is_when(term)), None)
    if isinstance(when, Test):
        terms.remove(when)
        told_when = phrase(str(when.raw), words.language)
        pattern = pgettext("rows", "{rows} in {when}") if _long(when.value) else pgettext("rows", "{rows} of {when}")
        rows = pattern.format(rows=rows, when=told_when)
    if not terms:
        return rows
    return _described(rows, clause_of(All(tuple(terms)), words))


def _is_when(term: Node) -> bool:
    """A test of the row's own day with a relative date, which may stand before the rows as a plain time."""
    return isinstance(term, Test) and not term.path.steps and term.op == "is" and is_relative(term.raw)


def _described(rows: str, what: Clause) -> str:
    return pgettext("rows", "{rows} where {what}").format(rows=rows, what=what.attributive)
