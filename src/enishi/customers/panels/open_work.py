"""What is still to be done about a record that is no customer: tasks and promises, the nearest first."""

from __future__ import annotations

from django.utils.translation import gettext as _

from enishi.customers.panels.base import LINES
from enishi.customers.panels.promises import promise_line
from enishi.customers.policies import WITH
from enishi.kernel.actor import Actor
from enishi.kernel.contribution import SUBJECTS, Contribution
from enishi.kernel.doors.read import records
from enishi.kernel.doors.scope import reach_of
from enishi.kernel.registry import registry
from enishi.screens.asking import in_order, readable
from enishi.screens.page_models.common import Action
from enishi.screens.page_models.panels import PromiseCard


class OpenWork(Contribution):
    """Open tasks and promises about the record. Customers have panels of their own for them."""

    to, place, order = SUBJECTS, "middle", 20

    def read(self, actor: Actor, ids: list[int]) -> tuple[PromiseCard, ...]:
        task = registry.card("task")
        if self.to in WITH or reach_of(task, actor, "see") == "none" or not readable(task, actor, "about", "done_at"):
            return ()
        about = f"{self.to}:{ids[0]}"
        terms = [{"field": "about", "op": "is", "value": about}, {"field": "done_at", "op": "is_empty"}]
        asked = records(task, actor).where({"all": terms})
        count, create = asked.count().number, None
        if actor.may("create", "task"):
            create = Action(_("Create"), f"/o/tasks/new?about={about}", "plus", how="drawer")
        return (
            PromiseCard(
                id="open-work",
                title=_("Open work"),
                lines=tuple(promise_line(row, actor) for row in in_order(asked, "due_on").first(LINES)),
                count=str(count) if count else "",
                note="",
                action=create,
            ),
        )
