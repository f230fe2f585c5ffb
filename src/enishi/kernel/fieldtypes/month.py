"""A month of the year, such as the closing month of a company."""

from __future__ import annotations

import unicodedata
from typing import Any

from django.utils import translation
from django.utils.dates import MONTHS
from django.utils.translation import gettext as _

from enishi.kernel.fieldtypes.base import ORDERED, FieldType, ValueContext, ValueProblem
from enishi.kernel.fieldtypes.column import IntegerColumn

NAMES = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


class Month(FieldType):
    """1 to 12; `3`, `3月`, `３月末` and `March` are read."""

    name = "month"
    operators = ORDERED
    widget = "month"
    cell = "month"
    groupable = True

    def parse(self, text: str, ctx: ValueContext) -> int | None:
        word = unicodedata.normalize("NFKC", text[:40]).strip().casefold()
        if not word:
            return None
        if word[:3] in NAMES and word.isascii() and word.rstrip(".").isalpha():
            return NAMES.index(word[:3]) + 1
        digits = word.removesuffix("期").removesuffix("決算").removesuffix("末").removesuffix("月")
        if digits.isascii() and digits.isdigit() and 1 <= int(digits) <= 12:
            return int(digits)
        message = _("“{text}” is not a month. Enter a number from 1 to 12.")
        raise ValueProblem("month.text", message.format(text=text[:40]))

    def render(self, value: Any, language: str) -> str:
        if value is None:
            return ""
        if language == "ja":
            return f"{value}月"
        with translation.override(language):
            return str(MONTHS[value])

    def index_text(self, value: Any) -> tuple[str, ...]:
        return ()

    def schema(self) -> dict[str, Any]:
        return {"type": "integer", "minimum": 1, "maximum": 12}


class MonthField(IntegerColumn):
    """A column of months."""

    field_type = Month()
