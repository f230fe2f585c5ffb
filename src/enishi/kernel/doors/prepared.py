"""Statements of the read door, compiled once and asked with other ids: the ORM takes ten times as long to build one as
the database to answer it.

A statement is kept under all that its SQL depends on: card and rights as objects, the actor's way to rows, the edition
of grants, and the question. Ids are its only free values; what a person typed is never part of one.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db.models import CharField, Value
from django.db.models.functions import Coalesce
from django.db.models.lookups import Exact

from enishi.kernel.actor import Actor
from enishi.kernel.card import Card
from enishi.kernel.doors.scope import Rows, season
from enishi.kernel.doors.store import database
from enishi.kernel.ports import ports

#: Ids that stand for the real ones while a statement is compiled: -FIRST, -FIRST - 1, …
FIRST, MOST_IDS, KEPT = 2**53, 512, 1_000
_statements: dict[Hashable, tuple[tuple[Any, ...], list[_Statement]]] = {}


@dataclass(frozen=True, slots=True)
class _Statement:
    """SQL with its values, the places among them where ids go, and what turns columns into values."""

    sql: str
    values: tuple[Any, ...]
    holes: tuple[tuple[int, int], ...]
    converters: tuple[tuple[int, Sequence[Callable[..., Any]], Any], ...]

    def rows(self, ids: Sequence[int]) -> list[tuple[Any, ...]]:
        values = list(self.values)
        for place, number in self.holes:
            values[place] = type(values[place])(ids[number])  # drivers have their own kinds of number
        with database.kept_cursor() if self.holes else database.cursor() as cursor:  # of a list the owners matter
            cursor.execute(self.sql, values)
            found = cursor.fetchall()
        if not self.converters or not found:
            return list(found)
        columns: list[Any] = list(zip(*found, strict=True))
        for place, turns, expression in self.converters:
            for turn in turns:
                columns[place] = [turn(value, expression, database) for value in columns[place]]
        return list(zip(*columns, strict=True))


def answers(
    question: Hashable, card: Card, actor: Actor, ids: Sequence[int], build: Callable[[Sequence[int]], Sequence[Rows]]
) -> list[list[tuple[Any, ...]]]:
    """The rows of each query that `build` makes for these ids. With the same question, card and actor it makes the same
    queries but for the ids; they are lists of columns. Cost: the queries."""
    if len(ids) > MOST_IDS:
        return [list(query) for query in build(ids)]
    room = 1 << (len(ids) - 1).bit_length() if ids else 0
    key = (question, room, id(card), id(actor.rights), *_way(actor))
    known = _statements.get(key)
    if known is None:
        if len(_statements) >= KEPT:
            _statements.clear()
        made = [_compiled(query, room) for query in build(range(-FIRST, -FIRST - room, -1))]
        known = _statements[key] = ((card, actor.rights), [one for one in made if one is not None])
    padded = [*ids, *[ids[-1]] * (room - len(ids))] if ids else ()
    return [statement.rows(padded) for statement in known[1]]


def held_by(rows: Rows, column: str, ids: Sequence[int], where: Mapping[str, Any]) -> Any:
    """Rows with one of the ids in a column and these values in others. Texts are compared as expressions: else SQLite
    without statistics reads all e-mail addresses there are rather than those of a few people."""
    texts = {name: value for name, value in where.items() if isinstance(value, str)}
    tests = [Exact(Coalesce(name, Value(""), output_field=CharField()), value) for name, value in texts.items()]
    return rows.filter(*tests, **{f"{column}__in": ids}, **{n: where[n] for n in where.keys() - texts.keys()})


def _way(actor: Actor) -> tuple[Hashable, ...]:
    """What decides beside the rights which rows this actor reaches, and by which way."""
    way = actor.kind, actor.member, actor.owners, actor.principals, actor.groups, actor.via
    return *way, ports.grants.edition(), season()


def _compiled(query: Rows, room: int) -> _Statement | None:
    """The query as a statement with room for so many ids; None when it can have no rows."""
    compiler = query.query.get_compiler(query.db)
    try:
        sql, values = compiler.as_sql()
    except EmptyResultSet:
        return None
    columns = [column[0] for column in islice(compiler.select, compiler.col_count)]
    converters = tuple((place, *found) for place, found in compiler.get_converters(columns).items())
    holes = tuple((place, -FIRST - value) for place, value in enumerate(values) if _is_hole(value))
    if {number for _place, number in holes} != set(range(room)):
        raise RuntimeError(f"not every id is a value of its own in: {sql}")
    return _Statement(sql, tuple(values), holes, converters)


def _is_hole(value: Any) -> bool:
    return isinstance(value, int) and -FIRST - MOST_IDS < value <= -FIRST
