"""What the filter builder works with: the fields in the order people look for them, and the check of what was built."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext, pgettext_lazy

from enishi import __version__
from enishi.kernel.actor import Actor
from enishi.kernel.card import Card
from enishi.kernel.condition import parse
from enishi.kernel.condition.paths import Finder
from enishi.kernel.doors.read import context
from enishi.kernel.errors import Invalid
from enishi.kernel.registry import registry
from enishi.platform import epoch, long_filters
from enishi.platform.cards import card_of
from enishi.platform.conditions.operators import VALUES, describe, operator_label
from enishi.platform.list_query import FILTER_LIMIT, text_of
from enishi.platform.models.record import Stored
from enishi.screens.answer import screen

#: Kept by the house of every record; people ask for other things first.
TECHNICAL = frozenset(field.name for field in Stored._meta.fields)
#: Behind the way to related records: how many there are.
NUMBER = "#"
#: Operators whose words in a chip lean on the field before them; in the builder each stands alone.
ALONE = {
    "is": pgettext_lazy("comparison", "is"),
    "is_not": pgettext_lazy("comparison", "is not"),
    "in": pgettext_lazy("comparison", "is one of"),
    "not_in": pgettext_lazy("comparison", "is none of"),
    "contains": pgettext_lazy("comparison", "contains"),
    "starts_with": pgettext_lazy("comparison", "starts with"),
    "ends_with": pgettext_lazy("comparison", "ends with"),
    "between": pgettext_lazy("comparison", "between"),
    "in_any_year": pgettext_lazy("comparison", "is in any year"),
    "is_empty": pgettext_lazy("comparison", "is empty"),
    "is_not_empty": pgettext_lazy("comparison", "is not empty"),
}


@screen("GET", "POST")
def fields(request: HttpRequest, actor: Actor, plural: str) -> HttpResponse:
    """What may be asked of this list, for the builder (JSON with ETag); POST checks a condition and answers the text
    that stands for it in an address, or 422 with what is wrong at which term."""
    card = card_of(plural, actor)
    if request.method == "POST":
        return _checked(request, card, actor)
    now = epoch.known()
    tag = f'"{now.cards}.{now.access}.{now.settings}.{actor.member}.{actor.language}.{__version__}"'
    headers = {"ETag": tag, "Cache-Control": "private, no-cache"}
    if request.headers.get("If-None-Match") == tag:
        return HttpResponse(status=304, headers=headers)
    offer = describe(card, actor, registry)
    offer["fields"] = _arranged(card, actor, [*offer["fields"], *map(_number, offer["relations"])])
    for field in offer["fields"]:
        target = registry.cards.get(field["target"])
        field["url"] = f"/o/{target.plural}/options" if target else ""
        for one in field["operators"]:
            if not (field["temporal"] and one["op"] in ("lt", "lte", "gt", "gte")):
                one["label"] = str(ALONE.get(one["op"], one["label"]))
    return HttpResponse(msgspec.json.encode(offer), content_type="application/json", headers=headers)


def _number(way: dict[str, Any]) -> dict[str, Any]:
    """How many related records there are, asked like a field; first that there are any, or none."""
    labels = {op: operator_label(op, None) for op in ("gte", "lte", "gt", "lt", "is", "is_not", "between")}
    there = {"any": pgettext("count", "there are some"), "none": pgettext("count", "there are none")}
    operators = [{"op": op, "label": label, "value": "none"} for op, label in there.items()]
    operators += [{"op": op, "label": told, "value": VALUES.get(op, "one")} for op, told in labels.items()]
    return {
        "path": f"{way['path']}.{NUMBER}", "label": pgettext("count", "Number"), "group": way["label"],
        "operators": operators, "choices": (), "target": "", "temporal": False, "numeric": True,
    }  # fmt: skip


def _arranged(card: Card, actor: Actor, offers: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The list's own filters and columns first, then its other fields, related ones under their link, what the house
    keeps of the record last. `rare` ones are only found by searching: what the house keeps of related records."""
    finder = Finder(actor, registry)
    cards = {"": card} | {name: step.card for name in finder.ways(card) if (step := finder.step(card, name))}
    usual = {name: _usual(one) for name, one in cards.items()}
    ways = [name for name in (*usual[""], *cards) if name in cards]
    places = {name: place for place, name in reversed(list(enumerate(["", *ways])))}

    def key(offer: dict[str, Any]) -> tuple[Any, ...]:
        way, _dot, name = offer["path"].rpartition(".")
        technical = name in TECHNICAL
        offer["rare"] = bool(way) and (technical or way in TECHNICAL)
        if technical and not way:
            offer["group"] = _("About the entry")
        return (offer["rare"], technical, places[way], -1 if name == NUMBER else usual[way].get(name, len(usual[way])))

    return sorted(offers, key=key)


def _usual(card: Card) -> dict[str, int]:
    """The fields people ask for, by their place: columns with what a group shows, filters, the form's."""
    names: dict[str, None] = {}
    for name in (card.title, *card.columns, *card.filters, *card.quick):
        names |= dict.fromkeys(card.groups[name].fields if name in card.groups else (name,))
    return {name: place for place, name in enumerate(names)}


def _checked(request: HttpRequest, card: Card, actor: Actor) -> HttpResponse:
    text = request.POST.get("filter", "")
    if len(text) > long_filters.TEXT_LIMIT:
        raise Invalid(filter=_("There are too many conditions. Use a list of fewer values."))
    try:
        tree = msgspec.json.decode(text)
    except (msgspec.DecodeError, RecursionError) as problem:
        raise Invalid(filter=_("The filter is not valid JSON.")) from problem
    try:
        parse.parse(tree, card, actor, registry, context(actor))
    except Invalid as refused:
        return JsonResponse({"problems": _problems(tree, card, actor), "text": str(refused)}, status=422)
    text = text_of(tree)
    mark = f"~{long_filters.keep(text)}" if len(text) > FILTER_LIMIT else text
    return HttpResponse(mark, content_type="text/plain; charset=utf-8")


def _problems(tree: Any, card: Card, actor: Actor) -> list[dict[str, Any]]:
    """What is wrong with single terms: the place of each among all, and a sentence."""
    found = []
    for place, term in enumerate(_terms(tree)):
        try:
            parse.parse(term, card, actor, registry, context(actor))
        except Invalid as refused:
            text = str(refused)
            if _is_time(term, card, actor):
                told = _("{problem} Or count from today, such as “60 days ago” or “last month”.")
                text = told.format(problem=text)
            found.append({"at": place, "text": text})
    return found


def _terms(tree: Any) -> Iterator[Any]:
    """The terms of a condition from first to last; what stands inside a term is part of it."""
    if isinstance(tree, list):
        for member in tree:
            yield from _terms(member)
    elif isinstance(tree, dict) and tree.keys() <= {"all", "any", "not"}:
        yield from _terms(list(tree.values()))
    elif tree is not None:
        yield tree


def _is_time(term: Any, card: Card, actor: Actor) -> bool:
    if not isinstance(term, dict) or not isinstance(term.get("field"), str):
        return False
    try:
        return Finder(actor, registry).to_field(term["field"], card, 0).end.type.temporal
    except Invalid:
        return False
