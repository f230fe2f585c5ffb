"""Questions that are told by the same reasons, answered by a person in one go after a look at some of them."""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from enishi.kernel.actor import Actor
from enishi.kernel.doors.read import records
from enishi.kernel.errors import Invalid, Missing
from enishi.platform.models import ImportRow, ImportRun
from enishi.platform.transfer.verdicts.plan import OF_ROW
from enishi.platform.transfer.wizard.desk import held
from enishi.platform.transfer.writing import course

LEAST = 2
"""Questions that make a group."""
SAME, NEW, SKIP = "same", "new", "skip"


@dataclass(frozen=True, slots=True)
class Together:
    """Open questions with the same `reasons`; `likeliest` is row → what `desk.answer` takes for what it seems to be."""

    key: str
    reasons: tuple[str, ...]
    likeliest: dict[int, int | str]

    @property
    def rows(self) -> list[int]:
        return list(self.likeliest)

    @property
    def samples(self) -> list[int]:
        """The first row, one in the middle, and the last."""
        rows = self.rows
        return sorted({rows[0], rows[len(rows) // 2], rows[-1]})


def together(run: ImportRun) -> list[Together]:
    """The groups, the largest first. A row stands in one when nothing else is as likely as what it seems to be."""
    found: dict[tuple[str, ...], dict[int, int | str]] = defaultdict(dict)
    stored = ImportRow.objects.filter(run=run, verdict="question").order_by("row")
    for row, detail in stored.values_list("row", "detail"):
        first, *others = json.loads(detail).get("candidates") or [[0, 0, (), 0.0]]
        record, above, reasons, score = first
        if reasons and all(other[3] < score for other in others):
            found[tuple(sorted(reasons))][row] = record or f"{OF_ROW}{above}"
    groups = [Together("-".join(reasons), reasons, rows) for reasons, rows in found.items() if len(rows) >= LEAST]
    return sorted(groups, key=lambda group: -len(group.likeliest))


def group_of(run: ImportRun, key: str) -> Together:
    """The group of this key. Raises `Missing` when its questions are answered or were never asked."""
    found = next((group for group in together(run) if group.key == key), None)
    if found is None:
        raise Missing(_("These questions are not open any more."))
    return found


def answer(run: ImportRun, key: str, decision: str, actor: Actor) -> int:
    """Answer all questions of a group: each row is the `same` as its likeliest record, `new`, or left out (`skip`).

    Gives the number of rows. The check runs anew, for later rows may depend on them.
    """
    if decision not in (SAME, NEW, SKIP):
        raise Invalid(decision=_("Choose the same, new, or leave out."))
    group = group_of(run, key)
    answers: dict[str, Any] = {str(row): decision for row in group.likeliest}
    if decision == SAME:
        there = records(run.object, actor).visible([to for to in group.likeliest.values() if isinstance(to, int)])
        answers = {str(row): to for row, to in group.likeliest.items() if isinstance(to, str) or to in there}
    with held(run):
        run.answers = {**run.answers, **answers}
        run.together = [*run.together, {"reasons": list(group.reasons), "decision": decision, "answers": answers}]
        run.save(update_fields=["answers", "together"])
    course.check(run, actor)
    return len(answers)


def take_back(run: ImportRun, actor: Actor) -> int:
    """Open the questions again that were answered together last, but for those answered otherwise since; gives the
    number of rows."""
    with held(run):
        if not run.together:
            raise Missing(_("Nothing was answered together."))
        *before, last = run.together
        given = {row: to for row, to in last["answers"].items() if run.answers.get(row) == to}
        run.answers = {row: to for row, to in run.answers.items() if row not in given}
        run.together = before
        run.save(update_fields=["answers", "together"])
    course.check(run, actor)
    return len(given)
