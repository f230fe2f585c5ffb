"""By what a list is sorted and grouped: own fields, those of linked records, months."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from enishi.kernel.actor import Actor
from enishi.kernel.card import Card, FieldCard
from enishi.kernel.condition.paths import Finder
from enishi.kernel.registry import registry
from enishi.platform.cards import card_of
from enishi.platform.list_query import ListQuery
from enishi.screens.answer import beside, screen
from enishi.screens.lists.arranging import kept, query_of, to
from enishi.screens.lists.conditions import TECHNICAL
from enishi.screens.lists.grouping import MONTH
from enishi.screens.lists.page import label_of
from enishi.screens.page_models.common import Choice
from enishi.screens.page_models.form_page import DialogPart, FormField

UNASKED = ("id", "version", "trashed_at", "trashed_by")


@screen("GET", "POST")
def order(request: HttpRequest, actor: Actor, plural: str) -> HttpResponse:
    """Choose by what the list is sorted and grouped; POST goes back to the list as it now is."""
    card = card_of(plural, actor)
    query = query_of(request, card, actor)
    if request.method == "GET":
        return beside(request, actor, "dialog.jinja", _dialog(request, card, actor, query))
    group = request.POST.get("bundle", "")
    keys = [_key(request, card, end) for end in ("", "_then")]
    sort = ",".join(dict.fromkeys(key for key in keys if key))
    found = replace(query, sort="" if sort == card.sort else sort, group=group)
    found.records(card, actor).sorted(group)
    return to(request, found.url(f"/o/{card.plural}"))


def _key(request: HttpRequest, card: Card, end: str) -> str:
    name = request.POST.get(f"by{end}", "")
    name = "sort_key" if name == card.title else name
    return f"-{name}" if name and request.POST.get(f"direction{end}") == "down" else name


def _dialog(request: HttpRequest, card: Card, actor: Actor, query: ListQuery) -> DialogPart:
    first, _comma, then = (query.sort or card.sort).partition(",")
    groups = [Choice(name, label, name == query.group) for name, label in _groups(card, actor)]
    return DialogPart(
        title=_("Sort and group"),
        text=_("Within groups the first order counts."),
        url=f"/o/{card.plural}/order",
        csrf_token=get_token(request),
        submit_label=_("Show"),
        fields=(
            *_sort(card, actor, "", _("Sort by"), first),
            *_sort(card, actor, "_then", _("Then by"), then),
            FormField(
                "bundle", _("Group by"), "choice", choices=(Choice("", _("No groups"), not query.group), *groups)
            ),
            *(FormField(name, name, "hidden", text) for name, text in kept(query, "sort", "group")),
        ),
    )


def _sort(card: Card, actor: Actor, end: str, label: str, at: str) -> tuple[FormField, FormField]:
    """A field to sort by and its direction; the second one may be none."""
    by = at.removeprefix("-")
    now = card.title if by == "sort_key" else by
    none = (Choice("", "—", not now),) if end else ()
    directions = (
        Choice("up", pgettext("order", "Ascending"), not at.startswith("-")),
        Choice("down", pgettext("order", "Descending"), at.startswith("-")),
    )
    sorts = tuple(Choice(name, told, name == now) for name, told in _sorts(card, actor))
    return (
        FormField(f"by{end}", label, "choice", width=4, choices=(*none, *sorts)),
        FormField(f"direction{end}", pgettext("order", "Order"), "segments", width=6, choices=directions),
    )


def _sorts(card: Card, actor: Actor) -> Iterator[tuple[str, str]]:
    names = [card.title, *(spec.name for spec in card.readable(actor) if spec.sortable or spec.target)]
    yield from ((name, label_of(card, name)) for name in dict.fromkeys(names))
    yield from ((name, label) for name, label, _spec in _beyond(card, actor))


def _groups(card: Card, actor: Actor) -> Iterator[tuple[str, str]]:
    own = [spec for spec in card.readable(actor) if not spec.collected and spec.name not in UNASKED]
    yield from ((spec.name, str(spec.label)) for spec in own if _grouped(card, spec))
    for spec in own:
        if spec.type.temporal:
            yield f"{spec.name}.{MONTH}", _("{field}, by month").format(field=spec.label)
    for name, label, spec in _beyond(card, actor):
        if _grouped(registry.card(card.fields[name.partition(".")[0]].target), spec):
            yield name, label


def _grouped(card: Card, spec: FieldCard) -> bool:
    """Whether rows share values of the field. Of words these are only lines that lists show or ask for."""
    words = "starts_with" in spec.type.operators
    asked = spec.type.widget == "text" and spec.name in (*card.columns, *card.filters)
    return spec.type.groupable and (not words or (asked and spec.name != card.title))


def _beyond(card: Card, actor: Actor) -> Iterator[tuple[str, str, FieldCard]]:
    """What lists of linked records show or ask for, by the way to it."""
    finder = Finder(actor, registry)
    for link in card.readable(actor):
        if link.name in TECHNICAL or not link.target or link.collected or finder.step(card, link.name) is None:
            continue
        there = registry.card(link.target)
        for name in dict.fromkeys((*there.columns, *there.filters)):
            spec = there.reads(actor, name)
            if spec is not None and spec.sortable and not (spec.target or spec.own):
                yield f"{link.name}.{name}", f"{link.label} › {spec.label}", spec
