"""The calendar: day, week and month, own and of the team."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from enishi.screens.page_models.common import Action, Avatar, Tab, Tone
from enishi.screens.page_models.shell import ShellView


@dataclass(frozen=True, slots=True)
class DayNote:
    """Something without a time: a holiday, a due promise, a birthday."""

    text: str
    href: str = ""
    icon: str = ""
    tone: Tone = ""
    holiday: bool = False


@dataclass(frozen=True, slots=True)
class CalendarEvent:
    """An event. ``start`` and ``end`` are minutes after the first hour shown; ``lane`` of ``lanes`` side by side.

    ``look``: ``mine``, ``other``, ``group`` or ``travel``. With ``move_url`` it can be moved; the new start and end
    are posted as minutes with the day's date.
    """

    id: str
    title: str
    href: str
    start: int
    end: int
    time: str
    note: str = ""
    icon: str = ""
    look: Literal["mine", "other", "group", "travel"] = "mine"
    lane: int = 0
    lanes: int = 1
    move_url: str = ""


@dataclass(frozen=True, slots=True)
class CalendarDay:
    """One day column. ``now`` are the minutes of the present moment, shown as a line."""

    date: str
    weekday: str
    number: str
    events: tuple[CalendarEvent, ...]
    notes: tuple[DayNote, ...] = ()
    today: bool = False
    holiday: bool = False
    now: int | None = None
    href: str = ""


@dataclass(frozen=True, slots=True)
class MonthDay:
    """One square of the month."""

    date: str
    number: str
    href: str
    notes: tuple[DayNote, ...] = ()
    events: tuple[CalendarEvent, ...] = ()
    more: str = ""
    outside: bool = False
    today: bool = False
    kind: Literal["", "saturday", "sunday"] = ""


@dataclass(frozen=True, slots=True)
class CalendarPerson:
    """A colleague whose events may be shown."""

    value: str
    name: str
    avatar: Avatar
    shown: bool = False


@dataclass(frozen=True, slots=True)
class Overlay:
    """Something that can be laid over the calendar."""

    value: str
    label: str
    shown: bool = False


@dataclass(frozen=True, slots=True)
class CalendarPage:
    """Template ``calendar.jinja``. ``days`` fill day and week, ``month`` the month in rows of seven."""

    shell: ShellView
    title: str
    url: str
    previous_url: str
    previous_label: str
    today_url: str
    today_label: str
    next_url: str
    next_label: str
    looks: tuple[Tab, ...]
    hours: tuple[str, ...]
    days: tuple[CalendarDay, ...]
    create_url: str
    create: Action
    team_label: str
    people: tuple[CalendarPerson, ...] = ()
    overlays: tuple[Overlay, ...] = ()
    tools: tuple[Action, ...] = ()
    weekdays: tuple[str, ...] = ()
    month: tuple[tuple[MonthDay, ...], ...] = ()
    live_key: str = ""
    part_url: str = ""
    kept: tuple[tuple[str, str], ...] = ()
