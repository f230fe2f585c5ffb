"""The values of choice columns, each with the choice it seems to mean, for a person to decide the others."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass

from enishi.kernel.card import Card, FieldCard
from enishi.kernel.registry import registry
from enishi.platform.models import ImportRun
from enishi.platform.transfer.columns.targets import label_of
from enishi.platform.transfer.runs import mapping_of, opened
from enishi.platform.transfer.texts.choices import match_choices

ROWS = 20_000  # rows whose values are counted; a file of a million rows has no other choices in the rest
SHOWN = 60
TAKEN = 0.7  # confidence from which the import takes the choice a value seems to mean


@dataclass(frozen=True, slots=True)
class Value:
    """A value of the file, how often it occurs, the choice it goes to ("" none, None undecided), whether that is
    sure."""

    text: str
    count: int
    key: str | None
    sure: bool


@dataclass(frozen=True, slots=True)
class ChoiceColumn:
    """A column that goes to a choice field: its target with label, the choices as (key, label), the values."""

    target: str
    label: str
    choices: tuple[tuple[str, str], ...]
    values: tuple[Value, ...]


def choice_columns(run: ImportRun, language: str) -> tuple[ChoiceColumn, ...]:
    """The choice columns of the present mapping; reads the first rows of the file."""
    card, mapping = registry.card(run.object), mapping_of(run)
    places: dict[str, list[int]] = {}
    for column, target in mapping.used().items():
        spec = _spec(card, target)
        if spec is not None and spec.choices and spec.type.name == "choice":
            places.setdefault(target, []).append(column)
    counted: dict[str, Counter[str]] = {target: Counter() for target in places}
    with closing(opened(run)) as source:
        for _number, cells in itertools.islice(source.rows(), ROWS):
            for target, columns in places.items():
                counted[target].update(cells[i].strip() for i in columns if i < len(cells) and cells[i].strip())
    return tuple(
        _column(card, target, counts, mapping.choices.get(target, {}), language) for target, counts in counted.items()
    )


def _spec(card: Card, target: str) -> FieldCard | None:
    link, dot, rest = target.partition(".")
    spec = card.field(link)
    return registry.card(spec.target).field(rest) if dot and spec is not None and spec.target else spec


def _column(card: Card, target: str, counts: Counter[str], decided: Mapping[str, str], language: str) -> ChoiceColumn:
    spec = _spec(card, target)
    if spec is None:
        raise LookupError(target)
    labels = spec.type.labels  # type: ignore[attr-defined]
    options = [(c.key, [labels[lang].get(c.key, "") for lang in labels]) for c in spec.choices]
    values = []
    for found in match_choices(counts, options, spec.name)[:SHOWN]:
        key = decided.get(found.value)
        sure = key is not None or (found.key is not None and found.confidence >= TAKEN)
        values.append(Value(found.value, found.count, key if key is not None else found.key if sure else None, sure))
    shown = tuple((c.key, str(labels[language].get(c.key, c.key))) for c in spec.choices)
    return ChoiceColumn(target, label_of(card, target), shown, tuple(sorted(values, key=lambda value: value.sure)))
