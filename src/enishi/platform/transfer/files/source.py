"""A table that was opened: its columns, and its rows as a stream."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator
from dataclasses import dataclass, field

from enishi.platform.transfer.files.problems import Notice

NOTICE_LIMIT = 1000


@dataclass(frozen=True, slots=True)
class Column:
    """One column of the file; `parts` are the lines of a header of several rows, top first."""

    index: int
    header: str
    hidden: bool = False
    parts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet of a workbook; `rows` is what the sheet says of itself, 0 when it says nothing."""

    name: str
    rows: int
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """A row and the byte at which its record starts, so that reading can go on there in another process."""

    row: int
    offset: int


Row = tuple[int, list[str]]


@dataclass
class Source(ABC):
    """A table behind one header. Row numbers are those that Excel shows: in a text table they count the header too.

    `hidden_rows` are those of the rows read so far that the workbook does not show, filtered ones included.
    """

    name: str
    form: str = ""
    encoding: str = ""
    delimiter: str = ""
    sheet: str = ""
    sheets: tuple[Sheet, ...] = ()
    columns: tuple[Column, ...] = ()
    header_rows: tuple[int, ...] = ()
    notices: list[Notice] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)

    @abstractmethod
    def rows(self, start: int = 0, near: Checkpoint | None = None) -> Iterator[Row]:
        """Rows from number `start` on, as typed, with flat memory; `near` is a checkpoint at or before `start`."""

    @abstractmethod
    def checkpoint(self, row: int) -> Checkpoint | None:
        """The nearest known place at or before a row that was already read."""

    def close(self) -> None:  # noqa: B027  (a plain file has nothing to let go)
        """Let go of temporary files."""

    def sample(self, count: int = 200) -> list[list[str]]:
        """The first rows, to show and to judge columns by."""
        found: list[list[str]] = []
        for _number, cells in self.rows():
            if any(cells):
                found.append(cells)
            if len(found) >= count:
                break
        return found

    def values(self, count: int = 200) -> list[list[str]]:
        """For each column its values in the first rows."""
        rows = self.sample(count)
        return [[row[c.index] if c.index < len(row) else "" for row in rows] for c in self.columns]

    def notice(self, code: str, message: str, row: int) -> None:
        """Remember something about a row once; a file broken throughout does not fill the memory."""
        found = Notice(code, message, row)
        if len(self.notices) < NOTICE_LIMIT and found not in self.notices[-3:]:
            self.notices.append(found)

    def __enter__(self) -> Source:
        return self

    def __exit__(self, *_error: object) -> None:
        self.close()
