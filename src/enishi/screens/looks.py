"""How values look: a row's value as a cell, by the `cell` of its field type; avatars; relative days."""

from __future__ import annotations

import zlib
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from enishi.kernel.actor import Actor
from enishi.kernel.card import Card, FieldCard
from enishi.kernel.doors.rows import Linked, Row
from enishi.kernel.fieldtypes import groups
from enishi.kernel.fieldtypes.rating import MOST
from enishi.kernel.fieldtypes.rich_text import settled
from enishi.kernel.ports import ports
from enishi.kernel.registry import registry
from enishi.screens.page_models.common import Avatar, Badge, Cell

HUES = 12
#: A day of another year that is no farther away is shown without its year.
NEAR_DAYS = 60


def avatar_of(text: str, *, square: bool = False) -> Avatar:
    """The first letter on a tint that always belongs to this name."""
    letter = next((char for char in text if char.isalnum()), "?")
    return Avatar(letter.upper(), zlib.crc32(text.encode()) % HUES, square)


def facts(*parts: str) -> str:
    """Short facts in one line, without those that are empty."""
    return pgettext("between facts", " · ").join(part for part in parts if part)


def inside(label: object) -> str:
    """A label in the middle of a sentence: English writes it small, unless it is an acronym."""
    text = str(label)
    return text[:1].lower() + text[1:] if text[1:2].islower() else text


def called(actor: Actor) -> str:
    """How the page calls its reader: by the family name in Japanese, else by the first name, or as entered when that is
    not written in Latin letters."""
    first = actor.name.split(" ")[0]
    return first if actor.language == "ja" or first.isascii() else actor.name


def record_avatar(row: Row) -> Avatar:
    """Square with the bare name's letter for companies, round for everything else."""
    group = row.card.groups.get(row.card.title)
    if group is None or group.kind != "company_name":
        return avatar_of(row.title)
    return avatar_of(str(row.values.get(group.fields[0]) or row.title), square=True)


def url_of(card: Card, number: int | None) -> str:
    """The address of a record; empty for one that may not be seen or has no page."""
    return f"/o/{card.plural}/{number}" if number else ""


def cell_of(row: Row, name: str, actor: Actor, *, editable: bool = False, own: bool = False) -> Cell:
    """One value of a row, ready for the template; on the record's `own` page its title is no link, and formatted text
    shows its format."""
    card = row.card
    if name in card.groups or (name == card.title and not own):
        return _heading(row, name, actor)
    head = name.partition(".")[0]
    spec = card.fields[head]
    value = row[head]
    cell = MAKERS.get(spec.type.cell, _plain)(row, spec, value, actor)
    if own and cell.kind == "rich" and value:
        cell = replace(cell, text=mark_safe(settled(value)), title="")  # noqa: S308 - settled
    if (other := card.beside.get(name)) and other in row.values and value is not None:
        cell = _told_beside(cell, row, other, actor)
    if editable and changes_in_place(card, name, actor):
        return replace(cell, edit_url=f"/o/{card.plural}/{row.id}/field/{name}")
    return cell


def _told_beside(cell: Cell, row: Row, name: str, actor: Actor) -> Cell:
    """With the field that is told beside it; the day of what is to be done is marked when it is over."""
    note, day = cell_of(row, name, actor).text, row[name]
    if row.card.fields[name].type.widget == "date" and day is not None and day < today(actor):
        return replace(cell, note=f"{note} {_('overdue')}", tone="bad")
    return replace(cell, note=note)


def changes_in_place(card: Card, name: str, actor: Actor) -> bool:
    """Whether a value of this column is changed where it is shown: not a name of several fields, nor a linked one's."""
    spec = card.fields.get(name)
    if spec is None or name in card.groups or name == card.title:
        return False
    return card.edits(actor, name) and not (spec.collected or spec.type.anywhere)


def _heading(row: Row, name: str, actor: Actor) -> Cell:
    """The record's name as the way to its page; a group other than the title as plain text."""
    card = row.card
    if name != card.title:
        group = card.groups[name]
        values = {field: row[field] for field in group.fields}
        return Cell("text", groups.render(group.kind, values, actor.language))
    avatar = record_avatar(row) if name in card.groups else None
    return Cell("name", row.title, url_of(card, row.id), note=reading_of(row), avatar=avatar)


def reading_of(row: Row) -> str:
    """The kana beside a person's name."""
    group = row.card.groups.get(row.card.title)
    if group is None or group.kind != "person_name":
        return ""
    return " ".join(str(row[name]) for name in group.fields if name.endswith("_kana") and row[name])


def _plain(row: Row, spec: FieldCard, value: Any, actor: Actor) -> Cell:
    if spec.collected:
        return Cell("text", "、".join(spec.type.render(item, actor.language) for item in value or ()))
    return Cell("text", spec.type.render(value, actor.language))


def _number(row: Row, spec: FieldCard, value: Any, actor: Actor) -> Cell:
    return Cell("number", spec.type.render(value, actor.language))


def _long(row: Row, spec: FieldCard, value: Any, actor: Actor) -> Cell:
    text = spec.type.render(value, actor.language)
    return Cell("long", text[:2_000], title=text[:400])


