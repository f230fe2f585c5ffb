"""Errors as problem+json (RFC 9457), the same for every route."""

from __future__ import annotations

from typing import Any

import msgspec
from django.http import HttpResponse
from django.utils.translation import gettext as _

from enishi.kernel.errors import Conflict, Invalid, Refused

TITLES = {
    400: "Bad request", 401: "Not signed in", 403: "Denied", 404: "Not found", 405: "Method not allowed",
    409: "Conflict", 410: "Gone", 412: "Precondition failed", 415: "Unsupported media type", 422: "Invalid",
    429: "Too many requests", 503: "Busy",
}  # fmt: skip


def problem(status: int, detail: str, **more: Any) -> HttpResponse:
    """One problem document."""
    body = {"type": "about:blank", "title": TITLES[status], "status": status, "detail": detail, **more}
    return _answer(status, body)


def refused(error: Refused, *, in_query: bool = False, if_match: bool = False) -> HttpResponse:
    """The answer to one of the four errors (decision 25): invalid in the query is 400, stale with If-Match 412."""
    status, body = document(error, in_query=in_query, if_match=if_match)
    return _answer(status, body)


def document(error: Refused, *, in_query: bool = False, if_match: bool = False) -> tuple[int, dict[str, Any]]:
    """Status and body of a refusal."""
    status = error.status
    more: dict[str, Any] = {}
    detail = error.message
    if isinstance(error, Invalid):
        status = 400 if in_query else 422
        detail = _("Some values cannot be taken.")
        more["errors"] = {name: str(text) for name, text in error.fields.items()}
    if isinstance(error, Conflict):
        status = 412 if if_match else 409
        more.update(version=error.version, theirs=error.theirs)
    return status, {"type": "about:blank", "title": TITLES[status], "status": status, "detail": detail, **more}


def _answer(status: int, body: dict[str, Any]) -> HttpResponse:
    response = HttpResponse(msgspec.json.encode(body), status=status, content_type="application/problem+json")
    response["Cache-Control"] = "no-store"
    return response
