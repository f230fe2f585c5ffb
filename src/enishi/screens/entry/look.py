"""Language, theme and row height: kept for the browser by cookies, the language also for the person."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from enishi.kernel.actor import Actor
from enishi.platform.people import own
from enishi.screens.frame import DENSITIES, LANGUAGES, THEMES

YEAR = 365 * 24 * 60 * 60


@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Speak another language from now on, also before anybody signed in."""
    wished = request.POST.get("language", "")
    response = HttpResponseRedirect(came_from(request))
    if wished not in LANGUAGES:
        return response
    actor: Actor | None = getattr(request, "actor", None)
    if actor is not None:
        own.change_profile(actor, language=wished)
    _keep(response, settings.LANGUAGE_COOKIE_NAME, wished)
    return response


@require_POST
def theme(request: HttpRequest) -> HttpResponse:
    """Light, dark, or as the device."""
    return keep_look(request, HttpResponseRedirect(came_from(request)))


def keep_look(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Theme and row height from the form into cookies; an unknown value is left alone."""
    for name, known in (("theme", THEMES), ("density", DENSITIES)):
        wished = request.POST.get(name)
        if wished == "":
            response.delete_cookie(f"enishi_{name}")
        elif wished in known:
            _keep(response, f"enishi_{name}", wished)
    return response


def came_from(request: HttpRequest) -> str:
    """The page of this server the form stood on, else the first page."""
    referer = request.headers.get("Referer", "")
    if not url_has_allowed_host_and_scheme(referer, {request.get_host()}, require_https=request.is_secure()):
        return "/"
    parts = urlsplit(referer)
    return f"{parts.path}?{parts.query}" if parts.query else parts.path or "/"


def _keep(response: HttpResponse, name: str, value: str) -> None:
    # the theme is also written by its button, so these cookies are readable by our own script
    response.set_cookie(name, value, max_age=YEAR, samesite="Lax", secure=settings.SESSION_COOKIE_SECURE)
