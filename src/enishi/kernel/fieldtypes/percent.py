"""A share in percent: 12.5 stands for 12.5 %."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from enishi.kernel.fieldtypes.column import IntegerColumn
from enishi.kernel.fieldtypes.japan.digits import parse_number
from enishi.kernel.fieldtypes.number import Number

SIGNS = ("%", "％", "パーセント", "percent")


class Percent(Number):
    """Scaled like a number, two decimals unless declared otherwise; the sign may be typed and is always shown."""

    name = "percent"
    widget = "percent"
    cell = "percent"

    def __init__(self, scale: int = 2, minimum: int | None = None, maximum: int | None = None) -> None:
        super().__init__(scale, minimum, maximum)

    def read(self, text: str) -> Decimal:
        for sign in SIGNS:
            if text.endswith(sign):
                return parse_number(text[: -len(sign)])
        return parse_number(text)

    def render(self, value: Any, language: str) -> str:
        return "" if value is None else super().render(value, language) + "%"


class PercentField(IntegerColumn):
    """A column of percentages with `scale` decimals; `minimum` and `maximum` in percent."""

    def __init__(
        self, label: Any = "", *, scale: int = 2, minimum: int | None = None, maximum: int | None = None, **more: Any
    ) -> None:
        self.field_type = Percent(scale, minimum, maximum)
        super().__init__(label, **more)
