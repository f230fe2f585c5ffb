"""Links that a workspace makes: a number in `custom`, which leads to a record of the target as a foreign key does."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django.utils.text import format_lazy

from enishi.kernel.card import Card, Relation
from enishi.kernel.object import Related
from enishi.platform.models import FieldDef
from enishi.platform.own.kinds import told


def with_relations(cards: Mapping[str, Card], own: Mapping[str, list[FieldDef]]) -> Mapping[str, Card]:
    """The cards with what the workspace's links lead to: each object that is linked to knows those rows, also by an
    archived field, and shows those of live ones under a tab of its page."""
    found = dict(cards)
    for key, rows in own.items():
        links = [row for row in rows if row.target]
        for row in links:
            card, there = found[key], found[row.target]
            alone = [one.target for one in links].count(row.target) == 1
            relation = Relation(name_of(row), _called(row, card, alone=alone), key, row.key, row.key)
            page = there.page if card.fields[row.key].hidden else (*there.page, Related(relation.name))
            found[there.key] = replace(there, relations={**there.relations, relation.name: relation}, page=page)
    return found


def name_of(row: FieldDef) -> str:
    """What the way back is named in conditions and addresses; no field of an object begins so."""
    return f"by_{row.object}_{row.key}"


def _called(row: FieldDef, card: Card, *, alone: bool) -> Any:
    """What the records are called on the page of the other: as the administrator says, else by their object."""
    if row.back_ja or row.back_en:
        return told(row.back_ja, row.back_en)
    return card.label_plural if alone else format_lazy("{} ({})", card.label_plural, card.fields[row.key].label)
