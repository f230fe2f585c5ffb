"""Turns a page model into an answer, and every refusal into a page that says what to do."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from functools import wraps
from typing import Any
from urllib.parse import quote, urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _

from enishi.kernel.actor import Actor
from enishi.kernel.errors import Conflict, Denied, Invalid, Missing, Refused
from enishi.platform import mail
from enishi.platform.access_log.seen import by_way_of
from enishi.screens.frame import shell_of
from enishi.screens.page_models.common import Action, State
from enishi.screens.page_models.entry_pages import AlonePage, StatePage

View = Callable[..., HttpResponseBase]
Undo = int | Sequence[int] | None


def screen(*methods: str, shows: str = "") -> Callable[[View], View]:
    """Makes a function of (request, actor, …) a screen for signed-in members.

    A refusal becomes the state page inside the shell, or one sentence when htmx or an element asked. `shows` is the way
    in which its records are shown, for the access log, where the question to the read door does not say it: "print",
    "search".
    """

    def wrap(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            actor: Actor | None = getattr(request, "actor", None)
            if actor is None:
                return _to_sign_in(request)
            if request.method not in methods:
                return HttpResponse(status=405, headers={"Allow": ", ".join(methods)})
            try:
                with by_way_of(shows):
                    return view(request, actor, *args, **kwargs)
            except Refused as error:
                return _refused(request, actor, error)

        return guarded

    return wrap


def show(request: HttpRequest, template: str, page: Any, status: int = 200) -> HttpResponse:
    """Render a page or part. Templates see nothing but the page model."""
    return render(request, template, {"page": page}, status=status)


def beside(request: HttpRequest, actor: Actor, template: str, part: Any, status: int = 200) -> HttpResponse:
    """A part for the drawer or dialog; the same inside the shell when its address is opened as a page."""
    if is_part(request):
        return show(request, template, part, status)
    page = AlonePage(shell_of(request, actor, part.title), part.title, template, part)
    return show(request, "alone.jinja", page, status)


def is_part(request: HttpRequest) -> bool:
    """Whether htmx or an element asks for a part of a page."""
    return request.headers.get("HX-Request") == "true"


def is_alone(request: HttpRequest) -> bool:
    """Whether the form that is sent stands as a page of its own, not beside a page that shows what becomes of it."""
    return not is_part(request) or urlsplit(request.headers.get("HX-Current-URL", "")).path == request.path


def sentence(text: str, status: int) -> HttpResponse:
    """A refusal of a part, for the toast: it is text and may repeat what was typed, so it never becomes markup."""
    plain = {"HX-Reswap": "none"}
    return HttpResponse(text, status=status, content_type="text/plain; charset=utf-8", headers=plain)


def address_here(request: HttpRequest, path: str) -> str:
    """The full address of a page for the person who asks: the configured one, else the one this request came to, whose
    host was checked before anything else. Mails take `mail.address` instead."""
    return mail.address(path) if settings.ENISHI_BASE_URL else request.build_absolute_uri(path)


def way_back(request: HttpRequest) -> Action | None:
    """The page of ours that this address was opened from; None when it was typed, or opened from itself."""
    came = urlsplit(request.headers.get("Referer", ""))
    path = came._replace(scheme="", netloc="", fragment="").geturl()
    if came.netloc != request.get_host() or path == request.get_full_path() or not path.startswith("/"):
        return None
    return Action(_("Back to where you were"), path, "chevron-left")


def said(
    request: HttpRequest, text: str, *, undo: Undo = None, to: str = "", close: bool = True, body: str = ""
) -> HttpResponse:
    """After a write, or several (`undo` takes their audit rows): for elements a toast with undo, the drawer closed and
    the lists told; for plain forms the same toast on the next page."""
    toast = {"text": text, "undo": undo_mark(undo)}
    if not is_part(request):
        request.session["toast"] = toast
        return HttpResponseRedirect(to or request.headers.get("Referer", "/"))
    events: dict[str, object] = {"en:toast": toast}
    if not to:  # a page that is left reads nothing again: what it shows may be gone
        events["en:changed"] = {}
    if close:
        events["en:close"] = {}
    response = HttpResponse(body, status=200 if body else 204)
    response["HX-Trigger"] = json.dumps(events)
    if to:
        request.session["toast"] = toast
        response["HX-Redirect"] = to
    return response


def asks(address: str) -> HttpResponse:
    """Before a write, for elements: this question is opened first, and what was shown ahead of it is taken back."""
    return HttpResponse(status=202, headers={"HX-Trigger": json.dumps({"en:open": {"kind": "dialog", "url": address}})})


def undo_mark(undo: Undo) -> str:
    """What the undo button sends: one audit row, or several separated by points."""
    if undo is None or isinstance(undo, int):
        return "" if undo is None else str(undo)
    return ".".join(str(number) for number in undo)


def _to_sign_in(request: HttpRequest) -> HttpResponse:
    if is_part(request):
        return HttpResponse(_("You are signed out. Sign in again."), status=401)
    return HttpResponseRedirect(f"/accounts/login/?next={quote(request.get_full_path())}")


def _refused(request: HttpRequest, actor: Actor, error: Refused) -> HttpResponse:
    status = 400 if isinstance(error, Invalid) and request.method == "GET" else error.status
    if is_part(request):
        return sentence(_sentence(error), status)
    today = Action(_("Back to today"), "/", icon="house")
    state = State(_kind(error), _title(error), _sentence(error), today, way_back(request))
    page = StatePage(shell=shell_of(request, actor, _title(error), names=False), title=_title(error), state=state)
    return show(request, "state.jinja", page, status)


def _kind(error: Refused) -> Any:
    return "denied" if isinstance(error, Denied) else "nothing_found" if isinstance(error, Missing) else "error"


def _title(error: Refused) -> str:
    titles: dict[type[Refused], str] = {
        Denied: _("Not allowed"),
        Missing: _("Not found"),
        Conflict: _("Changed by somebody else"),
    }
    return titles.get(type(error), _("This cannot be shown"))


def _sentence(error: Refused) -> str:
    if isinstance(error, Invalid):
        return " ".join(str(text) for text in error.fields.values())
    return str(error.message)
