"""Writes planned chunks: one transaction each with before-images, verdicts and checkpoint, held only briefly."""

from __future__ import annotations

import itertools
import json
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, closing
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from enishi.kernel.actor import Actor
from enishi.kernel.card import Card
from enishi.kernel.doors import store
from enishi.kernel.doors.verbs import Create, Update
from enishi.kernel.doors.write import Item, Written, write_many
from enishi.kernel.errors import Refused
from enishi.kernel.ports import ChangeEntry, ports
from enishi.platform.jobs.run import Cancelled, Overtaken
from enishi.platform.lock import BACKGROUND_HOLD, awaited
from enishi.platform.models import ImportRow, ImportRun
from enishi.platform.sqlite.log import LogBeside
from enishi.platform.transfer.files.source import Checkpoint, Source
from enishi.platform.transfer.runs import folder
from enishi.platform.transfer.verdicts.ahead import Ahead
from enishi.platform.transfer.verdicts.match import Known
from enishi.platform.transfer.verdicts.plan import Plan, Planner
from enishi.platform.transfer.verdicts.rows import Read, RowPlan
from enishi.platform.transfer.writing import forecast
from enishi.platform.transfer.writing.cases import Pair, file_cases

#: Rows that are thought through at once: fewer at first, when the reading process has only just begun.
PLANNED, PLANNED_FIRST = 2_000, 500
#: Rows of the first, the smallest and the largest piece that is written.
FIRST, LEAST, MOST = 200, 20, 2_000
#: Seconds that a transaction may last while nobody waits for it: only the feed stands still for so long.
LONGEST = 0.5
Step = Callable[[], AbstractContextManager[Any]]


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a run is."""

    rows: int
    total: int
    counts: dict[str, int]


def lock_step() -> AbstractContextManager[Any]:
    """The transaction of a writer that is no job: the background lock."""
    found: AbstractContextManager[Any] = ports.lock.write(background=True)
    return found


class Writer:
    """Takes a run from its checkpoint to its end. A second writer of the same run ends the first one."""

    def __init__(self, run: ImportRun, actor: Actor, source: Source, planner: Planner, step: Step = lock_step) -> None:
        self.run, self.source, self.planner, self.step = run, source, planner, step
        self.actor = actor.coming_by("import", f"import:{run.pk}")
        self.card: Card = planner.card
        self.company: Card = planner.companies.card
        self.counts: Counter[str] = Counter(run.counts)
        self.size = FIRST
        self.took = 0.0
        self.log = LogBeside()

    def claim(self) -> None:
        """Become the one writer of this run. The rows that a checkpoint has not confirmed were never committed."""
        with self.step():
            row = ImportRun.objects.get(pk=self.run.pk)
            row.fence += 1
            row.state, row.cancel_asked, row.problem = "writing", False, ""
            row.started_at = row.started_at or ports.clock.now()
            row.save(update_fields=["fence", "state", "cancel_asked", "started_at", "problem"])
        self.run = row
        self.counts = Counter(row.counts)
        self.forecast, self.moved = forecast.kept(row), row.forecast.get("moved", {})
        touched = ImportRow.objects.filter(run=row, record__isnull=False)
        self.resumed = set(_numbers(touched.filter(object=self.card.key))) if row.checkpoint else set()
        if row.checkpoint:
            self.planner.touched.update(self.resumed)
            if self.card.key != self.company.key:
                self.planner.companies.touched.update(_numbers(touched.filter(object=self.company.key)))
        mark = self.run.checkpoint
        near = Checkpoint(mark["row"], mark["offset"]) if "offset" in mark else None
        path = folder() / self.run.file
        self.ahead = Ahead(self.source, self.planner.rows, path, self.run.sheet, mark.get("next", 0), near)

    def write(self, progress: Callable[[Progress], None] | None = None) -> dict[str, int]:
        """Write all rows from the checkpoint on; gives the counts. Raises `Cancelled` or `Overtaken`."""
        with self.log, closing(self.ahead.__iter__()) as rows:
            self._all(rows, progress)
        return dict(self.counts)

    def _all(self, rows: Iterator[Read], progress: Callable[[Progress], None] | None) -> None:
        # A list of companies names parents that stand in it as well: those two must meet in one transaction.
        apart = self.card.key != self.company.key
        planned = min(PLANNED, PLANNED_FIRST)
        while chunk := list(itertools.islice(rows, max(planned, self.size) if apart else self.size)):
            planned = min(PLANNED, 2 * planned)
            plan = self.planner.decide(chunk)
            named = plan.rows
            while plan.rows:
                self._commit(plan, named, apart)
                named = []
                if progress:
                    progress(Progress(sum(self.counts.values()), self.run.total, dict(self.counts)))
            self.planner.written(plan)

    def _commit(self, plan: Plan, named: Sequence[RowPlan], apart: bool) -> None:
        """One transaction: piece after piece of a plan, until another writer waits. `named` are the rows whose owners
        have to be there for the first one and for what follows."""
        self.log.wait()
        with self.step():
            began = time.monotonic()
            self._hold()
            self._members(named)
            while True:
                following = self._piece(plan.cut(self.size if apart else len(plan.rows)))
                if not plan.rows or time.monotonic() + self.took > began + LONGEST or awaited():
                    break
            self._checkpoint(following)
        self.log.begin()

    def _piece(self, plan: Plan) -> int:
        """Write a part of a plan; gives the number of the row after it."""
        began = time.monotonic()
        self._records(self.company, plan.companies)
        self._link(plan.records)
        if self.card.key == self.company.key:
            self._parents(plan)
        self._records(self.card, plan.records)
        self._rows(plan)
        self._announce(plan)
        self.took = time.monotonic() - began
        most = 0.5 * (BACKGROUND_HOLD if connection.vendor == "sqlite" else LONGEST)
        self.size = max(LEAST, min(MOST, int(len(plan.rows) * most / max(self.took, 0.001))))
        return plan.rows[-1].row + 1

    def _hold(self) -> None:
        found = ImportRun.objects.filter(pk=self.run.pk).values_list("fence", "cancel_asked", "state").first()
        if found is None or found[0] != self.run.fence or found[2] != "writing":
            raise Overtaken
        if found[1]:
            raise Cancelled

    # --- what is written -------------------------------------------------------------------------------------
    def _members(self, rows: Sequence[RowPlan]) -> None:
        """People who are named as owners and unknown become members without a sign-in."""
        owners = self.planner.owners
        card = owners.card
        promised = list(dict.fromkeys(row.owner for row in rows if row.owner and owners.number(row.owner) is None))
        items = [Item(data={"name": owners.promised[one]}) for one in promised]
        for one, written in zip(promised, write_many(Create, self.actor, card, items) if items else [], strict=True):
            if written.id is not None and written.refused is None:
                owners.made(one, written.id)
                self._note(card.key, written)
        for known in {known for row in rows if row.owner for known in (row.known, row.company) if known is not None}:
            one = known.changes.get("owner") or 0
            if one < 0:
                known.values["owner_id"] = known.changes["owner"] = owners.number(one)

    def _note(self, key: str, written: Written) -> None:
        self._made.append((0, key, "made", written.id, written.audit))

    @property
    def _made(self) -> list[tuple[Any, ...]]:
        found: list[tuple[Any, ...]] = self.__dict__.setdefault("_made_rows", [])
        return found

    def _records(self, card: Card, records: Sequence[Known]) -> None:
        """New records in one go of the door, changed ones in another."""
        new = [known for known in records if known.id is None and not known.refused]
        changed = [known for known in records if known.id is not None and known.changes]
        for known, written in zip(new, self._through(Create, card, new), strict=True):
            self._settled(known, written)
        for known, written in zip(changed, self._through(Update, card, changed), strict=True):
            self._settled(known, written)

    def _through(self, action: Any, card: Card, records: Sequence[Known]) -> list[Written]:
        if not records:
            return []
        name = self.run.name
        clean = typed(card)
        items = [
            Item(
                known.id,
                known.changes,
                sources=dict.fromkeys(known.changes, name),
                clean=() if known.unread else clean,
            )
            for known in records
        ]
        return write_many(action, self.actor, card, items, background=True, values=action is Update)

    def _settled(self, known: Known, written: Written) -> None:
        if written.refused is not None:
            known.refused = _refusal(written.refused)
            return
        if known.id is None or written.op != "unchanged":
            known.audit = written.audit
        known.id = written.id

    def _link(self, records: Sequence[Known]) -> None:
        """The company of each record is stored now and has its number."""
        for known in records:
            if known.link is None:
                continue
            name, company = known.link
            if company.id is None:
                known.refused = company.refused or _("The company of this row could not be written.")
                continue
            known.changes[name] = company.id
            known.values[self.card.fields[name].column] = company.id

    def _parents(self, plan: Plan) -> None:
        """A record of the list that was just made as the parent of another one is that record."""
        made = {known.company: known for known in plan.companies if known.id is not None}
        for known in plan.records:
            twin = made.get(known.company)
            if known.id is None and twin is not None and twin is not known:
                known.id = twin.id
                known.changes.pop("name", None)

    # --- what is kept of it ----------------------------------------------------------------------------------
    def _rows(self, plan: Plan) -> None:
        lines: list[tuple[Any, ...]] = []
        pairs: list[Pair] = []
        for row in plan.rows:
            self._refused(row)
            known = row.known
            if row.verdict == "unchanged" and known is not None and known.id in self.resumed:
                # before the run was broken off its value went in with an earlier row of the same record
                row.verdict = "update" if forecast.said(self.forecast, row.row) == "update" else "unchanged"
            number = known.id if known is not None and row.verdict in ("create", "update", "unchanged") else None
            audit = known.audit if known is not None and row.verdict in ("create", "update") else None
            self.counts[row.verdict] += 1
            forecast.move(self.moved, self.forecast, row.row, row.verdict)
            kept = row.hash if number is not None else None
            lines.append((row.row, row.object, row.verdict, number, audit, kept, detail_of(row)))
            if number is not None and row.verdict == "create":
                pairs += _pairs(row, number, self.card.key)
        fresh = {known: known for known in plan.companies if known.audit is not None}
        rows = [row for row in plan.rows if row.object == self.company.key and row.verdict in ("create", "update")]
        own, begun = {row.known for row in rows}, {row.known for row in rows if row.verdict == "create"}
        for known in fresh:
            made = known.row and known.version == 0
            if known not in (begun if made else own):
                verdict = "made" if made else "update"
                self._made.append((known.row, self.company.key, verdict, known.id, known.audit))
        lines += [(*made, None, "") for made in self._made]
        self._made.clear()
        keep(self.run, lines)
        file_cases(pairs, self.run)

    def _refused(self, row: RowPlan) -> None:
        if row.known is not None and row.known.refused and row.verdict in ("create", "update", "unchanged"):
            row.verdict = "error"
            row.reasons.append(row.known.refused)

    def _announce(self, plan: Plan) -> None:
        """One event for the whole chunk; the feed has a row for each record already."""
        if any(row.verdict in ("create", "update") for row in plan.rows):
            event = self.card.event("imported")
            ports.changes.write([ChangeEntry("import", self.run.pk, 0, "put", (), self.actor, None, event)])

    def _checkpoint(self, following: int) -> None:
        mark: dict[str, Any] = {"next": following}
        near = self.ahead.checkpoint(following)
        if near is not None:
            mark |= {"row": near.row, "offset": near.offset}
        self.run.checkpoint = mark
        told = {"counts": dict(self.counts), "forecast": {**self.run.forecast, "moved": self.moved}}
        ImportRun.objects.filter(pk=self.run.pk).update(checkpoint=mark, **told)


def keep(run: ImportRun, lines: Sequence[tuple[Any, ...]]) -> None:
    """Keep verdicts: row, object, verdict, record, audit row, mark of the row, detail."""
    names = ["run_id", "row", "object", "verdict", "record", "audit", "hash", "detail"]
    store.rows(ImportRow._meta.db_table, names, [(run.pk, *line) for line in lines])


def typed(card: Card) -> frozenset[str]:
    """Fields whose values come out of their type when a row is read; the others are put together from several."""
    return frozenset(
        spec.name
        for spec in card.fields.values()
        if not (spec.collected or spec.companion or spec.target or spec.type.many or spec.type.name == "long_text")
    )


def detail_of(row: RowPlan) -> str:
    """Reasons, candidates and, where a person may want to look, the cells; nothing for a row that is simply taken."""
    eye = row.verdict in ("skip", "error", "question") or row.remarks or row.beside
    if not eye and not row.sentences:
        return ""
    body: dict[str, Any] = {"reasons": row.sentences}
    if eye:
        body["cells"] = [cell[:500] for cell in row.cells]
    if row.remarks or row.slipped:
        body["columns"] = sorted({*row.slipped, *(remark.column for remark in row.remarks)})
    if row.slipped:
        body["slipped"] = True
    if row.beside:
        body["candidates"] = [[c.record, c.row, list(c.reasons), c.score] for c in row.candidates]
    return json.dumps(body, ensure_ascii=False, separators=(",", ":")).replace("\\u0000", "")


def _pairs(row: RowPlan, number: int, key: str) -> Iterator[Pair]:
    for hit in row.beside[:5]:
        if hit.known.id is not None and hit.known.id != number:
            yield Pair(key, number, hit.known.id, hit.reasons, hit.score)
    for other in row.unreadable[:5]:
        yield Pair(key, number, other, (), 0.0)


def _refusal(problem: Refused) -> str:
    fields = getattr(problem, "fields", None)
    return " ".join(str(text) for text in fields.values()) if fields else problem.message


def _numbers(rows: QuerySet[ImportRow]) -> list[int]:
    return [number for number in rows.values_list("record", flat=True) if number is not None]
