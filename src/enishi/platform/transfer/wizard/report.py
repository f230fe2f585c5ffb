"""The verdict table as a file: every row with what became of it and why, to mend in Excel and bring back."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation import gettext as _

from enishi.platform.models import ImportRow, ImportRun
from enishi.platform.transfer.checkup.cleaned import write_workbook
from enishi.platform.transfer.runs import folder, opened
from enishi.platform.transfer.texts.formulas import guarded
from enishi.platform.transfer.verdicts.rows import mended


def verdict_words() -> dict[str, str]:
    """Verdicts in the person's language."""
    return {
        "create": _("New"),
        "update": _("Update"),
        "unchanged": _("Unchanged"),
        "skip": _("Left out"),
        "error": _("Error"),
        "question": _("Question"),
    }


@dataclass(frozen=True, slots=True)
class Fault:
    """A row that cannot be taken in: why and what to do, and the `cells` at fault, header → text."""

    row: int
    reasons: tuple[str, ...]
    cells: dict[str, str]


def fault_of(row: int, detail: str, headers: Sequence[str]) -> Fault:
    """The fault of a row from the detail that is kept with its verdict."""
    told = json.loads(detail or "{}")
    cells, columns = told.get("cells", ()), told.get("columns", ())
    at = {headers[one]: cells[one] for one in columns if one < min(len(headers), len(cells))}
    return Fault(row, tuple(told.get("reasons", ())), at)


def faults(run: ImportRun) -> list[Fault]:
    """The rows that this run could not take in, in the order of the file."""
    with closing(opened(run)) as source:
        headers = [column.header for column in source.columns]
    stored = ImportRow.objects.filter(run=run, verdict="error").order_by("row")
    return [fault_of(row, detail, headers) for row, detail in stored.values_list("row", "detail")]


def verdict_file(run: ImportRun, ending: str = ".xlsx", verdict: str = "") -> Path:
    """All rows, or those of one verdict, with row number, verdict and reasons before their cells."""
    path = folder() / f"{Path(run.file).stem}-verdicts{'.csv' if ending == '.csv' else '.xlsx'}"
    with closing(opened(run)) as source:
        header = [_("Row"), _("Verdict"), _("Reasons"), *(column.header for column in source.columns)]
        rows = _lines(run, source.rows(), verdict)
        if path.suffix == ".xlsx":
            write_workbook(path, header, rows)
            return path
        with path.open("w", encoding="utf-8-sig", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(map(guarded, header))
            writer.writerows([guarded(cell) for cell in row] for row in rows)
    return path


def edit_in_excel(run: ImportRun) -> Path:
    """Excelで直して戻す: only the rows that need a person, under the same headers, to mend and import again.

    Before their cells stand the row in the person's file and what is to be done, which the way back leaves out; the
    cells at fault are coloured.
    """
    path = folder() / f"{Path(run.file).stem}-mend.xlsx"
    stored = ImportRow.objects.filter(run=run, verdict__in=("error", "question")).values_list("row", "detail")
    told = {row: json.loads(detail or "{}") for row, detail in stored}
    ahead = [_("Row in your file"), _("What to fix")]
    wide = len(ahead)
    with closing(opened(run)) as source:
        width = len(source.columns)
        rows = (
            [str(number), " ".join(told[number].get("reasons", ())), *_mended(run, number, cells, width)]
            for number, cells in source.rows()
            if number in told
        )
        marks = {
            place: frozenset(wide + column for column in told[number].get("columns", ()))
            for place, number in enumerate(sorted(told))
        }
        write_workbook(path, [*ahead, *(column.header for column in source.columns)], rows, marks)
    return path


def _mended(run: ImportRun, number: int, cells: list[str], width: int) -> list[str]:
    return mended(cells, run.fixes.get(str(number), {}), width)


def _lines(run: ImportRun, rows: Iterator[tuple[int, list[str]]], verdict: str) -> Iterator[list[str]]:
    words = verdict_words()
    stored = ImportRow.objects.filter(run=run).exclude(verdict="made").order_by("row", "pk")
    told = iter(stored.values_list("row", "verdict", "detail").iterator(chunk_size=2_000))
    place = next(told, None)
    for number, cells in rows:
        while place is not None and place[0] < number:
            place = next(told, None)
        if place is None or place[0] != number or (verdict and place[1] != verdict):
            continue
        reasons = json.loads(place[2]).get("reasons", []) if place[2] else []
        yield [str(number), words.get(place[1], place[1]), " ".join(reasons), *cells]
