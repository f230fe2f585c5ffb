"""Changes of many records, and their undo, as jobs of the worker."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence

from enishi.kernel.doors.write import Written
from enishi.kernel.registry import registry
from enishi.platform import bulk
from enishi.platform.jobs.registry import job
from enishi.platform.jobs.run import Run
from enishi.platform.undo import undo_all

#: How long one step may hold the write lock, in seconds, and the steps' bounds in rows.
HOLD, SMALLEST, LARGEST = 0.08, 5, 200


@job("bulk.change", retries=3, long=True)
def change(run: Run) -> dict[str, object]:
    """Change the records of `ids`, a step at a time."""
    asked = bulk.Bulk(run.arguments["object"], run.arguments["verb"], run.arguments["data"])
    card = registry.card(asked.object)

    def write(ids: Sequence[int]) -> list[Written]:
        return bulk.apply(card, run.actor, asked, ids, background=True)

    return _stepwise(run, run.arguments["ids"], write)


@job("bulk.undo", retries=3, long=True)
def take_back(run: Run) -> dict[str, object]:
    """Take back the writes of `audits`, the latest first."""

    def write(audits: Sequence[int]) -> list[Written]:
        return undo_all(audits, run.actor, background=True)

    return _stepwise(run, run.arguments["audits"], write)


def _stepwise(run: Run, numbers: Sequence[int], write: Callable[[Sequence[int]], list[Written]]) -> dict[str, object]:
    """All numbers in steps whose size follows the time they take; a killed job goes on where the last step ended."""
    size = 25
    while (at := run.checkpoint.get("at", 0)) < len(numbers):
        with run.step() as kept:
            started = time.monotonic()
            outcome = bulk.Outcome.of(kept)
            part = numbers[at : at + size]
            outcome.add(write(part))
            kept.update(outcome.as_json(), at=at + len(part))
            run.progress(at + len(part), len(numbers))
            taken = time.monotonic() - started
        size = max(SMALLEST, min(LARGEST, int(len(part) * HOLD / max(taken, 0.001))))
    return bulk.Outcome.of(run.checkpoint).as_json()
