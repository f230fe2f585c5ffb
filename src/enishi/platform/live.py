"""Live updates: who watches what, and which of it changed, so that pages ask anew.

A stream is told object, id and version, never content. What a reader may not see is not announced.
"""

from __future__ import annotations

import asyncio
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from django.contrib.auth import HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.db import connection
from django.utils.crypto import constant_time_compare

from enishi.kernel.actor import Actor
from enishi.kernel.doors.read import records
from enishi.kernel.numbers import number_of
from enishi.kernel.ports import ports
from enishi.kernel.registry import registry
from enishi.platform import access, changes, epoch
from enishi.platform.models import EntryLink, Member, User

TICK_SECONDS, CHECK_SECONDS = 0.25, 5.0
WATCH_LIMIT, STREAM_LIMIT, QUEUE_LIMIT, READ_LIMIT = 300, 20, 200, 500

Seen = tuple[str, int]


@dataclass(frozen=True, slots=True)
class News:
    """One line to one stream: `record` with a new version, `list` of an object, `gone`, or `closed`."""

    name: str
    object: str = ""
    id: int = 0
    version: int = 0


@dataclass(frozen=True, slots=True)
class Ticket:
    """Who a stream belongs to: member, session, and the fingerprint of the password the session was opened with."""

    member: int
    user: int
    session: str
    fingerprint: str


@dataclass(eq=False)
class Stream:
    """One open page: the records and lists it shows, and the news waiting for it."""

    ticket: Ticket
    shows: set[Seen]
    lists: frozenset[str]
    queue: asyncio.Queue[News] = field(default_factory=lambda: asyncio.Queue(QUEUE_LIMIT))

    def tell(self, news: News) -> None:
        """Queue a line; a reader that does not keep up is closed and comes back by itself."""
        if self.queue.full():
            news = News("closed")
            self.queue.get_nowait()
        self.queue.put_nowait(news)


def admit(session_key: str) -> Ticket | None:
    """The ticket of a fully signed-in session, or None. Runs in a thread. Cost: three queries."""
    if not session_key:
        return None
    session = SessionStore(session_key)
    number, fingerprint = session.get(SESSION_KEY), session.get(HASH_SESSION_KEY, "")
    user = User.objects.filter(pk=number, is_active=True).first() if number else None
    if user is None or not constant_time_compare(fingerprint, user.get_session_auth_hash()):
        return None
    member = Member.objects.filter(user=user).values_list("pk", flat=True).first()
    epoch.refresh()
    if member is None or access.actor_of(member) is None:
        return None
    return Ticket(member, user.pk, session_key, fingerprint)


def watched(shows: Iterable[str], lists: Iterable[str]) -> tuple[set[Seen], frozenset[str]]:
    """What a page asks to be told about: "contact:7" and object keys; what does not exist is left out."""
    seen: set[Seen] = set()
    for text in shows:
        key, _colon, digits = text.partition(":")
        if key in registry.cards and (number := number_of(digits)) is not None:
            seen.add((key, number))
    return set(sorted(seen)[:WATCH_LIMIT]), frozenset(key for key in lists if key in registry.cards)


def opened(ticket: Ticket, shows: Iterable[str], lists: Iterable[str]) -> Stream:
    """The stream of a page. What its reader may not see is not watched, so that nothing is ever told of it. Runs in a
    thread. Cost: one question to the read door an object."""
    seen, keys = watched(shows, lists)
    return Stream(ticket, _visible(access.actor_of(ticket.member), seen), keys)


class Hub:
    """The one listener of this process and all its streams. All SQL runs in the thread pool of the caller."""

    def __init__(self) -> None:
        self.streams: set[Stream] = set()
        self._position = changes.Position()
        self._version: object = None
        self._epoch: epoch.Epochs | None = None

    def join(self, stream: Stream) -> bool:
        """Take a stream in; False when this person has too many. It hears of everything from now on. Runs in a thread.

        Cost: three small queries for the first stream of a process, none for the others.
        """
        if sum(other.ticket.member == stream.ticket.member for other in self.streams) >= STREAM_LIMIT:
            return False
        if not self.streams:
            self._position, self._epoch = changes.tail(), epoch.refresh()
        self.streams.add(stream)
        return True

    def missed(self, stream: Stream, since: str) -> list[News]:
        """What happened after a page was rendered and before its stream joined; all it shows when that is too much.
        Runs in a thread. Cost: one index range, and one question to the read door an object among the changes."""
        try:
            found = changes.read(changes.Position.of(since), READ_LIMIT)
        except (ValueError, changes.TooOld):
            return []
        if len(found) == READ_LIMIT:
            lists = [News("list", key) for key in sorted(stream.lists)]
            return [*(News("record", *seen) for seen in sorted(stream.shows)), *lists][:QUEUE_LIMIT]
        return [line for _stream, line in _sorted_out([stream], found)]

    def leave(self, stream: Stream) -> None:
        self.streams.discard(stream)

    def look(self) -> list[tuple[Stream, News]]:
        """What happened since the last look, for whom. Runs in a thread, a quarter of a second apart.

        Cost: one or two small queries when idle; one question to the read door per actor and object otherwise.
        """
        streams = list(self.streams)
        if not streams:
            return []
        news: list[tuple[Stream, News]] = []
        now = epoch.refresh()
        if now != self._epoch:
            self._epoch = now
            news += _recheck(streams)
        return news + _sorted_out(streams, self._happened())

    def check(self) -> list[tuple[Stream, News]]:
        """Streams whose session ended, whose password changed or whose person acts no more. Runs in a thread."""
        streams = list(self.streams)
        alive = set(
            Session.objects.filter(
                session_key__in={s.ticket.session for s in streams}, expire_date__gt=ports.clock.now()
            ).values_list("session_key", flat=True)
        )
        users = User.objects.filter(pk__in={s.ticket.user for s in streams}, is_active=True)
        prints = {user.pk: user.get_session_auth_hash() for user in users}
        return [
            (stream, News("closed"))
            for stream in streams
            if stream.ticket.session not in alive
            or prints.get(stream.ticket.user) != stream.ticket.fingerprint
            or access.actor_of(stream.ticket.member) is None
        ]

    def _happened(self) -> list[changes.Happened]:
        if connection.vendor == "sqlite" and not self._moved():
            return []
        try:
            found = changes.read(self._position, READ_LIMIT)
        except changes.TooOld:
            found, self._position = [], changes.tail()
        if found:
            self._position = found[-1].position
        if len(found) == READ_LIMIT:
            self._version = None
        return found

    def _moved(self) -> bool:
        """Whether another connection has written to the SQLite file since the last look by this thread's one."""
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA data_version")
            version = (id(connection.connection), cursor.fetchone()[0])
        moved, self._version = version != self._version, version
        return moved


