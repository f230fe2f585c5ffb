"""Pairs that may be one, when one of them becomes part of a third."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import Q, QuerySet

from enishi.kernel.actor import Actor
from enishi.kernel.ports import ports
from enishi.platform.models import DuplicateCase


def carry_over(key: str, loser: int, winner: int, actor: Actor) -> list[int]:
    """Settle the pair itself as the same; what is open or different with the loser is so with the winner.

    Gives the pairs that were made for that.
    """
    of_winner = _of(key, winner)
    of_winner.filter(Q(first=loser) | Q(second=loser)).update(
        state="same", settled_by=actor.member, settled_at=ports.clock.now()
    )
    known = {number for pair in of_winner.values_list("first", "second") for number in pair}
    made = []
    for case in _of(key, loser).exclude(state="same"):
        other = case.second if case.first == loser else case.first
        if other not in known:
            made.append(_between(case, other, winner))
    return [case.pk for case in DuplicateCase.objects.bulk_create(made)]


def _of(key: str, number: int) -> QuerySet[DuplicateCase]:
    return DuplicateCase.objects.filter(Q(first=number) | Q(second=number), object=key)


def _between(case: DuplicateCase, one: int, other: int) -> DuplicateCase:
    return DuplicateCase(
        object=case.object,
        first=min(one, other),
        second=max(one, other),
        reasons=case.reasons,
        score=case.score,
        state=case.state,
        run=case.run,
        at=case.at,
        settled_by=case.settled_by,
        settled_at=case.settled_at,
    )


def part_again(key: str, winner: int, loser: int, cases: Sequence[int]) -> None:
    """The pair is a question again; pairs that were made by its merge, and that nobody has decided, are gone."""
    DuplicateCase.objects.filter(pk__in=cases, state="open").delete()
    _of(key, winner).filter(Q(first=loser) | Q(second=loser), state="same").update(
        state="open", settled_by=None, settled_at=None
    )


def distinct(key: str, one: int, other: int, actor: Actor) -> None:
    """Remember that two records are not the same: the pair never comes back."""
    now = ports.clock.now()
    told = {"state": "different", "settled_by": actor.member, "settled_at": now}
    first, second = sorted((one, other))
    DuplicateCase.objects.update_or_create(
        object=key, first=first, second=second, defaults=told, create_defaults={**told, "at": now}
    )
