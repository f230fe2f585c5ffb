"""The cleaned file: the person's own table, tidied and without rows that are no data, to take away at once."""

from __future__ import annotations

import csv
import os
from collections.abc import Container, Iterator, Mapping, Sequence
from pathlib import Path

from django.utils.translation import gettext as _

from enishi.platform.transfer.checkup.triage import Triage
from enishi.platform.transfer.columns.layout import Layout
from enishi.platform.transfer.files.source import Source
from enishi.platform.transfer.intake import Target
from enishi.platform.transfer.texts.formulas import guarded
from enishi.platform.transfer.texts.kinds import shares
from enishi.platform.transfer.texts.tidy import Cleaner, tidy

CELL_LIMIT = 32_767
SHEET_ROWS = 1_048_575
"""Rows that fit on a sheet below its header; more go on to the next sheet."""


def write_cleaned(
    source: Source,
    layout: Layout,
    targets: Sequence[Target],
    path: str | os.PathLike[str],
    cleaner: Cleaner = tidy,
) -> int:
    """Write `.xlsx`, or CSV in UTF-8 with BOM, with flat memory; gives the rows. Headers stay as they were."""
    rows = _tidied(source, layout, targets, cleaner)
    header = [column.header for column in layout.columns] + [_("Row in your file")]
    if Path(path).suffix.lower() == ".xlsx":
        return write_workbook(Path(path), header, rows)
    count = 0
    with Path(path).open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(map(guarded, header))
        for row in rows:
            writer.writerow(map(guarded, row))
            count += 1
    return count


def _tidied(source: Source, layout: Layout, targets: Sequence[Target], cleaner: Cleaner) -> Iterator[list[str]]:
    kind_of = {target.name: target.kind for target in targets}
    places = {i: kind_of.get(name, "text") for name, columns in layout.places.items() for i in columns}
    places |= {i: "date" for i, values in enumerate(source.values()) if i in layout.kept and _dates(values)}
    kinds = [places.get(i, "text") for i in range(len(layout.columns))]
    triage = Triage(layout)
    for number, cells in source.rows():
        row = triage.check(number, cells)
        if row.usable:
            filled = [*row.cells, *[""] * (len(kinds) - len(row.cells))]
            yield [*(cleaner(kind, cell) for kind, cell in zip(kinds, filled, strict=False)), str(number)]


def _dates(values: list[str]) -> bool:
    found = shares(values)
    return found.get("date", 0.0) >= 0.8 and found.get("number", 0.0) < 0.5


def write_workbook(
    path: Path, header: Sequence[str], rows: Iterator[list[str]], marks: Mapping[int, Container[int]] | None = None
) -> int:
    """Write all rows as text below the header and give their number. `marks` are the columns of the n-th row, from 0,
    whose cells are coloured for the eye."""
    import xlsxwriter  # type: ignore[import-untyped]  # here: slow to load, and only a workbook needs it

    options = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    count = 0
    with xlsxwriter.Workbook(str(path), options) as book:
        sheet = book.add_worksheet()
        bold = book.add_format({"bold": True})
        bad = book.add_format({"bg_color": "#F9D5CF"})
        sheet.freeze_panes(1, 0)
        for i, text in enumerate(header):
            sheet.write_string(0, i, text[:CELL_LIMIT], bold)
        for row in rows:
            place = count % SHEET_ROWS + 1
            if count and place == 1:
                sheet = book.add_worksheet()
            marked = marks.get(count, ()) if marks else ()
            count += 1
            for i, text in enumerate(row):
                if i in marked:
                    sheet.write_string(place, i, text[:CELL_LIMIT], bad)
                elif text:
                    sheet.write_string(place, i, text[:CELL_LIMIT])
    return count
