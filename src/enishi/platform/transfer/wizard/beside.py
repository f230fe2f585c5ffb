"""A row of the file beside the records and rows it may be."""

from __future__ import annotations

import itertools
import json
from contextlib import closing
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from enishi.kernel.actor import Actor
from enishi.kernel.card import Card
from enishi.kernel.doors.read import records
from enishi.kernel.doors.rows import Linked, Row
from enishi.kernel.errors import Missing
from enishi.kernel.registry import registry
from enishi.platform.models import ImportRun
from enishi.platform.transfer.files.source import Row as SourceRow
from enishi.platform.transfer.files.source import Source
from enishi.platform.transfer.runs import opened
from enishi.platform.transfer.verdicts.match import Hit
from enishi.platform.transfer.verdicts.match_keys import DECLARED, ELSEWHERE, said
from enishi.platform.transfer.verdicts.plan import OF_ROW
from enishi.platform.transfer.verdicts.rows import RowPlan
from enishi.platform.transfer.writing.engine import planner_of

BEFORE = 30
"""Rows read before the one in question, from which a ditto takes its values."""


@dataclass(frozen=True, slots=True)
class Other:
    """A record or an earlier row that this row may be. `answer` is what `desk.answer` takes for it; it is `likely`
    when name or reading are the same as well."""

    answer: int | str
    title: str
    record: int | None
    reasons: tuple[str, ...]
    values: tuple[str, ...]
    likely: bool = False


@dataclass(frozen=True, slots=True)
class Comparison:
    """The fields of a row beside those of the others; `values` are texts in the order of `labels`."""

    labels: tuple[str, ...]
    values: tuple[str, ...]
    others: tuple[Other, ...]


def comparison(run: ImportRun, number: int, actor: Actor) -> Comparison:
    """The row beside everything it may be. Reads the file up to the row. Raises `Missing`."""
    plan = _plan(run, number, actor, open_again=True)
    card = registry.card(run.object)
    earlier = {hit.known.row: _values(run, hit.known.row, card, actor) for hit in plan.beside if hit.known.id is None}
    ids = [hit.known.id for hit in plan.beside if hit.known.id]
    there = {row.id: row for row in records(card, actor).among(ids).first(len(ids))} if ids else {}
    own = _values(run, number, card, actor)
    names = [name for name in _ordered(card) if name in own or any(name in values for values in earlier.values())]
    names = [name for name in names if card.reads(actor, name) is not None and not card.fields[name].collected]
    others = []
    for hit in plan.beside:
        reasons = tuple(said(card, hit.reasons))
        if hit.known.id is None:
            values = tuple(earlier[hit.known.row].get(name, "") for name in names)
            title = _("Row {row} of the file").format(row=hit.known.row)
            others.append(Other(f"{OF_ROW}{hit.known.row}", title, None, reasons, values, _likely(hit)))
        elif hit.known.id in there:
            row = there[hit.known.id]
            values = tuple(_shown(card, row, name, actor) for name in names)
            others.append(Other(row.id, row.title, row.id, reasons, values, _likely(hit)))
    labels = tuple(str(card.fields[name].label) for name in names)
    return Comparison(labels, tuple(own.get(name, "") for name in names), tuple(others))


def _likely(hit: Hit) -> bool:
    keyed = any(reason.startswith(DECLARED) for reason in hit.reasons)
    return hit.sure or keyed or bool({"name", "kana", ELSEWHERE} & set(hit.reasons))


def _ordered(card: Card) -> list[str]:
    """The fields of a record: its name and what stands beneath it first."""
    title = card.groups[card.title].fields if card.title in card.groups else (card.title,)
    return [name for name in dict.fromkeys((*title, *card.subtitle, *card.fields)) if name in card.fields]


def near(run: ImportRun, source: Source, number: int) -> list[SourceRow]:
    """The row and those it was found to resemble, each with those just above it, from which dittos take their values:
    enough to judge it anew."""
    looked = {*_resembled(run, number), number}
    rows = itertools.takewhile(lambda pair: pair[0] <= number, source.rows())
    return [row for row in rows if any(one - BEFORE < row[0] <= one for one in looked)]


def _plan(run: ImportRun, number: int, actor: Actor, *, open_again: bool = False) -> RowPlan:
    """The row thought through; `open_again` leaves aside what was answered."""
    with closing(opened(run)) as source:
        planner = planner_of(run, source, actor, deciding=False)
        if open_again:
            planner.rows.answers = {key: value for key, value in planner.rows.answers.items() if key != str(number)}
        found = next((row for row in planner.plan(near(run, source, number)).rows if row.row == number), None)
    if found is None:
        raise Missing(_("There is no such row."))
    return found


def _resembled(run: ImportRun, number: int) -> set[int]:
    detail = run.rows.filter(row=number).exclude(verdict="made").values_list("detail", flat=True).first()
    found = json.loads(detail) if detail else {}
    return {row for record, row, *_more in found.get("candidates", ()) if not record}


def _values(run: ImportRun, number: int, card: Card, actor: Actor) -> dict[str, str]:
    """The values of a row as if it stood alone, field → text."""
    with closing(opened(run)) as source:
        planner = planner_of(run, source, actor, deciding=False)
        reading = None
        for row, cells in itertools.takewhile(lambda pair: pair[0] <= number, source.rows()):
            if row > number - BEFORE:
                reading = planner.reading(row, cells)
    if reading is None:
        return {}
    found = {name: _text(card, name, value, actor) for name, value in reading.data.items() if name in card.fields}
    if reading.owner:
        found["owner"] = reading.owner
    if reading.link and reading.company.get("name"):
        found[reading.link] = str(reading.company["name"])
    return found


def _text(card: Card, name: str, value: Any, actor: Actor) -> str:
    spec = card.fields[name]
    if isinstance(value, Linked):
        return value.label
    if spec.target:
        return _title(spec.target, value, actor)
    if spec.collected:
        return "、".join(spec.type.render(item, actor.language) for item in value or ())
    return spec.type.render(value, actor.language)


def _title(key: str, value: Any, actor: Actor) -> str:
    found = records(key, actor).among([value]).first(1) if isinstance(value, int) else []
    return found[0].title if found else str(value or "")


def _shown(card: Card, row: Row, name: str, actor: Actor) -> str:
    return _text(card, name, row[name], actor)
