"""The customers room's part of the first steps: a first promise."""

from __future__ import annotations

from django.utils.translation import gettext as _

from enishi.kernel.actor import Actor
from enishi.kernel.contribution import Contribution
from enishi.kernel.doors.read import records
from enishi.kernel.registry import registry
from enishi.screens.first_steps import FIRST_STEPS
from enishi.screens.page_models.today_page import Step


class FirstPromise(Contribution):
    """Done when there is a promise, kept or open."""

    to, place = FIRST_STEPS, "today"

    def read(self, actor: Actor, ids: list[int]) -> Step | None:
        if not actor.may("see", "task"):
            return None
        promises = records("task", actor).where({"field": "kind", "op": "is", "value": "promise"})
        return Step(_("Make one promise"), "/o/tasks/new?kind=promise", done=bool(promises.first(1)))


registry.add(FirstPromise)
