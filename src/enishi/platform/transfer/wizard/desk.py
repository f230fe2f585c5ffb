"""The import wizard's questions and answers: columns, verdicts page by page, cells mended, rows decided."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from collections.abc import Mapping as Table
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from enishi.kernel.actor import Actor
from enishi.kernel.doors.read import context, records
from enishi.kernel.errors import Invalid
from enishi.kernel.ports import ports
from enishi.kernel.registry import registry
from enishi.platform.models import ImportRow, ImportRun
from enishi.platform.transfer.checkup.cleaned import write_cleaned
from enishi.platform.transfer.checkup.diagnosis import Health, diagnose
from enishi.platform.transfer.checkup.triage import Triage, moved_left
from enishi.platform.transfer.columns.layout import Layout
from enishi.platform.transfer.columns.targets import targets_of
from enishi.platform.transfer.files.source import Column
from enishi.platform.transfer.runs import (
    Upload,
    folder,
    mapping_of,
    opened,
    start,
)
from enishi.platform.transfer.verdicts.plan import OF_ROW
from enishi.platform.transfer.verdicts.rows import mended
from enishi.platform.transfer.wizard.beside import near
from enishi.platform.transfer.writing.course import open_for_changes
from enishi.platform.transfer.writing.engine import planner_of

PAGE = 50
NOTED = "noted"
"""Asks for the rows that go in with a value that no field takes."""
KEPT = Q(verdict__in=("create", "update", "unchanged"), detail__contains='"columns":')
Fixes = dict[str, str]


@dataclass(frozen=True, slots=True)
class VerdictLine:
    """A row of the file with its verdict; `candidates` are the records it may be: (number, row, title). `who` is the
    person and company it names, `slipped` says that its cells have moved to the right."""

    row: int
    verdict: str
    object: str
    record: int | None
    reasons: tuple[str, ...]
    cells: tuple[str, ...]
    doubtful: frozenset[int]
    candidates: tuple[tuple[int, int, str], ...]
    answer: Any
    fixed: bool
    who: str = ""
    slipped: bool = False


@dataclass(frozen=True, slots=True)
class VerdictPage:
    """A page of verdicts; `after` is the row to ask for the next page with, None at the end; `noted` counts the rows
    of the file that go in with a value no field takes."""

    counts: Table[str, int]
    columns: tuple[Column, ...]
    lines: tuple[VerdictLine, ...]
    after: int | None
    noted: int


def paste(text: str, actor: Actor, object_key: str = "") -> ImportRun:
    """Start with a range pasted from Excel."""
    if not text.strip():
        raise Invalid(text=_("Nothing was pasted. Copy the cells in Excel and paste them here."))
    content = io.BytesIO(text.encode("utf-8", "replace"))
    return start(Upload(_("Pasted cells"), content), actor, object_key, pasted=True)


def verdicts(run: ImportRun, actor: Actor, verdict: str = "", after: int = -1, size: int = PAGE) -> VerdictPage:
    """A page of verdicts in the order of the file, of one kind if asked."""
    rows = _of_file(run).filter(row__gt=after)
    if verdict:
        rows = rows.filter(KEPT) if verdict == NOTED else rows.filter(verdict=verdict)
    found = list(rows.order_by("row")[: size + 1])
    more, found = len(found) > size, found[:size]
    return _page(run, found, actor, found[size - 1].row if more else None)


def verdict_of(run: ImportRun, number: int, actor: Actor) -> VerdictPage:
    """One row with its verdict, as a page of its own. Raises `Invalid` for one that is not there."""
    return _page(run, [_stored(run, number)], actor, None)


def _page(run: ImportRun, found: Sequence[ImportRow], actor: Actor, after: int | None) -> VerdictPage:
    with closing(opened(run)) as source:
        texts = _cells(source, {row.row for row in found if '"cells"' not in row.detail})
        layout = mapping_of(run).layout(source.columns)
        lines = tuple(_line(run, row, texts.get(row.row, ()), actor, layout) for row in found)
        noted = _of_file(run).filter(KEPT).count()
        return VerdictPage(run.counts, source.columns, lines, after, noted)


def _of_file(run: ImportRun) -> QuerySet[ImportRow]:
    """What became of the rows of the file; records that were written on the way have a line as well, for the undo."""
    return ImportRow.objects.filter(run=run, row__gt=0).exclude(verdict="made")


def cells_of(run: ImportRun, numbers: Iterable[int]) -> dict[int, tuple[str, ...]]:
    """The cells of some rows as they stand in the file, without what was mended in the grid."""
    with closing(opened(run)) as source:
        return _cells(source, set(numbers))


def _cells(source: Any, numbers: set[int]) -> dict[int, tuple[str, ...]]:
    """Cells of rows of which only the number was kept."""
    if not numbers:
        return {}
    found: dict[int, tuple[str, ...]] = {}
    for number, cells in source.rows():
        if number in numbers:
            found[number] = tuple(cells)
        if number >= max(numbers):
            break
    return found


def _line(run: ImportRun, row: ImportRow, cells: Sequence[str], actor: Actor, layout: Layout) -> VerdictLine:
    detail = json.loads(row.detail) if row.detail else {}
    fixes = run.fixes.get(str(row.row), {})
    shown = mended(list(detail.get("cells", cells)), fixes, len(layout.columns))
    who = [layout.value(shown, "full_name") or _joined(layout, shown), layout.value(shown, "account", "name")]
    found = detail.get("candidates", [])
    titles = (
        {r.id: r.title for r in records(row.object, actor).among([c[0] for c in found if c[0]]).first(10)}
        if found
        else {}
    )
    candidates = tuple((c[0], c[1], titles.get(c[0], _("Row {row}").format(row=c[1]))) for c in found)
    return VerdictLine(
        row.row, row.verdict, row.object, row.record, tuple(detail.get("reasons", ())), tuple(shown),
        frozenset(detail.get("columns", ())), candidates, run.answers.get(str(row.row)), bool(fixes),
        " · ".join(part.strip() for part in who if part.strip()), bool(detail.get("slipped")),
    )  # fmt: skip


def _joined(layout: Layout, cells: Sequence[str]) -> str:
    return f"{layout.value(cells, 'family_name')} {layout.value(cells, 'given_name')}".strip()


def asked(run: ImportRun, *, open_only: bool = False) -> list[int]:
    """The rows that are questions, in the order of the file, with those that were answered unless `open_only`."""
    found = set(ImportRow.objects.filter(run=run, verdict="question").values_list("row", flat=True))
    return sorted(found if open_only else found | {int(row) for row in run.answers})


def fix_cell(run: ImportRun, row: int, column: int, text: str, actor: Actor) -> VerdictLine:
    """Put another text into a cell, without changing the file, and judge the row anew."""
    if not 0 <= column < 2_000 or len(text) > 100_000:
        raise Invalid(text=_("This cell does not exist, or the text is too long."))
    return _mended(run, row, lambda fixes: {**fixes, str(column): text}, actor)


def move_left(run: ImportRun, row: int, actor: Actor) -> VerdictLine:
    """Put cells that have slipped back into their own columns, as corrections of this row. Raises `Invalid`."""
    filed = cells_of(run, (row,)).get(row, ())
    with closing(opened(run)) as source:
        shifted = Triage(mapping_of(run).layout(source.columns)).shifted(filed)
    if not shifted:
        raise Invalid(row=_("The cells of this row stand where they belong."))
    right = moved_left(filed, shifted)
    moved = {str(i): right[i] for i in range(shifted - 1, len(filed)) if right[i] != filed[i]}
    return _mended(run, row, lambda fixes: {**fixes, **moved}, actor)


def as_filed(run: ImportRun, row: int, actor: Actor) -> VerdictLine:
    """Take back every correction of a row."""
    return _mended(run, row, lambda _fixes: {}, actor)


def _mended(run: ImportRun, row: int, change: Callable[[Fixes], Fixes], actor: Actor) -> VerdictLine:
    open_for_changes(run)
    stored = _stored(run, row)
    with held(run):
        others = {key: fixes for key, fixes in run.fixes.items() if key != str(row)}
        fixes = change(run.fixes.get(str(row), {}))
        run.fixes = {**others, str(row): fixes} if fixes else others
        run.save(update_fields=["fixes"])
    return _judged(run, stored, actor)


def answer(run: ImportRun, row: int, decision: int | str | None, actor: Actor) -> VerdictLine:
    """Decide a question: the number of the record it is, `row:N` for the record of an earlier row, `new`, `skip`, or
    None to leave it open again."""
    open_for_changes(run)
    above = isinstance(decision, str) and re.fullmatch(rf"{OF_ROW}\d{{1,9}}", decision)
    if not (decision is None or decision in ("new", "skip") or isinstance(decision, int) or above):
        raise Invalid(answer=_("Choose this record, new, or leave out."))
    if isinstance(decision, int):
        records(run.object, actor).get(decision)
    stored = _stored(run, row)
    with held(run):
        answers = {k: v for k, v in run.answers.items() if k != str(row)}
        run.answers = answers if decision is None else {**answers, str(row): decision}
        run.save(update_fields=["answers"])
    return _judged(run, stored, actor)


@contextmanager
def held(run: ImportRun) -> Iterator[None]:
    """The run for one writer, with what others have decided meanwhile; still open for changes."""
    with ports.lock.write():
        run.refresh_from_db(
            fields=("fixes", "answers", "together", "counts", "state"),
            from_queryset=ImportRun.objects.select_for_update(),
        )
        open_for_changes(run)
        yield


def _stored(run: ImportRun, number: int) -> ImportRow:
    """What is known of a row of the file. Raises `Invalid` for one that is not there."""
    stored = ImportRow.objects.filter(run=run, row=number).exclude(verdict="made").first()
    if stored is None:
        raise Invalid(row=_("There is no such row."))
    return stored


def _judged(run: ImportRun, stored: ImportRow, actor: Actor) -> VerdictLine:
    """One row judged anew, with its new verdict kept. A ditto takes its values from the row above."""
    from enishi.platform.transfer.writing.write import detail_of

    with closing(opened(run)) as source:
        planner = planner_of(run, source, actor, deciding=False)
        found = next((row for row in planner.plan(near(run, source, stored.row)).rows if row.row == stored.row), None)
        layout = planner.layout
    if found is None:
        raise Invalid(row=_("There is no such row."))
    with held(run):
        stored.refresh_from_db(fields=("verdict",))
        counts = dict(run.counts)
        counts[stored.verdict] = counts.get(stored.verdict, 1) - 1
        counts[found.verdict] = counts.get(found.verdict, 0) + 1
        stored.verdict, stored.object, stored.detail = found.verdict, found.object, detail_of(found)
        stored.record = found.known.id if found.known else None
        run.counts = counts
        run.save(update_fields=["counts"])
        stored.save()
    return _line(run, stored, found.cells, actor, layout)


def diagnosis(run: ImportRun, actor: Actor) -> Health:
    """台帳の健康診断 of the file with the present mapping."""
    with closing(opened(run)) as source:
        return diagnose(source, mapping_of(run).layout(source.columns), context(actor).today)


def cleaned_file(run: ImportRun, actor: Actor, ending: str = ".xlsx") -> Path:
    """The person's table, tidied, as a file that the caller sends and deletes."""
    path = folder() / f"{Path(run.file).stem}-clean{'.csv' if ending == '.csv' else '.xlsx'}"
    with closing(opened(run)) as source:
        layout = mapping_of(run).layout(source.columns)
        write_cleaned(source, layout, targets_of(registry.card(run.object), actor), path)
    return path
