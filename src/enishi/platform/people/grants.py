"""Rows shared one by one, and rows reached through scope groups, as one-column queries for the read door."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from enishi.kernel.actor import Actor
from enishi.kernel.ports import ports
from enishi.platform import epoch
from enishi.platform.access import today
from enishi.platform.models import Epoch, RecordGrant, ScopeGroupMember

#: A granted right includes those before it; of other verbs rows are given by roles alone.
INCLUDES = {"see": ("see", "edit"), "edit": ("edit",)}


class RowGrants:
    """Answers None for objects of which nothing is granted at all, so that most lists have one branch only.

    Grants themselves are read by each query. The access epoch rises when an object gets its first or loses its last.
    """

    def __init__(self) -> None:
        self._epoch = -1
        self._granted: frozenset[str] = frozenset()
        self._grouped: frozenset[str] = frozenset()

    def granted(self, actor: Actor, key: str, right: str) -> QuerySet[Any] | None:
        self._learn()
        rights = INCLUDES.get(right)
        if rights is None or not actor.principals or key not in self._granted:
            return None
        return (
            RecordGrant.objects.filter(object=key, principal__in=sorted(actor.principals), right__in=rights)
            .filter(Q(until__isnull=True) | Q(until__gte=today(ports.clock)))
            .values("record")
        )

    def grouped(self, actor: Actor, key: str, right: str) -> QuerySet[Any] | None:
        self._learn()
        groups = sorted({group for group, given in actor.groups if given in INCLUDES.get(right, ())})
        if not groups or key not in self._grouped:
            return None
        return ScopeGroupMember.objects.filter(object=key, group__in=groups).values("record")

    def edition(self) -> tuple[frozenset[str], frozenset[str], date]:
        self._learn()
        return self._granted, self._grouped, today(ports.clock)

    def _learn(self) -> None:
        """Which objects have grants or groups; known until rights change. Cost: two small queries per epoch."""
        number = epoch.known().access
        if number != self._epoch:
            self._granted = frozenset(RecordGrant.objects.values_list("object", flat=True).distinct())
            self._grouped = frozenset(ScopeGroupMember.objects.values_list("object", flat=True).distinct())
            self._epoch = number


def of(key: str, record: int, principal: str) -> dict[str, Any] | None:
    """What somebody has on one record by sharing, as audit notes have it; None for nothing."""
    found = RecordGrant.objects.filter(object=key, record=record, principal=principal).first()
    if found is None:
        return None
    return {
        "principal": principal,
        "right": found.right,
        "until": found.until.isoformat() if found.until else None,
    }


def share(key: str, record: int, principal: str, right: str = "see", until: date | None = None) -> None:
    """Give "member:7", "team:3" or "everyone" this right on one record, in place of the one they had, in the present
    transaction. Only for the verb of `platform/sharing.py`."""
    first = not _any(key)
    RecordGrant.objects.filter(object=key, record=record, principal=principal).delete()
    RecordGrant.objects.create(object=key, record=record, principal=principal, right=right, until=until)
    if first:
        epoch.advance("access")


def unshare(key: str, record: int, principal: str) -> None:
    """Take the right on one record from a principal again. Only for the verb of `platform/sharing.py`."""
    _any(key)
    RecordGrant.objects.filter(object=key, record=record, principal=principal).delete()
    if not _any(key):
        epoch.advance("access")


def _any(key: str) -> bool:
    """Whether anything of this object is shared, while nobody else shares: a last grant that goes as another comes
    would leave the other one unknown."""
    Epoch.objects.select_for_update().filter(pk=1).first()
    return RecordGrant.objects.filter(object=key).exists()
