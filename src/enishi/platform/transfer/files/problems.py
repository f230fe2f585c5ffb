"""What can be wrong with a file: it cannot be read at all, or a part of it was read with a loss."""

from __future__ import annotations

from dataclasses import dataclass


class Unreadable(Exception):
    """The file cannot be read as a table; `code` is for programs, `message` says to a person what to do.

    `row` is the record at which reading stopped, 0 when it concerns the file as a whole.
    """

    def __init__(self, code: str, message: str, row: int = 0) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.row = row


@dataclass(frozen=True, slots=True)
class Notice:
    """Something a person should know about a row that was read nevertheless."""

    code: str
    message: str
    row: int = 0
