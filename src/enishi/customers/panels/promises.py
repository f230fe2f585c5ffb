"""The caution and the open promises of a customer, and how many were kept."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from enishi.customers.actions.complete import Complete
from enishi.customers.panels.base import LINES, Customer
from enishi.kernel.actor import Actor
from enishi.kernel.doors.read import Records
from enishi.kernel.doors.rows import Row
from enishi.kernel.doors.scope import may, reach_of
from enishi.kernel.registry import registry
from enishi.screens.asking import in_order, readable
from enishi.screens.looks import day_text, facts, today
from enishi.screens.page_models.common import Action, Badge, Note
from enishi.screens.page_models.panels import (
    NotePanel,
    PromiseCard,
    PromiseLine,
)


class Caution(Customer):
    """The caution, above everything else."""

    to, place, order = "contact", "middle", 10

    def read(self, actor: Actor, ids: list[int]) -> tuple[NotePanel, ...]:
        text = self.row(actor, ids[0])["caution"]
        if not text:
            return ()
        return (NotePanel("caution", Note(text, lead=_("Caution:"), tone="warn", icon="triangle-alert")),)


class Promises(Customer):
    """Open promises of both sides, the nearest first, and how many were kept in time."""

    to, place, order = "contact", "middle", 20

    def read(self, actor: Actor, ids: list[int]) -> tuple[PromiseCard, ...]:
        task = registry.card("task")
        if reach_of(task, actor, "see") == "none" or not readable(task, actor, "kind", "done_at"):
            return ()
        asked = self.work(actor, ids[0], "task")
        kind = {"field": "kind", "op": "is", "value": "promise"}
        open_ = asked.where({"all": [kind, {"field": "done_at", "op": "is_empty"}]})
        rows = in_order(open_, "due_on").first(LINES)
        create = None
        if actor.may("create", "task"):
            url = f"/o/tasks/new?kind=promise&{self.link}={ids[0]}"
            create = Action(_("Create"), url, "plus", key="P", how="drawer")
        card = PromiseCard(
            id="promises",
            title=_("Promises"),
            lines=tuple(promise_line(row, actor) for row in rows),
            count=str(len(rows)) if rows else "",
            note=self._kept(asked, kind),
            action=create,
        )
        return (card,)

    def _kept(self, asked: Records, kind: dict[str, str]) -> str:
        """How many of the promises of the last twelve months were kept by their day."""
        year = {"field": "done_at", "op": "is", "value": "last 12 months"}
        if not readable(asked.card, asked.actor, "due_on"):
            return ""
        done = asked.where({"all": [kind, year]}).only("due_on", "done_at").first(500)
        dated = [row for row in done if row["due_on"]]
        if not dated:
            return ""
        kept = sum(1 for row in dated if row["done_at"].date() <= row["due_on"])
        text = _("{kept} of {all} kept in time in 12 months")
        return text.format(kept=kept, all=len(dated))


def promise_line(row: Row, actor: Actor) -> PromiseLine:
    """Who promised what to whom until when."""
    theirs = row["direction"] == "theirs"
    us, them = row.show("owner", actor.language), row.show("contact", actor.language)
    sides = (them, us) if theirs else (us, them)
    who = " → ".join(side for side in sides if side)
    until = _("due {day}").format(day=day_text(row["due_on"], actor)) if row["due_on"] else ""
    label = _("Received: {promise}") if theirs else _("Kept: {promise}")
    return PromiseLine(
        label=row.title,
        note=facts(who, until),
        done_url=done_url(row, actor),
        done_label=label.format(promise=row.title),
        due=due_badge(row["due_on"], actor),
        theirs=Badge(_("From them"), "") if theirs else None,
    )


def done_url(row: Row, actor: Actor) -> str:
    """Where a task or promise is said to be done; nothing for who may not."""
    return f"/o/tasks/{row.id}/act/complete" if may(row.card, actor, Complete) else ""


def due_badge(day: date | None, actor: Actor) -> Badge:
    """How near the day is: late is bad, today and tomorrow are a warning."""
    if day is None:
        return Badge(_("No date"))
    days = (day - today(actor)).days
    if days < 0:
        return Badge(ngettext("{days} day late", "{days} days late", -days).format(days=-days), "bad")
    if days <= 1:
        return Badge(day_text(day, actor), "warn")
    return Badge(day_text(day, actor))
