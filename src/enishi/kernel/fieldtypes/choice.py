"""One of a declared set of choices: the key is stored, the label is shown, both are read."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from enishi.kernel.card import Choice
from enishi.kernel.fieldtypes.base import EQUALITY, FieldType, ValueContext, ValueProblem
from enishi.kernel.fieldtypes.column import TextColumn
from enishi.kernel.text import fold

LANGUAGES = ("ja", "en")


class SingleChoice(FieldType):
    """The key of one choice. A label is read in either language, whatever its width or case."""

    name = "choice"
    operators = EQUALITY
    widget = "choice"
    cell = "choice"
    groupable = True

    def __init__(self, options: tuple[Choice, ...] = ()) -> None:
        self.options = options
        self.keys = frozenset(choice.key for choice in options)

    @cached_property
    def labels(self) -> dict[str, dict[str, str]]:
        """Labels by language and key."""
        found = {}
        for language in LANGUAGES:
            with translation.override(language):
                found[language] = {choice.key: str(choice.label) for choice in self.options}
        return found

    @cached_property
    def words(self) -> dict[str, str]:
        """Folded keys and labels to keys; a word that two choices share means the first, a key before any label."""
        found = {fold(key): key for key in self.keys}
        for labels in self.labels.values():
            for key, label in labels.items():
                found.setdefault(fold(label.strip()), key)
        return found

    def key_of(self, text: str) -> str | None:
        """The key a key or label stands for, None when there is no such choice."""
        text = text.strip()
        return text if text in self.keys else self.words.get(fold(text)) if len(text) <= 200 else None

    def parse(self, text: str, ctx: ValueContext) -> str | None:
        if text in self.keys:
            return text
        if not text.strip():
            return None
        found = self.key_of(text)
        if found is None:
            raise unknown_choice(text, self.labels.get(ctx.language, self.labels["en"]))
        return found

    def render(self, value: Any, language: str) -> str:
        if value is None:
            return ""
        label: str = self.labels.get(language, self.labels["en"]).get(value, value)
        return label

    def export(self, value: Any) -> str:
        """The label in the language at work; the key where the label alone would be read as another choice."""
        if value is None:
            return ""
        label = self.render(value, translation.get_language() or "en")
        return label if self.key_of(label) == value else str(value)

    def index_text(self, value: Any) -> tuple[str, ...]:
        return () if value is None else tuple(dict.fromkeys(self.render(value, lang) for lang in LANGUAGES))

    def schema(self) -> dict[str, Any]:
        return {"type": "string", "enum": [choice.key for choice in self.options]}


class ChoiceField(TextColumn):
    """A column of one choice out of `options`."""

    def __init__(self, label: Any = "", *, options: tuple[Choice, ...] = (), **more: Any) -> None:
        self.field_type = SingleChoice(options)
        super().__init__(label, options=options, **more)


def unknown_choice(text: str, labels: dict[str, str]) -> ValueProblem:
    """The problem of a choice that does not exist; names up to ten that do."""
    known = [label for label in labels.values() if label]
    message = _("“{text}” is not one of the choices: {choices}.")
    shown = " / ".join(known[:10]) + (" …" if len(known) > 10 else "")
    return ValueProblem("choice.unknown", message.format(text=text.strip()[:40], choices=shown))
