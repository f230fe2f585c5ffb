"""Undo of an import: first a verdict for every record, then a job takes back what nobody built on."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import islice
from typing import Any, Literal

from django.db import connection
from django.utils.translation import gettext as _

from enishi.kernel.actor import Actor
from enishi.kernel.card import Card
from enishi.kernel.doors.read import records
from enishi.kernel.doors.rows import Linked, Row
from enishi.kernel.doors.verbs import Trash, Update
from enishi.kernel.doors.write import Item, write_many
from enishi.kernel.errors import Denied
from enishi.kernel.ports import ports
from enishi.kernel.registry import registry
from enishi.platform import attaching
from enishi.platform.built_on import built_on
from enishi.platform.jobs.run import Cancelled, Overtaken
from enishi.platform.models import Audit, DuplicateCase, ImportRow, ImportRun
from enishi.platform.taken_back import taking_back
from enishi.platform.transfer.intake import intake_of
from enishi.platform.transfer.writing.write import Step, lock_step

POSSIBLE = timedelta(days=30)
CHUNK = 100
LOOKING = 8.0
"""Seconds for which a person waits to see what an undo would do; about 20,000 records are judged in them."""
TOLD = 500
"""Records that stay after an undo and are named with the reason."""
What = Literal["trash", "restore", "keep"]
Going = dict[str, set[int]]
"""Object → records that the undo takes away before those it judges now."""


@dataclass(frozen=True, slots=True)
class UndoVerdict:
    """What undo does with one record: `data` goes back into it, `reasons` name what stays and who changed it."""

    object: str
    record: int
    title: str
    what: What
    data: dict[str, Any] = field(default_factory=dict)
    reasons: tuple[str, ...] = ()


def allowed(run: ImportRun, actor: Actor) -> None:
    """Raise `Denied` with the reason when this run cannot be undone by this actor now."""
    if run.state not in ("done", "cancelled", "failed", "undoing"):
        raise Denied(_("This import has not written anything that could be undone."))
    if run.started_at and ports.clock.now() - run.started_at > POSSIBLE:
        raise Denied(_("An import can be undone for 30 days."))
    if not (actor.may("edit", run.object) and actor.may("delete", run.object)):
        raise Denied(_("Undoing an import needs the right to edit and to delete."))


def verdicts(run: ImportRun, actor: Actor) -> Iterator[UndoVerdict]:
    """One verdict per record the run wrote: people before companies and colleagues last, so that a company without
    people and a colleague without customers can go too.

    Each is judged as if what goes before it were gone already.
    """
    going: Going = {}
    for card in _cards(run):
        for part in _parts(_records(run, card)):
            for verdict in _judge(run, card, actor, part, going):
                # who goes back to another company or colleague holds on to the imported one no more
                if verdict.what == "trash" or any(card.fields[name].target for name in verdict.data):
                    going.setdefault(card.key, set()).add(verdict.record)
                yield verdict


@dataclass(frozen=True, slots=True)
class Look:
    """What an undo would do: counts over all records of the run, and the verdicts to show, those that stay in front.

    `whole` is False when a very large import was looked through only in part; the counts are of that part.
    """

    counts: dict[str, int]
    listed: list[UndoVerdict]
    whole: bool


def look(run: ImportRun, actor: Actor, most: int, seconds: float = LOOKING) -> Look:
    """Judge every record for as long as a person waits; lists up to `most` of each kind."""
    began = time.monotonic()
    counted: Counter[str] = Counter()
    listed: dict[str, list[UndoVerdict]] = {"keep": [], "restore": [], "trash": []}
    whole = True
    for verdict in verdicts(run, actor):
        counted[verdict.what] += 1
        kept = listed["keep" if verdict.reasons else verdict.what]
        if len(kept) < most:
            kept.append(verdict)
        if time.monotonic() - began > seconds:
            whole = False
            break
    shown = [verdict for kept in listed.values() for verdict in kept][:most]
    return Look({what: counted.get(what, 0) for what in ("trash", "restore", "keep")}, shown, whole)


def summary(run: ImportRun, actor: Actor) -> dict[str, int]:
    """How many records go to the trash, get values back, or stay."""
    found = Counter(verdict.what for verdict in verdicts(run, actor))
    return {what: found.get(what, 0) for what in ("trash", "restore", "keep")}


def undo(run: ImportRun, actor: Actor, step: Step = lock_step) -> dict[str, int]:
    """Take the run back; gives the counts. Going on after an interruption repeats nothing, for what was taken back
    no longer holds what the run wrote."""
    allowed(run, actor)
    actor = actor.coming_by("import", f"undo:{run.pk}")
    with step():
        run.fence += 1
        run.state, run.cancel_asked = "undoing", False
        run.save(update_fields=["fence", "state", "cancel_asked"])
    counts: Counter[str] = Counter()
    stayed: list[UndoVerdict] = []
    for card in _cards(run):
        for part in _parts(_records(run, card)):
            with step():
                _hold(run)
                _lock(card, part)
                found = list(_judge(run, card, actor, part, {}))
                gone = [Item(v.record) for v in found if v.what == "trash"]
                back = [Item(v.record, v.data) for v in found if v.what == "restore"]
                write_many(Trash, actor, card, gone, background=True)
                with taking_back(run.started_at):
                    write_many(Update, actor, card, back, background=True)
                counts.update(verdict.what for verdict in found)
                stayed += [verdict for verdict in found if verdict.reasons][: TOLD - len(stayed)]
    with step():
        DuplicateCase.objects.filter(run=run, state="open").delete()
        run.state, run.undone_at = "undone", ports.clock.now()
        told = {what: counts.get(what, 0) for what in ("trash", "restore", "keep")}
        run.checkpoint = {"undo": {"counts": told, "stayed": [_stored(verdict) for verdict in stayed]}}
        run.save(update_fields=["state", "undone_at", "checkpoint"])
    return told


def _stored(verdict: UndoVerdict) -> dict[str, Any]:
    return {"object": verdict.object, "record": verdict.record, "what": verdict.what, "reasons": list(verdict.reasons)}


def stayed(run: ImportRun, actor: Actor) -> list[UndoVerdict]:
    """What an undone run left behind and why, of what the actor may see; the first records of it."""
    kept = run.checkpoint.get("undo", {}).get("stayed", [])
    titles: dict[tuple[str, int], str] = {}
    for key in dict.fromkeys(one["object"] for one in kept):
        ids = [one["record"] for one in kept if one["object"] == key]
        titles |= {(key, row.id): row.title for row in records(key, actor).among(ids).first(len(ids))}
    return [
        UndoVerdict(one["object"], one["record"], titles[place], one["what"], reasons=tuple(one["reasons"]))
        for one in kept
        if (place := (one["object"], one["record"])) in titles
    ]


def _hold(run: ImportRun) -> None:
    found = ImportRun.objects.filter(pk=run.pk).values_list("fence", "cancel_asked").first()
    if found is None or found[0] != run.fence:
        raise Overtaken
    if found[1]:
        raise Cancelled


def _lock(card: Card, part: Sequence[_Written]) -> None:
    """Keep everybody else off these records until they are judged and written; SQLite has one writer anyway."""
    if connection.vendor == "postgresql":
        rows = card.every_row().filter(pk__in=[one.record for one in part])
        list(rows.order_by("pk").select_for_update().values_list("pk"))


def _cards(run: ImportRun) -> list[Card]:
    """The objects of the run, the one it was about first, members last."""
    order = [run.object, *(key for key in (intake_of(run.object).company, "member") if key != run.object)]
    there = set(ImportRow.objects.filter(run=run, audit__isnull=False).values_list("object", flat=True).distinct())
    return [registry.card(key) for key in order if key in there]


@dataclass(slots=True)
class _Written:
    record: int
    created: bool
    audits: list[int]


def _records(run: ImportRun, card: Card) -> list[_Written]:
    found: dict[int, _Written] = {}
    rows = ImportRow.objects.filter(run=run, object=card.key, audit__isnull=False, record__isnull=False)
    for number, verdict, audit in rows.order_by("pk").values_list("record", "verdict", "audit"):
        if number is None or audit is None:
            continue
        one = found.setdefault(number, _Written(number, False, []))
        one.created |= verdict in ("create", "made")
        if audit not in one.audits:
            one.audits.append(audit)
    return list(found.values())


def _parts(found: Sequence[_Written]) -> Iterator[list[_Written]]:
    rows = iter(found)
    while part := list(islice(rows, CHUNK)):
        yield part


def _judge(run: ImportRun, card: Card, actor: Actor, part: Sequence[_Written], going: Going) -> Iterator[UndoVerdict]:
    ids = [one.record for one in part]
    told = records(card, actor).only(*(spec.name for spec in card.readable(actor)))  # lists too, which rows leave out
    rows = {row.id: row for row in told.among(ids).first(len(ids))}
    later = _later(run, card, ids)
    built = built_on(card, [one.record for one in part if one.created], gone=going, parts_of=run.object)
    images = _images([audit for one in part if not one.created for audit in one.audits])
    for one in part:
        row = rows.get(one.record)
        if row is None:
            continue
        if not one.created:
            yield _restored(card, actor, row, [images[a] for a in one.audits if a in images], later.get(one.record, ""))
        elif one.record in later:
            reason = _("Changed since by {name}.").format(name=later[one.record])
            yield UndoVerdict(card.key, one.record, row.title, "keep", reasons=(reason,))
        elif one.record in built:
            reason = _("Something was added to it since: {what}.").format(what=built[one.record])
            yield UndoVerdict(card.key, one.record, row.title, "keep", reasons=(reason,))
        else:
            yield UndoVerdict(card.key, one.record, row.title, "trash")


def _later(run: ImportRun, card: Card, ids: Sequence[int]) -> dict[int, str]:
    """Who changed these records since the run began, leaving aside this run and later ones that were undone. Files are
    no change: those still there were added to the record."""
    undone = ImportRun.objects.filter(pk__gte=run.pk, undone_at__isnull=False).values_list("pk", flat=True)
    causes = [f"{what}:{number}" for number in {run.pk, *undone} for what in ("import", "undo")]
    rows = Audit.objects.filter(object=card.key, record__in=ids, at__gte=run.started_at)
    rows = rows.exclude(cause__in=causes).exclude(op__in=attaching.OPPOSITE).order_by("pk")
    return dict(rows.values_list("record", "actor"))


def _images(audits: Sequence[int]) -> dict[int, tuple[dict[str, Any], dict[str, Any]]]:
    found = {}
    for number in audits:
        entry = ports.audit.read(number)
        if entry is not None:
            found[number] = (dict(entry.old), dict(entry.new))
    return found


def _restored(
    card: Card, actor: Actor, row: Row, images: Sequence[tuple[dict[str, Any], dict[str, Any]]], by: str
) -> UndoVerdict:
    """Per field: the old value where the present one is what the import wrote, else it stays and is listed."""
    old: dict[str, Any] = {}
    new: dict[str, Any] = {}
    for was, became in images:
        for name in became:
            old.setdefault(name, was.get(name))
            new[name] = became[name]
    data, reasons = {}, []
    for name, became in new.items():
        spec = card.reads(actor, name)
        if spec is None or not card.edits(actor, name):
            continue
        if _present(card, row, name) == became:
            data[name] = old[name] if old[name] is not None or not spec.collected else []
        else:
            text = _("“{field}” was changed since by {name}.")
            reasons.append(text.format(field=spec.label, name=by or _("another import")))
    return UndoVerdict(card.key, row.id, row.title, "restore" if data else "keep", data, tuple(reasons))


def _present(card: Card, row: Row, name: str) -> Any:
    value, spec = row[name], card.fields[name]
    if isinstance(value, Linked):
        return value.value
    if spec.collected:
        return list(value or [])
    return spec.type.to_json(value)
