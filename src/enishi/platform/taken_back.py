"""While writes are taken back: since when. What came only then never was, and what ended only then goes on."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime

_since: ContextVar[datetime | None] = ContextVar("taken_back_since", default=None)


@contextmanager
def taking_back(since: datetime | None) -> Iterator[None]:
    """What is written within takes back what was written at or after this moment."""
    token = _since.set(since)
    try:
        yield
    finally:
        _since.reset(token)


def taken_back_since() -> datetime | None:
    """The moment from which on writes are taken back now, None when nothing is."""
    return _since.get()
