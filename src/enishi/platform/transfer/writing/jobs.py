"""Imports as jobs of the worker: the check, the writing, the undo. Each goes on where an earlier worker ended."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.utils import translation

from enishi.kernel.ports import ports
from enishi.platform.jobs.registry import job
from enishi.platform.jobs.run import Run
from enishi.platform.models import ImportRun
from enishi.platform.transfer import runs
from enishi.platform.transfer.files.problems import Unreadable
from enishi.platform.transfer.writing import engine, undo
from enishi.platform.transfer.writing.write import Progress

CHECK, WRITE, UNDO = "import.check", "import.write", "import.undo"


@job(CHECK, retries=1, long=True)
def check(run: Run) -> dict[str, int]:
    """Say what would become of every row."""
    return _told(run, lambda found: engine.check(found, run.actor, run.step, _listener(run)))


@job(WRITE, retries=3, long=True)
def write(run: Run) -> dict[str, int]:
    """Write a run to its end."""
    return _told(run, lambda found: dict(engine.carry(found, run.actor, run.step, _listener(run)).counts))


@job(UNDO, retries=3, long=True)
def take_back(run: Run) -> dict[str, int]:
    """Undo a run."""
    return _told(run, lambda found: undo.undo(found, run.actor, run.step))


def _told(run: Run, work: Any) -> dict[str, int]:
    """Verdicts are sentences for the person who imports, in her language."""
    found = ImportRun.objects.get(pk=run.arguments["run"])
    try:
        with translation.override(run.actor.language):
            result: dict[str, int] = work(found)
    except Unreadable as problem:
        with ports.lock.write(background=True):
            ImportRun.objects.filter(pk=found.pk).update(state="failed", problem=problem.message)
        return {}
    return result


@job("import.tidy", every=timedelta(hours=12), retries=1, quiet=True)
def tidy(_run: Run) -> int:
    """Forget files that nobody has gone on with."""
    limit = ports.clock.now() - runs.KEPT
    left = list(ImportRun.objects.filter(started_at=None, made_at__lt=limit)[:500])
    for found in left:
        runs.discard(found)
    return len(left)


def _listener(run: Run) -> Any:
    def listen(progress: Progress) -> None:
        run.progress(progress.rows, progress.total)

    return listen
