"""Keeping saved views: saving, sharing, renaming, ordering, the default, deleting."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.utils.translation import gettext as _

from enishi.kernel.actor import Actor
from enishi.kernel.card import Card
from enishi.kernel.doors.check import seen
from enishi.kernel.doors.labels import links
from enishi.kernel.errors import Denied, Invalid
from enishi.kernel.numbers import number_of
from enishi.kernel.ports import ports
from enishi.platform import views as views_of
from enishi.platform.cards import card_of
from enishi.platform.list_query import ListQuery
from enishi.platform.models import SavedView
from enishi.screens.answer import beside, said, screen
from enishi.screens.lists.saved_views import find, shape, visible
from enishi.screens.page_models.arrange_parts import ViewLine, ViewsPart
from enishi.screens.page_models.common import Choice
from enishi.screens.page_models.form_page import DialogPart, FormField

NAME_LIMIT, SHARED_LIMIT = 60, 50
AUDIENCES = ("mine", "team", "shared", "everyone")


@screen("GET", "POST")
def create(request: HttpRequest, actor: Actor, plural: str) -> HttpResponse:
    """Save what the list shows: over the open view of one's own, with name and audience, or as a new one."""
    card = card_of(plural, actor)
    given = request.GET if request.method == "GET" else request.POST
    query = ListQuery.read({name: given[name] for name in given if name != "name"})
    if request.method == "GET":
        return beside(request, actor, "dialog.jinja", _dialog(request, card, actor, query, None))
    query.records(card, actor)
    if request.POST.get("into") == "open" and query.view:
        view = _own(card, actor, query.view)
        view.query = shape(query)
        if "audience" in request.POST:
            return _saved(request, card, actor, view)
        with ports.lock.write():
            view.save(update_fields=["query"])
        return said(
            request,
            _("The view “{name}” is saved.").format(name=view.called(actor.language)),
            to=f"/o/{plural}?view={view.pk}",
        )
    view = SavedView(object=card.key, owner_id=actor.member, query=shape(query))
    view.position = views_of.count(card.key)
    return _saved(request, card, actor, view)


@screen("GET", "POST")
def edit(request: HttpRequest, actor: Actor, plural: str, number: int) -> HttpResponse:
    """Name, audience and default of a view of one's own."""
    card = card_of(plural, actor)
    view = _own(card, actor, str(number))
    if request.method == "GET":
        return beside(request, actor, "dialog.jinja", _dialog(request, card, actor, ListQuery(), view))
    return _saved(request, card, actor, view)


def _own(card: Card, actor: Actor, number: str) -> SavedView:
    """A view of one's own; administrators keep everybody's."""
    view = find(card, actor, number)
    if view.owner_id != actor.member and not actor.admin:
        raise Denied(_("Only the person who made a view can change it."))
    return view


def _saved(request: HttpRequest, card: Card, actor: Actor, view: SavedView) -> HttpResponse:
    form = request.POST
    name, audience = form.get("name", "").strip()[:NAME_LIMIT], form.get("audience", "mine")
    if not name:
        raise Invalid(name=_("Enter a name for the view."))
    if audience not in AUDIENCES:
        raise Invalid(audience=_("Choose who sees the view."))
    team = views_of.main_team(actor)
    if audience == "team" and team is None:
        raise Invalid(audience=_("You are in no team. Keep the view for yourself or share it with everyone."))
    members = _members(form.getlist("members"), actor) if audience == "shared" else set()
    if audience == "shared" and not members:
        raise Invalid(members=_("Choose at least one colleague."))
    default = form.get("is_default") == "1"
    with ports.lock.write():
        if name != view.called(actor.language):
            view.name, view.names = name, {}
        view.audience, view.is_default = audience, default
        view.team_id = team if audience == "team" else None
        views_of.keep(view, members)
    text = _("The view “{name}” is saved.").format(name=name)
    return said(request, text, to=f"/o/{card.plural}?view={view.pk}")


def _members(texts: list[str], actor: Actor) -> set[int]:
    asked = {number for text in texts[:SHARED_LIMIT] if (number := number_of(text)) is not None}
    return seen("member", actor, asked) if asked else set()


