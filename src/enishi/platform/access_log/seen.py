"""Collects what is shown on one occasion: the read door tells, and the line goes into the spool."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field

import msgspec

from enishi.kernel.actor import Actor
from enishi.kernel.ports import ports
from enishi.platform import workspace
from enishi.platform.spool.write import Spool

#: Ways of being shown, the weightiest first: what is shown in two ways in one answer counts as the weightier.
HOWS = ("export", "print", "view", "search", "list", "name")
#: A line has at most so many numbers; a long export has several lines.
MOST = 2_000
#: On whose behalf something is shown; jobs and the system show nobody anything.
SEEING = ("person", "token")
spool = Spool("access")
_open: ContextVar[Seen | None] = ContextVar("seen", default=None)
_way: ContextVar[str] = ContextVar("way", default="")


@dataclass(slots=True)
class Seen:
    """What has been shown so far: by object and number the place of the way in `HOWS`. `must` as in `Spool.write`."""

    must: bool = False
    actor: Actor | None = None
    mark: str = ""
    records: dict[str, dict[int, int]] = field(default_factory=dict)
    count: int = 0

    def note(self, actor: Actor, key: str, ids: Iterable[int], how: int) -> None:
        self.actor = self.actor or actor
        known = self.records.setdefault(key, {})
        before = len(known)
        for number in ids:
            if known.get(number, 99) > how:
                known[number] = how
        self.count += len(known) - before
        if self.count > MOST:
            self.end()

    def end(self) -> None:
        """Write what there is. Raises `NoRoom`."""
        if not self.count or self.actor is None:
            return
        self.mark = self.mark or secrets.token_hex(8)
        records, self.records, self.count = self.records, {}, 0
        spool.write(_line(self.actor, self.mark, records), must=self.must)


def shown(actor: Actor, key: str, ids: Iterable[int], how: str) -> None:
    """The read door's word. Cost: nothing outside a request, else about 0.1 µs a number."""
    seen = _open.get()
    if seen is not None and actor.kind in SEEING:
        seen.note(actor, key, ids, HOWS.index(_way.get() or how))


@contextmanager
def by_way_of(how: str) -> Iterator[None]:
    """Whatever is shown within counts as "print" or "search", whichever question it answers."""
    token = _way.set(how)
    try:
        yield
    finally:
        _way.reset(token)


@contextmanager
def untold() -> Iterator[None]:
    """Nothing shown within is noted: what a page repeats for its reader without being asked."""
    token = _open.set(None)
    try:
        yield
    finally:
        _open.reset(token)


@contextmanager
def collected(*, must: bool = False) -> Iterator[Seen]:
    """What is shown within is gathered; whoever shows it calls `end`."""
    seen = Seen(must)
    token = _open.set(seen)
    try:
        yield seen
    finally:
        _open.reset(token)


@contextmanager
def noted() -> Iterator[None]:
    """What is shown within stands in the access log at the end: for what is no request, such as a command."""
    with collected(must=True) as seen:
        yield
        seen.end()


def _line(actor: Actor, mark: str, records: dict[str, dict[int, int]]) -> bytes:
    by_way: dict[str, dict[str, list[int]]] = {}
    for key, known in records.items():
        for number, place in known.items():
            by_way.setdefault(HOWS[place], {}).setdefault(key, []).append(number)
    body = {
        "at": ports.clock.now(),
        "workspace": workspace.current().key,
        "member": actor.member,
        "kind": actor.kind,
        "via": actor.via,
        "token": _token(actor),
        "request": mark,
        "shown": by_way,
    }
    return msgspec.json.encode(body)


def _token(actor: Actor) -> int | None:
    """The number of the API token, which is the cause of what it does."""
    kind, _colon, number = actor.cause.partition(":")
    return int(number) if kind == "token" else None
