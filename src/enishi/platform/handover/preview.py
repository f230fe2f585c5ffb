"""What a handover changes before it happens: who gets how much, and who sees more or less through it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from enishi.kernel.doors.scope import owners_within, reach_of
from enishi.kernel.registry import registry
from enishi.platform import access
from enishi.platform.models import Handover, Member

#: How many records of an object go to a person.
Passed = Counter[tuple[str, int]]


@dataclass(slots=True)
class Sight:
    """What one person sees more and what no longer, by object; shares that somebody has stay apart from it."""

    name: str
    more: dict[str, int] = field(default_factory=dict)
    less: dict[str, int] = field(default_factory=dict)


def sights(row: Handover) -> list[Sight]:
    """Everybody whose sight changes by own and team rights; the giver's ends after 30 days. Cost: one query, and some
    small ones for each person who may act, kept until rights change."""
    passed: Passed = Counter(row.items.exclude(to=None).values_list("object", "to"))
    people = Member.objects.filter(trashed_at=None).order_by("sort_key", "pk").values_list("pk", "name")
    found = [_sight(number, name, row.giver_id, passed) for number, name in people]
    return [sight for sight in found if sight.more or sight.less]


def _sight(number: int, name: str, giver: int, passed: Passed) -> Sight:
    sight = Sight(name)
    for key, count, saw, sees in _seen(number, giver, passed):
        if saw != sees:
            into = sight.more if sees else sight.less
            label = str(registry.card(key).label_plural)
            into[label] = into.get(label, 0) + count
    return sight


def _seen(number: int, giver: int, passed: Passed) -> Iterator[tuple[str, int, bool, bool]]:
    actor = access.actor_of(number)
    if actor is None:
        return
    for (key, to), count in passed.items():
        reach = reach_of(registry.card(key), actor, "see")
        if reach not in ("all", "none"):
            within = owners_within(actor, reach)
            yield key, count, giver in within, to in within
