"""Imports as people and commands drive them: a file comes in, is mapped, checked, written, cancelled, undone."""

from __future__ import annotations

import hashlib
import os
import secrets
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import BinaryIO

from django.conf import settings
from django.utils.translation import gettext as _

from enishi.kernel.actor import Actor
from enishi.kernel.card import Card
from enishi.kernel.doors.scope import reach_of
from enishi.kernel.errors import Conflict, Denied, Invalid, Missing
from enishi.kernel.ports import ports
from enishi.kernel.registry import registry
from enishi.platform.models import ImportRun, SavedMapping
from enishi.platform.transfer.columns.mapping import APPENDED, Mapping
from enishi.platform.transfer.columns.suggest import Suggestion, fit_of, suggest, suggest_for
from enishi.platform.transfer.columns.targets import NUMBER, targets_of
from enishi.platform.transfer.files.opening import MAX_BYTES, best_sheet, open_table, too_large
from enishi.platform.transfer.files.problems import Unreadable
from enishi.platform.transfer.files.source import Source
from enishi.platform.transfer.intake import importable, labels, usual
from enishi.platform.transfer.texts.headings import header_key

PIECE = 1 << 20
DOUBT = 0.7
"""Weight of the fit of an object whose files nobody has described: few words are known above their columns."""
OWN_EXPORT = 1000.0
"""More than any fit of columns: a file that came out of an object goes back into it."""
KEPT = timedelta(days=14)
"""How long a file that was not imported waits for somebody to go on."""


@dataclass(frozen=True, slots=True)
class Upload:
    """A file on its way in: its name and its content."""

    name: str
    content: BinaryIO


def folder() -> Path:
    """Where the copies of imported files lie."""
    return Path(settings.ENISHI_DATA) / "imports"


def start(file: Upload, actor: Actor, object_key: str = "", sheet: str = "", *, pasted: bool = False) -> ImportRun:
    """Keep the file and propose object, sheet and mapping. Raises `Denied`, or `Unreadable` with what to do."""
    key = secrets.token_hex(16)
    ending = ".tsv" if pasted else Path(file.name).suffix.lower()[:8]
    path = folder() / f"{key}{ending}"
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        digest = _keep(file.content, path)
        return _begun(path, digest, file.name, actor, object_key, sheet)
    except BaseException:
        path.unlink(missing_ok=True)
        raise


def start_path(path: Path, actor: Actor, object_key: str, sheet: str = "") -> ImportRun:
    """The same for a file of this machine. Raises `Unreadable` before anything is copied when it cannot be a table."""
    open_table(path, sheet).close()
    with path.open("rb") as content:
        return start(Upload(path.name, content), actor, object_key, sheet)


def _keep(content: BinaryIO, path: Path) -> str:
    """Copy the content, refusing more than may be read, and give its SHA-256."""
    size, digest = 0, hashlib.sha256()
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as kept:
        while piece := content.read(PIECE):
            size += len(piece)
            if size > MAX_BYTES:
                raise Unreadable("large", too_large())
            digest.update(piece)
            kept.write(piece)
    return digest.hexdigest()


def _begun(path: Path, digest: str, name: str, actor: Actor, object_key: str, sheet: str) -> ImportRun:
    cards = _cards(actor, object_key)
    with closing(_fitting(path, cards, actor, sheet)) as source:
        if not source.sample(1):
            raise Unreadable("rows", _("There is no row below the header. Choose the file that holds the customers."))
        card = _fittest(source, cards, actor)
        mapping = propose_mapping(source, card, actor)
        run = ImportRun(
            object=card.key,
            name=name[-200:],
            file=path.name,
            digest=digest,
            sheet=source.sheet,
            mapping=mapping.to_json(),
            member=actor.member,
            made_at=ports.clock.now(),
        )
    with ports.lock.write():
        run.save(force_insert=True)
    return run


