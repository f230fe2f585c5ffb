"""Pairs of records that may be one, kept until somebody who sees both has decided."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from enishi.kernel.actor import Actor
from enishi.kernel.doors.read import records
from enishi.kernel.errors import Invalid, Missing
from enishi.kernel.ports import ports
from enishi.platform.models import DuplicateCase, ImportRun


@dataclass(frozen=True, slots=True)
class Pair:
    """Two records of one object with what they share; without reasons it is a key that nobody may be told of."""

    object: str
    one: int
    other: int
    reasons: tuple[str, ...]
    score: float


def file_cases(pairs: Sequence[Pair], run: ImportRun | None = None) -> None:
    """Keep the pairs that are not kept yet; a pair that was decided stays decided."""
    if not pairs:
        return
    now = ports.clock.now()
    rows = [
        DuplicateCase(
            object=pair.object,
            first=min(pair.one, pair.other),
            second=max(pair.one, pair.other),
            reasons=list(pair.reasons),
            score=pair.score,
            run=run,
            at=now,
        )
        for pair in pairs
    ]
    DuplicateCase.objects.bulk_create(rows, ignore_conflicts=True)


def open_cases(actor: Actor, limit: int) -> list[DuplicateCase]:
    """Pairs from imports that wait, of which the actor may see both; one's own imports, for administrators all."""
    rows = DuplicateCase.objects.filter(state="open", run__isnull=False).order_by("-score", "pk")
    if not actor.admin:
        rows = rows.filter(run__member=actor.member)
    found: list[DuplicateCase] = []
    for case in rows[: limit * 4]:
        if len(found) < limit and _seen(case, actor):
            found.append(case)
    return found


def settle(number: int, state: str, actor: Actor) -> DuplicateCase:
    """Keep what a person decided about a pair: `same`, `different`, or `open` again. Raises `Missing`, `Invalid`."""
    case = DuplicateCase.objects.filter(pk=number, run__isnull=False).select_related("run").first()
    own = case is not None and case.run is not None and (actor.admin or case.run.member == actor.member)
    if case is None or not own or not _seen(case, actor):
        raise Missing(_("There is no such pair, or you have no access to it."))
    if state not in ("same", "different", "open"):
        raise Invalid(state=_("Choose the same or different."))
    with ports.lock.write():
        case.state = state
        case.settled_by = None if state == "open" else actor.member
        case.settled_at = None if state == "open" else ports.clock.now()
        case.save(update_fields=["state", "settled_by", "settled_at"])
    return case


def _seen(case: DuplicateCase, actor: Actor) -> bool:
    return len(records(case.object, actor).visible([case.first, case.second])) == 2
