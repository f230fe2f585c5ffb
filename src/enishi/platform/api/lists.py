"""Lists, single records and their writing: the routes under `/api/v1/{object}`."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from enishi.kernel.action import Action
from enishi.kernel.actor import Actor
from enishi.kernel.card import Card
from enishi.kernel.doors.read import records
from enishi.kernel.doors.rows import Row
from enishi.kernel.doors.verbs import Create, Trash, Update
from enishi.kernel.doors.write import write
from enishi.kernel.errors import Invalid, Missing
from enishi.kernel.numbers import number_of
from enishi.platform import changes
from enishi.platform.api import feeds, idempotency
from enishi.platform.api.encode import encoded, expansions
from enishi.platform.api.problems import Problem, answer
from enishi.platform.api.route import mapping_of, route
from enishi.platform.cards import card_of
from enishi.platform.list_query import ListQuery
from enishi.platform.merging.verbs import winner_of

PARAMETERS = frozenset(
    ("filter", "q", "sort", "fields", "expand", "limit", "cursor", "updated_since", "count", "trash")
)


@route("GET", "HEAD", "POST")
def collection(request: HttpRequest, actor: Actor, plural: str) -> HttpResponse:
    """GET lists, POST creates."""
    card = card_of(plural, actor)
    if request.method == "POST":
        return idempotency.once(
            request,
            actor,
            lambda: _created(card, actor, mapping_of(request)),
            lambda number, *written: _located(card, _one(card, actor, number, *written), number),
        )
    unknown = [name for name in request.GET if name not in PARAMETERS]
    if unknown:
        raise Invalid({unknown[0]: _("There is no such parameter.")})
    return _listed(card, actor, {name: request.GET[name] for name in request.GET})


@route("POST")
def query(request: HttpRequest, actor: Actor, plural: str) -> HttpResponse:
    """The same list with its parameters in the body, for filters too long for an address."""
    card = card_of(plural, actor)
    body = mapping_of(request)
    tree = body.pop("filter", None)
    if not all(isinstance(value, str | int | bool) for value in body.values()):
        raise Invalid({"": _("Every parameter beside the filter is a text, a number, true or false.")})
    params = {name: str(value).lower() if isinstance(value, bool) else str(value) for name, value in body.items()}
    unknown = [name for name in params if name not in PARAMETERS]
    if unknown:
        raise Invalid({unknown[0]: _("There is no such parameter.")})
    return _listed(card, actor, params, tree)


def _listed(card: Card, actor: Actor, params: dict[str, str], tree: Any = None) -> HttpResponse:
    asked = ListQuery.read(params)
    if params.get("count", "true") not in ("true", "false"):
        raise Invalid(count=_("Give true or false."))
    found = asked.records(card, actor)
    until, since = "", params.get("updated_since", "")
    if since:
        until, changed = changes.tail().text, feeds.position("updated_since", since)
        found = found.narrowed(changes.touched(card.key, changed), f"since={changed.text}")
    if tree is not None:
        found = found.where(tree)
    page = found.page(asked.cursor or None, asked.limit)
    more = expansions(card, actor, _names(params.get("expand", "")), page.rows)
    body: dict[str, Any] = {"results": [encoded(row, more) for row in page.rows], "next": page.next}
    if until:
        body["updated_until"] = until
    if params.get("count", "true") == "true":
        count = found.count()
        body.update(count=max(count.number, len(page.rows)), count_is_capped=count.capped)
    return answer(200, body)


def _created(card: Card, actor: Actor, data: dict[str, Any]) -> HttpResponse:
    written = write(Create, actor, card, data=data)
    assert written.id is not None
    return _located(card, _one(card, actor, written.id, 201, written.version), written.id)


def _located(card: Card, response: HttpResponse, number: int) -> HttpResponse:
    response["Location"] = f"/api/v1/{card.plural}/{number}"
    return response


@route("GET", "HEAD", "PATCH", "DELETE")
def single(request: HttpRequest, actor: Actor, plural: str, number: int) -> HttpResponse:
    """GET reads, PATCH changes, DELETE puts into the trash."""
    card = card_of(plural, actor)
    if request.method in ("GET", "HEAD"):
        return _read(request, card, actor, number)
    action: type[Action] = Trash if request.method == "DELETE" else Update
    data = {} if request.method == "DELETE" else mapping_of(request)
    written = write(action, actor, card, number, data, version=_expected(request))
    return answer(204, None) if action is Trash else _one(card, actor, number, 200, written.version)


def _read(request: HttpRequest, card: Card, actor: Actor, number: int) -> HttpResponse:
    asked = records(card, actor)
    if request.GET.get("trash") in ("1", "true"):
        asked = asked.in_trash()
    names = _names(request.GET.get("fields", ""))
    try:
        row = asked.only(*(names or (spec.name for spec in card.readable(actor)))).get(number)
    except Missing:
        winner = None if asked.trashed else winner_of(card, number, actor)
        if winner is None:
            raise
        return _moved(request, f"/api/v1/{card.plural}/{winner}")
    return _tagged(
        answer(200, encoded(row, expansions(card, actor, _names(request.GET.get("expand", "")), [row]))), row
    )


def _moved(request: HttpRequest, place: str) -> HttpResponse:
    """The record became part of another one (decision 26)."""
    query = request.META.get("QUERY_STRING", "")
    return HttpResponse(status=308, headers={"Location": f"{place}?{query}" if query else place})


@route("POST")
def act(request: HttpRequest, actor: Actor, plural: str, number: int, verb: str) -> HttpResponse:
    """Let a verb of the object act on one record."""
    card = card_of(plural, actor)
    action = card.actions.get(verb)
    if action is None:
        raise Missing(_("{objects} have no action “{verb}”.").format(objects=card.label_plural, verb=verb[:40]))
    data = mapping_of(request) if request.body else {}
    return idempotency.once(
        request,
        actor,
        lambda: _one(
            card, actor, number, 200, write(action, actor, card, number, data, version=_expected(request)).version
        ),
        lambda *written: _one(card, actor, *written),
    )


def _one(card: Card, actor: Actor, number: int, status: int, version: int) -> HttpResponse:
    """The record after a write, as its writer may see it now; when it has moved out of his sight only its number, with
    the version that was written."""
    try:
        row = records(card, actor).only(*(spec.name for spec in card.readable(actor))).get(number)
    except Missing:
        return answer(status, {"id": number, "version": version})
    return _tagged(answer(status, encoded(row)), row)


def _tagged(response: HttpResponse, row: Row) -> HttpResponse:
    response["ETag"] = f'"v{row.version}"'
    return response


def _expected(request: HttpRequest) -> int | None:
    """The version of If-Match, `"v7"`; `*` means any."""
    header = request.headers.get("If-Match", "").strip()
    if not header or header == "*":
        return None
    version = number_of(header.removeprefix("W/").strip('"').removeprefix("v"))
    if version is None:
        raise Problem(400, _("If-Match takes the ETag of the record, such as “v7” in quotes."))
    return version


def _names(text: str) -> tuple[str, ...]:
    return tuple(name for name in text.split(",") if name)
