"""Arranging a list: which columns in which order, what is added up, how dense it is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.middleware.csrf import get_token
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from enishi.kernel.actor import Actor
from enishi.kernel.card import Card
from enishi.platform.cards import card_of
from enishi.platform.list_query import ListQuery
from enishi.screens.answer import beside, is_part, screen
from enishi.screens.frame import DENSITIES, density_of
from enishi.screens.lists import saved_views
from enishi.screens.lists.page import columns_of, is_readable, label_of
from enishi.screens.page_models.arrange_parts import ColumnChoice, ColumnsPart
from enishi.screens.page_models.common import Choice

YEAR_SECONDS = 365 * 24 * 3600


def query_of(request: HttpRequest, card: Card, actor: Actor) -> ListQuery:
    given = request.GET if request.method == "GET" else request.POST
    return saved_views.opened(card, actor, ListQuery.read({name: given[name] for name in given}))


@screen("GET", "POST")
def columns(request: HttpRequest, actor: Actor, plural: str) -> HttpResponse:
    """Choose columns and their order, sums and density; POST goes back to the list as it now is."""
    card = card_of(plural, actor)
    query = query_of(request, card, actor)
    if request.method == "GET":
        return beside(request, actor, "columns.jinja", _columns_part(request, card, actor, query))
    wanted = request.POST.getlist("column")
    names = tuple(name for name in dict.fromkeys(wanted) if _known(card, actor, name))
    totals = tuple(name for name in request.POST.getlist("total") if name in names)
    usual = columns_of(card, actor, ListQuery())
    response = to(
        request, replace(query, fields=() if names == usual else names, totals=totals).url(f"/o/{card.plural}")
    )
    density = request.POST.get("density", "")
    if density in DENSITIES:
        response.set_cookie("enishi_density", density, max_age=YEAR_SECONDS, samesite="Lax")
    elif "density" in request.POST:
        response.delete_cookie("enishi_density")
    return response


def _known(card: Card, actor: Actor, name: str) -> bool:
    return (name in card.fields or name in card.groups) and is_readable(card, actor, name)


def _columns_part(request: HttpRequest, card: Card, actor: Actor, query: ListQuery) -> ColumnsPart:
    shown = columns_of(card, actor, query)
    rest = [name for name in _offered(card, actor) if name not in shown]
    density = density_of(request)
    labels = {
        "compact": pgettext("density", "Compact"),
        "": pgettext("density", "Normal"),
        "relaxed": pgettext("density", "Relaxed"),
    }
    return ColumnsPart(
        title=_("Columns"),
        url=f"/o/{card.plural}/columns",
        csrf_token=get_token(request),
        columns=tuple(_choice(card, name, name in shown, query) for name in (*shown, *rest)),
        kept=kept(query, "fields", "totals"),
        densities=tuple(Choice(key, label, key == density) for key, label in labels.items()),
    )


def _offered(card: Card, actor: Actor) -> Iterator[str]:
    """Groups first, then every field that is in no group."""
    yield from (name for name in card.groups if is_readable(card, actor, name))
    inside = {name for group in card.groups.values() for name in group.fields}
    yield from (spec.name for spec in card.readable(actor) if spec.name not in inside)


def _choice(card: Card, name: str, shown: bool, query: ListQuery) -> ColumnChoice:
    spec = card.fields.get(name)
    adds = spec is not None and spec.type.summable and name not in ("id", "version")
    return ColumnChoice(name, label_of(card, name), shown, name in query.totals if adds else None)


def kept(query: ListQuery, *without: str) -> tuple[tuple[str, str], ...]:
    moved = replace(query, cursor="", last=False)
    return tuple((name, text) for name, text in moved.params().items() if name not in without)


def to(request: HttpRequest, url: str) -> HttpResponse:
    if not is_part(request):
        return HttpResponseRedirect(url)
    response = HttpResponse(status=204)
    response["HX-Redirect"] = url
    return response
