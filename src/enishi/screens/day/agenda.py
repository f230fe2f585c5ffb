"""What happens when: records of several objects by day and minute, side by side where they overlap, with holidays."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from enishi.kernel.actor import Actor
from enishi.kernel.card import Card
from enishi.kernel.doors.read import records
from enishi.kernel.doors.rows import Linked, Row
from enishi.kernel.doors.verbs import Update
from enishi.kernel.doors.write import write
from enishi.kernel.errors import Invalid, Missing
from enishi.kernel.fieldtypes.base import Span
from enishi.kernel.fieldtypes.date import Date
from enishi.kernel.ports import ports
from enishi.screens.answer import said
from enishi.screens.asking import meeting
from enishi.screens.day.days import WEEKDAYS, holiday, long_day, month_text
from enishi.screens.looks import local, today, url_of
from enishi.screens.page_models.calendar_page import CalendarDay, CalendarEvent, DayNote, MonthDay
from enishi.screens.page_models.common import Tone

FIRST_HOUR, LAST_HOUR = 7, 21
USUAL_MINUTES, LIMIT, MONTH_LINES = 60, 500, 4


@dataclass(frozen=True, slots=True)
class Happening:
    """One record on its day; without a time it stands above the hours. Minutes are of the reader's day."""

    row: Row
    day: date
    start: int | None = None
    end: int = 0
    mine: bool = True


def timed(card: Card) -> bool:
    """Whether the day of this object has a time."""
    return bool(card.calendar) and card.fields[card.calendar].type.widget == "datetime"


