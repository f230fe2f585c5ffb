"""The one way in which reading a value fails; it stands below all field types, so that parsers of data can use it."""

from __future__ import annotations


class ValueProblem(ValueError):
    """A value that cannot be taken; the message says what is wrong and what to do, in the reader's language."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
