"""The index on SQLite: an FTS5 table of tokens, read from the youngest row down until enough are found."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import connection

from enishi.platform.search.guards import FIRST
from enishi.platform.search.store import OWNER, Found, Ids, Row, among, loose, text_test
from enishi.platform.search.tokens import Plan, Term, Unit, pairs


class SqliteStore:
    """Tokens carry the guard's letter in front, so prefix indexes of 2 and 3 letters answer 1 and 2 typed ones."""

    write_s = 0.05

    def contains(self) -> str:
        return "instr({column}, %s) > 0"

    def insert(self, rows: Sequence[Row]) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT coalesce(max(seq), 0) FROM sqlite_sequence WHERE name = 'search_row'")
            first = int(cursor.fetchone()[0]) + 1
            cursor.executemany(
                "INSERT INTO search_row (id, guard, record, owner, text) VALUES (%s, %s, %s, %s, %s)",
                [(at, row.guard, row.record, row.owner, row.text) for at, row in enumerate(rows, first)],
            )
            tokens = [(at, _tokens(row)) for at, row in enumerate(rows, first)]
            cursor.executemany("INSERT INTO search_token (rowid, tokens) VALUES (%s, %s)", tokens)

    def remove(self, ids: Sequence[int]) -> None:
        with connection.cursor() as cursor:
            for at in range(0, len(ids), 500):
                part = ids[at : at + 500]
                cursor.execute(f"DELETE FROM search_token WHERE {among('rowid', part)}", part)  # noqa: S608
                cursor.execute(f"DELETE FROM search_row WHERE {among('id', part)}", part)  # noqa: S608

    def match(
        self, plan: Plan, letters: Sequence[str], owners: frozenset[int] | None, limit: int, ids: Ids | None = None
    ) -> list[Found]:
        if not plan.terms or not letters or owners == frozenset():
            return []
        query = " OR ".join(f"({_query(plan, letter, owners)})" for letter in letters)
        test, needles = text_test(self, loose(plan.terms), "r.text") if loose(plan.terms) else ("1 = 1", [])
        inside = ids.holds("r.record") if ids else ""
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT r.id, r.guard, r.record, r.text FROM search_token t CROSS JOIN search_row r ON r.id = t.rowid "  # noqa: S608
                f"WHERE t.search_token MATCH %s AND {test} {inside} ORDER BY t.rowid DESC LIMIT {int(limit)}",
                [query, *needles, *(ids.params if ids else ())],
            )
            return [Found(*row) for row in cursor.fetchall()]


def _tokens(row: Row) -> str:
    letter = chr(FIRST + row.guard)
    own = "" if row.owner is None else f" {letter}{OWNER}{row.owner}"
    return " ".join(letter + token for token in row.tokens) + own


def _query(plan: Plan, letter: str, owners: frozenset[int] | None) -> str:
    parts = [_term(term, letter) for term in plan.terms]
    if owners is not None:
        parts.append(" OR ".join(f'"{letter}{OWNER}{owner}"' for owner in sorted(owners)))
    return " AND ".join(f"({part})" for part in parts)


def _term(term: Term, letter: str) -> str:
    return " OR ".join(f"({' AND '.join(_unit(unit, letter) for unit in units)})" for units in term.alternatives)


def _unit(unit: Unit, letter: str) -> str:
    if unit.kind == "exact":
        return f'"{letter}{unit.text}"'
    if unit.kind == "prefix" or len(unit.text) == 1:
        return f'"{letter}{unit.text}" *'
    return " AND ".join(f'"{letter}{pair}"' for pair in pairs(unit.text))
