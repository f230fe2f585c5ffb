"""Objects that a workspace made, as cards like any other: their records stand in one table, and what is shown of them
follows from their fields."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django.utils.translation import gettext_lazy as _

from enishi.kernel.actor import Actor, Reach, Verb
from enishi.kernel.card import Card
from enishi.kernel.object import Object, Related, Section
from enishi.kernel.policy import Access
from enishi.kernel.registry import Registry
from enishi.platform.models import ObjectDef, OwnRecord
from enishi.platform.objects import MemberCard
from enishi.platform.own.kinds import told
from enishi.platform.own_fields import OWN

#: How keys of such objects begin; no object of the code does, and no address.
PREFIX = "x_"
#: Own fields that stand in the list of an object, beside name and owner.
COLUMNS = 6


class OwnCard(Object):
    """What every such object is at first: a name and an owner."""

    model = OwnRecord
    key, plural, fixed = "x_", "x_", {"object": ""}
    search = {"name": 3}
    match = ("name",)
    page = (Section("details", "name", "owner", label=_("Details")),)


class Archived(Access):
    """Nobody reaches a row of an object that is archived, administrators neither; its card and rows stay, for whoever
    comes across its name: saved views, roles, undo, files that were read in."""

    def reach(self, actor: Actor, key: str, verb: Verb) -> Reach:
        return "none"


def cards() -> Mapping[str, Card]:
    """Every object, also archived ones, by key in their order, without fields of its own. Cost: one query."""
    rows = list(ObjectDef.objects.order_by("position", "pk"))
    if not rows:
        return {}
    apart = Registry()
    apart.add(MemberCard, OwnCard)
    apart.freeze()
    return {row.key: _made(row, apart.card(OwnCard.key)) for row in rows}


def _made(row: ObjectDef, base: Card) -> Card:
    title: Any = told(row.title_ja, row.title_en) if row.title_ja or row.title_en else base.fields["name"].label
    return replace(
        base,
        key=row.key,
        plural=row.key,
        label=told(row.label_ja, row.label_en),
        label_plural=told(row.label_ja, row.plural_en or row.label_en),
        icon=row.icon,
        fixed={"object": row.key},
        fields={**base.fields, "name": replace(base.fields["name"], label=title)},
        timeline=row.timeline,
        menu=row.archived_at is None,
        access=Archived() if row.archived_at else base.access,
    )


def arranged(card: Card) -> Card:
    """The card with what follows from its fields: list and page have them in their order, the first choice makes a
    board and the first day a calendar, and a row of a file is matched by the values that only one record may have, and
    by the name together with what the record first leads to."""
    names = (name for part in card.page if isinstance(part, Section) and part.name == OWN for name in part.fields)
    own = [spec for name in names if not (spec := card.fields[name]).hidden]
    shown = [spec.name for spec in own if spec.type.widget not in ("textarea", "rich_text")]
    alone = [(spec.name,) for spec in own if spec.unique]
    named = ("name", *(spec.name for spec in own if spec.target))[:2]
    details = Section("details", "name", *(spec.name for spec in own), "owner", label=_("Details"))
    return replace(
        card,
        columns=card.columns if len(card.columns) > 1 else ("name", *shown[:COLUMNS], "owner"),
        filters=(*shown, "owner"),
        page=(details, *(part for part in card.page if isinstance(part, Related))),
        board=next((spec.name for spec in own if spec.type.name == "choice"), ""),
        calendar=next((spec.name for spec in own if spec.type.name in ("date", "date_time")), ""),
        match=(*alone, named),
    )


def is_own(card: Card) -> bool:
    """Whether the workspace made this object."""
    return card.model is OwnRecord


def is_archived(card: Card) -> bool:
    return isinstance(card.access, Archived)