def span(look: str, day: date) -> tuple[date, int]:
    """First day and number of days shown; weeks start on Monday, a month fills whole weeks."""
    if look == "day":
        return day, 1
    if look == "week":
        return day - timedelta(days=day.weekday()), 7
    first = day.replace(day=1)
    start = first - timedelta(days=first.weekday())
    after = step("month", day, 1).replace(day=1)
    return start, -(-(after - start).days // 7) * 7


def step(look: str, day: date, by: int) -> date:
    """The day one look further, or back."""
    if look != "month":
        return day + timedelta(days=by * (1 if look == "day" else 7))
    year, month = divmod(day.year * 12 + day.month - 1 + by, 12)
    return date(year, month + 1, 1)


def title(look: str, day: date, actor: Actor) -> str:
    """The head of the page."""
    if look == "day":
        return long_day(day, actor, year=True)
    return month_text(day, actor)


def weekdays(actor: Actor) -> tuple[str, ...]:
    if actor.language == "ja":
        return tuple(WEEKDAYS["ja"])
    return tuple(f"{date(2026, 6, n):%a}" for n in range(1, 8))


def happenings(cards: Sequence[Card], actor: Actor, first: date, last: date, people: Sequence[int]) -> list[Happening]:
    """Everything of these objects and people between two days. Cost: one query an object, one a kind of link."""
    found: list[Happening] = []
    for card in cards:
        if card.reads(actor, card.calendar) is None:
            continue
        asked = records(card, actor)
        days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
        if card.yearly:
            around = Date().to_q(card.calendar, "in_any_year", Span(first, last + timedelta(days=1)))
            asked = asked.narrowed(around, f"{card.calendar}-{first}-{last}")
        else:
            between = [("gte", first), ("lte", last)]
            tree = [{"field": card.calendar, "op": op, "value": day.isoformat()} for op, day in between]
            asked = asked.where({"all": tree})
        if card.owned and people:
            asked = meeting(asked, {"field": "owner", "op": "in", "value": list(people)})
        names = [card.calendar, *card.subtitle, *card.columns, card.ends]
        shown = tuple(dict.fromkeys(n for n in names if n in card.fields and card.reads(actor, n)))
        rows = asked.sorted(card.calendar).only(*shown).all_at_once().first(LIMIT)
        found.extend(_happening(card, row, actor, days) for row in rows)
    return found


def _happening(card: Card, row: Row, actor: Actor, days: Sequence[date]) -> Happening:
    value = row[card.calendar]
    mine = row.owner in (None, actor.member) or card.reads(actor, "owner") is None
    if card.yearly:
        value = next(day for day in days if Date().holds(value, "in_any_year", day))
    if not isinstance(value, datetime):
        return Happening(row, value, mine=mine)
    starts = local(value, actor)
    end = row.values.get(card.ends)
    minutes = int((end - value).total_seconds() // 60) if end else USUAL_MINUTES // 2
    start = starts.hour * 60 + starts.minute
    return Happening(row, starts.date(), start, start + max(minutes, 15), mine)


def columns(
    found: Sequence[Happening], first: date, days: int, actor: Actor, way: Callable[[date], str]
) -> tuple[CalendarDay, ...]:
    """The days of a week side by side, or one."""
    now = local(ports.clock.now(), actor)
    made = []
    for place in range(days):
        day = first + timedelta(days=place)
        minute = now.hour * 60 + now.minute - FIRST_HOUR * 60
        made.append(
            CalendarDay(
                date=day.isoformat(),
                weekday=weekdays(actor)[day.weekday()],
                number=str(day.day),
                events=_events([one for one in found if one.day == day and one.start is not None], actor),
                notes=_notes(found, day, actor),
                today=day == now.date(),
                holiday=bool(holiday(day)) or day.weekday() == 6,
                now=minute if day == now.date() and 0 <= minute <= (LAST_HOUR - FIRST_HOUR) * 60 else None,
                href=way(day),
            )
        )
    return tuple(made)


def _notes(found: Sequence[Happening], day: date, actor: Actor) -> tuple[DayNote, ...]:
    name = holiday(day, actor.language)
    notes = [DayNote(name, holiday=True)] if name else []
    notes += [
        DayNote(one.row.title, _open(one.row), one.row.card.icon, tone=_tone(one, actor))
        for one in found
        if one.day == day and one.start is None
    ]
    return tuple(notes)


def _tone(one: Happening, actor: Actor) -> Tone:
    """What comes round every year stands apart; what should be done by now is a warning."""
    if one.row.card.yearly:
        return "plum"
    return "" if one.day >= today(actor) else "warn"


def _open(row: Row) -> str:
    """Work opens as its form in the drawer, what has a page of its own as that page."""
    return url_of(row.card, row.id) if row.card.timeline else f"{url_of(row.card, row.id)}/edit"


def _events(found: list[Happening], actor: Actor) -> tuple[CalendarEvent, ...]:
    """Events with their lanes: those that overlap stand side by side."""
    ordered = sorted(found, key=lambda one: (one.start, -one.end))
    made: list[CalendarEvent] = []
    cluster: list[tuple[Happening, int]] = []
    ends: list[int] = []

    def settle() -> None:
        made.extend(_event(one, lane, len(ends), actor) for one, lane in cluster)
        cluster.clear()
        ends.clear()

    for one in ordered:
        start = one.start or 0
        if ends and start >= max(ends):
            settle()
        lane = next((n for n, end in enumerate(ends) if end <= start), len(ends))
        if lane == len(ends):
            ends.append(one.end)
        else:
            ends[lane] = one.end
        cluster.append((one, lane))
    settle()
    return tuple(made)


def _event(one: Happening, lane: int, lanes: int, actor: Actor) -> CalendarEvent:
    row, card = one.row, one.row.card
    top, bottom = FIRST_HOUR * 60, LAST_HOUR * 60
    start = min(max(one.start or 0, top), bottom - 30)
    end = min(max(one.end, start + 30), bottom)
    movable = card.edits(actor, card.calendar)
    place = " ".join(
        row[n].label for n in row.values if n != "owner" and isinstance(row[n], Linked) and row[n].readable
    )
    return CalendarEvent(
        id=f"{card.key}-{row.id}",
        title=row.title if row.title != f"#{row.id}" else str(card.label),  # a call without words is a call
        href=_open(row),
        start=start - top,
        end=end - top,
        time=f"{_clock(one.start or 0)}–{_clock(one.end)}",
        note=place,
        icon=card.icon,
        look="mine" if one.mine else "other",
        lane=lane,
        lanes=lanes,
        move_url=f"{url_of(card, row.id)}/at?{urlencode({'seen': row[card.calendar].isoformat()})}" if movable else "",
    )


def _clock(minute: int) -> str:
    return f"{minute // 60 % 24}:{minute % 60:02d}"


def weeks(
    found: Sequence[Happening], first: date, days: int, month: date, actor: Actor, way: Callable[[date], str]
) -> tuple[tuple[MonthDay, ...], ...]:
    """The squares of a month in rows of seven."""
    squares = [_square(found, first + timedelta(days=n), month, actor, way) for n in range(days)]
    return tuple(tuple(squares[n : n + 7]) for n in range(0, days, 7))


def _square(found: Sequence[Happening], day: date, month: date, actor: Actor, way: Callable[[date], str]) -> MonthDay:
    notes = _notes(found, day, actor)
    events = _events([one for one in found if one.day == day and one.start is not None], actor)
    room = max(MONTH_LINES - len(notes[:MONTH_LINES]), 0)
    hidden = len(notes[MONTH_LINES:]) + len(events[room:])
    short = tuple(replace(event, time=event.time.partition("–")[0]) for event in events[:room])
    return MonthDay(
        date=day.isoformat(),
        number=str(day.day),
        href=way(day),
        notes=notes[:MONTH_LINES],
        events=short,
        more=ngettext("{number} more", "{number} more", hidden).format(number=hidden) if hidden else "",
        outside=day.month != month.month,
        today=day == today(actor),
        kind="sunday" if day.weekday() == 6 or holiday(day) else "saturday" if day.weekday() == 5 else "",
    )


# --- moving ----------------------------------------------------------------------------------------------------------
def moments(given: Mapping[str, str], actor: Actor) -> tuple[datetime, datetime]:
    """Start and end from a day and minutes after the first hour shown. Raises `Invalid` for anything else."""
    try:
        day = date.fromisoformat(given.get("date", ""))
        start, end = (int(given.get(name, "")[:5]) for name in ("start", "end"))
        midnight = datetime.combine(day, time(FIRST_HOUR), ZoneInfo(actor.timezone or ports.clock.zone()))
        if not 0 <= start < end <= 24 * 60:
            raise ValueError(start)
        return midnight + timedelta(minutes=start), midnight + timedelta(minutes=end)
    except (ValueError, OverflowError) as problem:
        raise Invalid(date=_("Give a day and two times of it.")) from problem


def moved(request: HttpRequest, actor: Actor, card: Card, number: int) -> HttpResponse:
    """Write the new moments of a record that was dragged."""
    if not timed(card) or card.reads(actor, card.calendar) is None:
        raise Missing(_("There is no such page."))
    row = records(card, actor).get(number)
    starts, ends = moments(request.POST, actor)
    data = {card.calendar: starts.isoformat()}
    if row.values.get(card.ends) is not None:
        data[card.ends] = ends.isoformat()
    shown = request.GET.get("seen", "")
    seen = {card.calendar: shown} if shown else None
    written = write(Update, actor, card, number, data, seen=seen)
    when = local(starts, actor)
    text = _("{title}: now {day} {time}").format(
        title=row.title, day=long_day(when.date(), actor), time=f"{when:%H:%M}"
    )
    return said(request, text, undo=written.audit, close=False)
