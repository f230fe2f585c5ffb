"""Reading and writing index rows: what is the same on both databases."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import F, QuerySet

from enishi.kernel.doors.scope import FEW
from enishi.kernel.doors.store import database
from enishi.platform.search.documents import SEGMENT, SPELLABLE, Document
from enishi.platform.search.guards import FIRST
from enishi.platform.search.tokens import Plan, Term, Unit

#: So many rows by recency are ranked; further ones are not looked at.
CANDIDATES = 200
#: So many words of the vocabulary are compared with a mistyped one.
SPELLINGS = 3_000
#: So many words are looked up in one statement.
BATCH = 200
#: Marks the token that names a row's owner: scope is part of the match.
OWNER = "\uf8f0"


@dataclass(frozen=True, slots=True)
class Scope:
    """Which rows the reader may see: all (`owners` is None), those of these owners, and those in queries of ids."""

    owners: frozenset[int] | None = frozenset()
    within: tuple[QuerySet[Any], ...] = ()

    @property
    def everything(self) -> bool:
        return self.owners is None


@dataclass(frozen=True, slots=True)
class Ids:
    """A query of ids (its column is `search_id`) as SQL of the ORM with its parameters."""

    sql: str
    params: tuple[Any, ...]

    def holds(self, column: str) -> str:
        """Asks for one id at a time: `IN` would make SQLite gather all of them first."""
        return f"AND EXISTS (SELECT 1 FROM ({self.sql}) q WHERE q.search_id = {column})"  # noqa: S608


@dataclass(frozen=True, slots=True)
class Found:
    """One index row that may hold an answer; a higher `id` is younger."""

    id: int
    guard: int
    record: int
    text: str


@dataclass(frozen=True, slots=True)
class Row:
    """One index row to be written."""

    guard: int
    record: int
    owner: int | None
    text: str
    tokens: frozenset[str]


class Store(Protocol):
    """What differs between the databases. `write_s` is how long a write transaction of a job should last, in seconds:
    the chunk grows and shrinks towards it."""

    write_s: float

    def insert(self, rows: Sequence[Row]) -> None: ...

    def remove(self, ids: Sequence[int]) -> None: ...

    def match(
        self, plan: Plan, letters: Sequence[str], owners: frozenset[int] | None, limit: int, ids: Ids | None = None
    ) -> list[Found]:
        """Rows whose tokens fit the plan, youngest first, of these owners (None: any), in this query of ids."""

    def contains(self) -> str:
        """The SQL test that a needle stands in a text, with the placeholders {column} and %s."""


def write(store: Store, documents: Sequence[Document], ids: Sequence[int], every: Collection[int]) -> set[int]:
    """Bring the rows of these records, under `every` guard of their object, in step with the documents.

    A row whose text and owner stay is left alone. Gives the records that were found by other words before.
    """
    old = stored(ids, every)
    new = {(document.record, guard): document for document in documents for guard in document.segments}
    fresh, kept = [], set()
    for (record, guard), document in new.items():
        text = document.text(guard)
        if old.get((record, guard), (0, None, ""))[1:] == (document.owner, text):
            kept.add((record, guard))
            continue
        fresh.append(Row(guard, record, document.owner, text, document.tokens(guard)))
    stale = [row for at, row in old.items() if at not in kept]
    if stale:
        store.remove([row[0] for row in stale])
    if fresh:
        store.insert(fresh)
    _learn({(guard, w) for (_r, guard), d in new.items() for s in d.segments[guard] for w in s.spellings})
    gone = {(at[1], word) for at, row in old.items() if at not in kept for word in _spelled(row[2])}
    _forget(store, gone - {(row.guard, word) for row in fresh for word in row.tokens})
    return {row.record for row in fresh if old.get((row.record, row.guard), (0, None, row.text))[2] != row.text}


def stored(ids: Sequence[int], every: Collection[int]) -> dict[tuple[int, int], tuple[int, int | None, str]]:
    """Row id, owner and text by record and guard."""
    if not ids or not every:
        return {}
    with database.kept_cursor() as cursor:
        cursor.execute(
            "SELECT record, guard, id, owner, text FROM search_row "  # noqa: S608
            f"WHERE {among('record', ids)} AND {among('guard', every)}",
            [*ids, *every],
        )
        return {(row[0], row[1]): (row[2], row[3], row[4]) for row in cursor.fetchall()}


def rows_of(records: Sequence[int], guards: Collection[int]) -> list[Found]:
    """All rows of these records under these guards."""
    held = stored(records, guards)
    return [Found(row[0], guard, record, row[2]) for (record, guard), row in held.items()]


def among(column: str, values: Iterable[object]) -> str:
    """`column IN (%s, …)` for constant column names."""
    return f"{column} IN ({', '.join('%s' for _ in values)})"


def within(
    store: Store, plan: Plan, guards: Sequence[int], letters: Sequence[str], query: QuerySet[Any], limit: int
) -> list[Found]:
    """Rows in a query of ids: few are read one by one, for many the match drives and asks each row."""
    name = next(iter(query.query.values_select), "pk")
    try:
        ids, params = query.order_by().annotate(search_id=F(name)).values("search_id").query.sql_with_params()
    except EmptyResultSet:  # a way to rows that has none
        return []
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM (SELECT 1 FROM ({ids}) a LIMIT {FEW + 1}) b", params)  # noqa: S608
        if cursor.fetchone()[0] > FEW:
            return store.match(plan, letters, None, limit, Ids(ids, params))
        test, needles = text_test(store, plan.terms, "text")
        cursor.execute(
            f"SELECT id, guard, record, text FROM search_row WHERE {among('guard', guards)} "  # noqa: S608
            f"AND record IN ({ids}) AND {test} ORDER BY id DESC LIMIT {int(limit)}",
            [*guards, *params, *needles],
        )
        return [Found(*row) for row in cursor.fetchall()]


def text_test(store: Store, terms: Sequence[Term], column: str) -> tuple[str, list[str]]:
    """The plan as a test on the text alone, for rows that are at hand anyway."""
    needles: list[str] = []
    every = []
    for term in terms:
        some = []
        for units in term.alternatives:
            needles += [unit.needle for unit in units]
            some.append(" AND ".join(store.contains().format(column=column) for _unit in units))
        every.append("(" + " OR ".join(some) + ")")
    return " AND ".join(every) or "1 = 0", needles


def loose(terms: Sequence[Term]) -> list[Term]:
    """Terms that tokens alone cannot decide: three and more letters of a script without spaces."""
    return [t for t in terms if any(u.kind == "part" and len(u.text) > 2 for units in t.alternatives for u in units)]


def near(store: Store, word: str, guards: Sequence[int], edits: int) -> list[str]:
    """Words of the vocabulary that share an untouched piece with a mistyped one and have about its length."""
    size = max(2, -(-len(word) // (edits + 1)))
    pieces = [piece for at in range(0, len(word), size) if len(piece := word[at : at + size]) > 1]
    tests = " OR ".join(store.contains().format(column="word") for _piece in pieces)
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT DISTINCT word FROM search_word WHERE {among('guard', guards)} "  # noqa: S608
            f"AND length BETWEEN %s AND %s AND ({tests}) LIMIT {SPELLINGS}",
            [*guards, len(word) - edits, len(word) + edits, *pieces],
        )
        return [row[0] for row in cursor.fetchall()]


def _learn(found: set[tuple[int, str]]) -> None:
    """Add words to the vocabulary; nearly always all are known."""
    every = sorted((guard, len(word), word) for guard, word in found)
    with connection.cursor() as cursor:
        for at in range(0, len(every), BATCH):
            part = every[at : at + BATCH]
            places = ", ".join(["(%s, %s, %s)"] * len(part))
            cursor.execute(
                f"INSERT INTO search_word (guard, length, word) VALUES {places} ON CONFLICT DO NOTHING",  # noqa: S608
                [value for key in part for value in key],
            )


def _forget(store: Store, gone: Iterable[tuple[int, str]]) -> None:
    """Words that no row has any more leave the vocabulary, so that an erased name is nowhere."""
    with connection.cursor() as cursor:
        for guard, word in sorted(gone):
            plan = Plan((Term(((Unit(word, "exact"),),)),))
            if not store.match(plan, [chr(FIRST + guard)], None, 1):
                cursor.execute(
                    "DELETE FROM search_word WHERE guard = %s AND length = %s AND word = %s", [guard, len(word), word]
                )


def _spelled(text: str) -> set[str]:
    return {
        word for part in text.split(SEGMENT) for word in part.rpartition("\x1f")[2].split() if SPELLABLE.fullmatch(word)
    }
