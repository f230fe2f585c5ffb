"""A few rows of a file as they would be, for a person to see what the columns make of them."""

from __future__ import annotations

import itertools
from dataclasses import dataclass

from enishi.kernel.actor import Actor
from enishi.kernel.card import Card
from enishi.kernel.fieldtypes import groups
from enishi.platform.models import ImportRun
from enishi.platform.transfer.files.source import Source
from enishi.platform.transfer.verdicts.plan import Planner
from enishi.platform.transfer.verdicts.values import Reading
from enishi.platform.transfer.writing.engine import planner_of

SHOWN, LOOKED = 5, 60
"""Rows of a preview, and rows of the file that are looked at for them."""
WIDE = 8
"""Fields of a preview."""


@dataclass(frozen=True, slots=True)
class Preview:
    """A few rows as they would be: the labels, who each row is first, and their texts."""

    labels: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def preview(run: ImportRun, source: Source, actor: Actor) -> Preview:
    """The first rows with values, as they are read alone: who it is first, then what a list of the object shows."""
    planner = planner_of(run, source, actor, deciding=False)
    found: list[dict[str, str]] = []
    for number, cells in itertools.islice(source.rows(), LOOKED):
        row, reading = planner.rows.read(number, cells)
        if reading is not None and len(found) < SHOWN and row.verdict != "error":
            found.append(_texts(planner, reading, actor))
    names = [name for name in _order(planner.card) if any(texts.get(name) for texts in found)][:WIDE]
    card = planner.card
    labels = tuple(str(card.groups[name].label if name in card.groups else card.fields[name].label) for name in names)
    return Preview(labels, tuple(tuple(texts.get(name, "") for name in names) for texts in found))


def _texts(planner: Planner, reading: Reading, actor: Actor) -> dict[str, str]:
    """Field, or group of fields → its text."""
    card, data = planner.card, reading.data
    found = {
        name: card.fields[name].type.render(value, actor.language)
        for name, value in data.items()
        if not card.fields[name].target and not card.fields[name].collected
    }
    for group in card.groups.values():
        found[group.name] = groups.render(group.kind, {name: data.get(name) for name in group.fields}, actor.language)
    if reading.link:
        company = planner.companies.card
        title = company.groups.get(company.title)
        names = {name: reading.company.get(name) for name in title.fields} if title else {}
        found[reading.link] = groups.render(title.kind, names, actor.language) if title else ""
    if reading.owner:
        found["owner"] = reading.owner
    return found


def _order(card: Card) -> list[str]:
    """Who it is and what a list of the object shows, then everything else; columns of a group stand in it."""
    inside = {name for group in card.groups.values() for name in group.fields}
    kana = [name for name in inside if name.endswith("_kana")]
    ahead = [card.title, *card.subtitle, *card.columns, *card.groups]
    rest = [name for name in card.fields if name in kana or name not in inside]
    return list(dict.fromkeys([*(name for name in ahead if name in card.groups or name in card.fields), *rest]))
