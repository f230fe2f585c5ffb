"""What every request gets: the acting member, security headers, and a plain answer when the lock is busy."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.http.request import split_domain_port, validate_host
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from enishi.kernel.actor import Actor
from enishi.kernel.ports import ports
from enishi.platform import access, epoch
from enishi.platform.lock import Busy
from enishi.platform.models import Member
from enishi.platform.transfer.files.opening import MAX_BYTES, too_large

Answer = Callable[[HttpRequest], HttpResponse]
ROOM = 1 << 20
"""Bytes of a request beside its file."""


class HostMiddleware:
    """Refuses a request for a host that is not ours before anything else looks at it.

    `X-Forwarded-Host` is never used for addresses; one that names another host is an attempt, and refused alike.
    """

    def __init__(self, answer: Answer) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        claims = [request.META.get("HTTP_HOST", ""), *request.META.get("HTTP_X_FORWARDED_HOST", "").split(",")]
        if all(_is_ours(claim.strip()) for claim in claims if claim.strip()):
            return self.answer(request)
        return HttpResponse(status=400)


def _is_ours(claim: str) -> bool:
    host, _port = split_domain_port(claim)
    return bool(host) and validate_host(host, settings.ALLOWED_HOSTS)


class SizeMiddleware:
    """Refuses a body that is larger than the largest file before a byte of it is read."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        length = request.META.get("CONTENT_LENGTH") or ""
        if length.isdecimal() and int(length) > MAX_BYTES + ROOM:
            return HttpResponse(too_large(), status=413, content_type="text/plain; charset=utf-8")
        return self.answer(request)


class HeadersMiddleware:
    """Headers Django does not know. What a person sees is never kept by a proxy or a shared browser cache."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.answer(request)
        response.headers.setdefault("Cache-Control", "no-store")
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        response.headers.setdefault("Permissions-Policy", "camera=(), microphone=(), geolocation=(), payment=()")
        return response


class ActorMiddleware:
    """Puts `request.actor` (an `Actor` or None) on every request, in the member's language and time zone.

    A session that has only passed the password of a two-step sign-in has no user yet, hence no actor.
    """

    def __init__(self, answer: Answer) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        epoch.refresh()
        actor = actor_of(request)
        request.actor = actor  # type: ignore[attr-defined]
        if actor is None:
            if request.user.is_authenticated:  # else pages of sign-in would send back here, for ever
                logout(request)
            return self.answer(request)
        translation.activate(actor.language)
        request.LANGUAGE_CODE = actor.language
        with timezone.override(actor.timezone or ports.clock.zone()):
            return self.answer(request)

    def process_exception(self, request: HttpRequest, problem: Exception) -> HttpResponse | None:
        if not isinstance(problem, Busy):
            return None
        text = _("Enishi is writing a lot just now. Try again in a moment.")
        return HttpResponse(text, status=503, content_type="text/plain; charset=utf-8", headers={"Retry-After": "2"})


def actor_of(request: HttpRequest) -> Actor | None:
    """The member behind the signed-in user, or None. Cost: one query for the user, one for the member's number."""
    user = request.user
    return _of_user(user.pk) if user.is_authenticated else None


def may_come_in(user: int) -> bool:
    """Whether the member of this sign-in is there and acts."""
    return _of_user(user) is not None


def _of_user(user: int) -> Actor | None:
    number = Member.objects.filter(user=user).values_list("pk", flat=True).first()
    return access.actor_of(number) if number is not None else None
