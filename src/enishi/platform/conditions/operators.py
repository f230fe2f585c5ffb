"""What the filter builder offers one person: fields by path, their operators in words, choices and relative dates."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

from django.utils.translation import pgettext_lazy

from enishi.kernel.actor import Actor
from enishi.kernel.card import Card, FieldCard
from enishi.kernel.condition.figures import FIGURE_OPERATORS, fits
from enishi.kernel.condition.nodes import FUNCTIONS, Step
from enishi.kernel.condition.paths import Finder
from enishi.kernel.fieldtypes.base import FieldType
from enishi.kernel.fieldtypes.japan.months import NAMES
from enishi.kernel.registry import Registry
from enishi.platform.conditions.date_words import phrase
from enishi.platform.conditions.words import Words, step_label

VALUES = {"is_empty": "none", "is_not_empty": "none", "in": "list", "not_in": "list", "between": "two"}
OFFERED_DATES = (
    "today", "yesterday", "tomorrow", "this week", "last week", "next week", "this month", "last month", "next month",
    "last 7 days", "last 30 days", "last 90 days", "next 7 days", "next 30 days", "30 days ago", "60 days ago",
    "90 days ago", "6 months ago", "1 year ago", "this fiscal quarter", "this fiscal half", "last fiscal half",
    "this fiscal year", "last fiscal year", *NAMES,
)  # fmt: skip


_IN_TIME = {
    "lt": pgettext_lazy("operator", "before"),
    "lte": pgettext_lazy("operator", "on or before"),
    "gt": pgettext_lazy("operator", "after"),
    "gte": pgettext_lazy("operator", "on or after"),
}
_LABELS = {
    "is": pgettext_lazy("operator", "is"),
    "is_not": pgettext_lazy("operator", "is not"),
    "in": pgettext_lazy("operator", "is one of"),
    "not_in": pgettext_lazy("operator", "is none of"),
    "contains": pgettext_lazy("operator", "contains"),
    "starts_with": pgettext_lazy("operator", "starts with"),
    "ends_with": pgettext_lazy("operator", "ends with"),
    "lt": pgettext_lazy("operator", "less than"),
    "lte": pgettext_lazy("operator", "at most"),
    "gt": pgettext_lazy("operator", "more than"),
    "gte": pgettext_lazy("operator", "at least"),
    "between": pgettext_lazy("operator", "between"),
    "in_any_year": pgettext_lazy("operator", "in any year"),
    "is_empty": pgettext_lazy("operator", "is empty"),
    "is_not_empty": pgettext_lazy("operator", "is not empty"),
}


@dataclass(frozen=True, slots=True)
class Operator:
    """One operator of a field: `value` says what it is compared with: none, one, two or a list."""

    op: str
    label: str
    value: str


@dataclass(frozen=True, slots=True)
class Offer:
    """One field that may be asked: how it is called, edited and compared. `group` is the way to it in words."""

    path: str
    label: str
    group: str
    widget: str
    operators: tuple[Operator, ...]
    choices: tuple[dict[str, str], ...]
    target: str
    temporal: bool
    numeric: bool


@dataclass(frozen=True, slots=True)
class Way:
    """Related rows that may be asked for and counted, with the fields each figure can be taken of."""

    path: str
    label: str
    object: str
    functions: dict[str, tuple[str, ...]]


def describe(card: Card, actor: Actor, registry: Registry) -> dict[str, Any]:
    """All of it as JSON: own fields and those one relation away, each only if the actor may read it.

    In the language at work (`translation.override`). Hidden fields and objects out of reach are absent.
    """
    finder = Finder(actor, registry)
    words = Words("")
    steps = [step for name in finder.ways(card) if (step := finder.step(card, name))]
    offers = [*_offers(card, finder, None), *(offer for step in steps for offer in _offers(step.card, finder, step))]
    ways = [
        Way(step.name, words.label(step_label(step)), step.card.key, _functions(step.card, actor))
        for step in steps
        if step.many
    ]
    return {
        "object": card.key,
        "label": str(card.label),
        "fields": [asdict(offer) for offer in offers],
        "relations": [asdict(way) for way in ways],
        "figures": [asdict(_operator(op, None)) for op in FIGURE_OPERATORS],
        "dates": [{"value": raw, "label": phrase(raw, actor.language)} for raw in OFFERED_DATES],
    }


def operator_label(op: str, kind: FieldType | None) -> str:
    """The operator as the builder and the chips show it."""
    if kind is not None and kind.temporal and op in _IN_TIME:
        return str(_IN_TIME[op])
    return str(_LABELS[op])


def _operator(op: str, kind: FieldType | None) -> Operator:
    return Operator(op, operator_label(op, kind), VALUES.get(op, "one"))


def _offers(card: Card, finder: Finder, step: Step | None) -> Iterator[Offer]:
    """The fields of one object. What can be asked is what the parser would take."""
    before, group = (f"{step.name}.", str(step_label(step))) if step else ("", "")
    for spec in card.readable(finder.actor):
        if spec.collected and finder.step(card, spec.collected.relation) is None:
            continue
        if spec.operators:
            yield _offer(spec, f"{before}{spec.name}", group)


def _offer(spec: FieldCard, path: str, group: str) -> Offer:
    return Offer(
        path=path,
        label=str(spec.label),
        group=group,
        widget=spec.type.widget,
        operators=tuple(_operator(op, spec.type) for op in spec.operators),
        choices=tuple({"key": one.key, "label": str(one.label), "tone": one.tone} for one in spec.choices),
        target=spec.target,
        temporal=spec.type.temporal,
        numeric=spec.type.numeric,
    )


def _functions(card: Card, actor: Actor) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {"count": ()}
    for function in FUNCTIONS:
        if function != "count":
            found[function] = tuple(spec.name for spec in card.readable(actor) if fits(function, spec, card))
    return found
