"""The epochs of cards, rights and settings: what every cache in every process is keyed by.

A write in one process so reaches the caches of all others without a message.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from django.db.models import F

from enishi.kernel.doors.store import database
from enishi.platform import memory
from enishi.platform.models import Epoch

Counter = Literal["cards", "access", "settings"]


@dataclass(frozen=True, slots=True)
class Epochs:
    """The counters as one reading."""

    cards: int = 0
    access: int = 0
    settings: int = 0


def refresh() -> Epochs:
    """Read the row; done at the start of each request, stream tick and job step. Cost: one query by primary key."""
    with database.kept_cursor() as cursor:  # every request pays this: 0.05 ms, through the ORM 0.3 ms
        cursor.execute("SELECT cards, access, settings FROM platform_epoch WHERE id = 1")
        row = cursor.fetchone()
    memory.here().epochs = found = Epochs(*row) if row else Epochs()
    return found


def known() -> Epochs:
    """The last reading of this process."""
    return memory.here().epochs or refresh()


def forget() -> None:
    """Drop the reading, so that the next question reads again."""
    memory.here().epochs = None


def advance(*counters: Counter) -> None:
    """Raise counters in the present transaction, because what they stand for was changed in it."""
    if not Epoch.objects.filter(pk=1).update(**{name: F(name) + 1 for name in counters}):
        Epoch.objects.create(**dict.fromkeys(counters, 2))
    forget()
