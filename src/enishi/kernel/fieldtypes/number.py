"""A number with a declared count of decimals, stored as a whole number of its smallest step."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from enishi.kernel.fieldtypes.base import ORDERED, FieldType, ValueContext, ValueProblem
from enishi.kernel.fieldtypes.column import IntegerColumn
from enishi.kernel.fieldtypes.japan.digits import parse_number
from enishi.kernel.fieldtypes.numerals import LIMIT, exact, grouped, plain, scaled, too_large


class Number(FieldType):
    """Scaled by 10^scale, 0 to 6. Python and JSON numbers given to `clean` count whole units, not steps.

    In the API: an integer when the scale is 0, else decimal text such as "12.5".
    """

    name = "number"
    operators = ORDERED
    widget = "number"
    cell = "number"
    numeric = summable = True

    def __init__(self, scale: int = 0, minimum: int | None = None, maximum: int | None = None) -> None:
        if not 0 <= scale <= 6:
            raise ValueError("a scale is 0 to 6")
        self.scale, self.minimum, self.maximum = scale, minimum, maximum

    def parse(self, text: str, ctx: ValueContext) -> int | None:
        text = text.strip()
        if not text:
            return None
        if len(text) < 16 and text.isascii() and text.isdigit():
            return self._within(int(text) * 10**self.scale)
        return self._within(scaled(self.read(text), self.scale))

    def read(self, text: str) -> Decimal:
        return parse_number(text)

    def clean(self, value: Any, ctx: ValueContext) -> int | None:
        if value is None:
            return None
        if isinstance(value, str):
            return self.parse(value, ctx)
        return self._within(scaled(exact(value), self.scale))

    def _within(self, stored: int) -> int:
        step = 10**self.scale
        if abs(stored) >= LIMIT:
            raise too_large()
        if self.minimum is not None and stored < self.minimum * step:
            message = _("The number is too small; {limit} is the least.")
            raise ValueProblem("number.range", message.format(limit=f"{self.minimum:,}"))
        if self.maximum is not None and stored > self.maximum * step:
            message = _("The number is too large; {limit} is the most.")
            raise ValueProblem("number.range", message.format(limit=f"{self.maximum:,}"))
        return stored

    def render(self, value: Any, language: str) -> str:
        return "" if value is None else grouped(value, self.scale)

    def export(self, value: Any) -> str:
        return "" if value is None else plain(value, self.scale)

    def to_json(self, value: Any) -> int | str | None:
        if value is None or not self.scale:
            return None if value is None else int(value)
        return plain(value, self.scale)

    def index_text(self, value: Any) -> tuple[str, ...]:
        return ()

    def schema(self) -> dict[str, Any]:
        if self.scale:
            return {"type": "string", "pattern": rf"^-?\d{{1,18}}(\.\d{{1,{self.scale}}})?$"}
        found: dict[str, Any] = {"type": "integer"}
        found["minimum"] = 1 - LIMIT if self.minimum is None else self.minimum
        found["maximum"] = LIMIT - 1 if self.maximum is None else self.maximum
        return found


class NumberField(IntegerColumn):
    """A column of numbers with `scale` decimals; `minimum` and `maximum` in whole units."""

    def __init__(
        self, label: Any = "", *, scale: int = 0, minimum: int | None = None, maximum: int | None = None, **more: Any
    ) -> None:
        self.field_type = Number(scale, minimum, maximum)
        super().__init__(label, **more)
