"""A month of the year, such as the closing month of a company."""

from __future__ import annotations

from typing import Any

from django.utils import translation
from django.utils.dates import MONTHS

from enishi.kernel.fieldtypes.base import ORDERED, FieldType, ValueContext
from enishi.kernel.fieldtypes.column import IntegerColumn
from enishi.kernel.fieldtypes.japan.months import parse_month


class Month(FieldType):
    """1 to 12; `3`, `3月`, `３月末` and `March` are read."""

    name = "month"
    operators = ORDERED
    widget = "month"
    cell = "month"
    groupable = True

    def parse(self, text: str, ctx: ValueContext) -> int | None:
        return parse_month(text) if text.strip() else None

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
