"""Titles of records, and the labels of links to them, as their reader may see them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from django.utils.translation import gettext as _

from enishi.kernel.actor import Actor
from enishi.kernel.card import Card
from enishi.kernel.doors.held import links_of
from enishi.kernel.doors.prepared import answers
from enishi.kernel.doors.rows import Linked
from enishi.kernel.doors.scope import Rows, branches
from enishi.kernel.fieldtypes import groups
from enishi.kernel.fieldtypes.reference import parts
from enishi.kernel.ports import ports
from enishi.kernel.registry import registry


def title_columns(card: Card, actor: Actor) -> tuple[str, ...]:
    """The columns a title is made of, without those that are hidden from the reader."""
    names = card.groups[card.title].fields if card.title in card.groups else (card.title,)
    return tuple(name for name in names if card.reads(actor, name))


def title_of(card: Card, values: Mapping[str, Any], actor: Actor, number: int) -> str:
    """The name of a record in the reader's language; its number when the name is empty or hidden."""
    group = card.groups.get(card.title)
    if group is not None:
        text = groups.render(group.kind, {name: values.get(name) for name in group.fields}, actor.language)
    else:
        spec = card.reads(actor, card.title)
        text = spec.type.render(values.get(card.title), actor.language) if spec else ""
    return text.partition("\n")[0][:200] or f"#{number}"  # that of a note is how it begins


def titles(card: Card, actor: Actor, ids: Iterable[int]) -> dict[int, str]:
    """Titles of the live records among these ids that the actor may see. Cost: one query per branch of the scope."""
    wanted = set(ids)
    if not wanted:
        return {}
    names = title_columns(card, actor)
    found: dict[int, str] = {}

    def build(ids: Sequence[int]) -> list[Rows]:
        return [rows.filter(pk__in=ids).order_by().values_list("pk", *names) for rows in branches(card, actor)]

    for run in answers(("titles", card.key), card, actor, list(wanted), build):
        for number, *values in run:
            found[number] = title_of(card, dict(zip(names, values, strict=True)), actor, number)
    if card.personal:
        ports.audit.shown(actor, card.key, found, "name")
    return found


def links(target: str, actor: Actor, ids: Iterable[int]) -> dict[int, Linked]:
    """A link for each id; one that may not be seen, or is gone, says so and keeps its number to itself."""
    wanted = set(ids)
    memo = links_of(actor)
    known = titles(registry.card(target), actor, (number for number in wanted if (target, number) not in memo))
    memo.update({(target, number): Linked(target, number, title) for number, title in known.items()})
    hidden = Linked(target, None, _("No access"))
    return {number: memo.get((target, number), hidden) for number in wanted}


def references(actor: Actor, values: Iterable[str]) -> dict[str, Linked]:
    """A link for each reference to a record of any object, as `links` gives them. Cost: one query an object."""
    known: dict[str, Linked] = dict.fromkeys(values, Linked("", None, _("No access"), anywhere=True))
    for key in registry.cards.keys() & {parts(value)[0] for value in known}:
        ids = [number for there, number in map(parts, known) if there == key]
        found = links(key, actor, ids).items()
        known.update({f"{key}:{number}": replace(link, anywhere=True) for number, link in found if link.readable})
    return known
