"""The towns behind a postal code for the forms, and the worker that opens the quick log without a connection."""

from __future__ import annotations

import msgspec
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from enishi.kernel.actor import Actor
from enishi.kernel.fieldtypes.base import ValueProblem
from enishi.kernel.fieldtypes.japan.postal import lookup_postal, parse_postal
from enishi.screens.answer import screen
from enishi.screens.assets import FOLDER, manifest


@screen("GET")
def towns(request: HttpRequest, actor: Actor) -> HttpResponse:
    """What the official data says about `?code=`, as JSON; an empty list for what is no Japanese code."""
    try:
        found = lookup_postal(parse_postal(request.GET.get("code", "")[:20]))
    except ValueProblem:
        found = ()
    lines = [{"prefecture": town.prefecture, "city": town.city, "street": town.town} for town in found]
    return HttpResponse(msgspec.json.encode(lines), content_type="application/json")


@require_safe
def worker(request: HttpRequest) -> HttpResponse:
    """The built service worker; it has to stand at the root, and a browser asks for it anew at each visit."""
    script = (FOLDER / manifest()["worker.js"]).read_bytes()
    response = HttpResponse(script, content_type="text/javascript; charset=utf-8")
    response["Cache-Control"] = "no-cache"
    return response
