"""Saved views: list queries with a name, as tabs above a list; mine, shared, of a team or for everyone."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import Any

import msgspec
from django.core.cache import caches
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from enishi.kernel.actor import Actor
from enishi.kernel.card import Card
from enishi.kernel.doors.names import readable_field
from enishi.kernel.doors.rows import Count
from enishi.kernel.errors import Invalid, Missing, Refused
from enishi.platform import epoch, workspace
from enishi.platform import views as views_of
from enishi.platform.cards import card_of
from enishi.platform.list_query import ListQuery, terms_of
from enishi.platform.models import SavedView
from enishi.screens.answer import screen
from enishi.screens.asking import askable
from enishi.screens.lists.filters import GONE, broken
from enishi.screens.looks import inside
from enishi.screens.page_models.common import Action, Tab

COUNT_SECONDS = 60
#: Names of views that are no saved ones: everything, whatever the default is; one's own; what waits for one.
ALL, MINE, OPEN = "all", "mine", "open"


def visible(card: Card, actor: Actor) -> list[SavedView]:
    """Views of this object that the person may open, in their order. Cost: one query."""
    return views_of.visible(card.key, actor)


def built_in(card: Card, actor: Actor) -> dict[str, tuple[str, ListQuery]]:
    """Views every workspace has, with their names: what waits for the reader among things that get done, one's own."""
    found = {}
    if card.open_work and _comes_next_first(card) and askable(card, actor, card.open_work):
        found[OPEN] = (_("My open ones"), ListQuery(filter=dict(card.open_work)))
    if card.owned and card.menu and card.reads(actor, "owner"):
        found[MINE] = (_("Assigned to me"), ListQuery(filter={"field": "owner", "op": "is", "value": "me"}))
    return found


def _comes_next_first(card: Card) -> bool:
    """Whether the list is an agenda of what to do, in the order of its days; others begin with what was last."""
    spec = card.field(card.sort)
    return spec is not None and spec.type.temporal


def find(card: Card, actor: Actor, number: str, views: list[SavedView] | None = None) -> SavedView:
    """A view the person may open. Raises `Missing`: not there and not shared are one answer."""
    for view in visible(card, actor) if views is None else views:
        if str(view.pk) == number:
            return view
    raise Missing(_("There is no such view, or it is no longer shared with you."))


def default_of(views: list[SavedView], actor: Actor) -> SavedView | None:
    """The view a bare address opens: one's own default, else one that an administrator set for all."""
    defaults = [view for view in views if view.is_default]
    for_all = [view for view in defaults if view.owner is None or view.owner.is_admin]
    return next((view for view in defaults if view.owner_id == actor.member), next(iter(for_all), None))


def opened(card: Card, actor: Actor, query: ListQuery, views: list[SavedView] | None = None) -> ListQuery:
    """The query with what its view holds, where the address itself says nothing else."""
    if query.view == ALL:
        return query
    built = built_in(card, actor)
    if query.view in built:
        return (
            query
            if shape(query)
            else replace(built[query.view][1], view=query.view, cursor=query.cursor, last=query.last)
        )
    known = visible(card, actor) if views is None else views
    if not query.view:
        view = default_of(known, actor) if query == ListQuery() else None
        if view is None:
            return replace(built[OPEN][1], view=OPEN) if OPEN in built and query == ListQuery() else query
        return view_query(view)
    view = find(card, actor, query.view, known)
    if shape(query):
        return query
    return replace(view_query(view), cursor=query.cursor, last=query.last)


def shown(card: Card, actor: Actor, query: ListQuery, views: list[SavedView]) -> tuple[ListQuery, str]:
    """`opened` for a page. Where the view asks for what this person may not, or what is gone, the page shows what is
    left of it, and the sentence says so; an address that asks by itself is refused as ever."""
    known = query.view if query.view not in (ALL, *built_in(card, actor)) else ""
    view = find(card, actor, known, views) if known else default_of(views, actor) if query == ListQuery() else None
    if view is None or shape(query):
        return opened(card, actor, query, views), ""
    left = _left_of(card, actor, view)
    if left is None:
        return opened(card, actor, query, views), ""
    if broken(left):
        text = _("The view “{name}” asks for something that you may not see or that is gone. No records are shown until"
                 " you remove the marked condition.")  # fmt: skip
    else:
        text = _("The view “{name}” asks for something that you may not see or that is gone. That is left out.")
    return left, text.format(name=view.called(actor.language))


