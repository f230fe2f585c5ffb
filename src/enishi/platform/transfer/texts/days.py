"""Dates as they stand in lists, read for comparison: Western, Japanese eras, compact, Excel's day numbers."""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import lru_cache

from enishi.platform.transfer.texts.keys import value_text

ERAS = {
    "m": 1867,
    "t": 1911,
    "s": 1925,
    "h": 1988,
    "r": 2018,
    "明": 1867,
    "大": 1911,
    "昭": 1925,
    "平": 1988,
    "令": 2018,
}
ERA = re.compile(
    r"^(明治|大正|昭和|平成|令和|[明大昭平令mtshr])\s*(\d{1,2}|元)\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})日?", re.I
)
WEST = re.compile(r"^(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})日?")
COMPACT = re.compile(r"^((?:18|19|20)\d{2})(\d{2})(\d{2})$")
SERIAL = re.compile(r"^[1-6]\d{4}(?:\.\d+)?$")
DOTTED = re.compile(r"^(\d{1,2})[./](\d{1,2})[./](\d{4})$")
WORDED = re.compile(r"^(\d{1,2}) ([a-z]{3})[a-z]* (\d{4})$", re.I)
MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]


@lru_cache(maxsize=30_000)
def day(text: str) -> date | None:
    """The date a cell means, or None; a day that does not exist is None."""
    plain = value_text(text)
    try:
        return _day(plain) if plain else None
    except (ValueError, OverflowError):
        return None


def _day(plain: str) -> date | None:
    if found := WEST.match(plain) or COMPACT.match(plain):
        return date(int(found[1]), int(found[2]), int(found[3]))
    if found := ERA.match(plain):
        year = ERAS[found[1][0].lower()] + (1 if found[2] == "元" else int(found[2]))
        return date(year, int(found[3]), int(found[4]))
    if SERIAL.match(plain):
        return date(1899, 12, 30) + timedelta(days=int(float(plain)))
    if found := DOTTED.match(plain):
        first, second, year = int(found[1]), int(found[2]), int(found[3])
        return date(year, first, second) if second > 12 or ("/" in plain and first <= 12) else date(year, second, first)
    if found := WORDED.match(plain):
        return date(int(found[3]), MONTHS.index(found[2].lower()) + 1, int(found[1]))
    return None
