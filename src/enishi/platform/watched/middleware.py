"""Around every request: its name, its figures, its slow statements, and one line in the log when that is JSON."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable

from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponse

from enishi.platform.watched import figures, named, slow

METHODS = frozenset(("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"))
log = logging.getLogger("enishi.request")


class WatchedMiddleware:
    """The outermost: what it measures is the whole of Django's work. The answer carries `X-Request-ID`."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponse]) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        given = request.headers.get("X-Request-ID", "")
        name = named.request_id(given, trusted=settings.ENISHI_TRUSTED_PROXIES > 0)
        began = time.monotonic()
        with named.working(name), connection.execute_wrapper(slow.watch):
            response = self.answer(request)
            taken = time.monotonic() - began
            method = request.method if request.method in METHODS else "other"
            figures.count(_kind(request), str(method), response.status_code, taken)
            if settings.ENISHI_LOG == "json":
                _say(request, str(method), response.status_code, taken)
        response["X-Request-ID"] = name
        return response


def _kind(request: HttpRequest) -> str:
    if request.path.startswith("/api/"):
        return "api"
    return "part" if request.headers.get("HX-Request") == "true" else "page"


def _say(request: HttpRequest, method: str, status: int, taken: float) -> None:
    """The pattern of the address and no more: no number of a record, no question, no name and no network address."""
    route = request.resolver_match.route if request.resolver_match else ""
    told = {"method": method, "route": route, "status": status, "milliseconds": round(taken * 1000, 1)}
    log.info("%s %s", method, status, extra={"told": told})
