"""What to do next for a customer, with its evidence: a due promise or task, a long silence, an empty calendar."""

from __future__ import annotations

from datetime import timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from enishi.customers.panels.base import Customer
from enishi.customers.panels.glance import silence
from enishi.customers.panels.promises import done_url
from enishi.kernel.actor import Actor
from enishi.kernel.doors.rows import Row
from enishi.screens.asking import readable
from enishi.screens.day.days import long_day
from enishi.screens.looks import local, today
from enishi.screens.page_models.common import Action
from enishi.screens.page_models.panels import SuggestionPanel

#: Days before a due day from which it is the next step.
AHEAD = 2
OVER = ("stopped", "closed")


class NextMove(Customer):
    """The one next step, at the top of the right column. Cost: one query when something is due, else none."""

    to, place, order = "contact", "panel", 10

    def read(self, actor: Actor, ids: list[int]) -> tuple[SuggestionPanel, ...]:
        row = self.row(actor, ids[0])
        found = self._due(row, actor) or self._silent(row, actor) or self._unplanned(row, actor)
        return (found,) if found else ()

    def _due(self, row: Row, actor: Actor) -> SuggestionPanel | None:
        """What is late, or due within two days."""
        day = row["next_on"]
        if day is None or day > today(actor) + timedelta(days=AHEAD) or not actor.may("see", "task"):
            return None
        asked = self.work(actor, row.id, "task")
        if not readable(asked.card, actor, "done_at", "due_on"):
            return None
        open_ = [{"field": "done_at", "op": "is_empty"}, {"field": "due_on", "op": "is", "value": day.isoformat()}]
        task = next(iter(asked.where({"all": open_}).first(1)), None)
        if task is None:
            return None
        late = (today(actor) - day).days
        when = _("It is due on {day}.").format(day=long_day(day, actor))
        if late > 0:
            when = ngettext(
                "It was due on {day}, {late} day ago.", "It was due on {day}, {late} days ago.", late
            ).format(day=long_day(day, actor), late=late)
        url = done_url(task, actor)
        actions = [Action(_("Done"), url, "check", how="post", primary=True)] if url else []
        if actor.may("edit", "task"):
            actions.append(Action(_("Change the day"), f"/o/tasks/{task.id}/edit", how="drawer"))
        why = ("" if actor.language == "ja" else " ").join(part for part in (when, task["notes"]) if part)
        return _panel(task.title, why, *actions)

    def _silent(self, row: Row, actor: Actor) -> SuggestionPanel | None:
        """A ranked customer nobody has talked with for longer than the rank allows."""
        limit = silence().get(row.values.get("rank") or "")
        if limit is None or row["deal_status"] in OVER or "last_contact_at" not in row.values:
            return None
        at = row["last_contact_at"]
        days = (today(actor) - local(at, actor).date()).days if at else None
        if days is not None and days <= limit:
            return None
        rank = row.show("rank", actor.language)
        why = _("Nobody has talked with this rank {rank} customer yet.").format(rank=rank)
        if days is not None:
            why = _("Rank {rank} is due within {limit} days; the last contact was {days} days ago.").format(
                rank=rank, limit=limit, days=days
            )
        return _panel(_("Call to ask how they are"), why, *_calls(row, actor), self._promise(row, actor))

    def _unplanned(self, row: Row, actor: Actor) -> SuggestionPanel | None:
        """A customer in contact with us for whom nothing is planned."""
        planned = row["next_on"] is not None or "next_on" not in row.values
        if planned or row["last_contact_at"] is None or row.values.get("deal_status") in OVER:
            return None
        day = long_day(local(row["last_contact_at"], actor).date(), actor)
        why = _("Nothing is planned. The last contact was on {day}.").format(day=day)
        return _panel(_("Decide on the next step"), why, self._promise(row, actor))

    def _promise(self, row: Row, actor: Actor) -> Action | None:
        if not actor.may("create", "task"):
            return None
        return Action(_("Create a task"), f"/o/tasks/new?{self.link}={row.id}", "plus", how="drawer")


def _calls(row: Row, actor: Actor) -> tuple[Action, ...]:
    phone = row.values.get("phone")
    return (Action(_("Call"), f"tel:{phone}", "phone", primary=True),) if phone else ()


def _panel(text: str, why: str, *actions: Action | None) -> SuggestionPanel:
    return SuggestionPanel(
        "next-step", pgettext("suggestion", "Next step"), text, why, tuple(one for one in actions if one)
    )
