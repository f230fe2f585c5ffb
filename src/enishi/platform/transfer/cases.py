"""Pairs of records that may be one, kept until somebody who sees both has decided."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

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
