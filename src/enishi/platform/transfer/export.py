"""Rows of a list into a file: CSV (UTF-8 or CP932), Excel or JSON Lines, as the reader may see them, a chunk at a time."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator, Sequence
from typing import IO, Any

import msgspec
import xlsxwriter
from enishi.kernel.card import Card, FieldCard
from enishi.kernel.doors.read import Records
from enishi.kernel.doors.rows import Linked, Row
from enishi.platform.transfer.guard import guarded

#: Format → media type and ending.
FORMATS = {
    "csv": ("text/csv; charset=utf-8", "csv"),
    "cp932": ("text/csv; charset=Shift_JIS", "csv"),
    "xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx"),
    "jsonl": ("application/x-ndjson", "jsonl"),
}
#: What stands for a character that CP932 does not know.
GETA = "〓"
SHEET_ROWS = 1_048_575


def fields_of(card: Card, records: Records, columns: Sequence[str]) -> list[FieldCard]:
    """The single values behind these columns, groups unfolded, without what is hidden from the reader; the number
    comes first, so that an edited file finds its records again."""
    flat = [part for name in columns for part in (card.groups[name].fields if name in card.groups else (name,))]
    found = [card.reads(records.actor, name) for name in dict.fromkeys(["id", *flat])]
    return [spec for spec in found if spec is not None]


def export(records: Records, columns: Sequence[str], kind: str, out: IO[bytes]) -> int:
    """Write all rows in the list's order and give their number. `kind` is one of `FORMATS`; memory stays flat."""
    specs = fields_of(records.card, records, columns)
    rows = records.only(*(spec.name for spec in specs)).stream()
    return WRITERS[kind](records, specs, rows, out)


def text_of(spec: FieldCard, row: Row, language: str) -> str:
    """A value as the importer reads it again; a link by the name of its record."""
    value = row[spec.name]
    if value is None:
        return ""
    if isinstance(value, Linked):
        return value.label if value.readable else ""
    if spec.collected or spec.type.many:
        return "、".join(spec.type.export(item) if spec.collected else str(item) for item in value)
    return spec.type.export(value)


def _csv(records: Records, specs: list[FieldCard], rows: Iterator[Row], out: IO[bytes]) -> int:
    return _separated(records, specs, rows, out, lambda text: text.encode(), start=b"\xef\xbb\xbf")


def _cp932(records: Records, specs: list[FieldCard], rows: Iterator[Row], out: IO[bytes]) -> int:
    return _separated(records, specs, rows, out, in_cp932)


def in_cp932(text: str) -> bytes:
    """The text as Japanese Excel before 2016 reads it; each character it does not know becomes 〓."""
    try:
        return text.encode("cp932")
    except UnicodeEncodeError:
        return b"".join(_one(char) for char in text)


def _one(char: str) -> bytes:
    try:
        return char.encode("cp932")
    except UnicodeEncodeError:
        return GETA.encode("cp932")


def _separated(
    records: Records,
    specs: list[FieldCard],
    rows: Iterator[Row],
    out: IO[bytes],
    encode: Callable[[str], bytes],
    start: bytes = b"",
) -> int:
    out.write(start)
    line = io.StringIO()
    writer = csv.writer(line, lineterminator="\r\n")
    number = 0

    def put(cells: list[str]) -> None:
        writer.writerow([guarded(cell) for cell in cells])
        out.write(encode(line.getvalue()))
        line.seek(0)
        line.truncate()

    put([str(spec.label) for spec in specs])
    for number, row in enumerate(rows, 1):
        put([text_of(spec, row, records.actor.language) for spec in specs])
    return number


def _xlsx(records: Records, specs: list[FieldCard], rows: Iterator[Row], out: IO[bytes]) -> int:
    """Every cell is text, so that nothing runs and no leading zero is lost (security C10)."""
    book = xlsxwriter.Workbook(out, {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    sheet = book.add_worksheet(str(records.card.label_plural)[:31].translate(str.maketrans("[]:*?/\\", "       ")))
    bold = book.add_format({"bold": True})
    for column, spec in enumerate(specs):
        sheet.write_string(0, column, str(spec.label), bold)
    number = 0
    for number, row in enumerate(rows, 1):
        if number > SHEET_ROWS:
            break
        for column, spec in enumerate(specs):
            if text := text_of(spec, row, records.actor.language):
                sheet.write_string(number, column, text[:32_767])
    sheet.freeze_panes(1, 0)
    book.close()
    return min(number, SHEET_ROWS)


def _jsonl(records: Records, specs: list[FieldCard], rows: Iterator[Row], out: IO[bytes]) -> int:
    number = 0
    for number, row in enumerate(rows, 1):
        out.write(msgspec.json.encode({spec.name: _json(spec, row[spec.name]) for spec in specs}) + b"\n")
    return number


def _json(spec: FieldCard, value: Any) -> Any:
    if isinstance(value, Linked):
        return {"id": value.id, "label": value.label} if value.readable else None
    if spec.collected:
        return [spec.type.to_json(item) for item in value or ()]
    return spec.type.to_json(value) if value is not None else None


Writer = Callable[[Records, list[FieldCard], Iterator[Row], IO[bytes]], int]
WRITERS: dict[str, Writer] = {"csv": _csv, "cp932": _cp932, "xlsx": _xlsx, "jsonl": _jsonl}
