"""Labels and values as they stand in a sentence: paths, linked records, quoted text, days, amounts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from enishi.kernel.card import Card
from enishi.kernel.condition.nodes import Aggregate, Path, Step, Test
from enishi.kernel.fieldtypes.base import FieldType, Span
from enishi.kernel.fieldtypes.date import day_text
from enishi.kernel.fieldtypes.reference import parts
from enishi.platform.conditions.date_words import is_relative, phrase

#: The name of a record: object key and id; the empty string when it is not to be told.
LabelOf = Callable[[str, int], str]


@dataclass(frozen=True, slots=True)
class Words:
    """How one reader is told labels and values. Works within `translation.override(language)`."""

    language: str
    label_of: LabelOf | None = None

    def label(self, label: Any) -> str:
        """A label inside a sentence: without its capital, unless it is an abbreviation."""
        text = str(label)
        if self.language == "en" and len(text) > 1 and text[0].isupper() and text[1].islower():
            return text[0].lower() + text[1:]
        return text

    def chain(self, *labels: Any) -> str:
        """Labels along a path."""
        text = ""
        for label in labels:
            told = self.label(label)
            text = pgettext("path", "{owner}’s {field}").format(owner=text, field=told) if text else told
        return text

    def field(self, path: Path, steps: tuple[Step, ...] | None = None) -> str:
        """The field at the end, behind the steps that lead to it."""
        if path.shown is not None and steps is None:
            return self.chain(*map(step_label, path.steps[:-1]), path.shown.label)
        way = path.steps if steps is None else steps
        return self.chain(*map(step_label, way), path.end.label)

    def values(self, node: Test | Aggregate, kind: FieldType, target: Card | None) -> list[str]:
        """The compared values in words."""
        return [self.value(raw, value, kind, target) for raw, value in _paired(node)]

    def value(self, raw: Any, value: Any, kind: FieldType, target: Card | None) -> str:
        if target is not None:
            return self._linked(raw, value, target)
        if kind.temporal:
            return self._time(raw, value, kind)
        text = kind.render(value, self.language)
        if isinstance(value, bool):
            return pgettext("yes or no", "{value}").format(value=text)
        if isinstance(value, str) and text == value:
            return _("“{text}”").format(text=text)
        return text

    def _linked(self, raw: Any, value: Any, target: Card) -> str:
        if raw == "me":
            return pgettext("the reader", "me")
        value = parts(value)[1] if isinstance(value, str) else value
        found = self.label_of(target.key, value) if self.label_of and isinstance(value, int) else ""
        return _("“{text}”").format(text=found) if found else f"{self.label(target.label)} #{value}"

    def _time(self, raw: Any, value: Any, kind: FieldType) -> str:
        if is_relative(raw):
            return phrase(raw, self.language)
        if not isinstance(value, Span):
            return kind.render(value, self.language)
        try:
            return day_text(date.fromisoformat(str(raw).strip()), self.language)
        except ValueError:
            return str(raw)


def step_label(step: Step) -> Any:
    if step.link is not None:
        return step.link.label
    assert step.relation is not None
    return step.relation.label


def _paired(node: Test | Aggregate) -> list[tuple[Any, Any]]:
    """Each compared value with what was written for it, as far as that can be told one by one."""
    if not isinstance(node.value, list) or node.op not in ("in", "not_in", "between"):
        return [(node.raw, node.value)]
    raws = node.raw if isinstance(node.raw, list) and len(node.raw) == len(node.value) else node.value
    return list(zip(raws, node.value, strict=True))
