"""The first page of an empty workspace: three answers, a drop area for the list, what will stand here."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from enishi.kernel.actor import Actor
from enishi.kernel.doors.read import records
from enishi.kernel.doors.scope import reach_of
from enishi.platform import workspace
from enishi.platform.people import members
from enishi.platform.transfer.files.opening import MAX_BYTES, too_large
from enishi.screens.answer import address_here, is_part, said, screen, show
from enishi.screens.day.first_steps import strip
from enishi.screens.frame import menu_cards, shell_of
from enishi.screens.looks import called
from enishi.screens.page_models.common import Action, State
from enishi.screens.page_models.entry_pages import StatePage
from enishi.screens.page_models.today_page import FirstRunPage, WillShow
from enishi.screens.settings.workspace import answers as checked
from enishi.screens.settings.workspace import keep, three


def is_first(actor: Actor) -> bool:
    """Whether an administrator looks at a workspace without a single record. Cost: one query once there is one."""
    return actor.admin and not any(records(card, actor).unshown().first(1) for card in menu_cards(actor))


def page(request: HttpRequest, actor: Actor) -> HttpResponse:
    """The page; shown at the first address until there is a record."""
    model = FirstRunPage(
        shell=shell_of(request, actor, _("Today")),
        title=_("Getting started"),
        greeting=_("Welcome, {name}").format(name=called(actor)),
        sub=_("About five minutes until your own customer list is at work"),
        answers=three(workspace.current(), {}),
        answers_url="/first-run/answers",
        drop_url="/import",
        limit_line=_("Or drag it here · up to {limit} GB · the file stays on your own server").format(
            limit=MAX_BYTES >> 30
        ),
        paste_url="/import",
        limit=MAX_BYTES,
        too_large=too_large(),
        choices=_choices(actor),
        will=_will(),
        steps=strip(request, actor),
    )
    return show(request, "first_run.jinja", model)


def _choices(actor: Actor) -> tuple[Action, ...]:
    """One business card by hand: the form of the first object that is a person."""
    for card in menu_cards(actor):
        group = card.groups.get(card.title)
        if group is not None and group.kind == "person_name" and reach_of(card, actor, "create") != "none":
            return (Action(_("Type in one business card"), f"/o/{card.plural}/new", "user-plus", how="drawer"),)
    return ()


def _will() -> tuple[WillShow, ...]:
    days = workspace.current().rank_days
    neglected = _("Rank A after {a} days, rank B after {b}").format(a=days["A"], b=days["B"])
    return (
        WillShow(_("Promises and tasks"), _("To whom, what, by when. Those of today come first"), "handshake"),
        WillShow(_("Calendar"), _("Who you meet today, with the customer's page"), "calendar"),
        WillShow(_("Out of touch"), neglected, "clock"),
        WillShow(_("Occasions"), _("Birthdays, and the day you began to trade"), "star"),
        WillShow(_("To confirm"), _("Pairs that may be one person. Never merged on their own"), "merge"),
    )


@screen("POST")
def answers(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Keep the three answers, each as soon as it is given."""
    members.administrators_only(actor)
    keep(checked(request.POST))
    if is_part(request) or request.headers.get("Sec-Fetch-Dest") == "empty":
        return HttpResponse(status=204)
    return said(request, _("The workspace is saved."), to="/")


@screen("GET")
def phone(request: HttpRequest, actor: Actor) -> HttpResponse:
    """How to put Enishi on a phone."""
    text = _(
        "Open this address in the browser of your phone and sign in: {address} "
        "Then choose “Add to home screen” in the browser's menu."
    ).format(address=address_here(request, "/"))
    state = State("empty", _("Enishi on your phone"), text, Action(_("Back to today"), "/", icon="house"))
    return show(request, "state.jinja", StatePage(shell_of(request, actor, state.title), state.title, state))
