"""Handovers of a later day, and large ones, as jobs of the worker: a killed one goes on where its last chunk ended."""

from __future__ import annotations

from django.utils.translation import gettext as _

from enishi.platform.handover import applying
from enishi.platform.jobs.registry import job
from enishi.platform.jobs.run import Run
from enishi.platform.models import Handover, Notification
from enishi.platform.people.notifications import kind


@job(applying.APPLY, retries=3, long=True)
def apply(run: Run) -> None:
    """Pass on what a handover says, from the beginning of its day."""
    _stepwise(run, back=False)


@job(applying.BACK, retries=3, long=True)
def take_back(run: Run) -> None:
    """Give back what was passed on."""
    _stepwise(run, back=True)


def _stepwise(run: Run, *, back: bool) -> None:
    row = Handover.objects.select_related("giver").get(pk=run.arguments["handover"])
    over = False
    while not over:
        with run.step():
            over = (applying.step_back if back else applying.step)(row, run.actor, background=True)
            total = row.items.count()
            run.progress(total - row.items.filter(audit=None, refused="").count(), total)


@kind(applying.TOLD)
def told_of_handover(row: Notification, title: str) -> str:
    """The line of the notification."""
    return _("{name} handed {number} customers or tasks over to you").format(
        name=row.data.get("by") or _("Somebody"), number=row.data.get("number", 0)
    )
