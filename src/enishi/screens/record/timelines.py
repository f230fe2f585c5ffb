"""The timeline of a record and its composer. What an entry says comes from its source, through its own door."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date, datetime
from html import escape
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils.translation import gettext as _

from enishi.kernel.actor import Actor
from enishi.kernel.card import Card
from enishi.kernel.doors.read import records
from enishi.kernel.doors.rows import Linked, Row
from enishi.kernel.doors.scope import reach_of
from enishi.kernel.doors.verbs import Create
from enishi.kernel.doors.write import write
from enishi.kernel.errors import Denied, Missing
from enishi.kernel.ports import ports
from enishi.kernel.registry import registry
from enishi.platform import timeline
from enishi.platform.cards import card_of
from enishi.platform.on_timeline import entry_of
from enishi.platform.places import Place
from enishi.screens.answer import said, screen, show
from enishi.screens.contributed import boxed
from enishi.screens.day.days import long_day
from enishi.screens.looks import day_text, facts, local, today, url_of
from enishi.screens.page_models.common import Action, Badge, State, Tab
from enishi.screens.page_models.record_page import (
    Composer,
    ComposerTab,
    Timeline,
    TimelineDay,
    TimelineEntry,
    TimelinePart,
)

PAGE = 30
#: Characters of a kind with its object.
KIND_LIMIT = 105
#: How many parts one entry may bring along.
PARTS = 50
registry.place("compose", tuple[ComposerTab, ...])


def timeline_of(request: HttpRequest, actor: Actor, row: Row) -> Timeline:
    """The newest stretch, or the one after the mark in the address."""
    kind = request.GET.get("kind", "")[:KIND_LIMIT]
    found = timeline.page(row, actor, after=_mark(request.GET.get("after", "")), size=PAGE, kind=kind)
    url = f"{url_of(row.card, row.id)}/timeline"
    more = ""
    if found.next:
        more = f"{url}?{urlencode({'kind': kind, 'after': Place(*found.next).text})}"
    parts = _titles_of_parts([touch.row for touch in found.touches], actor)
    days: dict[date, list[TimelineEntry]] = {}
    for touch in found.touches:
        entry = _entry(touch, actor, parts.get((touch.row.card.key, touch.row.id), ()))
        days.setdefault(local(touch.at, actor).date(), []).append(entry)
    state = None
    if not days:
        text = _("Write a note, log a call or plan a visit: it appears here.")
        state = State("empty", _("Nothing has happened yet"), text)
    return Timeline(
        filters=_filters(row, actor, url, kind),
        days=tuple(TimelineDay(_day(day, actor), tuple(entries)) for day, entries in days.items()),
        url=url,
        more_url=more,
        state=state,
    )


def _titles_of_parts(rows: list[Row], actor: Actor) -> dict[tuple[str, int], tuple[str, ...]]:
    """What belongs to these entries, such as the people at a meeting. Cost: one query a kind of part."""
    found: dict[tuple[str, int], list[str]] = {}
    for key in {row.card.key for row in rows}:
        ids = [row.id for row in rows if row.card.key == key]
        for relation in registry.card(key).relations.values():
            target = registry.card(relation.target)
            if target.part_of != key or not actor.may("see", key):
                continue
            asked = records(target, actor).where({"field": relation.link, "op": "in", "value": ids})
            for part in asked.only(relation.link, *target.columns).first(PARTS * PAGE):
                links = (v for name, v in part.values.items() if name != relation.link and isinstance(v, Linked))
                named = [link.label for link in links if link.id]
                found.setdefault((key, part[relation.link].id), []).extend(named[:1])
    return {at: tuple(names) for at, names in found.items()}


def _filters(row: Row, actor: Actor, url: str, kind: str) -> tuple[Tab, ...]:
    tabs = [Tab(_("All"), url, not kind)]
    counts, chosen = timeline.counts(row, actor), timeline.kinds(kind)
    called = _labels(counts)
    for name, number in counts.items():
        count = "99+" if number > timeline.COUNT_CAP else str(number)
        tabs.append(Tab(called[name], f"{url}?kind={name}", name in chosen, count=count))
    return tuple(tabs)


def _labels(kinds: Iterable[str]) -> dict[str, str]:
    """What kinds of several objects are called; two of one name are told apart by their objects."""
    cards = {kind: registry.card(kind.partition(".")[0]) for kind in kinds}
    called = {kind: kind_label(card, kind.partition(".")[2]) for kind, card in cards.items()}
    often = Counter(called.values())
    others = {kind: str(card.label) for kind, card in cards.items() if often[called[kind]] > 1}
    return {
        kind: facts(label, others[kind] if others.get(kind, label) != label else "") for kind, label in called.items()
    }


def kind_label(card: Card, kind: str | None) -> str:
    """What an entry of this object and kind is called: the label of the choice, else of the object."""
    choice = entry_of(card).choice(card, kind)
    return str(choice.label if choice else card.label)


def _day(day: date, actor: Actor) -> str:
    near, full = day_text(day, actor), long_day(day, actor, year=day.year != today(actor).year)
    return f"{near} {full}" if near in (_("today"), _("yesterday"), _("tomorrow")) else full


def _entry(touch: timeline.Touch, actor: Actor, parts: tuple[str, ...] = ()) -> TimelineEntry:
    row = touch.row
    card, declared = row.card, entry_of(row.card)
    text = body_text(row)
    owner = row.show("owner", actor.language) if "owner" in row.values else ""
    whom = row.show(declared.whom, actor.language) if declared.whom in row.values else ""
    others = [name for name in parts if name not in (whom, owner)]
    note = facts(whom, owner, "、".join(others))
    own_title = row.title if row.values.get(card.title) and card.title != declared.text else ""
    badges = tuple(
        Badge(row.show(name, actor.language), _tone(card, name, row[name]))
        for name in declared.badges
        if card.reads(actor, name) and row[name]
    )
    return TimelineEntry(
        id=str(touch.entry),
        icon=card.icon,
        title=kind_label(card, touch.kind),
        note=note,
        time=f"{local(touch.at, actor):%H:%M}",
        heading=own_title if text and text != own_title else "",
        body=tuple(part for part in (text or own_title).split("\n") if part.strip()),
        badges=badges,
        tone=_tone(card, declared.kind, row.values.get(declared.kind)),
        href=f"{url_of(card, row.id)}/edit",
        pinned=row.values.get(declared.pinned) is not None,
        actions=(Action(_("Edit"), f"{url_of(card, row.id)}/edit", "pencil", how="drawer", icon_only=True),),
    )


def _tone(card: Card, name: str, value: Any) -> Any:
    spec = card.fields.get(name)
    choice = spec.choice(value) if spec is not None and value else None
    return choice.tone if choice else ""


def body_text(row: Row) -> str:
    """The text of an entry, without markup."""
    name = entry_of(row.card).text
    return "" if row.values.get(name) is None else row.show(name, "").strip()


def _mark(text: str) -> tuple[datetime, int] | None:
    if not text:
        return None
    place = Place.of(text)
    if place is None:
        raise Missing(_("There is no such page."))
    return place.at, place.number


@screen("GET")
def part(request: HttpRequest, actor: Actor, plural: str, number: int) -> HttpResponse:
    """The timeline alone, or its next days."""
    row = records(card_of(plural, actor), actor).get(number)
    found = timeline_of(request, actor, row)
    return show(request, "timeline_part.jinja", TimelinePart(found, only_days="after" in request.GET))


# --- the composer --------------------------------------------------------------------------------------------
def composer_of(card: Card, actor: Actor, row: Row) -> Composer | None:
    """The box that writes into the timeline, with the tabs that rooms contribute."""
    tabs: list[ComposerTab] = []
    for contribution in registry.contributions(card.key, "compose"):
        tabs.extend(boxed(contribution, actor, [row.id], ()) or ())
    if not tabs:
        return None
    return Composer(
        tabs=tuple(tabs),
        draft_key=f"{card.key}:{row.id}",
        mention_url="/o/members/options",
        file_url=f"{url_of(card, row.id)}/files",
    )


def quick_actions(card: Card, actor: Actor, row: Row) -> tuple[Action, ...]:
    """The first three tabs of the composer as buttons in the head."""
    composer = composer_of(card, actor, row)
    tabs = composer.tabs[:3] if composer else ()
    return tuple(Action(tab.label, f"#compose-{tab.key}", tab.icon, key=tab.key.upper()) for tab in tabs)


@screen("POST")
def compose(request: HttpRequest, actor: Actor, plural: str) -> HttpResponse:
    """Write one entry: the address presets fields, the form gives the text and the rest.

    `?text=` names the field the text goes to, under its heading if there is one; a mention of a colleague is kept by
    the object's own rules. Values named `relation.field` become parts of the entry, in the same transaction.
    """
    card = card_of(plural, actor)
    if reach_of(card, actor, "create") == "none":
        raise Denied(_("Your role does not allow you to create {objects}.").format(objects=card.label_plural))
    data: dict[str, Any] = {name: value for name, value in request.GET.items() if name != "text"}
    data.update({name: value for name, value in request.POST.items() if name in card.fields and value != ""})
    heading, name = request.POST.get("heading", "").strip(), request.GET.get("text", "")
    text = "\n".join(part for part in (heading, request.POST.get("text", "")) if part)
    if name in card.fields and text.strip():
        data[name] = _marked_up(text) if card.fields[name].type.widget == "rich_text" else text
    with ports.lock.write():
        written = write(Create, actor, card, data=data)
        _parts(card, written.id, request.POST, actor)
    label = kind_label(card, data.get(entry_of(card).kind))
    return said(request, _("{object} is saved.").format(object=label), undo=written.audit)


def _parts(card: Card, number: int | None, form: QueryDict, actor: Actor) -> None:
    """One part for each value whose name is `relation.field`, such as the people at a meeting."""
    for key in form:
        name, _point, field = key.partition(".")
        relation = card.relations.get(name)
        target = registry.card(relation.target) if relation else None
        if relation is None or target is None or target.part_of != card.key or field not in target.fields:
            continue
        for value in list(dict.fromkeys(filter(None, form.getlist(key))))[:PARTS]:
            write(Create, actor, target, data={relation.link: number, field: value})


def _marked_up(text: str) -> str:
    return "".join(f"<p>{escape(line)}</p>" for line in text.strip().splitlines() if line.strip())
