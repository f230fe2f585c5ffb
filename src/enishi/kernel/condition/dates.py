"""Relative dates such as "last 90 days" or "this fiscal half": resolved once per evaluation."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from enishi.kernel.fieldtypes.base import Span, ValueContext
from enishi.kernel.fieldtypes.japan.months import NAMES
from enishi.kernel.fieldtypes.japan.relative import plain

Kind = Literal["date", "date_time"]
Days = tuple[date, date]

_NAMED = {"yesterday": -1, "today": 0, "tomorrow": 1}
_SHIFT = {"last": -1, "this": 0, "next": 1}
_MONTHS = {"month": 1, "quarter": 3, "year": 12, "fiscal quarter": 3, "fiscal half": 6, "fiscal year": 12}
_PERIOD = re.compile(r"(last|this|next) (week|month|quarter|year|fiscal half|fiscal quarter|fiscal year)")
STRETCH = re.compile(r"(last|next) (\d{1,5}) (day|week|month|year)s?")
AGO = re.compile(r"(\d{1,5}) (day|week|month|year)s? ago")
AHEAD = re.compile(r"in (\d{1,5}) (day|week|month|year)s?")


def resolve(raw: str, kind: Kind, ctx: ValueContext) -> Span | None:
    """The half-open range [start, end) that the words mean on the context's day; None when they are no relative date.

    Dates for `date`, aware UTC instants of the local midnights in the context's time zone for `date_time`.
    `last N days` are the N days that end today, today included, `next N days` those that begin today; weeks start
    on Monday; the fiscal year starts in `ctx.fiscal_start`; a month by its name is that of this year.
    """
    text = plain(raw)
    try:
        days = _days(text, ctx)
        if days is None:
            return None
        return Span(*days) if kind == "date" else Span(_midnight(days[0], ctx), _midnight(days[1], ctx))
    except (OverflowError, ValueError):
        return None


def day_span(day: date, ctx: ValueContext) -> Span:
    """One day as the range of instants it lasts in the context's time zone (23 to 25 hours)."""
    return Span(_midnight(day, ctx), _midnight(day + timedelta(days=1), ctx))


def _midnight(day: date, ctx: ValueContext) -> datetime:
    """The instant at which the day begins. Where clocks jump at midnight, the instant of the jump."""
    return datetime.combine(day, time(), ZoneInfo(ctx.timezone)).astimezone(UTC)


def _days(text: str, ctx: ValueContext) -> Days | None:
    day = timedelta(days=1)
    if text in _NAMED:
        start = ctx.today + _NAMED[text] * day
        return start, start + day
    if text in NAMES:
        start = date(ctx.today.year, NAMES.index(text) + 1, 1)
        return start, _months(start, 1)
    if found := _PERIOD.fullmatch(text):
        return _period(found[2], _SHIFT[found[1]], ctx)
    if found := STRETCH.fullmatch(text):
        count, unit = int(found[2]), found[3]
        if count < 1:
            return None
        if found[1] == "last":
            return _moved(ctx.today + day, -count, unit), ctx.today + day
        return ctx.today, _moved(ctx.today, count, unit)
    if found := AGO.fullmatch(text):
        start = _moved(ctx.today, -int(found[1]), found[2])
        return start, start + day
    if found := AHEAD.fullmatch(text):
        start = _moved(ctx.today, int(found[1]), found[2])
        return start, start + day
    return None


def _period(unit: str, shift: int, ctx: ValueContext) -> Days:
    today = ctx.today
    if unit == "week":
        monday = today - timedelta(days=today.weekday()) + timedelta(days=7 * shift)
        return monday, monday + timedelta(days=7)
    months = _MONTHS[unit]
    first = ctx.fiscal_start if unit.startswith("fiscal") else 1
    into = (today.month - first) % 12 % months
    start = _months(today.replace(day=1), shift * months - into)
    return start, _months(start, months)


def _moved(day: date, count: int, unit: str) -> date:
    if unit == "day":
        return day + timedelta(days=count)
    if unit == "week":
        return day + timedelta(days=7 * count)
    return _months(day, count if unit == "month" else 12 * count)


def _months(day: date, count: int) -> date:
    """The same day so many months away, or the last day of that month when it is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 + count, 12)
    first = date(year, month + 1, 1)
    length = ((first + timedelta(days=31)).replace(day=1) - first).days
    return first.replace(day=min(day.day, length))
