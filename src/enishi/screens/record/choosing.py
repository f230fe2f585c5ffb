"""The answers of comboboxes: records a link may lead to, first those beside the record whose page is open."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from enishi.kernel.actor import Actor
from enishi.kernel.card import Card
from enishi.kernel.doors.read import records
from enishi.kernel.doors.rows import Linked, Row
from enishi.kernel.doors.scope import reach_of
from enishi.kernel.errors import Missing
from enishi.kernel.numbers import number_of
from enishi.kernel.ports import ports
from enishi.kernel.registry import registry
from enishi.platform.cards import card_of
from enishi.screens.answer import screen, show
from enishi.screens.looks import inside, record_avatar
from enishi.screens.page_models.form_page import ComboOption, ComboPart

#: So many are offered, out of so many that fit what is typed.
OPTIONS, FITTING = 8, 100


@screen("GET", shows="search")
def options(request: HttpRequest, actor: Actor, plural: str) -> HttpResponse:
    """Records a link may lead to, as one types `q`: the best hits, without words the first in order.

    `on` names the record whose page is open, "contact:7": those of the same company stand before the others.
    """
    card = card_of(plural, actor)
    words = request.GET.get("q", "").strip()[:100]
    rows = _offered(card, actor, words, request.GET.get("on", ""))
    found = tuple(ComboOption(str(row.id), row.title, _note(row, actor), record_avatar(row)) for row in rows)
    make = reach_of(card, actor, "create") != "none" and card.menu
    create_url = f"/o/{card.plural}/new" if make else ""
    return show(
        request, "options.jinja", ComboPart(found, create_url, _("Create {object}").format(object=inside(card.label)))
    )


def _offered(card: Card, actor: Actor, words: str, on: str) -> list[Row]:
    asked = records(card, actor)
    beside = beside_of(card, actor, on)
    near = asked.where({"field": beside[0], "op": "is", "value": beside[1]}) if beside else None
    if not words:
        first = list(near.first(OPTIONS)) if near else []
        known = {row.id for row in first}
        return [*first, *(row for row in asked.first(OPTIONS) if row.id not in known)][:OPTIONS]
    if not card.search:
        return list(asked.search(words).first(OPTIONS))
    ids = ports.search.find(card, actor, words, FITTING)
    close = set(near.among(ids).ids()) if near and ids else set()
    best = sorted(ids, key=lambda number: number not in close)
    if near and len(ids) == FITTING and len(close) < OPTIONS:  # of a common name the best hits may all be strangers
        more = [row.id for row in near.search(words).first(OPTIONS) if row.id not in close]
        best = [*best[: len(close)], *more, *best[len(close) :]]
    best = list(dict.fromkeys(best))[:OPTIONS]
    rows = {row.id: row for row in asked.among(best).first(OPTIONS)}
    return [rows[number] for number in best if number in rows]


def beside_of(card: Card, actor: Actor, on: str) -> tuple[str, int] | None:
    """The field and the value that records beside the open one share with it: the link to it, else the same link to a
    third, such as the company of two people. Links to members say nothing about who belongs together."""
    key, _colon, number = on.partition(":")
    own = {
        spec.target: spec.name for spec in reversed(tuple(card.readable(actor))) if spec.target and not spec.collected
    }
    if key not in registry.cards or (found := number_of(number)) is None:
        return None
    if key in own and key != card.key:
        return own[key], found
    there = registry.card(key)
    shared = [s for s in there.readable(actor) if s.target in own and s.target != "member" and not s.collected]
    try:
        row = records(there, actor).unshown().only(*(s.name for s in shared)).get(found)
    except Missing:
        return None
    for spec in shared:
        value = row[spec.name]
        if isinstance(value, Linked) and value.readable and value.value:
            return own[str(spec.target)], int(value.value)
    return None


def _note(row: Row, actor: Actor) -> str:
    """A line that tells records of the same name apart."""
    shown = (row.show(name, actor.language) for name in row.card.subtitle if name in row.values)
    return " ".join(text for text in shown if text)
