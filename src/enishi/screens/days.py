"""Days in words, in the reader's language."""

from __future__ import annotations

from datetime import date

from enishi.kernel.actor import Actor

WEEKDAYS = {"ja": "月火水木金土日"}


def long_day(day: date, actor: Actor, *, year: bool = False) -> str:
    """11月24日（火）, or Tue 24 November; with the year where it is asked for."""
    if actor.language == "ja":
        lead = f"{day.year}年" if year else ""
        return f"{lead}{day.month}月{day.day}日（{WEEKDAYS['ja'][day.weekday()]}）"
    return f"{day:%a} {day.day} {day:%B}" + (f" {day.year}" if year else "")
