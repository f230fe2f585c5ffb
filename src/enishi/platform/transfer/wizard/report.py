"""The verdict table as a file: every row with what became of it and why, to mend in Excel and bring back."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from django.utils.translation import gettext as _

from enishi.platform.models import ImportRow, ImportRun
from enishi.platform.transfer.checkup.cleaned import write_workbook
from enishi.platform.transfer.runs import folder, opened
from enishi.platform.transfer.texts.formulas import guarded


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
    """Excelで直して戻す: only the rows that did not go in, under the same headers, to mend and import again."""
    path = folder() / f"{Path(run.file).stem}-mend.xlsx"
    wanted = set(ImportRow.objects.filter(run=run, verdict__in=("error", "question")).values_list("row", flat=True))
    with closing(opened(run)) as source:
        header = [column.header for column in source.columns]
        write_workbook(path, header, (cells for number, cells in source.rows() if number in wanted))
    return path


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
