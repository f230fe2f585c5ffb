"""Jobs of the customers room: ties every night, and after work with a customer has changed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from enishi.customers.queries import Subject, chunks, versions
from enishi.customers.ties import SUBJECTS, tie_up
from enishi.customers.upkeep.work import TIE_JOB
from enishi.kernel.actor import SYSTEM
from enishi.kernel.ports import ChangeEntry, ports
from enishi.platform.jobs.registry import job

if TYPE_CHECKING:
    from enishi.platform.jobs.run import Run

TOLD = 100
"""Customers of one job whose pages are told that the tie has changed."""


@job("customers.ties", retries=2, at="02:30")
def every_tie(run: Run) -> dict[str, int]:
    """Each night all ties, because time alone weakens them; goes on where it stopped."""
    changed: dict[str, int] = {}
    for subject in SUBJECTS:
        changed[subject] = 0
        for ids in chunks(subject, run.checkpoint.get(subject, 0)):
            with run.step() as checkpoint:
                changed[subject] += tie_up(subject, ids)
                checkpoint[subject] = ids[-1]
    return changed


@job(TIE_JOB, retries=3, quiet=True)
def touched_ties(run: Run) -> None:
    """The ties of the customers named in the arguments."""
    for subject in SUBJECTS:
        ids = run.arguments.get(subject, [])
        if ids:
            with run.step():
                if tie_up(subject, ids):
                    _tell(subject, ids)


def _tell(subject: Subject, ids: Sequence[int]) -> None:
    """Pages that show one of these customers read him anew; of many at once, as after an import, nobody is told."""
    if len(ids) > TOLD:
        return
    ports.changes.write(
        [
            ChangeEntry(subject, number, version, "put", ("tie",), SYSTEM, owner)
            for number, version, owner in versions(subject, ids)
        ]
    )
