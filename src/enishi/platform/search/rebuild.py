"""Bringing the index in step with the records: chunks of a bulk write, a whole object, and the proof that it is."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from itertools import islice

from django.db import connection

from enishi.kernel.actor import SYSTEM
from enishi.kernel.card import Card
from enishi.kernel.ports import ports
from enishi.platform.search.documents import documents
from enishi.platform.search.followers import followers
from enishi.platform.search.guards import OPEN, Guard, guards, opened, settle
from enishi.platform.search.here import store_here
from enishi.platform.search.store import among, stored, write

#: The job that calls `index_chunks`.
JOB = "search.index"
SMALLEST, LARGEST = 20, 2_000
#: Records of an object that are indexed together in a workspace in which nobody works yet.
TOGETHER = 2_000

Writing = Callable[[], AbstractContextManager[object]]


@dataclass(frozen=True, slots=True)
class Drift:
    """What `verify` found: records without a right row, and rows without a record."""

    wrong: int
    left: int

    @property
    def clean(self) -> bool:
        return not (self.wrong or self.left)


def background() -> AbstractContextManager[object]:
    """The write transaction of a job, behind the fair lock."""
    lock: AbstractContextManager[object] = ports.lock.write(background=True)
    return lock


def index_chunks(card: Card, ids: Sequence[int], writing: Writing = background, size: int = 200) -> int:
    """Index these records in short transactions; gives the chunk size that fits.

    What is found by words of records that changed is left to its own job.
    """
    known = opened_in(card, writing)
    every = [guard.id for guard in known.values()]
    store, at = store_here(), 0
    while at < len(ids):
        part = ids[at : at + size]
        found = documents(card, part, known)
        for document in found:
            document.complete()
        with writing():
            began = time.perf_counter()
            follow(card, write(store, found, part, every))
            spent = time.perf_counter() - began
        at += len(part)
        size = max(SMALLEST, min(LARGEST, int(len(part) * min(1.5, store.write_s / max(spent, 0.001)))))
    return size


def follow(card: Card, changed: set[int]) -> None:
    """Queue what is found by words of these records."""
    for other, ids in followers(card, sorted(changed)) if changed else ():
        ports.jobs.enqueue(JOB, {"object": other.key, "ids": ids}, SYSTEM)


def rebuild(card: Card, writing: Writing = background) -> int:
    """Write all rows of an object anew where they differ, drop those without a record, and open its guards.

    Gives the number of records. It may be stopped and started again at any time.
    """
    count, size = 0, 200
    for ids in _ids(card):
        size = index_chunks(card, ids, writing, size)
        count += len(ids)
    while left := _left(card, LARGEST):
        index_chunks(card, left, writing, size)
    with writing():
        settle(card.key)
    _measure()
    return count


def _measure() -> None:
    """PostgreSQL plans by what it last counted."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE search_row")


def keep_up(cards: Sequence[Card], complete: Callable[[], bool], report: Callable[[int, int], None]) -> None:
    """Index the records of these objects while another process is still writing them, until it is `complete`; from then
    on `report` is told how many of how many are done. Only new records are seen: `rebuild` sees what changed.

    What is new of all objects goes in together, because each transaction waits for one of the other process.
    """
    at, over, done, total = {card.key: 0 for card in cards}, False, 0, 0
    while True:
        if not over and (over := complete()):
            total = sum(card.every_row().count() for card in cards)
        new = [(card, ids) for card in cards for ids in islice(_ids(card, at[card.key], TOGETHER), 1)]
        count = sum(len(ids) for _card, ids in new)
        if over and not new:
            break
        if not over and count < TOGETHER:
            time.sleep(0.1)
            continue
        _index(new)
        at.update({card.key: ids[-1] for card, ids in new})
        done += count
        if over:
            report(done, total)
    for card in cards:
        with background():
            settle(card.key)
    _measure()


def _index(new: Sequence[tuple[Card, list[int]]]) -> None:
    """Index these records in one transaction."""
    ready = []
    for card, ids in new:
        known = opened_in(card, background)
        found = documents(card, ids, known)
        for document in found:
            document.complete()
        ready.append((card, ids, found, [guard.id for guard in known.values()]))
    with background():
        for card, ids, found, every in ready:
            follow(card, write(store_here(), found, ids, every))


def verify(card: Card) -> Drift:
    """Compare every row with the record it was made from."""
    known = guards(card.key)
    every = [guard.id for guard in known.values()]
    if OPEN not in known:
        known = {OPEN: Guard(0, OPEN, "building")}
    wrong = 0
    for ids in _ids(card):
        wanted = {
            (document.record, guard): (document.owner, document.text(guard))
            for document in documents(card, ids, known)
            for guard in document.segments
        }
        held = {at: row[1:] for at, row in stored(ids, every).items()}
        wrong += len({at[0] for at in wanted.keys() | held.keys() if wanted.get(at) != held.get(at)})
    return Drift(wrong, len(_left(card, 1_000_000)))


def opened_in(card: Card, writing: Writing) -> dict[str, Guard]:
    """The guards; the open one is made in a transaction of its own when it is missing."""
    found = guards(card.key)
    if OPEN not in found:
        with writing():
            found = opened(card.key)
    return found


def _ids(card: Card, after: int = 0, size: int = 5_000) -> Iterator[list[int]]:
    """All ids in ascending order, so that the youngest records are indexed last and count as most recent."""
    while ids := list(card.every_row().filter(pk__gt=after).order_by("pk").values_list("pk", flat=True)[:size]):
        yield ids
        after = ids[-1]


def _left(card: Card, limit: int) -> list[int]:
    """Records that have rows but do not exist any more."""
    every = [guard.id for guard in guards(card.key).values()]
    if not every:
        return []
    live, values = card.every_row().values("id").query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT DISTINCT record FROM search_row r WHERE {among('guard', every)} "  # noqa: S608
            f"AND NOT EXISTS (SELECT 1 FROM ({live}) t WHERE t.id = r.record) LIMIT {int(limit)}",
            [*every, *values],
        )
        return [row[0] for row in cursor.fetchall()]