def turn(run: ImportRun, actor: Actor, *, object_key: str = "", sheet: str = "") -> Mapping:
    """Read another sheet, or let the rows become another object: all columns are proposed anew. A sheet says by its
    columns what its rows are, unless the object is named. Raises `Denied`, `Unreadable`."""
    cards = _cards(actor, object_key)
    with closing(open_table(folder() / run.file, sheet or run.sheet)) as source:
        card = _fittest(source, cards, actor)
        mapping = propose_mapping(source, card, actor)
        run.object, run.sheet = card.key, source.sheet
    with ports.lock.write():
        run.save(update_fields=["object", "sheet"])
    decide(run, mapping)
    return mapping


def _cards(actor: Actor, object_key: str = "") -> list[Card]:
    """The named object, or all that a file is tried for. Raises `Denied`, `Missing`."""
    if object_key and object_key not in registry.cards:
        raise Missing(_("There is nothing called “{name}” to import.").format(name=object_key))
    if object_key:
        card = registry.card(object_key)
        if reach_of(card, actor, "import") == "none":
            raise Denied(_("Your role does not allow you to import {objects}.").format(objects=card.label_plural))
        return [card]
    allowed = [registry.card(key) for key in importable(actor)]
    if not allowed:
        raise Denied(_("Your role does not allow you to import."))
    return allowed


def _fitting(path: Path, cards: Sequence[Card], actor: Actor, sheet: str) -> Source:
    if sheet:
        return open_table(path, sheet)
    return best_sheet(path, lambda source: max(_fit(source, card, actor) for card in cards))


def _fittest(source: Source, cards: Sequence[Card], actor: Actor) -> Card:
    return max(cards, key=lambda card: _fit(source, card, actor))


def _fit(source: Source, card: Card, actor: Actor) -> float:
    """How well the table fits the object; an own export is that object's whose names stand above its columns."""
    found = suggest_for(source, targets_of(card, actor))
    if _is_own(found):
        names = {header_key(label) for spec in card.fields.values() for label in labels(spec)}
        return OWN_EXPORT + sum(header_key(column.header) in names for column in source.columns)
    fit = fit_of(card.key, found)
    return fit if usual(card.key) else fit * DOUBT


def _is_own(found: Sequence[Suggestion]) -> bool:
    """Whether the file was exported from here: a column holds record numbers."""
    return any(s.target == NUMBER and s.confidence >= 0.9 for s in found)


def propose_mapping(source: Source, card: Card, actor: Actor) -> Mapping:
    """A kept mapping for exactly these headers, else the suggestions."""
    headers = [header_key(column.header) for column in source.columns]
    kept = next((m for m in SavedMapping.objects.filter(object=card.key) if m.headers == headers), None)
    return fresh_mapping(source, card, actor) if kept is None else _own(Mapping.of_json(kept.mapping), card, actor)


def _own(mapping: Mapping, card: Card, actor: Actor) -> Mapping:
    """A mapping as this actor may use it: columns for fields kept from the actor stay out, whoever kept the mapping."""
    mine = {target.name for target in targets_of(card, actor)} | {NUMBER, None}
    reason = _("Your role does not let you fill this field.")
    columns = tuple(
        s if s.target in mine else replace(s, target=None, transform="skip", ticked=False, reason=reason)
        for s in mapping.columns
    )
    return replace(mapping, columns=columns)


def fresh_mapping(source: Source, card: Card, actor: Actor) -> Mapping:
    """The suggestions; for an own export the record numbers, and everything it holds overwrites."""
    found = suggest(source.columns, source.values(), targets_of(card, actor))
    if not _is_own(found):
        return Mapping(card.key, tuple(found))
    unwritable = {
        header_key(label)
        for spec in card.fields.values()
        if spec.collected or not card.edits(actor, spec.name)
        for label in labels(spec)
    } - {header_key(label) for spec in card.fields.values() if card.edits(actor, spec.name) for label in labels(spec)}
    reason = _("This field is not importable: Enishi works it out itself.")
    own = tuple(
        replace(s, target=None, transform="skip", ticked=False, confidence=1.0, reason=reason)
        if header_key(source.columns[place].header) in unwritable
        else s
        for place, s in enumerate(found)
    )
    return Mapping(card.key, own, {"*": "overwrite", **dict.fromkeys(APPENDED, "overwrite")})


