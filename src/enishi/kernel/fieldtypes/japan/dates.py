"""Dates as ledgers hold them: ISO, slashes, 和暦, Excel serial numbers, day and month in either order."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from datetime import date, timedelta
from functools import lru_cache
from typing import Literal

from django.utils.translation import gettext as _

from enishi.kernel.fieldtypes.base import ValueProblem
from enishi.kernel.fieldtypes.japan.eras import ERA_OF

Order = Literal["auto", "ymd", "mdy", "dmy"]

_TIME = r"(?:[T ]+\d{1,2}[:時]\d{1,2}.*)?"
_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})" + r"(?:[T ]\d.*)?")
_YEAR_FIRST = re.compile(r"(\d{4,5})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?" + _TIME)
_ERA = re.compile(
    r"(令和|平成|昭和|大正|明治|[RHSTM令平昭大明])[.\s]*(元|\d{1,3})\s*[-/.年]\s*"
    r"(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?" + _TIME
)
_YEAR_LAST = re.compile(r"(\d{1,2})\s*([-/.])\s*(\d{1,2})\s*[-/.]\s*(\d{4}|\d{1,2})" + _TIME)
_DAY = r"(\d{1,2})(?:ST|ND|RD|TH)?"
_NAMED = re.compile(
    rf"(?:[A-Z]{{3,9}}\.?,\s*)?(?:{_DAY}[ -]([A-Z]{{3,9}})\.?|([A-Z]{{3,9}})\.? {_DAY}),?[ -]+(\d{{4}})"
)
_INCOMPLETE = re.compile(
    r"(?:\d{4}|(?:令和|平成|昭和|[RHS])\s*(?:元|\d{1,2}))\s*[-/.年]?\s*(?:\d{1,2}\s*月?)?"
    r"|\d{1,2}[/月]\d{1,2}日?"
)
_MONTH_NAMES = "JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC"
_MONTHS = {name: n for n, name in enumerate(_MONTH_NAMES.split(), 1)}
_WEEKDAY = re.compile(r"\s*\([日月火水木金土](?:曜日?)?\)|\s*[日月火水木金土]曜日?$")
_KANJI = {digit: n for n, digit in enumerate("〇一二三四五六七八九")}
_KANJI_NUMBER = re.compile(r"[〇一二三四五六七八九十]+")
_EXCEL_ZERO = date(1899, 12, 30)
#: Serial numbers read as dates: five digits, 1927-05-18 to 2099-12-31.
_SERIALS = range(10_000, 73_051)
_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—―−ー", "-") | {"・": ".", "，": "."})


def _unreadable(text: str) -> ValueProblem:
    message = _("“{text}” is not a date. Write it as 2026-03-04 or 令和8年3月4日.")
    return ValueProblem("date.unreadable", message.format(text=text[:30]))


def _make(year: int, month: int, day: int, text: str) -> date:
    if not 1 <= year <= 9999:
        raise ValueProblem("date.year", _("The year must lie between 1 and 9999. Check the date."))
    try:
        return date(year, month, day)
    except ValueError as impossible:
        message = _("There is no such day: {text}. Check month and day.")
        raise ValueProblem("date.impossible", message.format(text=text[:30])) from impossible


def _in_era(name: str, year: str, month: str, day: str, text: str) -> date:
    """A date counted in an era; years after its end count on (平成35年), days before its start are refused."""
    era = ERA_OF[name]
    count = 1 if year == "元" else int(year)
    if count == 0:
        raise _unreadable(text)
    found = _make(era.start.year + count - 1, int(month), int(day), text)
    if found < era.start:
        message = _("{era} began on {start}. Check the era or the date.")
        raise ValueProblem("date.era", message.format(era=era.name, start=era.start.isoformat()))
    return found


def _in_order(first: int, second: int, year_text: str, order: Order, dotted: bool, text: str) -> date:
    """Day and month before the year: by the order of the column, else by what is possible; dots mean day first."""
    if order == "ymd" and len(year_text) < 4:
        return _make(_century(first), second, int(year_text), text)
    if len(year_text) < 4 and order == "auto":
        raise ValueProblem("date.short_year", _("The year has two digits. Write all four, such as 2026-03-04."))
    year = int(year_text) if len(year_text) == 4 else _century(int(year_text))
    if order == "mdy" or (order != "dmy" and second > 12):
        return _make(year, first, second, text)
    if order == "dmy" or first > 12 or dotted or first == second:
        return _make(year, second, first, text)
    message = _("{text} could be two different days. Write it as 2026-03-04, or choose the order of day and month.")
    raise ValueProblem("date.ambiguous", message.format(text=text[:30]))


def _century(two_digits: int) -> int:
    """The year of two digits as POSIX reads it: 69 to 99 are 19xx, 00 to 68 are 20xx."""
    return two_digits + (1900 if two_digits >= 69 else 2000)


def _kanji_number(found: re.Match[str]) -> str:
    tens, ten, ones = found.group().rpartition("十")
    if not ten:
        return "".join(str(_KANJI[char]) for char in ones)
    return str(_KANJI.get(tens, 1) * 10 + _KANJI.get(ones, 0))


def _digits_only(plain: str, text: str) -> date:
    whole = plain.partition(".")[0]
    if len(whole) == 8:
        return _make(int(whole[:4]), int(whole[4:6]), int(whole[6:]), text)
    if len(whole) == 5 and int(whole) in _SERIALS:
        return _EXCEL_ZERO + timedelta(days=int(whole))
    if len(whole) == 5:
        message = _("{text} is too large for the serial number of a date. Write the date as 2026-03-04.")
        raise ValueProblem("date.serial", message.format(text=text[:30]))
    if len(whole) in (4, 6):
        raise ValueProblem("date.incomplete", _("The day is missing. Write the whole date, such as 2026-03-04."))
    raise _unreadable(text)


@lru_cache(maxsize=100_000)
def _parse(text: str, order: Order) -> date:
    if len(text) > 60:
        raise _unreadable(text)
    plain = text.strip().upper()
    if not plain.isascii():
        plain = _WEEKDAY.sub("", unicodedata.normalize("NFKC", plain).translate(_DASHES).strip())
    if "年" in plain and _KANJI_NUMBER.search(plain):
        plain = _KANJI_NUMBER.sub(_kanji_number, plain)
    if found := _YEAR_FIRST.fullmatch(plain):
        return _make(int(found[1]), int(found[2]), int(found[3]), text)
    if found := _ERA.fullmatch(plain):
        return _in_era(found[1], found[2], found[3], found[4], text)
    if plain.replace(".", "", 1).isdecimal():
        return _digits_only(plain, text)
    if found := _YEAR_LAST.fullmatch(plain):
        return _in_order(int(found[1]), int(found[3]), found[4], order, found[2] == ".", text)
    if found := _NAMED.fullmatch(plain):
        month = _MONTHS.get((found[2] or found[3])[:3])
        if month:
            return _make(int(found[5]), month, int(found[1] or found[4]), text)
    if _INCOMPLETE.fullmatch(plain):
        raise ValueProblem("date.incomplete", _("The date is not complete. Write it as 2026-03-04."))
    raise _unreadable(text)


def parse_date(text: str, order: Order = "auto") -> date:
    """Read a date; a time after it is dropped. `order` says how 3/4/2026 is meant (see `detect_order`).

    Raises `ValueProblem` for what is impossible, incomplete, or could be two different days.
    """
    found = _ISO.fullmatch(text)
    if found and text.isascii():
        return _make(int(found[1]), int(found[2]), int(found[3]), text)
    return _parse(text, order)


def detect_order(samples: Iterable[str]) -> Order:
    """The order of day and month in a column, from the dates that leave no choice; `auto` when none or both speak.

    A few dates against many are typing slips: the order with at least nine tenths of the votes wins. With years of two
    digits, a first number above 31 shows that the year stands first (`ymd`).
    """
    day_first = month_first = year_first = 0
    for text in samples:
        found = _YEAR_LAST.fullmatch(unicodedata.normalize("NFKC", text).strip())
        if found:
            first, second = int(found[1]), int(found[3])
            year_first += first > 31
            day_first += 12 < first <= 31 and second <= 12
            month_first += second > 12 >= first
    if year_first:
        return "ymd"
    votes = day_first + month_first
    if votes and day_first >= 0.9 * votes:
        return "dmy"
    return "mdy" if votes and month_first >= 0.9 * votes else "auto"
