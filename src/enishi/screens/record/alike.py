"""While somebody enters a new record: those that look like the same one, as far as this person may see them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from enishi.kernel.actor import Actor
from enishi.kernel.card import Card, FieldCard
from enishi.kernel.doors.labels import title_columns, title_of
from enishi.kernel.doors.read import records
from enishi.kernel.doors.rows import Row
from enishi.kernel.doors.scope import reach_of
from enishi.kernel.errors import Denied, Invalid
from enishi.kernel.fieldtypes.japan.companies import company_fold, split_company
from enishi.platform.cards import card_of
from enishi.screens.answer import screen, show
from enishi.screens.looks import inside, url_of
from enishi.screens.page_models.form_page import AlikePart, AlikeRecord

MOST, NAMESAKES = 3, 20
REACH = ("email", "tel")


def asks(card: Card, spec: FieldCard) -> bool:
    """Whether a new record is compared by this field: its name, an address, a number, on objects with a timeline."""
    return card.timeline and (spec.type.widget in REACH or spec.name in _name_fields(card))


@screen("POST", shows="search")
def alike(request: HttpRequest, actor: Actor, plural: str) -> HttpResponse:
    """Records with the name, address or number just typed in the field `by`. Only what the reader may see is looked
    at (decision 0002); a value that is no valid one, such as half a number, is like nothing."""
    card = card_of(plural, actor)
    if reach_of(card, actor, "create") == "none":
        raise Denied(_("Your role does not allow you to create {objects}.").format(objects=card.label_plural))
    spec = card.reads(actor, request.GET.get("by", ""))
    typed = {name: text for name in request.POST if (text := request.POST.get(name, "").strip())}
    found = list(_found(card, actor, spec, typed))[:MOST] if spec is not None and asks(card, spec) else []
    lead = _("Perhaps already here, with the same {field}:").format(field=inside(spec.label)) if spec else ""
    rows = tuple(AlikeRecord(row.title, url_of(card, row.id), _beside(card, row, actor)) for row in found)
    return show(request, "alike.jinja", AlikePart(lead, rows))


def _found(card: Card, actor: Actor, spec: FieldCard, typed: dict[str, str]) -> Iterator[Row]:
    if spec.type.widget in REACH:
        yield from _reached(card, actor, spec, typed.get(spec.name, ""))
        return
    title = title_of(card, {name: typed.get(name) for name in title_columns(card, actor)}, actor, 0)
    if spec.name not in typed or any(name not in typed for name in _name_fields(card)):
        return
    wanted = company_fold(title)
    for row in records(card, actor).only(*_shown(card, actor)).search(split_company(title).name).first(NAMESAKES):
        if company_fold(row.title) == wanted:
            yield row


def _reached(card: Card, actor: Actor, spec: FieldCard, text: str) -> list[Row]:
    """Rows with this address or number in any of their fields of that kind."""
    if not text:
        return []
    kinds = [one.name for one in card.readable(actor) if one.type.widget == spec.type.widget and one.operators]
    tree: dict[str, Any] = {"any": [{"field": name, "op": "is", "value": text} for name in kinds]}
    try:
        return records(card, actor).where(tree).only(*_shown(card, actor)).first(MOST)
    except Invalid:
        return []


def _name_fields(card: Card) -> tuple[str, ...]:
    """The fields one cannot leave out of a name, such as family and given name."""
    names = card.groups[card.title].fields if card.title in card.groups else (card.title,)
    return tuple(name for name in names if name in ("name", "family_name", "given_name"))


def _shown(card: Card, actor: Actor) -> tuple[str, ...]:
    return tuple(name for name in card.subtitle if name in card.fields and card.reads(actor, name))


def _beside(card: Card, row: Row, actor: Actor) -> str:
    return " ".join(filter(None, (row.show(name, actor.language) for name in _shown(card, actor))))
