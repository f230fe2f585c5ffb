"""The index on PostgreSQL: the same tokens as a tsvector under a GIN index; no extension is needed."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import connection

from enishi.kernel.doors.store import database
from enishi.platform.search.guards import FIRST
from enishi.platform.search.store import OWNER, Found, Ids, Row, loose, text_test
from enishi.platform.search.tokens import LATIN, Plan, Term, Unit, pairs

#: Marks tokens that hold the first one or two letters: a prefix scan for those would read half the index.
SHORT, SHORT_LENGTH = "\uf8f1", 2
#: So many of the youngest rows are tried to learn whether a word is frequent, and which share of them says so: of words
#: that tokens alone decide, and of others, whose pairs gather too much. More spellings than this are not looked for in
#: every row: tokens find them sooner.
PROBE, FREQUENT, FREQUENT_PARTS, SPELLINGS = 2_000, 0.04, 0.01, 4
#: Rows of one guard, youngest first, by the index made for it. To `guard = … ORDER BY id` the planner may walk all rows
#: by their id: it takes the guards to be spread evenly, while 500,000 activities may be younger than every contact.
_YOUNGEST = "WHERE guard BETWEEN %s AND %s ORDER BY guard DESC, id DESC"


class PostgresStore:
    """Lexemes carry the guard's letter in front and have no positions; the text decides what tokens leave open."""

    write_s = 0.3

    def contains(self) -> str:
        return "strpos({column}, %s) > 0"

    def insert(self, rows: Sequence[Row]) -> None:
        with database.kept_cursor() as cursor:
            cursor.execute(
                "INSERT INTO search_row (guard, record, owner, text, tokens) "
                "SELECT g, r, o, x, array_to_tsvector(string_to_array(t, ' ')) FROM "
                "unnest(%s::smallint[], %s::bigint[], %s::bigint[], %s::text[], %s::text[]) AS n(g, r, o, x, t)",
                [
                    [row.guard for row in rows], [row.record for row in rows], [row.owner for row in rows],
                    [row.text for row in rows], [" ".join(_tokens(row)) for row in rows],
                ],
            )  # fmt: skip

    def remove(self, ids: Sequence[int]) -> None:
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM search_row WHERE id = ANY(%s)", [list(ids)])

    def match(
        self, plan: Plan, letters: Sequence[str], owners: frozenset[int] | None, limit: int, ids: Ids | None = None
    ) -> list[Found]:
        if not plan.terms or not letters or owners == frozenset():
            return []
        if owners is None and ids is None and len(letters) == 1 and limit > 1:
            guard = ord(letters[0]) - FIRST
            frequent = self._is_frequent(plan, guard)
            return self._youngest(plan, guard, limit) if frequent else self._gathered(plan, letters[0], limit)
        query = " | ".join(f"({_query(plan, letter, owners)})" for letter in letters)
        test, needles = text_test(self, loose(plan.terms), "text") if loose(plan.terms) else ("true", [])
        inside = ids.holds("search_row.record") if ids else ""
        # without the guards the planner may look for contacts among half a million younger rows of other objects
        held = ", ".join(str(ord(letter) - FIRST) for letter in letters)
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT id, guard, record, text FROM search_row "  # noqa: S608
                f"WHERE guard IN ({held}) AND tokens @@ %s::tsquery AND {test} {inside} "
                f"ORDER BY id DESC LIMIT {int(limit)}",
                [query, *needles, *(ids.params if ids else ())],
            )
            return [Found(*row) for row in cursor.fetchall()]

    def _is_frequent(self, plan: Plan, guard: int) -> bool:
        """Whether many of the youngest rows fit. The planner cannot know: to it the pairs of a word are independent."""
        test, needles = text_test(self, plan.terms, "text")
        if len(needles) > SPELLINGS:
            return False
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT count(*) FROM (SELECT text FROM search_row {_YOUNGEST} LIMIT {PROBE}) s WHERE {test}",  # noqa: S608
                [guard, guard, *needles],
            )
            return bool(cursor.fetchone()[0] >= PROBE * (FREQUENT_PARTS if loose(plan.terms) else FREQUENT))

    def _youngest(self, plan: Plan, guard: int, limit: int) -> list[Found]:
        """The same rows by the text alone, from the youngest down: soon found where many fit."""
        test, needles = text_test(self, plan.terms, "text")
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT id, guard, record, text FROM (SELECT * FROM search_row {_YOUNGEST}) s WHERE {test} "  # noqa: S608
                f"LIMIT {int(limit)}",
                [guard, guard, *needles],
            )
            return [Found(*row) for row in cursor.fetchall()]

    def _gathered(self, plan: Plan, letter: str, limit: int) -> list[Found]:
        """The same rows, of which there are few, by their tokens alone: with guard and order the planner would walk the
        index of all rows of the guard beside, which took half of the time."""
        test, needles = text_test(self, loose(plan.terms), "text") if loose(plan.terms) else ("true", [])
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT id, guard, record, text FROM search_row WHERE tokens @@ %s::tsquery AND {test} "  # noqa: S608
                f"ORDER BY id + 0 DESC LIMIT {int(limit)}",
                [_query(plan, letter, None), *needles],
            )
            return [Found(*row) for row in cursor.fetchall()]


def _tokens(row: Row) -> list[str]:
    """The tokens with their short forms: numbers need none, for short ones are only found whole."""
    letter = chr(FIRST + row.guard)
    found = {token for token in row.tokens if len(token) > 1 or LATIN.match(token)}
    found.update(SHORT + token[0] for token in row.tokens if not token.isdecimal())
    found.update(SHORT + token[:SHORT_LENGTH] for token in row.tokens if LATIN.match(token) and not token.isdecimal())
    if row.owner is not None:
        found.add(f"{OWNER}{row.owner}")
    return [letter + token for token in found]


def _query(plan: Plan, letter: str, owners: frozenset[int] | None) -> str:
    parts = [_term(term, letter) for term in plan.terms]
    if owners is not None:
        parts.append(" | ".join(f"'{letter}{OWNER}{owner}'" for owner in sorted(owners)))
    return " & ".join(f"({part})" for part in parts)


def _term(term: Term, letter: str) -> str:
    return " | ".join(f"({' & '.join(_unit(unit, letter) for unit in units)})" for units in term.alternatives)


def _unit(unit: Unit, letter: str) -> str:
    if unit.kind == "exact":
        return f"'{letter}{unit.text}'"
    if unit.kind == "prefix" or len(unit.text) == 1:
        if len(unit.text) <= SHORT_LENGTH:
            return f"'{letter}{SHORT}{unit.text}'"
        return f"'{letter}{unit.text}':*"
    return " & ".join(f"'{letter}{pair}'" for pair in pairs(unit.text))
