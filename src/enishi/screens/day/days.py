"""Days: in words, in the reader's language, and whether people work on them."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

import jpholiday

from enishi.kernel.actor import Actor

WEEKDAYS = {"ja": "月火水木金土日"}


def long_day(day: date, actor: Actor, *, year: bool = False) -> str:
    """11月24日（火）, or Tue 24 November; with the year where it is asked for."""
    if actor.language == "ja":
        lead = f"{day.year}年" if year else ""
        return f"{lead}{day.month}月{day.day}日（{WEEKDAYS['ja'][day.weekday()]}）"
    return f"{day:%a} {day.day} {day:%B}" + (f" {day.year}" if year else "")


def short_day(day: date, actor: Actor) -> str:
    """12/1 火, or Tue 1 Dec."""
    if actor.language == "ja":
        return f"{day.month}/{day.day} {WEEKDAYS['ja'][day.weekday()]}"
    return f"{day:%a} {day.day} {day:%b}"


def month_text(day: date, actor: Actor) -> str:
    """2026年11月, or November 2026."""
    return f"{day.year}年{day.month}月" if actor.language == "ja" else f"{day:%B} {day.year}"


def holiday(day: date) -> str:
    """The name of a Japanese holiday; empty on other days."""
    return jpholiday.is_holiday_name(day) or ""


@lru_cache(maxsize=10_000)
def is_working_day(day: date) -> bool:
    """Monday to Friday without the holidays of Japan."""
    return day.weekday() < 5 and not holiday(day)
