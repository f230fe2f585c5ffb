"""Yes or no."""

from __future__ import annotations

import unicodedata
from typing import Any

from django.db import models
from django.utils import translation
from django.utils.translation import gettext as _

from enishi.kernel.fieldtypes.base import EQUALITY, FieldType, ValueContext, ValueProblem
from enishi.kernel.fieldtypes.column import Column

YES = frozenset((
    "yes", "y", "true", "t", "1", "on", "x", "はい", "有", "有り", "あり", "済", "済み", "可",
    "○", "◯", "〇", "レ", "✓", "✔", "☑",
))  # fmt: skip
NO = frozenset(("no", "n", "false", "f", "0", "off", "いいえ", "無", "無し", "なし", "未", "不可", "×", "✕", "☐"))


class YesNo(FieldType):
    """True, False, or None when nobody said."""

    name = "yes_no"
    operators = EQUALITY
    widget = "checkbox"
    cell = "yes_no"
    groupable = True

    def parse(self, text: str, ctx: ValueContext) -> bool | None:
        word = unicodedata.normalize("NFKC", text[:40]).strip().casefold()
        if not word:
            return None
        if word in YES:
            return True
        if word in NO:
            return False
        message = _("“{text}” is neither yes nor no. Enter “yes” or “no”.")
        raise ValueProblem("yes_no.word", message.format(text=text[:40]))

    def clean(self, value: Any, ctx: ValueContext) -> bool | None:
        if value is None or isinstance(value, bool):
            return value
        found: bool | None = super().clean(value, ctx)
        return found

    def render(self, value: Any, language: str) -> str:
        if value is None:
            return ""
        with translation.override(language):
            return _("Yes") if value else _("No")

    def export(self, value: Any) -> str:
        return "" if value is None else "yes" if value else "no"

    def index_text(self, value: Any) -> tuple[str, ...]:
        return ()

    def schema(self) -> dict[str, Any]:
        return {"type": "boolean"}


class YesNoField(Column, models.BooleanField):  # type: ignore[type-arg]
    """A column of yes or no."""

    field_type = YesNo()