def _dialog(request: HttpRequest, card: Card, actor: Actor, query: ListQuery, view: SavedView | None) -> DialogPart:
    labels = {
        "mine": _("Only me"), "team": _("My team"), "shared": _("Chosen colleagues"), "everyone": _("Everyone"),
    }  # fmt: skip
    held = _open(card, actor, query) if view is None else None
    known = view or held
    audience, name = (known.audience, known.called(actor.language)) if known else ("mine", "")
    picked = links("member", actor, known.shared_with.values_list("pk", flat=True)) if known and known.pk else {}
    fields = [
        FormField("name", _("Name"), value=name, required=view is not None, maxlength=NAME_LIMIT),
        FormField(
            "audience", _("Who sees it"), "radio",
            choices=tuple(Choice(key, label, key == audience) for key, label in labels.items()),
        ),
        FormField(
            "members", _("Chosen colleagues"), "records", url="/o/members/options",
            choices=tuple(Choice(str(number), link.label, True) for number, link in picked.items()),
        ),
        FormField("is_default", _("Open this view first"), "check", checked=bool(known and known.is_default)),
        *(FormField(name, name, "hidden", text) for name, text in (query.params() if view is None else {}).items()),
    ]  # fmt: skip
    if held is not None:
        into = (
            Choice("open", _("Save changes to “{name}”").format(name=held.called(actor.language)), True),
            Choice("new", _("Save as a new view"), False),
        )
        fields.insert(0, FormField("into", _("Where to"), "radio", choices=into))
    url = f"/o/{card.plural}/views/{view.pk}/edit" if view else f"/o/{card.plural}/views/new"
    return DialogPart(
        title=_("View “{name}”").format(name=name) if view else _("Save as a view"),
        text="" if view else _("Filters, order, columns and grouping are kept under this name."),
        url=url,
        csrf_token=get_token(request),
        submit_label=_("Save"),
        fields=tuple(fields),
    )


def _open(card: Card, actor: Actor, query: ListQuery) -> SavedView | None:
    """The view that is open, if the person may overwrite it."""
    views = visible(card, actor) if query.view else []
    return next((v for v in views if str(v.pk) == query.view and (v.owner_id == actor.member or actor.admin)), None)


@screen("GET", "POST")
def keep(request: HttpRequest, actor: Actor, plural: str) -> HttpResponse:
    """All views in the order of their tabs; POST stores the order of those one may change."""
    card = card_of(plural, actor)
    views = visible(card, actor)
    if request.method == "GET":
        return beside(request, actor, "views.jinja", _part(request, card, actor, views))
    places = {number_of(text): place for place, text in enumerate(request.POST.getlist("view"))}
    own = {view.pk for view in views if view.owner_id == actor.member or actor.admin}
    with ports.lock.write():
        views_of.order({number: place for number, place in places.items() if number is not None and number in own})
    return said(request, _("The order of the views is saved."), to=f"/o/{plural}")


def _part(request: HttpRequest, card: Card, actor: Actor, views: list[SavedView]) -> ViewsPart:
    notes = {
        "mine": _("Only me"), "team": _("Team"), "shared": _("Chosen colleagues"), "everyone": _("Everyone"),
    }  # fmt: skip
    url = f"/o/{card.plural}/views"
    lines = tuple(
        ViewLine(
            str(view.pk), view.called(actor.language), notes.get(view.audience, ""),
            view.owner_id == actor.member or actor.admin, view.is_default,
            f"{url}/{view.pk}/edit", f"{url}/{view.pk}/delete",
        )
        for view in views
    )  # fmt: skip
    return ViewsPart(_("Saved views"), url, get_token(request), lines)


@screen("POST")
def delete(request: HttpRequest, actor: Actor, plural: str, number: int) -> HttpResponse:
    """Drop a view of one's own; administrators may drop any."""
    card = card_of(plural, actor)
    view = _own(card, actor, str(number))
    with ports.lock.write():
        view.delete()
    return said(request, _("The view “{name}” is deleted.").format(name=view.called(actor.language)), to=f"/o/{plural}")
