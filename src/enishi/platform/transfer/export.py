"""A list as a file: CSV, Excel or JSON lines, streamed, audited, and such that importing it again changes nothing."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from enishi.kernel.actor import Actor
from enishi.kernel.card import Card, FieldCard
from enishi.kernel.doors.read import Records, context, records
from enishi.kernel.doors.rows import Linked, Row
from enishi.kernel.errors import Denied, Invalid, Missing
from enishi.kernel.ports import AuditEntry, ports
from enishi.platform.list_query import ListQuery, tree_of
from enishi.platform.models import SavedView
from enishi.platform.transfer.checkup.cleaned import write_workbook
from enishi.platform.transfer.columns.targets import number_header
from enishi.platform.transfer.texts.formulas import guarded

FORMATS = {".csv": "csv", ".xlsx": "xlsx", ".jsonl": "jsonl", ".ndjson": "jsonl"}
STAMPS = frozenset({"id", "version", "sort_key", "trashed_at", "trashed_by", "match_key"})
SHOWN = frozenset({"phone"})
"""Kinds written as people read them, where the field type reads that back as the same value."""


@dataclass(frozen=True, slots=True)
class Exported:
    """How many rows were written, and how many cells hold a character that the encoding does not have."""

    rows: int
    lost: int = 0


def export(
    card: Card, actor: Actor, query: ListQuery, path: Path, *, encoding: str = "utf-8-sig", lossy: bool = True
) -> Exported:
    """Write what the query lists, as far as the actor's right to export reaches. Raises `Denied` or `Invalid`; without
    `lossy` also `Invalid` at `kind` when the encoding cannot hold a cell, and nothing counts as exported then."""
    if not actor.may("export", card.key):
        raise Denied(_("Your role does not allow you to export {objects}.").format(objects=card.label_plural))
    kind = FORMATS.get(path.suffix.lower())
    if kind is None:
        raise Invalid(file=_("Choose a file that ends in .csv, .xlsx or .jsonl."))
    specs = columns(card, actor, query.fields)
    found = _asked(card, actor, query).only(*(spec.name for spec in specs))
    with translation.override(actor.language), timezone.override(context(actor).timezone):
        done = _write(found, specs, path, kind, actor.language, encoding)
    if done.lost and not lossy:
        text = ngettext(
            "{number} cell does not fit into Shift_JIS and would show “?”. Choose UTF-8 to keep it.",
            "{number} cells do not fit into Shift_JIS and would show “?”. Choose UTF-8 to keep them.",
            done.lost,
        )
        raise Invalid(kind=text.format(number=f"{done.lost:,}"))
    asked = {k: v for k, v in query.params().items() if k != "cursor"}
    body = {"rows": done.rows, "query": asked, "columns": [spec.name for spec in specs], "format": kind}
    with ports.lock.write():
        ports.audit.write([AuditEntry(ports.clock.now(), actor, card.key, 0, "exported", {}, body)])
    return done


def _asked(card: Card, actor: Actor, query: ListQuery) -> Records:
    found = records(card, actor, "export").where(query.filter).search(query.words)
    return found.sorted(query.sort) if query.sort else found


def columns(card: Card, actor: Actor, names: Sequence[str] = ()) -> list[FieldCard]:
    """The fields of these names, composites taken apart; without names everything that can come back, and more."""
    found: dict[str, FieldCard] = {}
    for name in names or (*card.columns, *(n for n in card.fields if n not in STAMPS)):
        for part in card.groups[name].fields if name in card.groups else (name,):
            spec = card.reads(actor, part)
            if spec is not None and not spec.collected and spec.type.name != "file":
                found.setdefault(spec.name, spec)
    if not names:
        found = {name: spec for name, spec in found.items() if not (spec.system and name not in ("created_at",))}
    return list(found.values())


def view_query(card: Card, name: str, actor: Actor) -> ListQuery:
    """The query of a saved view by its name: the actor's own first, then one for everybody. Raises `Missing`."""
    rows = SavedView.objects.filter(object=card.key, name=name)
    view = rows.filter(owner=actor.member).first() or rows.exclude(audience="mine").first()
    if view is None:
        raise Missing(_("There is no view “{name}” of {objects}.").format(name=name, objects=card.label_plural))
    stored = dict(view.query)
    tree = stored.pop("filter", None)
    plain = {k: ",".join(v) if isinstance(v, list) else str(v) for k, v in stored.items() if v}
    read = ListQuery.read(plain)
    return ListQuery(tree_of(tree) if isinstance(tree, str) else tree, read.words, read.sort, read.fields, read.group)


def _write(found: Records, specs: Sequence[FieldCard], path: Path, kind: str, language: str, encoding: str) -> Exported:
    rows = found.stream()
    if kind == "jsonl":
        return _lines(rows, specs, path)
    header = [number_header(found.card), *(str(spec.label) for spec in specs)]
    texts = ([str(row.id), *(cell(spec, row[spec.name], language) for spec in specs)] for row in rows)
    if kind == "xlsx":
        return Exported(write_workbook(path, header, texts))
    count = lost = 0
    with path.open("w", encoding=encoding, errors="replace", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(map(guarded, header))
        for line in texts:
            count += 1
            if encoding == "cp932":
                lost += sum(map(_missing, line))
            writer.writerow([guarded(text) for text in line])
    return Exported(count, lost)


def _missing(text: str) -> bool:
    try:
        text.encode("cp932")
    except UnicodeEncodeError:
        return True
    return False


def _lines(rows: Iterator[Row], specs: Sequence[FieldCard], path: Path) -> Exported:
    count = 0
    with path.open("w", encoding="utf-8") as file:
        for row in rows:
            body: dict[str, Any] = {"id": row.id}
            for spec in specs:
                value = row[spec.name]
                body[spec.name] = value.value if isinstance(value, Linked) else spec.type.to_json(value)
            file.write(json.dumps(body, ensure_ascii=False, default=str) + "\n")
            count += 1
    return Exported(count)


def cell(spec: FieldCard, value: Any, language: str) -> str:
    """A value as text that the same field reads back unchanged; nothing for what the reader may not see."""
    if value is None:
        return ""
    if isinstance(value, Linked):
        return str(value.value if value.anywhere else value.label) if value.readable else ""
    if isinstance(value, datetime):
        local = value.astimezone(timezone.get_current_timezone()).replace(tzinfo=None)
        return local.isoformat(" ", "microseconds" if local.microsecond and not spec.computed else "seconds")
    if spec.type.name in SHOWN:
        return spec.type.render(value, language)
    return spec.type.export(value)
