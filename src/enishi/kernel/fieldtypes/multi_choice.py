"""Several of a declared set of choices."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from enishi.kernel.card import Choice
from enishi.kernel.fieldtypes.base import ValueContext, ValueProblem
from enishi.kernel.fieldtypes.choice import SingleChoice, unknown_choice
from enishi.kernel.fieldtypes.many import SEPARATORS, Many, ManyColumn


class MultiChoice(Many):
    """Keys in the order of the declaration. Text names them by key or label, between commas, 、 or line ends."""

    name = "multi_choice"
    widget = "multi_choice"
    cell = "multi_choice"

    def __init__(self, options: tuple[Choice, ...] = ()) -> None:
        self.single = SingleChoice(options)
        self.order = {choice.key: place for place, choice in enumerate(options)}

    def parse(self, text: str, ctx: ValueContext) -> list[str] | None:
        whole = self.single.key_of(text)
        return self._ordered([whole] if whole else SEPARATORS.split(text), ctx)

    def clean(self, value: Any, ctx: ValueContext) -> list[str] | None:
        if value is None:
            return None
        if isinstance(value, str):
            return self.parse(value, ctx)
        if not isinstance(value, list | tuple) or not all(isinstance(item, str) for item in value):
            raise ValueProblem("choice.list", _("Give a list of choices."))
        return self._ordered(value, ctx)

    def _ordered(self, items: list[str] | tuple[str, ...], ctx: ValueContext) -> list[str] | None:
        found = {key for item in items if (key := self._key(item, ctx))}
        return sorted(found, key=self.order.__getitem__) or None

    def _key(self, item: str, ctx: ValueContext) -> str | None:
        if not item.strip():
            return None
        key = self.single.key_of(item)
        if key is None:
            raise unknown_choice(item, self.single.labels.get(ctx.language, self.single.labels["en"]))
        return key

    def render(self, value: Any, language: str) -> str:
        joint = "、" if language == "ja" else ", "
        return joint.join(self.single.render(key, language) for key in value or ())

    def export(self, value: Any) -> str:
        return ", ".join(self._told(key) for key in value or ())

    def _told(self, key: str) -> str:
        label = self.single.export(key)
        return key if SEPARATORS.search(label) else label

    def index_text(self, value: Any) -> tuple[str, ...]:
        return tuple(text for key in value or () for text in self.single.index_text(key))

    def schema(self) -> dict[str, Any]:
        return {"type": "array", "items": self.single.schema(), "uniqueItems": True}


class MultiChoiceField(ManyColumn):
    """A column of several choices out of `options`."""

    def __init__(self, label: Any = "", *, options: tuple[Choice, ...] = (), **more: Any) -> None:
        self.field_type = MultiChoice(options)
        super().__init__(label, options=options, **more)
