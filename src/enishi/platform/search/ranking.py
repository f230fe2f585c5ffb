"""From index rows to answers: what the reader may not see is cut out, each term is checked again, the best go first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache

from enishi.kernel.actor import Actor
from enishi.kernel.card import Card
from enishi.platform.search.documents import KANA, PART, SEGMENT
from enishi.platform.search.guards import Guard, reads, searched
from enishi.platform.search.paths import parts, title
from enishi.platform.search.store import Found
from enishi.platform.search.tokens import Plan, Term, Unit

#: How well a unit fits a value: all of it, its beginning, the beginning of a word in it, somewhere inside.
WHOLE, START, WORD, INSIDE = 40, 30, 20, 10
#: A whole word is better than the beginning of one.
EXACT = 5
#: What a field adds: the title, its reading, and a number met as a whole; other fields add their declared weight.
TITLE, READING, NUMBER, WEIGHT_LIMIT = 25, 20, 15, 10

Visible = Callable[[str, set[int]], set[int]]


#: The words of one segment, with a blank on both sides of each, and the names of its fields.
_Value = tuple[str, str]
#: What a segment adds where it fits, by names and words.
_Bonus = Callable[[str, str], int]


def rank(
    card: Card, actor: Actor, plan: Plan, rows: Sequence[Found], known: Mapping[str, Guard], visible: Visible
) -> dict[int, int]:
    """Scores by record id, for records where every term holds in values the actor may read.

    `visible` tells, for a search path through a link, which of the linked records the actor may see.
    """
    values = _readable(card, actor, rows, known, visible)
    bonus, scores = _bonuses(card), {}
    for record, held in values.items():
        points = [_points(term, held, bonus) for term in plan.terms]
        if points and all(points):
            scores[record] = sum(points)
    return scores


def _readable(
    card: Card, actor: Actor, rows: Sequence[Found], known: Mapping[str, Guard], visible: Visible
) -> dict[int, list[_Value]]:
    @cache
    def allowed(names: str, guard: int) -> bool:
        """Every field of the segment lives in this row's guard now, and the actor reads it."""
        places = ((name, searched(known, name)) for name in names.split("+"))
        return all(at is not None and at.id == guard and reads(card, actor, name) for name, at in places)

    found: dict[int, list[_Value]] = defaultdict(list)
    linked: list[tuple[int, str, int, _Value]] = []
    for row in rows:
        for part in row.text.split(SEGMENT):
            names, target, words = part.split(PART)
            if not allowed(names, row.guard):
                continue
            if target == "0":
                found[row.record].append((words, names))
            else:
                path = names.split("+")[0].rpartition(".")[0]
                linked.append((row.record, path, int(target), (words, names)))
    for record, value in _seen(linked, visible):
        found[record].append(value)
    return found


def _seen(linked: Iterable[tuple[int, str, int, _Value]], visible: Visible) -> Iterable[tuple[int, _Value]]:
    targets: dict[str, set[int]] = defaultdict(set)
    for _record, path, target, _value in linked:
        targets[path].add(target)
    seen = {path: visible(path, ids) for path, ids in targets.items()}
    return ((record, value) for record, path, target, value in linked if target in seen[path])


def _bonuses(card: Card) -> _Bonus:
    """Title, reading of the title, else the declared weight."""
    called = {spec.name for spec in title(card)}
    weights = {part.name(spec): min(part.weight, WEIGHT_LIMIT) for part in parts(card) for spec in part.fields}

    def bonus(names: str, words: str) -> int:
        first = names.split("+")[0]
        if first not in called:
            return weights.get(first, 0)
        return READING if len(called) > 1 and KANA.fullmatch(words.split(maxsplit=1)[0]) else TITLE

    return bonus


def _points(term: Term, values: Sequence[_Value], bonus: _Bonus) -> int:
    """The best fit of a term among the values of a record; 0 when it does not hold.

    Each slip takes a third of it: a mistyped name comes before a word inside another value, after a name typed well.
    """
    best = 0
    for units in term.alternatives:
        rarest, slips = units[0].needle, units[0].slips  # nearly no value has it: the others are looked at no further
        for words, names in values:
            if rarest in words and all(fits := [_fit(unit, words) for unit in units]):
                best = max(best, (min(fits) + bonus(names, words)) * 2**slips // 3**slips)
    return best or _across(term, values)


def _across(term: Term, values: Sequence[_Value]) -> int:
    """Units of one alternative may stand in different values of the record."""
    for units in term.alternatives:
        if len(units) > 1 and all(any(_fit(unit, words) for words, _names in values) for unit in units):
            return INSIDE
    return 0


def _fit(unit: Unit, words: str) -> int:
    at = words.find(unit.needle)
    if at < 0:
        return 0
    if unit.text.isdigit():
        whole = f" {unit.text} " in words
        return (WHOLE + NUMBER if words.startswith(f" {unit.text} ") else START + NUMBER) if whole else WORD
    start = 1 if unit.kind == "part" else 0
    if at == start:
        return WHOLE if words.startswith(f" {unit.text} ") else START
    if f" {unit.text} " in words:
        return WORD + EXACT
    return WORD if unit.kind != "part" or words[at - 1] == " " else INSIDE
