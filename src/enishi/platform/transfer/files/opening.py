"""Opening a table: any text table or Excel workbook, recognised by its content; everything else is refused in words."""

from __future__ import annotations

import itertools
import os
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from django.utils.translation import gettext as _

from enishi.platform.transfer.files.delimited import LINE_LIMIT, Delimited, blank_after, guess_delimiter
from enishi.platform.transfer.files.encoding import Encoding, detect, spots
from enishi.platform.transfer.files.header import LOOK, Header, find_header
from enishi.platform.transfer.files.package import Package, encrypted
from enishi.platform.transfer.files.problems import Unreadable
from enishi.platform.transfer.files.source import Column, Source
from enishi.platform.transfer.files.workbook import Workbook

MAX_BYTES = 2 << 30
"""Largest file that is read, in bytes. A larger one is refused before it is opened."""

FOREIGN = (
    (b"%PDF", "PDF"),
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"),
    (b"MZ", "EXE"),
    (b"\x7fELF", "ELF"),
    (b"\x1f\x8b", "gzip"),
    (b"BZh", "bzip2"),
    (b"7z\xbc\xaf", "7-Zip"),
    (b"Rar!", "RAR"),
    (b"{\\rtf", "RTF"),
    (b"SQLite format 3", "SQLite"),
    (b"PAR1", "Parquet"),
    (b"\xd3\xff\xff\xff", "Access"),
)


def open_table(path: str | os.PathLike[str], sheet: str = "", max_bytes: int = MAX_BYTES) -> Source:
    """The table in a file, in a workbook the named or the first visible sheet with rows. Raises `Unreadable`."""
    file = Path(path)
    try:
        size = file.stat().st_size
        with file.open("rb") as stream:
            head = stream.read(4096)
    except OSError as problem:
        message = _("The file {name} cannot be opened: {reason}.")
        raise Unreadable("missing", message.format(name=file.name, reason=problem.strerror or "")) from problem
    if size > max_bytes:
        message = _("The file has {size} MB; {limit} MB is the most. Split it into several files and try again.")
        raise Unreadable("large", message.format(size=f"{size >> 20:,}", limit=f"{max_bytes >> 20:,}"))
    if not head.strip(b"\0\xef\xbb\xbf\xff\xfe \t\r\n"):
        zeros = size > 0 and not head.strip(b"\0")
        raise Unreadable("binary" if zeros else "empty", _binary() if zeros else _empty())
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _workbook(file, sheet)
    _refuse_foreign(file, head)
    return _delimited(file, size)


def from_text(text: str, name: str = "") -> Source:
    """A range pasted from Excel or another program; the text is kept in a temporary file until `close`."""
    handle, path = tempfile.mkstemp(suffix=".tsv")
    with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
        file.write(text.removeprefix("\ufeff"))
    try:
        if not text.strip():
            raise Unreadable("empty", _("Nothing was pasted. Copy the cells in Excel and paste them here."))
        source = _delimited(Path(path), Path(path).stat().st_size, Encoding("utf-8"))
    except BaseException:
        Path(path).unlink()
        raise
    source.name = name or _("Pasted cells")
    source.close = lambda: Path(path).unlink(missing_ok=True)  # type: ignore[method-assign]
    return source


def best_sheet(path: str | os.PathLike[str], fit: Callable[[Source], float]) -> Source:
    """The workbook opened at the sheet that `fit` likes best (a text table has only one)."""
    source = open_table(path)
    best = fit(source) if source.sheets else 0.0
    for other in source.sheets:
        if other.name == source.sheet or other.hidden:
            continue
        try:
            candidate = open_table(path, other.name)
        except Unreadable:
            continue
        score = fit(candidate)
        if score > best:
            source.close()
            source, best = candidate, score
        else:
            candidate.close()
    return source