def saved(name: str, card: Card, actor: Actor) -> Mapping:
    """A mapping that was kept under this name, as this actor may use it. Raises `Missing`."""
    kept = SavedMapping.objects.filter(object=card.key, name=name).first()
    if kept is None:
        raise Missing(_("There is no mapping “{name}” for {objects}.").format(name=name, objects=card.label_plural))
    return _own(Mapping.of_json(kept.mapping), card, actor)


def kept_for(run: ImportRun) -> list[SavedMapping]:
    """The mappings that were kept for a file with these headers."""
    with closing(opened(run)) as source:
        headers = [header_key(column.header) for column in source.columns]
    return [kept for kept in SavedMapping.objects.filter(object=run.object).order_by("name") if kept.headers == headers]


def keep_mapping(run: ImportRun, name: str, actor: Actor) -> SavedMapping:
    """Keep the mapping of a run under a name, for the next file with the same headers."""
    if not name.strip():
        raise Invalid(name=_("Enter a name for the mapping."))
    with closing(opened(run)) as source, ports.lock.write():
        headers = [header_key(column.header) for column in source.columns]
        values = {"mapping": run.mapping, "headers": headers, "member": actor.member, "at": ports.clock.now()}
        return SavedMapping.objects.update_or_create(object=run.object, name=name.strip(), defaults=values)[0]


def find(number: int, actor: Actor) -> ImportRun:
    """A run of one's own; administrators find every run. Raises `Missing`."""
    run = ImportRun.objects.filter(pk=number).first()
    if run is None or (run.member != actor.member and not actor.admin):
        raise Missing(_("There is no such import, or you have no access to it."))
    return run


def earlier(actor: Actor, limit: int = 20) -> list[ImportRun]:
    """The actor's imports, newest first."""
    rows = ImportRun.objects.all() if actor.admin else ImportRun.objects.filter(member=actor.member)
    return list(rows.order_by("-pk")[:limit])


def unfinished(digest: str, object_key: str, sheet: str, actor: Actor) -> ImportRun | None:
    """A run over the very same file that was interrupted while it wrote."""
    rows = ImportRun.objects.filter(digest=digest, object=object_key, state="writing", member=actor.member)
    return next((run for run in rows.order_by("-pk") if not sheet or run.sheet == sheet), None)


def untouched(run: ImportRun) -> bool:
    """Whether nothing of this run was ever written."""
    return ImportRun.objects.filter(pk=run.pk, started_at=None).exists()


def discard(run: ImportRun) -> None:
    """Forget a run that has written nothing, with the copy of its file and what was made of it."""
    if not untouched(run):
        raise Conflict(_("This import has been written already. Undo it instead."))
    with ports.lock.write():
        run.delete()
    for path in folder().glob(f"{Path(run.file).stem}*"):
        path.unlink(missing_ok=True)


def opened(run: ImportRun) -> Source:
    """The run's table; the caller closes it. Raises `Unreadable`."""
    source = open_table(folder() / run.file, run.sheet)
    source.name = run.name
    return source


def suggested(run: ImportRun, actor: Actor) -> Mapping:
    """What would be proposed if nothing had been kept."""
    with closing(opened(run)) as source:
        return fresh_mapping(source, registry.card(run.object), actor)


def mapping_of(run: ImportRun) -> Mapping:
    """What was decided about the run's columns."""
    return Mapping.of_json(run.mapping)


def decide(run: ImportRun, mapping: Mapping) -> None:
    """Store another mapping; verdicts of an earlier check no longer hold."""
    with ports.lock.write():
        run.mapping, run.state = mapping.to_json(), "new"
        run.rows.all().delete()
        run.save(update_fields=["mapping", "state"])


def sure_only(mapping: Mapping, least: float) -> Mapping:
    """The same, with less certain columns kept in the notes instead of guessed."""
    return replace(mapping, least=least)
