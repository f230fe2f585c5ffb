"""Which part of the index holds which fields: one guard for what every role may read, one for each restricted field."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django.db import connection

from enishi.kernel.actor import Actor
from enishi.kernel.card import Card
from enishi.kernel.doors.store import database
from enishi.kernel.registry import registry

OPEN = ""
#: Guards are letters of the private use area, put before every token, so that one index serves all objects.
FIRST = 0xE000


@dataclass(frozen=True, slots=True)
class Guard:
    """`field` is empty for what every role may read. State: ready, building (its rows are being written) or
    retired (its rows are going back to the open guard); only a ready one is searched."""

    id: int
    field: str
    state: str

    @property
    def letter(self) -> str:
        return chr(FIRST + self.id)

    @property
    def ready(self) -> bool:
        return self.state == "ready"


def guards(key: str) -> dict[str, Guard]:
    """The guards of an object by search name."""
    with database.kept_cursor() as cursor:
        cursor.execute("SELECT id, field, state FROM search_guard WHERE object = %s ORDER BY id", [key])
        return {row[1]: Guard(*row) for row in cursor.fetchall()}


def opened(key: str) -> dict[str, Guard]:
    """The guards of an object that is about to be written; the open one is made at the first time."""
    found = guards(key)
    if OPEN not in found:
        _add(key, OPEN, "ready")
        found = guards(key)
    return found


def restrict(card: Card, fields: Collection[str]) -> bool:
    """Take note of the search names (`memo`, `account.memo`) that some role may not read.

    Gives True when that differs from before: the object is then to be rebuilt by a job. Until it ends, a field whose
    restriction changed is found by nobody.
    """
    known = opened(card.key)
    held = {name for name, guard in known.items() if name and guard.state != "retired"}
    wanted = set(fields) - {OPEN}
    for name in wanted - held:
        _add(card.key, name, "building")
    for name in held - wanted:
        _set(known[name].id, "retired")
    return wanted != held


def settle(key: str) -> None:
    """The rebuild is done: guards that were building may be searched, retired ones are gone."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM search_guard WHERE object = %s AND state = 'retired'", [key])
        cursor.execute("UPDATE search_guard SET state = 'ready' WHERE object = %s", [key])


def home(known: Mapping[str, Guard], name: str) -> Guard:
    """Where a field is written."""
    guard = known.get(name)
    return guard if guard is not None and guard.state != "retired" else known[OPEN]


def searched(known: Mapping[str, Guard], name: str) -> Guard | None:
    """Where a field is found; None while its restriction is being re-indexed."""
    guard = known.get(name) or known.get(OPEN)
    return guard if guard is not None and guard.ready else None


def reads(card: Card, actor: Actor, name: str) -> bool:
    """Whether the actor reads every step of a search name such as `account.name`."""
    head, _dot, rest = name.partition(".")
    spec = card.reads(actor, head)
    if spec is None or not rest:
        return spec is not None
    return bool(spec.target) and reads(registry.card(spec.target), actor, rest)


def _add(key: str, name: str, state: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO search_guard (object, field, state) VALUES (%s, %s, %s) "
            "ON CONFLICT (object, field) DO UPDATE SET state = excluded.state",
            [key, name, state],
        )


def _set(guard: int, state: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("UPDATE search_guard SET state = %s WHERE id = %s", [state, guard])


def settling() -> list[str]:
    """The keys of the objects whose index is being written anew because of a restriction. Cost: one small query."""
    with database.kept_cursor() as cursor:
        cursor.execute("SELECT DISTINCT object FROM search_guard WHERE state <> 'ready' ORDER BY object")
        return [row[0] for row in cursor.fetchall()]
