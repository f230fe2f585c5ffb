"""What a request showed is in the spool before its answer goes out."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from enishi.platform.access_log import seen
from enishi.platform.api.problems import problem
from enishi.platform.spool.write import NoRoom

SAFE = ("GET", "HEAD", "OPTIONS")
#: What only reads although its question comes as a body.
READING = ("/query", "/export", "/alike")
#: Answers with a body that may show records; the others send on, refuse, or have nothing to say.
SHOWING = (200, 201, 409, 412, 422)


class AccessLogMiddleware:
    """Keeps for each request what it showed. What cannot be kept is not shown: 507 until there is room."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponse]) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        done = request.method not in SAFE and not request.path.endswith(READING)
        with seen.collected(must=done) as shown:
            try:
                response = self.answer(request)
                if response.status_code in SHOWING:
                    shown.end()
            except NoRoom:
                return _no_room(request)
            return response

    def process_exception(self, request: HttpRequest, fault: Exception) -> HttpResponse | None:
        """A long export that runs out of room on the way."""
        return _no_room(request) if isinstance(fault, NoRoom) else None


def _no_room(request: HttpRequest) -> HttpResponse:
    text = _("The disk of the server is full: what was shown cannot be noted, so nothing is shown. Tell your operator.")
    if request.path.startswith("/api/"):
        return problem(507, text)
    return HttpResponse(text, status=507, content_type="text/plain; charset=utf-8")
