"""The course of an import: its check, writing, stop and undo as jobs, and how far it is."""

from __future__ import annotations

from collections.abc import Mapping as Table
from dataclasses import dataclass

from django.utils.translation import gettext as _

from enishi.kernel.actor import Actor
from enishi.kernel.errors import Conflict
from enishi.kernel.ports import ports
from enishi.platform.jobs.queue import cancel as cancel_job
from enishi.platform.models import ImportRow, ImportRun, Job
from enishi.platform.transfer.writing import undo as undoing
from enishi.platform.transfer.writing.jobs import CHECK, UNDO, WRITE

SETTLED = ("done", "cancelled", "failed", "undone")


@dataclass(frozen=True, slots=True)
class RunProgress:
    """How far a run is, in rows; `total` 0 is unknown."""

    state: str
    rows: int
    total: int
    counts: Table[str, int]
    problem: str = ""

    @property
    def over(self) -> bool:
        return self.state in (*SETTLED, "checked")


def check(run: ImportRun, actor: Actor) -> int:
    """Queue the check of all rows; gives the job."""
    open_for_changes(run)
    return _queued(run, CHECK, actor, "checking")


def begin(run: ImportRun, actor: Actor) -> int:
    """Queue the writing; gives the job. An interrupted run goes on where it was."""
    if run.state not in ("new", "checked", "writing", "failed", "cancelled"):
        raise Conflict(_("This import is over. Start another one with the same file."))
    return _queued(run, WRITE, actor, "writing")


def progress(run: ImportRun) -> RunProgress:
    """How far it is now."""
    run.refresh_from_db()
    counts = {k: v for k, v in run.counts.items() if v}
    done = sum(counts.values())
    failed = Job.objects.filter(pk=run.job, state="failed").values_list("error", flat=True).first() if run.job else None
    problem = run.problem or (
        _("The import stopped because of a fault. Try again: it goes on where it was.") if failed else ""
    )
    return RunProgress("failed" if failed and run.state not in SETTLED else run.state, done, run.total, counts, problem)


def made(run: ImportRun, key: str) -> int:
    """How many records of an object the run has made."""
    rows = ImportRow.objects.filter(run=run, object=key, verdict__in=("create", "made"), record__isnull=False)
    return rows.values("record").distinct().count()


def cancel(run: ImportRun) -> None:
    """Stop after the present chunk; what was written stays until it is undone."""
    with ports.lock.write():
        ImportRun.objects.filter(pk=run.pk).update(cancel_asked=True)
        if run.job and cancel_job(run.job) and Job.objects.filter(pk=run.job, state="cancelled").exists():
            ImportRun.objects.filter(pk=run.pk).update(state="cancelled", ended_at=ports.clock.now())


def undo(run: ImportRun, actor: Actor) -> int:
    """Queue the undo; gives the job. `transfer.undo.verdicts` says before what it will do."""
    undoing.allowed(run, actor)
    return _queued(run, UNDO, actor, "undoing")


def open_for_changes(run: ImportRun) -> None:
    """Raises `Conflict` when the run has written already."""
    if run.state not in ("new", "checked", "checking"):
        raise Conflict(_("This import has been written already. Start another one with the same file."))


def _queued(run: ImportRun, name: str, actor: Actor, state: str) -> int:
    with ports.lock.write():
        number: int = ports.jobs.enqueue(name, {"run": run.pk}, actor, key=f"{run.pk}")
        ImportRun.objects.filter(pk=run.pk).update(job=number, state=state, cancel_asked=False)
    run.job, run.state = number, state
    return number
