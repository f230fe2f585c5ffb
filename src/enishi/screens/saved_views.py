"""Saved views: list queries with a name, as tabs above a list; mine, shared, of a team or for everyone."""

from __future__ import annotations

from dataclasses import replace

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from enishi.kernel.actor import Actor
from enishi.kernel.card import Card
from enishi.kernel.doors.query import ListQuery
from enishi.kernel.errors import Denied, Invalid, Missing
from enishi.kernel.ports import ports
from enishi.platform.models import Membership, SavedView
from enishi.screens.answer import said, screen, show
from enishi.screens.page_models.common import Action, Choice, Tab
from enishi.screens.page_models.form_page import DialogPart, FormField

NAME_LIMIT = 60
AUDIENCES = ("mine", "team", "everyone")


def visible(card: Card, actor: Actor) -> list[SavedView]:
    """Views of this object that the person may open, in their order."""
    teams = Membership.objects.filter(member=actor.member).values("team")
    mine = Q(audience="mine", owner=actor.member) | Q(audience="everyone")
    mine |= Q(audience="team", team__in=teams) | Q(audience="shared", shared_with=actor.member) | Q(owner=actor.member)
    return list(SavedView.objects.filter(mine, object=card.key).distinct().order_by("position", "pk")[:20])


def opened(card: Card, actor: Actor, query: ListQuery) -> ListQuery:
    """The query with what its view holds, where the address itself says nothing else."""
    if not query.view:
        return query
    view = next((view for view in visible(card, actor) if str(view.pk) == query.view), None)
    if view is None:
        raise Missing(_("There is no such view, or it is no longer shared with you."))
    held = ListQuery.read(view.query)
    own = {name for name in query.params() if name not in ("view", "cursor", "last", "limit")}
    if own:
        return query
    return replace(held, view=query.view, cursor=query.cursor, last=query.last)


def tabs(card: Card, actor: Actor, query: ListQuery, url: str) -> tuple[Tab, ...]:
    """All records, then the views; the present one says when its filters differ from what is saved."""
    found = [Tab(_("All {objects}").format(objects=card.label_plural), url, not query.view)]
    for view in visible(card, actor):
        current = str(view.pk) == query.view
        changed = current and _shape(query) != _shape(ListQuery.read(view.query))
        found.append(Tab(view.name, f"{url}?view={view.pk}", current, changed=changed))
    return tuple(found)


def save_action(card: Card, actor: Actor, query: ListQuery, url: str) -> Action | None:
    """Offers to save what differs from the view it came from."""
    shape = _shape(query)
    if not shape:
        return None
    packed = replace(query, cursor="", last=False).url("").removeprefix("?")
    return Action(_("Save as a view"), f"{url}/views/new?{packed}", "bookmark", how="dialog")


def _shape(query: ListQuery) -> dict[str, str]:
    return {
        name: text for name, text in query.params().items() if name not in ("view", "cursor", "last", "limit", "jump")
    }


@screen("GET", "POST")
def create(request: HttpRequest, actor: Actor, plural: str) -> HttpResponse:
    """Ask for a name and an audience, and keep the query."""
    from enishi.screens.lists import card_of

    card = card_of(plural, actor)
    url = f"/o/{card.plural}"
    if request.method == "GET":
        return show(request, "dialog.jinja", _dialog(request, card, ListQuery.read(request.GET.dict())))
    query = ListQuery.read({name: text for name, text in request.POST.dict().items() if name != "name"})
    query.records(card, actor)
    name, audience = request.POST.get("name", "").strip()[:NAME_LIMIT], request.POST.get("audience", "mine")
    if not name:
        raise Invalid(name=_("Enter a name for the view."))
    if audience not in AUDIENCES:
        raise Invalid(audience=_("Choose who sees the view."))
    team = Membership.objects.filter(member=actor.member).order_by("-is_main").values_list("team", flat=True).first()
    if audience == "team" and team is None:
        raise Invalid(audience=_("You are in no team. Keep the view for yourself or share it with everyone."))
    with ports.lock.write():
        view = SavedView.objects.create(
            object=card.key, name=name, owner_id=actor.member, audience=audience,
            team_id=team if audience == "team" else None, query=_shape(query),
            position=SavedView.objects.filter(object=card.key).count(),
        )  # fmt: skip
    return said(request, _("The view “{name}” is saved.").format(name=name), to=f"{url}?view={view.pk}")


def _dialog(request: HttpRequest, card: Card, query: ListQuery) -> DialogPart:
    from django.middleware.csrf import get_token

    audiences = (("mine", _("Only me")), ("team", _("My team")), ("everyone", _("Everyone")))
    kept = tuple(FormField(name, name, "hidden", text) for name, text in _shape(query).items())
    return DialogPart(
        title=_("Save as a view"),
        text=_("Filters, order, columns and grouping are kept under this name."),
        url=f"/o/{card.plural}/views/new",
        csrf_token=get_token(request),
        submit_label=_("Save"),
        fields=(
            FormField("name", _("Name"), required=True, maxlength=NAME_LIMIT),
            FormField(
                "audience", _("Who sees it"), "radio",
                choices=tuple(Choice(key, label, key == "mine") for key, label in audiences),
            ),
            *kept,
        ),
    )  # fmt: skip


@screen("POST")
def delete(request: HttpRequest, actor: Actor, plural: str, number: int) -> HttpResponse:
    """Drop a view of one's own; administrators may drop any."""
    view = SavedView.objects.filter(pk=number).first()
    if view is None:
        raise Missing(_("There is no such view, or it is no longer shared with you."))
    if view.owner_id != actor.member and not actor.admin:
        raise Denied(_("Only the person who made a view can delete it."))
    with ports.lock.write():
        view.delete()
    return said(request, _("The view “{name}” is deleted.").format(name=view.name), to=f"/o/{plural}")
