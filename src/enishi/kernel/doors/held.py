"""The record a page is about, read once: whoever adds to the page asks the read door for it and gets the same row."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field

from enishi.kernel.actor import Actor
from enishi.kernel.doors.rows import Linked, Row


@dataclass(frozen=True, slots=True)
class Held:
    """What is known while one page is made for one actor: its record, and the labels of links read so far."""

    actor: Actor
    row: Row
    links: dict[tuple[str, int], Linked] = field(default_factory=dict)


_held: ContextVar[Held | None] = ContextVar("held", default=None)


@contextmanager
def held(row: Row, actor: Actor) -> Iterator[None]:
    """While this page is made, and only for this actor, the row stands for its record. Never around a write."""
    found = Held(actor, row)
    for value in row.values.values():
        if isinstance(value, Linked) and value.id is not None:
            found.links[(value.object, value.id)] = value
    token = _held.set(found)
    try:
        yield
    finally:
        _held.reset(token)


def row_of(key: str, number: int, actor: Actor, names: tuple[str, ...]) -> Row | None:
    """The held row, if it is this record as this actor sees it and has all these values."""
    known = _held.get()
    if known is None or known.actor is not actor or known.row.card.key != key or known.row.id != number:
        return None
    return known.row if all(name in known.row.values for name in names) else None


def links_of(actor: Actor) -> dict[tuple[str, int], Linked]:
    """Labels already read for this page, to be added to; a throw-away when no page is being made."""
    known = _held.get()
    return known.links if known is not None and known.actor is actor else {}
