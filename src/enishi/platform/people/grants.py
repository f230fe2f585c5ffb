"""Rows shared one by one, and rows reached through scope groups, as one-column queries for the read door."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from enishi.kernel.actor import Actor
from enishi.kernel.ports import ports
from enishi.platform import epoch
from enishi.platform.access import today
from enishi.platform.models import RecordGrant, ScopeGroupMember

#: A granted right includes those before it.
INCLUDES = {"see": ("see", "edit"), "edit": ("edit",)}


class RowGrants:
    """Answers None for objects of which nothing is granted at all, so that most lists have one branch only."""

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

    def grouped(self, actor: Actor, key: str) -> QuerySet[Any] | None:
        self._learn()
        if not actor.groups or key not in self._grouped:
            return None
        return ScopeGroupMember.objects.filter(object=key, group__in=sorted(actor.groups)).values("record")

    def edition(self) -> tuple[int, date]:
        return epoch.known().access, today(ports.clock)

    def _learn(self) -> None:
        """Which objects have grants or groups; known until rights change. Cost: two small queries per epoch."""
        number = epoch.known().access
        if number != self._epoch:
            self._granted = frozenset(RecordGrant.objects.values_list("object", flat=True).distinct())
            self._grouped = frozenset(ScopeGroupMember.objects.values_list("object", flat=True).distinct())
            self._epoch = number


def share(key: str, record: int, principal: str, right: str = "see", until: Any = None) -> None:
    """Share one record with "member:7", "team:3" or "everyone"; raises the access epoch."""
    RecordGrant.objects.update_or_create(
        object=key, record=record, principal=principal, right=right, defaults={"until": until}
    )
    epoch.advance("access")


def unshare(key: str, record: int, principal: str) -> None:
    """Take all rights on one record from a principal again."""
    RecordGrant.objects.filter(object=key, record=record, principal=principal).delete()
    epoch.advance("access")
