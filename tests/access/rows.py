"""Every address of the product with what it answers to every kind of visitor; one line for each method it takes.

The table is complete: an address without a line fails, and a method without a line is refused with 405.
In addresses CONTACT, ACCOUNT, MEETING and so on stand for the numbers of things that Aiko made (`things.py`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from tests.access import rows_api, rows_entry, rows_import, rows_lists, rows_records

#: Nobody; Dai without a role; Chie who reaches her own, Aiko whose records these are, Ben of Aiko's team, Chie who
#: reaches all, an administrator. `token` and `reader` are Ben's tokens, the second one for reading only.
PEOPLE = ("none", "own", "owner", "team", "all", "admin")
OUTSIDE = ("anonymous", "token", "reader")
PRINCIPALS = (*OUTSIDE, *PEOPLE)


@dataclass(frozen=True)
class Line:
    """What one method of one address answers to each principal, in the order of `PRINCIPALS`."""

    method: str
    path: str
    statuses: tuple[int, ...]
    body: Any = None


def lines() -> Iterator[Line]:
    """All lines. On pages a token is nobody, and nobody is sent to sign in."""
    for method, path, statuses, *body in (*rows_lists.ROWS, *rows_records.ROWS, *rows_import.ROWS):
        told = tuple(map(int, statuses.split()))
        yield Line(method, path, (302, 302, 302, *told), *body)
    for method, path, statuses, *body in rows_api.ROWS:
        yield Line(method, path, tuple(map(int, statuses.split())), *body)


def others() -> Iterator[tuple[str, str]]:
    """Method and address of the lines that have a table and a test of their own (`tests/entry/test_access.py`)."""
    yield from ((method, path) for method, path, _statuses in rows_entry.ROWS)
