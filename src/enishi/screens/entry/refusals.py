"""Answers to what cannot be: wrong request, no permission, no such page, a stale form, too many tries, a fault."""

from __future__ import annotations

import logging
from dataclasses import replace
from typing import Any

from django.core.exceptions import DisallowedHost
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from enishi.platform.api.problems import problem
from enishi.screens.answer import is_part, sentence, show, way_back
from enishi.screens.frame import frame_of, shell_of
from enishi.screens.page_models.common import Action, State
from enishi.screens.page_models.entry_pages import ErrorPage, StatePage

log = logging.getLogger("enishi.screens")


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400. A request for another host learns nothing, not even how our pages look."""
    if isinstance(exception, DisallowedHost):
        return HttpResponse(status=400)
    return refusal(request, 400, _("This cannot be understood"), _("Go back and try again."))


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    return refusal(request, 403, _("Not allowed"), _("You have no access to this page."))


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return refusal(request, 404, _("Not found"), _("There is no such page."))


def too_many(request: HttpRequest) -> HttpResponse:
    """429, from the limits on sign-in."""
    text = _("Too many attempts. Wait a minute and try again.")
    response = refusal(request, 429, _("One moment"), text)
    response["Retry-After"] = "60"
    return response


def stale_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 for a form whose token does not fit: mostly one that stood open while somebody signed in or out."""
    text = _("This form is no longer valid, for example because you signed in again. Reload the page and try again.")
    return refusal(request, 403, _("Reload the page"), text)


def failed(request: HttpRequest) -> HttpResponse:
    """500. Shown without asking the database anything."""
    text = _("Something went wrong on the server. Nothing half-written was kept. Try again in a moment.")
    if request.path.startswith("/api/"):
        return problem(500, text)
    try:
        return _plain(request, 500, _("This did not work"), text)
    except Exception:
        log.exception("the page of the fault failed, too")
        return HttpResponse(text, status=500, content_type="text/plain; charset=utf-8")


def refusal(request: HttpRequest, status: int, title: str, text: str) -> HttpResponse:
    """The refusal as whoever asked can read it: a problem document, a sentence, or a page."""
    if request.path.startswith("/api/"):
        return problem(status, text)
    if is_part(request):
        return sentence(text, status)
    actor = getattr(request, "actor", None)
    if actor is None:
        return _plain(request, status, title, text)
    state = replace(_state(status, title, text), other=way_back(request))
    return show(request, "state.jinja", StatePage(shell_of(request, actor, title), title, state), status)


def _plain(request: HttpRequest, status: int, title: str, text: str) -> HttpResponse:
    page = ErrorPage(title, _state(status, title, text), frame_of(request))
    return show(request, "error.jinja", page, status)


def _state(status: int, title: str, text: str) -> State:
    kinds: dict[int, Any] = {403: "denied", 404: "nothing_found"}
    return State(kinds.get(status, "error"), title, text, Action(_("Back to the start"), "/", icon="house"))
