"""A day of the calendar, without a time zone."""

from __future__ import annotations

from datetime import date, datetime
from functools import reduce
from operator import or_
from typing import Any, ClassVar
from zoneinfo import ZoneInfo

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext as _

from enishi.kernel.condition.dates import resolve
from enishi.kernel.fieldtypes.base import ORDERED, FieldType, Span, ValueContext, ValueProblem
from enishi.kernel.fieldtypes.column import Column
from enishi.kernel.fieldtypes.japan.dates import parse_date
from enishi.kernel.fieldtypes.japan.months import days_of_year

EARLIEST = 1000
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


class Temporal(FieldType):
    """What dates and date-times share: a condition may name a stretch of time, which is half-open."""

    operators: ClassVar[tuple[str, ...]] = ORDERED
    temporal = True

    def to_q(self, column: str, op: str, value: Any) -> Q:
        filled = Q(**{f"{column}__isnull": False})
        if op == "is_not_empty":
            return filled
        if op == "in":
            each = [self.to_q(column, "is", item) for item in value]
            return reduce(or_, each) if each else Q(pk__in=[])
        for lookup, bound in _bounds(op, value):
            filled &= Q(**{f"{column}__{lookup}": bound})
        return filled

    def holds(self, stored: Any, op: str, value: Any) -> bool:
        if stored is None or op == "is_not_empty":
            return stored is not None
        if op == "in":
            return any(self.holds(stored, "is", item) for item in value)
        return all(_compare(stored, lookup, bound) for lookup, bound in _bounds(op, value))

    def index_text(self, value: Any) -> tuple[str, ...]:
        return ()


class Date(Temporal):
    """ISO, local and Japanese-era dates are read; stored and given as YYYY-MM-DD, years 1000 to 9999.

    `in_any_year` holds where month and day lie in a stretch of time, such as birthdays of next month.
    """

    name = "date"
    operators = (*ORDERED, "in_any_year")
    widget = "date"
    cell = "date"

    def parse(self, text: str, ctx: ValueContext) -> date | None:
        text = text.strip()
        return within(read_day(text, ctx)) if text else None

    def clean(self, value: Any, ctx: ValueContext) -> date | None:
        if value is None:
            return None
        if isinstance(value, datetime):
            return within(value.astimezone(ZoneInfo(ctx.timezone)).date() if value.tzinfo else value.date())
        if isinstance(value, date):
            return within(value)
        found: date | None = super().clean(value, ctx)
        return found

    def term(self, raw: Any, ctx: ValueContext) -> Any:
        found = resolve(raw, "date", ctx) if isinstance(raw, str) else None
        return self.clean(raw, ctx) if found is None else found

    def to_q(self, column: str, op: str, value: Any) -> Q:
        if op != "in_any_year":
            return super().to_q(column, op, value)
        days = (
            Q(**{f"{column}__month": month, f"{column}__day__range": (first, last)})
            for month, first, last in days_of_year(value)
        )
        return Q(**{f"{column}__isnull": False}) & reduce(or_, days)

    def holds(self, stored: Any, op: str, value: Any) -> bool:
        if stored is None or op != "in_any_year":
            return super().holds(stored, op, value)
        return any(stored.month == month and first <= stored.day <= last for month, first, last in days_of_year(value))

    def render(self, value: Any, language: str) -> str:
        return "" if value is None else day_text(value, language)

    def export(self, value: Any) -> str:
        return "" if value is None else value.isoformat()

    def to_json(self, value: Any) -> str | None:
        return None if value is None else value.isoformat()

    def schema(self) -> dict[str, Any]:
        return {"type": "string", "format": "date"}


class DateField(Column, models.DateField):  # type: ignore[type-arg]
    """A column of dates."""

    field_type = Date()


def read_day(text: str, ctx: ValueContext) -> date:
    """A day from text. Raises `ValueProblem`."""
    if len(text) == 10 and text[4] == "-" and text.isascii():
        try:
            return date.fromisoformat(text)
        except ValueError:
            pass
    return parse_date(text, ctx.day_order)


def within(day: date) -> date:
    if day.year < EARLIEST:
        raise ValueProblem("date.range", _("The year must be between 1000 and 9999."))
    return day


def day_text(day: date, language: str) -> str:
    """2026年4月1日, or 1 Apr 2026."""
    if language == "ja":
        return f"{day.year}年{day.month}月{day.day}日"
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def _bounds(op: str, value: Any) -> list[tuple[str, Any]]:
    """The comparisons an operator means: with a point the plain one, with a span those of a half-open range."""
    if op == "between":
        return [*_bounds("gte", value[0]), *_bounds("lte", value[1])]
    if not isinstance(value, Span):
        return [("exact" if op == "is" else op, value)]
    return {
        "is": [("gte", value.start), ("lt", value.end)],
        "lt": [("lt", value.start)],
        "lte": [("lt", value.end)],
        "gt": [("gte", value.end)],
        "gte": [("gte", value.start)],
    }[op]


def _compare(stored: Any, lookup: str, bound: Any) -> bool:
    compare = {
        "exact": stored.__eq__, "lt": stored.__lt__, "lte": stored.__le__, "gt": stored.__gt__, "gte": stored.__ge__,
    }[lookup]  # fmt: skip
    return compare(bound) is True
