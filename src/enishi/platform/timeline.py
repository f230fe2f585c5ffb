"""The timeline: which touches belong on whose page, by time. Texts stay in their sources, behind their own door."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q

from enishi.kernel.actor import Actor
from enishi.kernel.doors import store
from enishi.kernel.doors.moments import stored
from enishi.kernel.doors.prepared import answers
from enishi.kernel.doors.read import records
from enishi.kernel.doors.rows import Row
from enishi.kernel.doors.scope import Rows
from enishi.kernel.ports import TimelineEntry
from enishi.kernel.registry import registry
from enishi.platform.models import Entry, EntryLink
from enishi.platform.on_timeline import entry_of

SUBJECT_LIMIT, OVERFETCH, COUNT_CAP = 20, 3, 99
_ENTRY = ("id", "at", "kind", "object", "record", "member", "private_to")
_LINK = ("object", "record", "at", "kind", "entry_id")


@dataclass(frozen=True, slots=True)
class Touch:
    """One entry with its source, which the reader may see. `kind` is a word of the source's object."""

    entry: int
    at: datetime
    kind: str
    row: Row


@dataclass(frozen=True, slots=True)
class Stretch:
    """Part of a timeline, newest first; `next` is the position to read on from, or None at the end."""

    touches: Sequence[Touch]
    next: tuple[datetime, int] | None


class Timelines:
    """Writes entries in the transaction of their source."""

    def write(self, entries: Sequence[TimelineEntry]) -> None:
        """Add entries, or move those that exist. Cost: three statements for new ones of one object, six for others."""
        if not entries:
            return
        known = self._numbers([entry for entry in entries if not entry.new])
        fresh = [entry for entry in entries if (entry.object, entry.id) not in known]
        self._move([entry for entry in entries if (entry.object, entry.id) in known], known)
        numbers = store.reserve(Entry, len(fresh)) if fresh else []
        made = {(entry.object, entry.id): number for entry, number in zip(fresh, numbers, strict=True)}
        known.update(made)
        moments = [stored(entry.at) for entry in entries]
        rows = [
            (known[(e.object, e.id)], at, e.kind, e.object, e.id, e.member, e.private_to)
            for e, at in zip(entries, moments, strict=True)
            if (e.object, e.id) in made
        ]
        links = [
            (key, record, at, kind_of(e.object, e.kind), known[(e.object, e.id)])
            for e, at in zip(entries, moments, strict=True)
            for key, record in tuple(dict.fromkeys(e.subjects))[:SUBJECT_LIMIT]
        ]
        store.rows(Entry._meta.db_table, _ENTRY, rows)
        store.rows(EntryLink._meta.db_table, _LINK, links)

    def _move(self, entries: Sequence[TimelineEntry], known: Mapping[tuple[str, int], int]) -> None:
        """Entries whose source has changed take its new time; their links are made anew."""
        rows = [
            Entry(pk=known[(e.object, e.id)], at=e.at, kind=e.kind, member=e.member, private_to=e.private_to)
            for e in entries
        ]
        store.update((row, ("at", "kind", "member", "private_to")) for row in rows)
        if rows:
            EntryLink.objects.filter(entry__in=[row.pk for row in rows]).delete()

    def drop(self, key: str, ids: Iterable[int]) -> None:
        if there := list(ids):
            Entry.objects.filter(object=key, record__in=there).delete()

    def _numbers(self, entries: Sequence[TimelineEntry]) -> dict[tuple[str, int], int]:
        found: dict[tuple[str, int], int] = {}
        for key in {entry.object for entry in entries}:
            ids = [entry.id for entry in entries if entry.object == key]
            rows = Entry.objects.filter(object=key, record__in=ids).values_list("record", "pk")
            found.update({(key, record): number for record, number in rows})
        return found


def kind_of(key: str, word: str) -> str:
    """A kind as links keep it and counts name it: `meeting.visit`; no two objects share one."""
    return f"{key}.{word}"


