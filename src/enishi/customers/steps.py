"""The customers room's part of the first steps: five to call after an import, a first promise."""

from __future__ import annotations

from django.utils.translation import gettext as _

from enishi.customers import five_calls
from enishi.customers.today.common import PICK_FIVE
from enishi.kernel.actor import Actor
from enishi.kernel.contribution import Contribution
from enishi.kernel.doors.read import records
from enishi.kernel.registry import registry
from enishi.screens.contributed import IMPORTED
from enishi.screens.day.first_steps import FIRST_STEPS
from enishi.screens.page_models.common import Action
from enishi.screens.page_models.today_page import Step


class FirstPromise(Contribution):
    """Done when there is a promise, kept or open."""

    to, place = FIRST_STEPS, "today"

    def read(self, actor: Actor, ids: list[int]) -> Step | None:
        if not actor.may("see", "task"):
            return None
        promises = records("task", actor).where({"field": "kind", "op": "is", "value": "promise"})
        done = bool(promises.first(1))
        quiet = not done and five_calls.wanted(actor)
        return Step(_("Make one promise"), PICK_FIVE if quiet else "/o/tasks/new?kind=promise", done=done)


class FiveToCall(Contribution):
    """The way from the end of an import to the customers who wait for a call, when there are any."""

    to, place = IMPORTED, "action"

    def read(self, actor: Actor, ids: list[int]) -> tuple[Action, ...]:
        if not five_calls.wanted(actor):
            return ()
        return (Action(_("Pick five to call this week"), PICK_FIVE, "phone", primary=True),)


registry.add(FirstPromise)
registry.add(FiveToCall)