def _refuse_foreign(file: Path, head: bytes) -> None:
    if head.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        with file.open("rb") as stream:
            part = stream.read(4 << 20)
        if "EncryptedPackage".encode("utf-16-le") in part:
            raise Unreadable("encrypted", encrypted())
        message = _(
            "This is an old Excel workbook (.xls) or another Office file. Save it in Excel as .xlsx and try again."
        )
        raise Unreadable("xls", message)
    for magic, name in FOREIGN:
        if head.startswith(magic):
            if magic == b"MZ" and b"\0" not in head:
                continue
            message = _(
                "This is a file of the kind {kind}, not a table. Choose a file of the kind CSV, TSV, text or .xlsx."
            )
            raise Unreadable("kind", message.format(kind=name))
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")[:512].lower()
    if start.startswith((b"<!doctype html", b"<html", b"<table", b"<head", b"<meta")):
        message = _("This is a web page, not a table, whatever its name says. Open it in Excel and save it as .xlsx.")
        raise Unreadable("html", message)
    if start.startswith((b"<?xml", b"<!doctype")):
        message = _("This is an XML file, not a table. Open it in Excel and save it as .xlsx.")
        raise Unreadable("xml", message)


def _delimited(file: Path, size: int, codec: Encoding | None = None) -> Source:
    samples = spots(file, size)
    codec = codec or detect(samples)
    text = samples[0][codec.mark :].decode(codec.codec, "replace")
    control = sum(1 for char in text if char < " " and char not in "\t\r\n\f\x1f\x01\x1a")
    if control > max(len(text) * 0.01, 3) or text.count("\ufffd") > len(text) * 0.1:
        raise Unreadable("binary", _binary())
    head = text[: 64 * 1024]
    delimiter = guess_delimiter(head)
    source = Delimited(
        name=file.name,
        form="tsv" if delimiter == "\t" else "csv",
        encoding=codec.label,
        delimiter=delimiter,
        path=file,
        codec=codec,
        skip_blank=blank_after(head, delimiter),
    )
    first = list(itertools.islice(source.records(), LOOK))
    source.marks.clear()
    header = find_header([(number, cells) for number, cells in first])
    if not header.columns:
        raise Unreadable("empty", _empty())
    source.skip = header.rows[-1] if header.rows else 0
    source.notices.clear()
    return _headed(source, header)


def _workbook(file: Path, sheet: str) -> Source:
    package = Package(file)
    try:
        names = [s.name for s in package.sheets if not s.hidden] or [s.name for s in package.sheets]
        if sheet and sheet not in package.parts:
            message = _("There is no sheet {name}. The workbook has: {names}.")
            raise Unreadable("sheet", message.format(name=sheet, names=", ".join(s.name for s in package.sheets)))
        for name in [sheet] if sheet else names:
            source = Workbook(
                name=file.name, form="xlsx", sheet=name, sheets=package.sheets, path=file, package=package
            )
            head = list(itertools.islice(source.records(), LOOK))
            header = find_header(head, source.hidden)
            if header.columns:
                return _headed(source, header)
        raise Unreadable("empty", _("The workbook has no sheet with cells."))
    except BaseException:
        package.close()
        raise


def _headed(source: Source, header: Header) -> Source:
    source.header_rows = header.rows
    source.columns = tuple(column if column.header else _named(column) for column in header.columns)
    return source


def _named(column: Column) -> Column:
    return replace(column, header=_("Column {number}").format(number=column.index + 1))


def too_large() -> str:
    """What to do with a file that is larger than may be read."""
    message = _("The file is larger than {limit} MB. Split it into several files and try again.")
    return message.format(limit=f"{MAX_BYTES >> 20:,}")


def _empty() -> str:
    return _("The file is empty. Choose the file that holds the table.")


def _binary() -> str:
    return _("The file is not a table of text. Choose a file of the kind CSV, TSV, text or .xlsx.")


__all__ = ["LINE_LIMIT", "MAX_BYTES", "best_sheet", "from_text", "open_table", "too_large"]