def _rich(row: Row, spec: FieldCard, value: Any, actor: Actor) -> Cell:
    return replace(_long(row, spec, value, actor), kind="rich")


def _choice(row: Row, spec: FieldCard, value: Any, actor: Actor) -> Cell:
    choice = spec.choice(value) if value is not None else None
    tone: Any = choice.tone if choice else ""
    return Cell("badge", spec.type.render(value, actor.language), tone=tone)


def _tags(row: Row, spec: FieldCard, value: Any, actor: Actor) -> Cell:
    return Cell("tags", badges=tuple(Badge(_label(spec, item)) for item in value or ()))


def _label(spec: FieldCard, item: str) -> str:
    choice = spec.choice(item)
    return str(choice.label) if choice else item


def _link(row: Row, spec: FieldCard, value: Any, actor: Actor) -> Cell:
    if not isinstance(value, Linked):
        return Cell("link")
    if not value.readable:
        return Cell("muted", value.label)
    card = registry.card(value.object)
    if spec.type.cell == "user":
        return Cell("person", value.label, avatar=avatar_of(value.label))
    return Cell("link", value.label, url_of(card, value.id))


def _phone(row: Row, spec: FieldCard, value: Any, actor: Actor) -> Cell:
    return Cell("phone", spec.type.render(value, actor.language), href=value or "")


def _email(row: Row, spec: FieldCard, value: Any, actor: Actor) -> Cell:
    return Cell("email", spec.type.render(value, actor.language))


def _url(row: Row, spec: FieldCard, value: Any, actor: Actor) -> Cell:
    return Cell("url", spec.type.render(value, actor.language), href=value or "")


def _check(row: Row, spec: FieldCard, value: Any, actor: Actor) -> Cell:
    return Cell("check", spec.type.render(value, actor.language) if value else "")


def _rating(row: Row, spec: FieldCard, value: Any, actor: Actor) -> Cell:
    said = _("Rated {number} of {most}").format(number=value, most=MOST) if value else ""
    return Cell("rating", spec.type.render(value, actor.language), title=said)


def _tie(row: Row, spec: FieldCard, value: Any, actor: Actor) -> Cell:
    return Cell("tie", knots=value or 0, title=_("Tie {knots} of 5").format(knots=value) if value else _("No data yet"))


def _day(row: Row, spec: FieldCard, value: Any, actor: Actor) -> Cell:
    return Cell("date", day_text(value, actor), title=spec.type.render(value, actor.language))


def _moment(row: Row, spec: FieldCard, value: Any, actor: Actor) -> Cell:
    return Cell("date", moment_text(value, actor), title=spec.type.render(value, actor.language))


MAKERS: dict[str, Callable[[Row, FieldCard, Any, Actor], Cell]] = {
    "number": _number, "money": _number, "percent": _number, "long_text": _long, "rich_text": _rich,
    "choice": _choice, "tags": _tags, "multi_choice": _tags, "link": _link, "user": _link, "phone": _phone,
    "email": _email, "url": _url, "checkbox": _check, "yes_no": _check, "rating": _rating, "tie": _tie,
    "date": _day, "datetime": _moment, "date_time": _moment,
}  # fmt: skip


def local(moment: datetime, actor: Actor) -> datetime:
    """The moment on the reader's clock."""
    return moment.astimezone(ZoneInfo(actor.timezone or ports.clock.zone()))


def today(actor: Actor) -> date:
    """The reader's day."""
    return local(ports.clock.now(), actor).date()


def day_text(day: date | None, actor: Actor) -> str:
    """A day as lists show it: today, tomorrow, 11/20, with the year where it is not this one."""
    if day is None:
        return ""
    now = today(actor)
    named = {0: _("today"), 1: _("tomorrow"), -1: _("yesterday")}.get((day - now).days)
    if named:
        return named
    if day.year != now.year and abs((day - now).days) >= NEAR_DAYS:
        return full_day(day, actor)
    return f"{day.month}/{day.day}" if actor.language == "ja" else f"{day.day} {day:%b}"


def full_day(day: date, actor: Actor) -> str:
    """A day with its year: 2026/11/20, 20 Nov 2026."""
    return f"{day.year}/{day.month}/{day.day}" if actor.language == "ja" else f"{day.day} {day:%b} {day.year}"


def paper_cell(row: Row, name: str, actor: Actor) -> Cell:
    """The cell for paper, which is read on other days, too: a date stands with its year."""
    cell = cell_of(row, name, actor)
    if (other := row.card.beside.get(name)) and cell.note:
        cell = replace(cell, note=paper_cell(row, other, actor).text)
    value = row[name.partition(".")[0]] if cell.kind == "date" else None
    if value is None:
        return cell
    day = local(value, actor).date() if isinstance(value, datetime) else value
    return replace(cell, text=full_day(day, actor))


def moment_text(moment: datetime | None, actor: Actor) -> str:
    """A moment as lists show it: the time today, else the day."""
    if moment is None:
        return ""
    here = local(moment, actor)
    if here.date() == today(actor):
        return _("today {time}").format(time=f"{here:%H:%M}")
    return day_text(here.date(), actor)
