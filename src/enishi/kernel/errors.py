"""The only four ways a read or a write can be refused."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


class Refused(Exception):
    """Base of the four errors; `status` is the HTTP status of a refused write."""

    status = 400
    code = "refused"

    def __init__(self, message: str = "") -> None:
        super().__init__(message)
        self.message = message


class Denied(Refused):
    """The actor may see the record, but may not do this with it."""

    status = 403
    code = "denied"


class Missing(Refused):
    """Not there or not visible: one and the same answer, so that nobody learns which."""

    status = 404
    code = "missing"


class Invalid(Refused):
    """What was sent cannot be stored or understood: field → sentence that says what to do.

    The empty field name stands for the record as a whole. In a query string it answers 400, in a body 422.
    """

    status = 422
    code = "invalid"

    def __init__(self, fields: Mapping[str, str] | None = None, **more: str) -> None:
        self.fields: dict[str, str] = {**(fields or {}), **more}
        super().__init__(" ".join(str(text) for text in self.fields.values()))


class Conflict(Refused):
    """Somebody else wrote the same field first; carries both sides so that a person can choose."""

    status = 409
    code = "conflict"

    def __init__(self, message: str = "", *, theirs: Mapping[str, Any] | None = None, version: int = 0) -> None:
        super().__init__(message)
        self.theirs = dict(theirs or {})
        self.version = version
