"""A rating from one to five stars."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from enishi.kernel.fieldtypes.base import ORDERED, FieldType, ValueContext, ValueProblem
from enishi.kernel.fieldtypes.column import IntegerColumn
from enishi.kernel.fieldtypes.japan.digits import parse_number
from enishi.kernel.fieldtypes.numerals import exact

MOST = 5


class Rating(FieldType):
    """1 to 5. Stars may be typed: ★★★ or ★★★☆☆."""

    name = "rating"
    operators = ORDERED
    widget = "rating"
    cell = "rating"
    numeric = True
    groupable = True

    def parse(self, text: str, ctx: ValueContext) -> int | None:
        text = text.strip()
        if not text:
            return None
        if set(text) <= {"★", "☆"}:
            return _within(text.count("★"))
        return _within(parse_number(text.removesuffix("/5")))

    def clean(self, value: Any, ctx: ValueContext) -> int | None:
        if value is None or isinstance(value, str):
            return None if value is None else self.parse(value, ctx)
        return _within(exact(value))

    def render(self, value: Any, language: str) -> str:
        return "" if value is None else "★" * value + "☆" * (MOST - value)

    def index_text(self, value: Any) -> tuple[str, ...]:
        return ()

    def schema(self) -> dict[str, Any]:
        return {"type": "integer", "minimum": 1, "maximum": MOST}


class RatingField(IntegerColumn):
    """A column of ratings."""

    field_type = Rating()


def _within(value: Decimal | int) -> int:
    if value not in range(1, MOST + 1):
        raise ValueProblem("rating.range", _("Give a rating from 1 to 5."))
    return int(value)