def _left_of(card: Card, actor: Actor, view: SavedView) -> ListQuery | None:
    """The view without what may not be asked; None when all of it may. In the place of a condition stands one that
    nothing meets, so that nobody takes the other rows for those of the view."""
    try:
        kept = view_query(view)
    except Invalid:  # its long condition is gone
        return ListQuery(view=str(view.pk), filter={"all": [GONE]})
    terms = [term if _goes(card, actor, filter=term) else GONE for term in terms_of(kept.filter)]
    left = replace(
        kept,
        filter={"all": terms} if GONE in terms else kept.filter,
        sort=kept.sort if _goes(card, actor, sort=kept.sort) else "",
        group=kept.group if _goes(card, actor, group=kept.group) else "",
        totals=tuple(name for name in kept.totals if _goes(card, actor, totals=(name,))),
    )
    return left if left != kept else None


def _goes(card: Card, actor: Actor, **part: Any) -> bool:
    query = ListQuery(**part)
    try:
        query.records(card, actor).grouped(query.group)
        for name in query.totals:
            readable_field(card, actor, name, "totals")
    except Invalid:
        return False
    return True


def view_query(view: SavedView) -> ListQuery:
    """What a view holds. Raises `Invalid` when it cannot be read."""
    return replace(ListQuery.read(view.query), view=str(view.pk))


def shape(query: ListQuery) -> dict[str, str]:
    """What a view keeps of a query: everything but the place one is at."""
    return {
        name: text for name, text in query.params().items() if name not in ("view", "cursor", "last", "limit", "jump")
    }


def tabs(views: list[SavedView], card: Card, actor: Actor, query: ListQuery, look: str = "") -> tuple[Tab, ...]:
    """All records, what every workspace has, then the saved views, with their counts; the open one says when its
    filters differ from what is kept. `look` is the end of the address of a board."""
    url = f"/o/{card.plural}"
    named = {ALL: _("All {objects}").format(objects=inside(card.label_plural))}
    named |= {key: name for key, (name, _kept) in built_in(card, actor).items()}
    named |= {str(view.pk): view.called(actor.language) for view in views}
    at = query.view or ALL
    kept = _kept(views, card, actor, query) or ListQuery()
    found = []
    for key, name in named.items():
        changed = key == at and shape(query) != shape(kept)
        count_url = f"{url}/views/{key}/count"
        found.append(Tab(name, f"{url}{look}?view={key}", key == at, count_url=count_url, changed=changed))
    return tuple(found)


def _kept(views: list[SavedView], card: Card, actor: Actor, query: ListQuery) -> ListQuery | None:
    """What the open view holds; None for all records, and for one that cannot be read any more."""
    built = built_in(card, actor)
    if query.view in built:
        return built[query.view][1]
    try:
        return next((view_query(view) for view in views if str(view.pk) == query.view), None)
    except Invalid:
        return None


def actions(
    views: list[SavedView], card: Card, actor: Actor, query: ListQuery, url: str
) -> tuple[Action | None, Action | None]:
    """What the bar offers: to save what differs from the open view (else nothing), and to keep the views."""
    keep = Action(_("Views"), f"{url}/views", "bookmark", how="dialog", icon_only=True) if views else None
    kept = _kept(views, card, actor, query)
    now = shape(query)
    if not now or broken(query) or (kept is not None and now == shape(kept)):
        return None, keep
    moved = replace(query, cursor="", last=False)
    return Action(_("Save as a view"), moved.url(f"{url}/views/new"), "bookmark", how="dialog"), keep


@screen("GET")
def count(request: HttpRequest, actor: Actor, plural: str, view: str) -> HttpResponse:
    """How many a view shows, for its tab, read after the page; kept for a minute a person, view and state of rights,
    but counted `anew` when the person has just changed something."""
    card = card_of(plural, actor)
    if view in (ALL, OPEN):
        query = ListQuery(filter=dict(card.open_work) if view == OPEN else None)
    elif view in (built := built_in(card, actor)):
        query = built[view][1]
    else:
        query = ListQuery.read(find(card, actor, view).query)
    body = msgspec.json.encode([actor.member, actor.language, epoch.known().access, card.key, shape(query)])
    key = f"view-count:{workspace.current().key}:{hashlib.sha256(body).hexdigest()[:32]}"
    kept = caches["process"]  # not the shared one: a GET never writes into the database
    text = None if "anew" in request.GET else kept.get(key)
    if text is None:
        text = _text(_counted(card, actor, query))
        kept.set(key, text, COUNT_SECONDS)
    response = HttpResponse(text, content_type="text/plain; charset=utf-8")
    response["Cache-Control"] = f"private, max-age={COUNT_SECONDS}"
    return response


def _counted(card: Card, actor: Actor, query: ListQuery) -> Count | None:
    """The number, or None for a view that names something the person may no longer ask."""
    try:
        return query.records(card, actor).count()
    except Refused:
        return None


def _text(found: Count | None) -> str:
    """Nothing is said of a view that could not be counted in time and of which no row was seen yet."""
    if found is None or (found.capped and not found.number):
        return ""
    return f"{found.number:,}{'+' if found.capped else ''}"
