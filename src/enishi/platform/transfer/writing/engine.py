"""A run from its checkpoint to its end, by whoever carries it: a job of the worker, or a command."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Callable
from contextlib import closing

from enishi.kernel.actor import Actor
from enishi.kernel.ports import ports
from enishi.platform.jobs.run import Cancelled
from enishi.platform.models import ImportRow, ImportRun
from enishi.platform.transfer.files.source import Source
from enishi.platform.transfer.runs import folder, mapping_of, opened
from enishi.platform.transfer.verdicts.ahead import Ahead
from enishi.platform.transfer.verdicts.plan import Planner
from enishi.platform.transfer.writing import forecast
from enishi.platform.transfer.writing.write import Progress, Step, Writer, detail_of, keep, lock_step

CHECKED = 1_000
Listener = Callable[[Progress], None]


def planner_of(run: ImportRun, source: Source, actor: Actor, *, deciding: bool) -> Planner:
    """The planner of a run: its mapping, fixes and answers."""
    mapping = mapping_of(run)
    return Planner(
        actor.coming_by("import"),
        mapping,
        mapping.layout(source.columns),
        source.values(500),
        deciding=deciding,
        answers=run.answers,
        fixes=run.fixes,
        made=lambda row: _made(run, row),
    )


def _made(run: ImportRun, row: int) -> int | None:
    """The record that a row of this run has become."""
    rows = ImportRow.objects.filter(run=run, object=run.object, row=row, record__isnull=False).exclude(verdict="made")
    return rows.values_list("record", flat=True).first()


def check(run: ImportRun, actor: Actor, step: Step = lock_step, listen: Listener | None = None) -> dict[str, int]:
    """Say what would become of every row; nothing but the verdicts is written."""
    counts: Counter[str] = Counter()
    asked = forecast.asked_of(run)
    with step():
        run.rows.all().delete()
        ImportRun.objects.filter(pk=run.pk).update(state="checking", counts={}, checkpoint={}, total=0)
    with closing(opened(run)) as source:
        planner = planner_of(run, source, actor, deciding=False)
        rows = iter(Ahead(source, planner.rows, folder() / run.file, run.sheet))
        while chunk := list(itertools.islice(rows, CHECKED)):
            plan = planner.decide(chunk)
            lines = [
                (row.row, row.object, row.verdict, row.known.id if row.known else None, None, None, detail_of(row))
                for row in plan.rows
            ]
            counts.update(row.verdict for row in plan.rows)
            with step():
                keep(run, lines)
                ImportRun.objects.filter(pk=run.pk).update(counts=dict(counts))
            if listen:
                listen(Progress(sum(counts.values()), 0, dict(counts)))
    with step():
        told = {"met": planner.met.told(), "forecast": {"of": asked}}
        ImportRun.objects.filter(pk=run.pk).update(state="checked", total=sum(counts.values()), **told)
    run.refresh_from_db()
    return counted(counts)


def preview(run: ImportRun, actor: Actor, see: Callable[[int, str, str], None]) -> dict[str, int]:
    """The counts that an import without questions would give; nothing at all is written.

    `see` is given each row of the file with its verdict and the detail that a check would keep of it.
    """
    counts: Counter[str] = Counter()
    with closing(opened(run)) as source:
        planner = planner_of(run, source, actor, deciding=False)
        rows = iter(Ahead(source, planner.rows, folder() / run.file, run.sheet))
        while chunk := list(itertools.islice(rows, CHECKED)):
            for row in planner.decide(chunk).rows:
                counts[row.verdict] += 1
                see(row.row, row.verdict, detail_of(row))
    return counted(counts)


def carry(run: ImportRun, actor: Actor, step: Step = lock_step, listen: Listener | None = None) -> ImportRun:
    """Write the run to its end. After kill -9 the next call goes on after the last committed chunk.

    A file that was not checked is read through before its first row is written, so that a fault far down in it leaves
    nothing half-written. Raises `Unreadable`.
    """
    if run.started_at is None:
        if not run.total:
            _read_through(run, step)
        forecast.keep(run)
        with step():
            run.rows.all().delete()
            ImportRun.objects.filter(pk=run.pk).update(counts={}, checkpoint={})
    with closing(opened(run)) as source:
        writer = Writer(run, actor, source, planner_of(run, source, actor, deciding=True), step)
        writer.claim()
        try:
            writer.write(listen)
        except Cancelled:
            _end(run, "cancelled", step)
            raise
        _end(run, "done", step)
    run.refresh_from_db()
    return run


def _read_through(run: ImportRun, step: Step) -> None:
    with closing(opened(run)) as source:
        total = sum(1 for _row in source.rows())
    with step():
        ImportRun.objects.filter(pk=run.pk).update(total=total)


def _end(run: ImportRun, state: str, step: Step) -> None:
    with ports.lock.write(background=True):
        ImportRun.objects.filter(pk=run.pk).update(state=state, ended_at=ports.clock.now())


def counted(counts: Counter[str]) -> dict[str, int]:
    """All verdicts, those without rows as 0."""
    return {name: counts.get(name, 0) for name in forecast.VERDICTS}
