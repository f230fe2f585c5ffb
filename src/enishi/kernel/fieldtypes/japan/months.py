"""Months by name or number, and the days of the year on which a stretch of time falls."""

from __future__ import annotations

import unicodedata
from calendar import monthrange
from datetime import timedelta
from typing import Any

from django.utils.translation import gettext as _

from enishi.kernel.fieldtypes.base import Span, ValueProblem

NAMES = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
)  # fmt: skip
_SHORT = tuple(name[:3] for name in NAMES)


def parse_month(text: str) -> int:
    """1 to 12 from `3`, `3月`, `３月末`, `Mar` and `March`. Raises `ValueProblem`."""
    word = unicodedata.normalize("NFKC", text[:40]).strip().casefold()
    if word[:3] in _SHORT and word.isascii() and word.rstrip(".").isalpha():
        return _SHORT.index(word[:3]) + 1
    digits = word.removesuffix("期").removesuffix("決算").removesuffix("末").removesuffix("月")
    if digits.isascii() and digits.isdigit() and 1 <= int(digits) <= 12:
        return int(digits)
    message = _("“{text}” is not a month. Enter a number from 1 to 12.")
    raise ValueProblem("month.text", message.format(text=text[:40]))


def days_of_year(value: Any) -> list[tuple[int, int, int]]:
    """The days of a date or a `Span` of dates, whatever the year: month, first and last day in it.

    A stretch that ends with a month has all days that the month has in any year: who was born on 29 February has the
    birthday on the 28th in a common year, as the civil code counts (143).
    """
    start, last = (value.start, value.end - timedelta(days=1)) if isinstance(value, Span) else (value, value)
    months = (last.year - start.year) * 12 + last.month - start.month
    found = []
    for further in range(min(months, 12) + 1):
        ends = further == months and last.day < monthrange(last.year, last.month)[1]
        month = (start.month - 1 + further) % 12 + 1
        found.append((month, start.day if not further else 1, last.day if ends else 31))
    return found
