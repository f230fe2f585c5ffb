"""What every API request passes: who asks, how often, and the same shape of refusal whatever happens behind."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

import msgspec
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.middleware.csrf import CsrfViewMiddleware
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from enishi.kernel.actor import Actor
from enishi.kernel.errors import Refused
from enishi.platform.api import limits, tokens
from enishi.platform.api.problems import Problem, problem, refused
from enishi.platform.lock import Busy

BODY_LIMIT = 10 * 1024 * 1024
View = Callable[..., HttpResponseBase]
SAFE = ("GET", "HEAD", "OPTIONS")


def route(*methods: str) -> Callable[[View], View]:
    """Makes a function of (request, actor, …) a view: methods, sign-in by token or by session with CSRF, rate limit,
    problem+json for every refusal."""

    def wrap(view: View) -> View:
        @csrf_exempt
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            left: list[limits.Left] = []
            response: HttpResponseBase
            try:
                response = _answered(view, request, methods, left, args, kwargs)
            except Problem as trouble:
                response = problem(trouble.status, trouble.detail)
                for name, text in trouble.headers.items():
                    response[name.replace("_", "-")] = text
            except Busy as busy:
                response = problem(503, _("Enishi is writing a lot just now. Try again in a moment."))
                response["Retry-After"] = str(busy.retry_after)
            except Refused as error:
                response = refused(error, in_query=_reads(request), if_match="If-Match" in request.headers)
            for bucket in left:
                told = {"Limit": bucket.limit, "Remaining": bucket.remaining, "Reset": bucket.reset}
                for name, number in told.items():
                    response[f"RateLimit-{name}"] = str(number)
            return response

        return guarded

    return wrap


@csrf_exempt
def nowhere(request: HttpRequest, rest: str) -> HttpResponse:
    """Addresses below `/api/v1` that are none answer like everything else here."""
    return problem(404, _("There is no such address."))


def _answered(
    view: View, request: HttpRequest, methods: tuple[str, ...], buckets: list[limits.Left], args: Any, kwargs: Any
) -> HttpResponseBase:
    """The view's answer; the reader's bucket is put into `buckets` for the headers of whatever comes of it."""
    if request.method not in methods:
        raise Problem(
            405, _("This address takes {methods}.").format(methods=", ".join(methods)), Allow=", ".join(methods)
        )
    actor = _actor(request)
    translation.activate(actor.language)
    left = limits.take(actor.cause or f"{actor.kind}:{actor.member}")
    buckets.append(left)
    if left.wait:
        raise Problem(429, _("Too many requests. Wait a moment."), Retry_After=str(left.wait))
    return view(request, actor, *args, **kwargs)


def _actor(request: HttpRequest) -> Actor:
    """Whoever carries the token; else the signed-in person, who needs the CSRF token for every unsafe method."""
    header = request.headers.get("Authorization", "")
    if header:
        kind, _space, text = header.partition(" ")
        actor = tokens.actor_of(text.strip(), safe=_reads(request)) if kind.lower() == "bearer" else None
    else:
        actor = getattr(request, "actor", None)
        if actor is not None and request.method not in SAFE and _forged(request):
            raise Problem(403, _("The form was sent from another page. Load the page again."))
    if actor is None:
        raise Problem(401, _("Send an API token as “Authorization: Bearer …”."), WWW_Authenticate="Bearer")
    return actor.coming_by("api", actor.cause)


def _forged(request: HttpRequest) -> bool:
    check = CsrfViewMiddleware(lambda _request: HttpResponse())
    request.csrf_processing_done = False  # type: ignore[attr-defined]
    check.process_request(request)
    return check.process_view(request, lambda _request: HttpResponse(), (), {}) is not None


def _reads(request: HttpRequest) -> bool:
    """Whether the request only asks: a query too long for an address comes as the body of a POST."""
    return request.method in SAFE or request.path.endswith("/query")


def body_of(request: HttpRequest) -> Any:
    """The JSON body. Raises `Problem` 413, 415 or 400 with what is wrong."""
    if int(request.headers.get("Content-Length") or 0) > BODY_LIMIT:
        raise Problem(413, _("The body is larger than 10 MB. Send it in parts."))
    if request.content_type not in ("application/json", "application/merge-patch+json"):
        raise Problem(415, _("Send JSON with “Content-Type: application/json”."))
    try:
        return msgspec.json.decode(request.body)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as trouble:
        raise Problem(400, _("The body is not valid JSON.")) from trouble


def mapping_of(request: HttpRequest) -> dict[str, Any]:
    """The JSON body, which must be an object."""
    body = body_of(request)
    if not isinstance(body, dict):
        raise Problem(400, _("The body must be a JSON object."))
    return body