def _sorted_out(streams: list[Stream], found: list[changes.Happened]) -> list[tuple[Stream, News]]:
    latest: dict[Seen, changes.Happened] = {(change.object, change.id): change for change in found}
    if not latest:
        return []
    sources = _subjects(latest.keys(), {seen for stream in streams for seen in stream.shows})
    gone = {seen for seen, change in latest.items() if change.op == "gone"}
    news: list[tuple[Stream, News]] = []
    for member, mine in _by_member(streams).items():
        shows = {seen for stream in mine for seen in stream.shows}
        listed = {seen for seen in latest if any(seen[0] in stream.lists for stream in mine)}
        touched = ((shows | listed) & latest.keys()) | (shows & sources.keys())
        if not touched:
            continue
        actor, asked = access.actor_of(member), touched.union(*(sources.get(seen, ()) for seen in touched))
        visible = _visible(actor, asked - gone)
        told = visible | _visible(actor, asked & gone, trashed=True)
        versions = {
            seen: latest[by].version
            for seen in touched
            for by in (*sources.get(seen, ()), seen)
            if by in told and by in latest
        }
        for stream in mine:
            news += [(stream, line) for line in _lines(stream, touched, visible, versions)]
    return news


def _subjects(changed: Collection[Seen], shown: set[Seen]) -> dict[Seen, set[Seen]]:
    """Shown records on whose timeline changed records stand, each with those. Cost: one query."""
    if not shown:
        return {}
    sources = list(changed)
    links = EntryLink.objects.filter(
        entry__object__in={key for key, _number in sources}, entry__record__in=[number for _key, number in sources]
    ).values_list("object", "record", "entry__object", "entry__record")
    found: dict[Seen, set[Seen]] = {}
    for key, n, by, m in links:
        if (key, n) in shown and (by, m) in changed:
            found.setdefault((key, n), set()).add((by, m))
    return found


def _lines(stream: Stream, touched: set[Seen], visible: set[Seen], versions: dict[Seen, int]) -> Iterable[News]:
    """`versions` are of what this reader may be told: a record with its version, or what went that he could see."""
    for seen in sorted(stream.shows & touched):
        if seen not in visible:
            stream.shows.discard(seen)
            yield News("gone", *seen)
        elif seen in versions:
            yield News("record", seen[0], seen[1], versions[seen])
    for key in sorted(stream.lists):
        if any(seen[0] == key for seen in versions):
            yield News("list", key)


def _recheck(streams: list[Stream]) -> list[tuple[Stream, News]]:
    """Rights, cards or settings have changed: what is no longer visible goes, lists are read anew."""
    news: list[tuple[Stream, News]] = []
    for member, mine in _by_member(streams).items():
        visible = _visible(access.actor_of(member), {seen for stream in mine for seen in stream.shows})
        for stream in mine:
            lost = stream.shows - visible
            stream.shows -= lost
            news += [(stream, News("gone", *seen)) for seen in sorted(lost)]
            news += [(stream, News("list", key)) for key in sorted(stream.lists)]
    return news


def _by_member(streams: list[Stream]) -> dict[int, list[Stream]]:
    groups: dict[int, list[Stream]] = {}
    for stream in streams:
        groups.setdefault(stream.ticket.member, []).append(stream)
    return groups


def _visible(actor: Actor | None, seen: set[Seen], *, trashed: bool = False) -> set[Seen]:
    if actor is None:
        return set()
    by_object: dict[str, list[int]] = {}
    for key, number in seen:
        by_object.setdefault(key, []).append(number)
    found: set[Seen] = set()
    for key, numbers in by_object.items():
        asked = records(key, actor).in_trash() if trashed else records(key, actor)
        found |= {(key, number) for number in asked.visible(numbers)}
    return found
