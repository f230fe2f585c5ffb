"""The workspace's settings as a frozen value, read once per epoch."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from enishi.platform import epoch, memory
from enishi.platform.base_amounts import rebase
from enishi.platform.models import Setting

#: Days without two-way contact after which a customer of this rank is overdue.
RANK_DAYS: Mapping[str, int] = {"S": 60, "A": 60, "B": 120, "C": 365}


@dataclass(frozen=True, slots=True)
class Workspace:
    """What the company said about itself. `key` names this workspace in caches, signatures and file paths."""

    name: str = ""
    key: str = ""
    customers: str = "companies"
    fiscal_start: int = 4
    currency: str = "JPY"
    timezone: str = "Asia/Tokyo"
    language: str = "ja"
    rank_days: Mapping[str, int] = field(default_factory=lambda: RANK_DAYS)
    is_demo: bool = False
    made_at: datetime | None = None


@dataclass(slots=True)
class _Kept:
    """The settings as of an epoch."""

    number: int = -1
    read: Workspace = field(default_factory=Workspace)


def current() -> Workspace:
    """The settings of this epoch. Cost: nothing, or one query after a change."""
    number, kept = epoch.known().settings, memory.here().of(_Kept)
    if kept.number != number:
        kept.number, kept.read = number, _load()
    return kept.read


def change(**values: Any) -> Workspace:
    """Store settings and raise the epoch; within the caller's transaction."""
    row, _made = Setting.objects.get_or_create(pk=1)
    if values.get("currency", row.currency) != row.currency:
        rebase(values["currency"])
    for name, value in values.items():
        setattr(row, name, value)
    row.save(update_fields=list(values))
    epoch.advance("settings")
    forget()
    return current()


def forget() -> None:
    memory.here().of(_Kept).number = -1


def _load() -> Workspace:
    row = Setting.objects.filter(pk=1).first()
    if row is None:
        return Workspace()
    return Workspace(
        name=row.name,
        key=row.key,
        customers=row.customers,
        fiscal_start=row.fiscal_start,
        currency=row.currency,
        timezone=row.timezone,
        language=row.language,
        rank_days={**RANK_DAYS, **row.rank_thresholds},
        is_demo=row.is_demo,
        made_at=row.made_at,
    )
