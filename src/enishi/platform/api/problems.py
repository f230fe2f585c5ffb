"""Errors as problem+json (RFC 9457), the same for every route."""

from __future__ import annotations

from typing import Any

import msgspec
from django.http import HttpResponse
from django.utils.translation import gettext as _

from enishi.kernel.errors import Conflict, Invalid, Refused

TITLES = {
    400: "Bad request", 401: "Not signed in", 403: "Denied", 404: "Not found", 405: "Method not allowed",
    409: "Conflict", 410: "Gone", 412: "Precondition failed", 413: "Too large", 415: "Unsupported media type",
    422: "Invalid", 429: "Too many requests", 500: "Fault", 503: "Busy", 507: "No room",
}  # fmt: skip


class Problem(Exception):
    """A refusal of the API itself, before any door was reached."""

    def __init__(self, status: int, detail: str, **headers: str) -> None:
        super().__init__(detail)
        self.status, self.detail, self.headers = status, detail, headers


def problem(status: int, detail: str, **more: Any) -> HttpResponse:
    """One problem document."""
    return answer(status, body(status, detail, **more), "application/problem+json")


def document(error: Refused, *, in_query: bool = False, if_match: bool = False) -> tuple[int, dict[str, Any]]:
    """Status and body of a refusal by the doors: invalid in the query is 400, stale with If-Match is 412."""
    if isinstance(error, Invalid):
        status = 400 if in_query else 422
        errors = {name: str(text) for name, text in error.fields.items()}
        return status, body(status, _("Some values cannot be taken."), errors=errors)
    if isinstance(error, Conflict):
        status = 412 if if_match else 409
        return status, body(status, error.message, version=error.version, theirs=error.theirs)
    return error.status, body(error.status, error.message)


def refused(error: Refused, *, in_query: bool = False, if_match: bool = False) -> HttpResponse:
    """The answer to a refusal by the doors."""
    status, found = document(error, in_query=in_query, if_match=if_match)
    return answer(status, found, "application/problem+json")


def answer(status: int, body: Any, kind: str = "application/json") -> HttpResponse:
    """A JSON answer that nobody keeps."""
    response = HttpResponse(b"" if body is None else msgspec.json.encode(body), status=status, content_type=kind)
    response["Cache-Control"] = "no-store"
    return response


def body(status: int, detail: str, **more: Any) -> dict[str, Any]:
    """The document itself."""
    return {"type": "about:blank", "title": TITLES[status], "status": status, "detail": str(detail), **more}