def kinds(asked: str) -> tuple[str, ...]:
    """The kinds that somebody asks for: one as counts name it, or a word alone for those of all objects that say it."""
    if not asked or "." in asked:
        return (asked,) if asked else ()
    cards = registry.cards.values()
    said = [card.key for card in cards if card.key == asked or entry_of(card).choice(card, asked)]
    return tuple(kind_of(key, asked) for key in said) or (asked,)


def page(
    subject: Row, actor: Actor, *, after: tuple[datetime, int] | None = None, size: int = 30, kind: str = ""
) -> Stretch:
    """The newest touches of a record that its reader was given, that this reader may also read.

    `kind` narrows them, by the rules of `kinds`. Reads at most three times as many links as it shows. Cost: one query
    for links, one per kind of source, each time.
    """
    touches: list[Touch] = []
    mark: tuple[datetime, int] | None = after
    for _round in range(OVERFETCH):
        found = _links(subject, actor, mark, kinds(kind), size + 1)
        touches.extend(_readable(found[:size], actor))
        if len(found) > size:
            mark = (found[size - 1][0], found[size - 1][1])
        if len(found) <= size:
            return _cut(touches, size, None)
        if len(touches) >= size:
            break
    return _cut(touches, size, mark)


def counts(subject: Row, actor: Actor) -> dict[str, int]:
    """How many readable touches of each kind by its name (`meeting.visit`), at most 99 each (shown as "99+").

    Cost: a query for the kinds, one per kind for its links, one per object they come from; no values are read.
    """
    links = [link for kind in _kinds(subject, actor) for link in _links(subject, actor, None, (kind,), COUNT_CAP + 1)]
    seen = {key: records(key, actor).visible(ids) for key, ids in _sources(links).items()}
    return dict(Counter(kind for _at, _entry, kind, key, record in links if record in seen.get(key, ())))


def _kinds(subject: Row, actor: Actor) -> list[str]:
    def build(ids: Sequence[int]) -> list[Rows]:
        links = EntryLink.objects.filter(object=subject.card.key, record__in=ids)
        return [links.values_list("kind").distinct()]

    return sorted(kind for run in answers("kinds", subject.card, actor, [subject.id], build) for (kind,) in run)


def _links(
    subject: Row, actor: Actor, after: tuple[datetime, int] | None, among: tuple[str, ...], size: int
) -> list[Any]:
    def build(ids: Sequence[int]) -> list[Rows]:
        mine = Q(entry__private_to__isnull=True) | Q(entry__private_to=actor.member or 0)
        links = EntryLink.objects.filter(mine, object=subject.card.key, record__in=ids)
        if among:
            links = links.filter(kind__in=among)
        if after:
            links = links.filter(Q(at__lt=after[0]) | Q(at=after[0], entry__lt=after[1]))
        ordered = links.order_by("-at", "-entry")
        return [ordered.values_list("at", "entry", "kind", "entry__object", "entry__record")[:size]]

    if after:
        return list(build([subject.id])[0])
    return answers(("links", among, size), subject.card, actor, [subject.id], build)[0]


def _readable(links: Sequence[tuple[datetime, int, str, str, int]], actor: Actor) -> list[Touch]:
    """The sources through their own door, kind by kind; what cannot be read is not there."""
    rows: dict[tuple[str, int], Row] = {}
    for key, ids in _sources(links).items():
        rows.update({(key, row.id): row for row in records(key, actor).among(ids).first(len(ids))})
    return [
        Touch(entry, at, kind.removeprefix(f"{key}."), rows[(key, record)])
        for at, entry, kind, key, record in links
        if (key, record) in rows
    ]


def _sources(links: Sequence[tuple[datetime, int, str, str, int]]) -> dict[str, list[int]]:
    """Which records of which object the links lead to; an object that is no longer registered is left out."""
    wanted: dict[str, list[int]] = {}
    for _at, _entry, _kind, key, record in links:
        if key in registry.cards:
            wanted.setdefault(key, []).append(record)
    return wanted


def _cut(touches: list[Touch], size: int, mark: tuple[datetime, int] | None) -> Stretch:
    if len(touches) > size:
        touches = touches[:size]
        mark = (touches[-1].at, touches[-1].entry)
    return Stretch(touches, mark)
