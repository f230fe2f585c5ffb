"""Excel workbooks: the cells of one sheet as a stream of text, with hidden columns and Excel's own row numbers."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from xml.parsers import expat

from django.utils.translation import gettext as _

from enishi.platform.transfer.files.package import CELL_LIMIT, Package, hardened
from enishi.platform.transfer.files.problems import Unreadable
from enishi.platform.transfer.files.source import Checkpoint, Row, Source

COLUMN_LIMIT = 2_000
ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


@dataclass
class Workbook(Source):
    """One sheet of an .xlsx file."""

    path: Path = field(default_factory=Path)
    package: Package | None = None
    hidden: frozenset[int] = frozenset()

    def records(self) -> Iterator[Row]:
        """Every stored row of the sheet with Excel's row number; rows that Excel did not store are left out."""
        assert self.package is not None
        parser = hardened()
        cells = Cells(self.package, parser)
        try:
            for _piece in self.package.feed(self.package.parts[self.sheet], parser):
                self.hidden, self.hidden_rows = frozenset(cells.hidden), cells.hidden_rows
                if cells.done:
                    found, cells.done = cells.done, []
                    yield from found
        except Unreadable as problem:
            problem.row = problem.row or cells.row
            raise

    def rows(self, start: int = 0, near: Checkpoint | None = None) -> Iterator[Row]:
        first = max(start, (self.header_rows[-1] + 1) if self.header_rows else 1)
        for number, cells in self.records():
            if number >= first:
                yield number, cells

    def checkpoint(self, row: int) -> Checkpoint | None:
        """None: a packed sheet is always read from its start, which costs some 15 s per million cells skipped."""
        return None

    def close(self) -> None:
        if self.package:
            self.package.close()


class Cells:
    """Collects the rows that the parser has completed since the last look."""

    def __init__(self, package: Package, parser: expat.XMLParserType) -> None:
        self.package = package
        self.done: list[Row] = []
        self.hidden: set[int] = set()
        self.hidden_rows: set[int] = set()
        self.row = 0
        self._line: list[str] = []
        self._place = -1
        self._kind = ""
        self._style = 0
        self._pieces: list[str] = []
        self._size = 0
        self._taking = False
        self._aid = False
        self._day_zero = datetime(1904, 1, 1) if package.from_1904 else datetime(1899, 12, 30)
        self._starts: dict[str, Callable[[dict[str, str]], None]] = {
            "c": self._cell,
            "row": self._row,
            "col": self._column,
        }
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._data

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        tag = name[name.rfind("}") + 1 :]
        if tag == "v" or (tag == "t" and not self._aid):
            self._taking = True
        elif tag == "rPh":
            self._aid = True
        elif tag in self._starts:
            self._starts[tag](attributes)

    def _end(self, name: str) -> None:
        tag = name[name.rfind("}") + 1 :]
        if tag in ("v", "t"):
            self._taking = False
        elif tag == "c":
            if self._pieces:
                self._put("".join(self._pieces))
        elif tag == "rPh":
            self._aid = False
        elif tag == "row":
            self.done.append((self.row, self._line))

    def _data(self, text: str) -> None:
        if self._taking:
            self._size += len(text)
            if self._size > CELL_LIMIT:
                message = _("A cell of row {row} holds more than {limit} characters. Shorten it and try again.")
                raise Unreadable("cell", message.format(row=self.row, limit=f"{CELL_LIMIT:,}"), self.row)
            self._pieces.append(text)

    def _row(self, attributes: dict[str, str]) -> None:
        number = attributes.get("r", "")
        self.row = int(number) if number.isdecimal() else self.row + 1
        self._line = []
        self._place = -1
        if attributes.get("hidden") in ("1", "true"):
            self.hidden_rows.add(self.row)

    def _column(self, attributes: dict[str, str]) -> None:
        if attributes.get("hidden") in ("1", "true"):
            first, last = int(attributes.get("min", "0")), int(attributes.get("max", "0"))
            self.hidden.update(range(first - 1, min(last, COLUMN_LIMIT)))

    def _cell(self, attributes: dict[str, str]) -> None:
        place = attributes.get("r")
        self._place = _index(place) if place else self._place + 1
        self._kind = attributes.get("t", "n")
        style = attributes.get("s", "0")
        self._style = int(style) if style.isdecimal() else 0
        self._pieces = []
        self._size = 0

    def _put(self, raw: str) -> None:
        text = self._text(raw)
        if not text:
            return
        if self._place >= COLUMN_LIMIT:
            message = _(
                "Row {row} has more than {limit} columns. Delete the columns that are not needed and try again."
            )
            raise Unreadable("wide", message.format(row=self.row, limit=f"{COLUMN_LIMIT:,}"), self.row)
        if self._place > len(self._line):
            self._line.extend([""] * (self._place - len(self._line)))
        if self._place == len(self._line):
            self._line.append(text)
        else:
            self._line[self._place] = text

    def _text(self, raw: str) -> str:
        kind = self._kind
        if kind == "s":
            raw = self.package.strings[int(raw)] if raw.isdecimal() else ""
        if kind in ("s", "inlineStr", "str"):
            return ESCAPED.sub(lambda found: chr(int(found[1], 16)), raw) if "_x" in raw else raw
        if kind == "b":
            return "TRUE" if raw.strip() == "1" else "FALSE"
        if kind in ("e", "d"):
            return raw
        return self._number(raw.strip())

    def _number(self, raw: str) -> str:
        formats = self.package.formats
        try:
            value = float(raw)
        except ValueError:
            return raw
        if self._style in formats.dates and 0 <= value < 2_958_466:
            return self._date(value)
        if value.is_integer() and abs(value) < 1e15:
            digits = str(int(value))
            return digits.zfill(formats.padded.get(self._style, 0))
        return repr(value) if value == value and abs(value) != float("inf") else raw

    def _date(self, days: float) -> str:
        whole = int(days)
        seconds = round((days - whole) * 86_400)
        if whole < 1:
            return f"{seconds // 3600:02}:{seconds // 60 % 60:02}"
        # Excel believes in 29 February 1900, so days before March 1900 are off by one.
        shift = 1 if whole < 60 and self._day_zero.year == 1899 else 0
        moment = self._day_zero + timedelta(days=whole + shift, seconds=seconds)
        return moment.strftime("%Y-%m-%d %H:%M") if seconds else moment.strftime("%Y-%m-%d")


def _index(place: str) -> int:
    """The column number, from 0, of a cell name such as `AB12`."""
    number = 0
    for char in place:
        if not "A" <= char <= "Z":
            break
        number = number * 26 + ord(char) - 64
    return number - 1
