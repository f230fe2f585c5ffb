"""The first five steps of a new workspace: each is done when the thing itself is there, and the strip goes then."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from enishi.kernel.actor import Actor
from enishi.kernel.registry import registry
from enishi.platform.people import own, sign_ins
from enishi.platform.transfer import progress
from enishi.screens.answer import screen
from enishi.screens.contributed import boxed
from enishi.screens.page_models.today_page import FirstSteps, Step

#: Where rooms contribute a step.
FIRST_STEPS = "first-steps"
registry.place("today", Step | None, on=FIRST_STEPS)


def strip(request: HttpRequest, actor: Actor) -> FirstSteps | None:
    """The strip for administrators of a young workspace. Cost: one query a step; none once it is hidden."""
    if not actor.admin or own.first_steps_hidden(actor):
        return None
    steps = _steps(actor)
    done = sum(step.done for step in steps)
    if done == len(steps):
        own.hide_first_steps(actor)
        return None
    current = next(number for number, step in enumerate(steps) if not step.done)
    marked = tuple(
        Step(step.label, step.href, done=step.done, current=number == current) for number, step in enumerate(steps)
    )
    title = _("First {number} steps").format(number=len(steps))
    return FirstSteps(title, f"{done} / {len(steps)}", marked, "/first-run/hide")


def _steps(actor: Actor) -> list[Step]:
    return [
        Step(_("Import your list"), "/import", done=progress.has_imported()),
        Step(_("Check five duplicates"), "/duplicates", done=progress.has_settled(5)),
        Step(_("Invite a colleague"), "/settings/people", done=sign_ins.has_invited()),
        *_contributed(actor),
        Step(_("Put it on your phone"), "/first-run/phone", done=own.signed_in_by_phone(actor)),
    ]


def _contributed(actor: Actor) -> list[Step]:
    asked: list[Step | None] = [boxed(kind, actor, [], None) for kind in registry.contributions(FIRST_STEPS, "today")]
    return [step for step in asked if step is not None]


@screen("POST")
def hide(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Take the strip away for good."""
    own.hide_first_steps(actor)
    return HttpResponse(status=200)
