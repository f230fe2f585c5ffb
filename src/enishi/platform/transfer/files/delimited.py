"""Text tables: records of any delimiter, with line breaks in quotes, as a stream that can be resumed."""

from __future__ import annotations

import bisect
import codecs
import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from django.utils.translation import gettext as _

from enishi.platform.transfer.files.encoding import Encoding
from enishi.platform.transfer.files.problems import Unreadable
from enishi.platform.transfer.files.source import Checkpoint, Row, Source

CHUNK = 1 << 20
LINE_LIMIT = 8 << 20
CELL_LIMIT = 131_072
COLUMN_LIMIT = 2_000
EVERY = 1024
DELIMITERS = ",\t;|^~:\x1f\x01"


def guess_delimiter(text: str) -> str:
    """The character that cuts the first records into the same number of cells; a comma for a single column."""
    best, chosen = 0.0, ","
    for delimiter in DELIMITERS:
        if delimiter not in text:
            continue
        widths = Counter(len(record) for record in _records(text, delimiter) if record)
        if not widths:
            continue
        width, count = max(widths.items(), key=lambda pair: (pair[1] * (pair[0] > 1), pair[0]))
        if width < 2:
            continue
        score = count / widths.total() * (1 + min(width, 12) / 40)
        if score > best + (0.15 if delimiter in ":~^" else 0.0):
            best, chosen = score, delimiter
    if best < 0.3 and "\t" not in text and "," not in text:
        return ","
    return chosen


def _records(text: str, delimiter: str, limit: int = 200) -> Iterator[list[str]]:
    try:
        for number, record in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)):
            if number >= limit:
                return
            yield record
    except csv.Error:
        return


def blank_after(text: str, delimiter: str) -> bool:
    """Whether a blank follows nearly every delimiter, as in `a, b, "c"`: it belongs to the form, not to the cell."""
    if delimiter not in ",;|":
        return False
    total = text.count(delimiter)
    return total > 0 and len(re.findall(re.escape(delimiter) + "(?: |\r?\n)", text)) >= total * 0.95


@dataclass
class Delimited(Source):
    """A text file with one record per line or per quoted group of lines."""

    path: Path = field(default_factory=Path)
    codec: Encoding = field(default_factory=lambda: Encoding("utf-8"))
    skip_blank: bool = False
    skip: int = 0
    marks: list[tuple[int, int]] = field(default_factory=list)
    _offset: int = 0
    _number: int = 1
    _last: str = ""

    def records(self, near: Checkpoint | None = None) -> Iterator[Row]:
        """Every record of the file with its number counted from the first record of the file, which is 1."""
        number, offset = (near.row, near.offset) if near else (1, self.codec.mark)
        self._offset, self._number = offset, number
        lines = self._wide_lines(offset) if self.codec.wide else self._lines(offset)
        reader = csv.reader(lines, delimiter=self.delimiter, skipinitialspace=self.skip_blank)
        cells: list[str] = []
        try:
            for cells in reader:
                if len(cells) > COLUMN_LIMIT:
                    raise Unreadable("wide", _too_wide(self._number), self._number)
                yield number, cells
                number += 1
                self._number = number
                if not number % EVERY:
                    self._mark(number, self._offset)
            if cells and "\n" in cells[-1] and not self._last.rstrip().endswith('"'):
                raise Unreadable("quote", _unclosed(self._number - 1), self._number - 1)
        except csv.Error as problem:
            row = self._number
            if "field larger" in str(problem):
                raise Unreadable("quote", _unclosed(row), row) from problem
            message = _("Row {row} cannot be split into cells. Open the file in Excel and save it again as CSV UTF-8.")
            raise Unreadable("malformed", message.format(row=row), row) from problem

    def rows(self, start: int = 0, near: Checkpoint | None = None) -> Iterator[Row]:
        wanted = max(start, self.skip + 1)
        place = near if near and near.row <= wanted else self.checkpoint(wanted)
        for number, cells in self.records(place):
            if number >= wanted:
                yield number, cells

    def checkpoint(self, row: int) -> Checkpoint | None:
        place = bisect.bisect_right(self.marks, (row, 1 << 62)) - 1
        return Checkpoint(*self.marks[place]) if place >= 0 else None

    def _mark(self, number: int, offset: int) -> None:
        if not self.marks or self.marks[-1][0] < number:
            self.marks.append((number, offset))

    def _lines(self, offset: int) -> Iterator[str]:
        codec, strange = self.codec.codec, self.codec.other
        with self.path.open("rb") as file:
            file.seek(offset)
            carry = b""
            while True:
                chunk = file.read(CHUNK)
                parts = (carry + chunk).splitlines(keepends=True)
                carry = b""
                if chunk and parts and not parts[-1].endswith(b"\n"):
                    carry = parts.pop()
                    if len(carry) > LINE_LIMIT:
                        raise Unreadable("line", _too_long(self._number), self._number)
                for raw in parts:
                    self._offset += len(raw)
                    try:
                        text = raw.decode(codec)
                    except UnicodeDecodeError:
                        text = self._repaired(raw, strange, self._number)
                    if "\0" in text:
                        text = self._without_nul(text, self._number)
                    self._last = text
                    yield text
                if not chunk:
                    return

    def _wide_lines(self, offset: int) -> Iterator[str]:
        codec = self.codec.codec
        decoder = codecs.getincrementaldecoder(codec)("replace")
        with self.path.open("rb") as file:
            file.seek(offset)
            carry = ""
            while True:
                chunk = file.read(CHUNK)
                text = carry + decoder.decode(chunk, final=not chunk)
                lines = list(io.StringIO(text, newline=""))
                carry = ""
                if chunk and lines and not lines[-1].endswith("\n"):
                    carry = lines.pop()
                    if len(carry) > LINE_LIMIT // 2:
                        raise Unreadable("line", _too_long(self._number), self._number)
                for line in lines:
                    self._offset += len(line.encode(codec, "surrogatepass"))
                    self._last = self._without_nul(line, self._number) if "\0" in line else line
                    yield self._last
                if not chunk:
                    return

    def _repaired(self, raw: bytes, other: str, row: int) -> str:
        if other:
            try:
                text = raw.decode(other)
            except UnicodeDecodeError:
                pass
            else:
                message = _("Row {row} is written in another character encoding than the rest; it was read as {name}.")
                self.notice("mixed", message.format(row=row, name=Encoding(other).label), row)
                return text
        message = _("Row {row} holds bytes that are not text in {name}; they are shown as “�”. Correct them by hand.")
        self.notice("bytes", message.format(row=row, name=self.codec.label), row)
        return raw.decode(self.codec.codec, "replace")

    def _without_nul(self, text: str, row: int) -> str:
        self.notice("nul", _("Row {row} holds zero bytes; they were left out.").format(row=row), row)
        return text.replace("\0", "")


def _unclosed(row: int) -> str:
    message = _(
        "In row {row} a quotation mark is opened and not closed within {limit} characters. "
        "Close it there, or remove it, and try again."
    )
    return message.format(row=row, limit=f"{CELL_LIMIT:,}")


def _too_long(row: int) -> str:
    message = _("Row {row} is a line of more than {limit} MB. The file is not a table, or has lost its line breaks.")
    return message.format(row=row, limit=LINE_LIMIT >> 20)


def _too_wide(row: int) -> str:
    message = _("Row {row} has more than {limit} columns. Delete the columns that are not needed and try again.")
    return message.format(row=row, limit=f"{COLUMN_LIMIT:,}")
