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


#: Holidays as they are called in English; the substitute of one on a Sunday has its name and 振替休日.
_ENGLISH = {
    "元日": "New Year's Day", "成人の日": "Coming of Age Day", "建国記念の日": "National Foundation Day",
    "天皇誕生日": "Emperor's Birthday", "春分の日": "Vernal Equinox Day", "昭和の日": "Shōwa Day",
    "憲法記念日": "Constitution Memorial Day", "みどりの日": "Greenery Day", "こどもの日": "Children's Day",
    "海の日": "Marine Day", "山の日": "Mountain Day", "敬老の日": "Respect for the Aged Day",
    "秋分の日": "Autumnal Equinox Day", "スポーツの日": "Sports Day", "体育の日": "Sports Day",
    "文化の日": "Culture Day",
    "勤労感謝の日": "Labour Thanksgiving Day", "国民の休日": "Citizens' Holiday",
}  # fmt: skip


def holiday(day: date, language: str = "ja") -> str:
    """The name of a Japanese holiday; empty on other days."""
    name = jpholiday.is_holiday_name(day) or ""
    whole, _blank, substitute = name.partition(" ")
    if language == "ja" or whole not in _ENGLISH:
        return name
    return f"{_ENGLISH[whole]} (observed)" if substitute else _ENGLISH[whole]


@lru_cache(maxsize=10_000)
def is_working_day(day: date) -> bool:
    """Monday to Friday without the holidays of Japan."""
    return day.weekday() < 5 and not holiday(day)
