"""What every kind of value knows about itself: to read, store, show, compare, write out and describe it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, ClassVar, Literal

from django.db.models import Q
from django.utils.translation import gettext as _

#: Operators with a plain positive meaning, and the negative ones as the complement of a positive.
POSITIVE = (
    "is", "in", "in_any_year", "contains", "starts_with", "ends_with", "lt", "lte", "gt", "gte", "between",
    "is_not_empty",
)  # fmt: skip
NEGATIVE: Mapping[str, str] = {"is_not": "is", "not_in": "in", "is_empty": "is_not_empty"}
OPERATORS = (*POSITIVE, *NEGATIVE)

EQUALITY = ("is", "is_not", "in", "not_in", "is_empty", "is_not_empty")
TEXTUAL = (*EQUALITY, "contains", "starts_with", "ends_with")
ORDERED = (*EQUALITY, "lt", "lte", "gt", "gte", "between")


class ValueProblem(ValueError):
    """A value that cannot be taken; the message says what is wrong and what to do, in the reader's language."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message


@dataclass(frozen=True, slots=True)
class Span:
    """A half-open range [start, end) to which a relative date or a day was resolved, once per evaluation."""

    start: Any
    end: Any


@dataclass(frozen=True, slots=True)
class ValueContext:
    """What reading a value may depend on: language, time zone, the day, first month of the fiscal year, currency."""

    language: str = "en"
    timezone: str = "Asia/Tokyo"
    now: datetime | None = None
    fiscal_start: int = 4
    currency: str = "JPY"
    day_order: Literal["auto", "ymd", "mdy", "dmy"] = "auto"
    extra: Mapping[str, Any] = field(default_factory=dict)

    @property
    def today(self) -> date:
        from zoneinfo import ZoneInfo

        if self.now is None:
            raise RuntimeError("a context without a clock cannot say what day it is")
        return self.now.astimezone(ZoneInfo(self.timezone)).date()


class FieldType:
    """One kind of value. Empty is None for every kind: in Python, in JSON and in the database.

    Subclasses override what differs; nobody outside asks which type a field has.
    """

    name: ClassVar[str] = "text"
    operators: ClassVar[tuple[str, ...]] = EQUALITY
    widget: ClassVar[str] = "text"
    cell: ClassVar[str] = "text"
    numeric: ClassVar[bool] = False
    summable: ClassVar[bool] = False
    temporal: ClassVar[bool] = False
    sortable: ClassVar[bool] = True
    groupable: ClassVar[bool] = False
    many: ClassVar[bool] = False
    #: Whether a value names a record of any object; the number alone stands in the column `<name>_id`.
    anywhere: ClassVar[bool] = False

    def parse(self, text: str, ctx: ValueContext) -> Any:
        """Read what a person typed or a file holds. Raises `ValueProblem`."""
        return text.strip() or None

    def clean(self, value: Any, ctx: ValueContext) -> Any:
        """Turn text, a Python or a JSON value into what is stored. Raises `ValueProblem`."""
        if value is None or value == "":
            return None
        if isinstance(value, str):
            return self.parse(value, ctx)
        if isinstance(value, Mapping | list | tuple | set | bytes):
            raise ValueProblem("value.single", _("Give one value here, as text or as a number."))
        if isinstance(value, int) and value.bit_length() > 4_000:
            raise ValueProblem("number.large", _("The number is too large to be stored. Check the digits."))
        return self.parse(str(value), ctx)

    def render(self, value: Any, language: str) -> str:
        """The value as a person reads it; the empty string for an empty value."""
        return "" if value is None else str(value)

    def export(self, value: Any) -> str:
        """The value as text that `parse` reads back unchanged."""
        return "" if value is None else str(value)

    def to_json(self, value: Any) -> Any:
        """The stored value as the API gives it and `clean` takes it."""
        return value

    def operand(self, raw: Any, op: str, ctx: ValueContext) -> Any:
        """The typed right-hand side of a condition. Raises `ValueProblem`."""
        if op in ("is_empty", "is_not_empty"):
            return None
        if op in ("in", "not_in"):
            if not isinstance(raw, list) or len(raw) > 500:
                raise ValueProblem("operand.list", _("Choose between 1 and 500 values."))
            return [self._filled(item, ctx) for item in raw]
        if op == "between":
            if not isinstance(raw, list) or len(raw) != 2:
                raise ValueProblem("operand.between", _("Give two values: from and to."))
            return [self._filled(item, ctx) for item in raw]
        return self._filled(raw, ctx)

    def term(self, raw: Any, ctx: ValueContext) -> Any:
        """One value of a condition; kinds of time read relative expressions here."""
        return self.clean(raw, ctx)

    def _filled(self, raw: Any, ctx: ValueContext) -> Any:
        value = self.term(raw, ctx)
        if value is None:
            raise ValueProblem("operand.empty", _("Enter a value, or choose “is empty”."))
        return value

    def join(self, stored: Any, companion: Any) -> Any:
        """The value from its column and the one beside it, for kinds that need two."""
        return stored

    def split(self, value: Any) -> tuple[Any, Any]:
        """The value as it goes into its column, and into the one beside it."""
        return value, None

    def to_q(self, column: str, op: str, value: Any) -> Q:
        """A positive test as SQL that is never unknown: false when the column is empty."""
        filled = Q(**{f"{column}__isnull": False})
        if op == "is_not_empty":
            return filled
        if op == "between":
            return filled & Q(**{f"{column}__gte": value[0]}) & Q(**{f"{column}__lte": value[1]})
        lookup = {"is": "exact", "in": "in", "lt": "lt", "lte": "lte", "gt": "gt", "gte": "gte"}[op]
        return filled & Q(**{f"{column}__{lookup}": value})

    def holds(self, stored: Any, op: str, value: Any) -> bool:
        """The same positive test on a value in memory; agrees with `to_q` for every input."""
        if stored is None:
            return False
        if op == "is_not_empty":
            return True
        if op == "in":
            return stored in value
        if op == "between":
            return bool(value[0] <= stored <= value[1])
        compare = {
            "is": stored.__eq__, "lt": stored.__lt__, "lte": stored.__le__, "gt": stored.__gt__, "gte": stored.__ge__,
        }[op]  # fmt: skip
        return compare(value) is True

    def index_text(self, value: Any) -> Iterable[str]:
        """The words under which search finds the value."""
        return () if value is None else (self.render(value, "en"),)

    def schema(self) -> dict[str, Any]:
        """JSON Schema of the value in the API, without null."""
        return {"type": "string"}
