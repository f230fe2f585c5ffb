"""Promises that are late or near, and the tasks of the day."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from enishi.customers.panels.promises import done_url, due_badge
from enishi.customers.today.common import MINE, OPEN, list_url
from enishi.kernel.actor import Actor
from enishi.kernel.contribution import Contribution
from enishi.kernel.doors.read import Records, records
from enishi.kernel.doors.rows import Linked, Row
from enishi.kernel.ports import ports
from enishi.kernel.registry import registry
from enishi.screens.asking import askable, in_order, meeting, readable
from enishi.screens.day.today import TODAY, Block
from enishi.screens.looks import day_text, facts, local, today, url_of
from enishi.screens.page_models.common import Action, Badge, Tie
from enishi.screens.page_models.today_page import NextStep, Stat, TaskLine

STEPS, TASKS, AHEAD, HOUR = 5, 8, 2, 60


class PromisesAndTasks(Contribution):
    """Promises that are late or due within two days, then the tasks of today."""

    to, place, order = TODAY, "today", 10

    def read(self, actor: Actor, ids: list[int]) -> Block | None:
        if not actor.may("see", "task") or not readable(registry.card("task"), actor, "kind", "due_on", "done_at"):
            return None
        promise = {"field": "kind", "op": "is", "value": "promise"}
        promises = meeting(records("task", actor), MINE, OPEN, promise).sorted("due_on")
        tasks = meeting(records("task", actor), MINE, OPEN, {"not": promise}).sorted("due_on")
        create = Action(_("Create"), "/o/tasks/new", "plus", key="T", how="drawer")
        return Block(
            shows=("task",),
            next_steps=tuple(
                self._step(row, actor, ties) for row, ties in _with_ties(_nearest(promises, actor), actor)
            ),
            tasks=tuple(self._task(row, actor) for row in tasks.first(TASKS)),
            stats=(_promise_stat(actor, promise),),
            create_task=create if actor.may("create", "task") else None,
        )

    def _step(self, row: Row, actor: Actor, tie: int | None) -> NextStep:
        account, url = row["account"], done_url(row, actor)
        about = " ".join(
            text for text in (row.show("account", actor.language), row.show("contact", actor.language)) if text
        )
        late = _is_late(row, actor)
        theirs = row["direction"] == "theirs"
        return NextStep(
            title=row.title,
            why=_("They promised this. Ask how it stands.") if theirs else row["notes"] or _("You promised this."),
            action=Action(_("Done"), url, "check", how="post") if url else None,
            icon="handshake",
            tone="bad" if late else "ai",
            about=about,
            about_href=url_of(registry.card("account"), account.id) if isinstance(account, Linked) else "",
            tie=Tie(tie) if tie is not None else None,
            due=_due(row, actor),
        )

    def _task(self, row: Row, actor: Actor) -> TaskLine:
        late = _is_late(row, actor)
        return TaskLine(
            title=row.title,
            href=f"/o/tasks/{row.id}/edit",
            done_url=done_url(row, actor),
            done_label=_("Done: {task}").format(task=row.title),
            time=f"{local(row['due_at'], actor):%H:%M}" if row["due_at"] else "",
            tag=row.show("account", actor.language) or row.show("contact", actor.language),
            due=day_text(row["due_on"], actor),
            late=late,
        )


def _is_late(row: Row, actor: Actor) -> bool:
    """Its moment is over or, without a time, its day."""
    if row["due_at"] is not None:
        return bool(row["due_at"] < ports.clock.now())
    return row["due_on"] is not None and row["due_on"] < today(actor)


def _nearest(promises: Records, actor: Actor) -> list[Row]:
    """Those due today, then those that are late, then those of the next two days."""
    day = today(actor)
    soon = (day + timedelta(days=AHEAD)).isoformat()
    now = in_order(promises.where({"field": "due_on", "op": "is", "value": day.isoformat()}), "due_at").first(STEPS)
    others = [
        {"field": "due_on", "op": "lte", "value": soon},
        {"field": "due_on", "op": "is_not", "value": day.isoformat()},
    ]
    return [*now, *promises.where({"all": others}).first(STEPS)][:STEPS]


def _due(row: Row, actor: Actor) -> Badge:
    """How near it is; today with the time, and the minutes that are left of the last hour."""
    at = row["due_at"]
    if at is None or row["due_on"] != today(actor):
        return due_badge(row["due_on"], actor)
    minutes = int((at - ports.clock.now()).total_seconds() // 60)
    left = _("{minutes} min left").format(minutes=minutes) if 0 <= minutes <= HOUR else ""
    left = _("overdue") if minutes < 0 else left
    return Badge(facts(f"{local(at, actor):%H:%M}", left), "bad" if minutes <= HOUR else "warn")


def _promise_stat(actor: Actor, promise: dict[str, str]) -> Stat:
    tree = askable(registry.card("task"), actor, MINE, OPEN, promise)
    open_ = records("task", actor).where(tree)
    over = [{"field": "due_on", "op": "lt", "value": "today"}]
    if readable(open_.card, actor, "due_at"):
        minute = ports.clock.now().replace(second=0, microsecond=0)
        over.append({"field": "due_at", "op": "lt", "value": minute.isoformat()})
    late = open_.where({"any": over}).count().number
    note = ngettext("{number} overdue", "{number} overdue", late).format(number=late) if late else _("None overdue")
    url = list_url("tasks", tree, "due_on")
    return Stat(_("Open promises"), f"{open_.count().number:,}", note=note, href=url)


def _with_ties(rows: list[Row], actor: Actor) -> Iterable[tuple[Row, int | None]]:
    """Each row with the tie of its account. Cost: one query."""
    ids = {row["account"].id for row in rows if isinstance(row["account"], Linked) and row["account"].id}
    if not ids or registry.card("account").reads(actor, "tie") is None:
        return [(row, None) for row in rows]
    ties = {row.id: row["tie"] for row in records("account", actor).only("tie").among(ids).first(len(ids))}
    return [(row, ties.get(row["account"].id or 0) if isinstance(row["account"], Linked) else None) for row in rows]
