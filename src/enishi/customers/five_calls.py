"""「今週電話する5社を選ぶ」: quiet customers, the best first; those that are ticked become promises of this week."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from enishi.customers.quiet import Quiet, among, are_any, offered, told
from enishi.customers.reached import Reached, reached
from enishi.customers.today.common import PICK_FIVE
from enishi.customers.week import working_days
from enishi.kernel.actor import Actor
from enishi.kernel.doors.scope import reach_of
from enishi.kernel.doors.verbs import Create
from enishi.kernel.doors.write import Item, write_many
from enishi.kernel.errors import Denied
from enishi.kernel.fieldtypes.date import Date
from enishi.kernel.numbers import number_of
from enishi.kernel.ports import ports
from enishi.kernel.registry import registry
from enishi.screens.answer import said, screen, show
from enishi.screens.day.days import long_day
from enishi.screens.frame import shell_of
from enishi.screens.looks import facts, today, url_of
from enishi.screens.page_models.common import Action, Badge, State, Tie
from enishi.screens.page_models.entry_pages import PickLine, PickPage

OFFERED, MOST = 10, 5


@screen("GET", "POST")
def five_calls(request: HttpRequest, actor: Actor) -> HttpResponse:
    """The choice, and what it sends: all of the promises or none, with one undo."""
    task = registry.card("task")
    if reach_of(task, actor, "create") == "none":
        raise Denied(_("Your role does not allow you to create {objects}.").format(objects=task.label_plural))
    if not actor.may("see", "account"):
        raise Denied(_("Your role does not allow this."))
    if request.method == "GET":
        found = offered(actor, OFFERED)
        return _page(request, actor, found, {quiet.row.id for quiet in found[:MOST]})
    ids = {number for text in request.POST.getlist("id") if (number := number_of(text)) is not None}
    found = among(actor, ids) if len(ids) <= MOST else []
    if error := _refusal(len(ids), len(found)):
        return _page(request, actor, offered(actor, OFFERED), ids, error)
    written = promise(actor, found)
    text = ngettext("{number} promise is made.", "{number} promises are made.", len(written))
    first = url_of(registry.card("account"), found[0].row.id)
    return said(request, text.format(number=len(written)), undo=written, to=first)


def wanted(actor: Actor) -> bool:
    """Whether there is anybody to pick and the person may, for the ways that lead here."""
    return reach_of(registry.card("task"), actor, "create") != "none" and are_any(actor)


def promise(actor: Actor, chosen: list[Quiet]) -> list[int]:
    """A promise of ours to call each of them, in this order over the days of the week. Gives the audit rows."""
    days = working_days(today(actor))
    items = [
        Item(
            data={
                "name": _("Call to ask how they are"),
                "kind": "promise",
                "direction": "ours",
                "account": quiet.row.id,
                "due_on": days[place * len(days) // len(chosen)],
                "notes": facts(_rank(quiet, actor), told(quiet, actor)),
            }
        )
        for place, quiet in enumerate(chosen)
    ]
    with ports.lock.write():
        written = write_many(Create, actor, registry.card("task"), items)
        refused = next((one.refused for one in written if one.refused is not None), None)
        if refused is not None:
            raise refused
    return [one.audit for one in written if one.audit is not None]


def _refusal(ticked: int, quiet: int) -> str:
    """What is wrong with the choice, and what to do; empty when it is good."""
    if not ticked:
        return _("Tick at least one company.")
    if ticked > MOST:
        return _("Tick at most {most} companies. Untick some of the {number}.").format(most=MOST, number=ticked)
    if quiet < ticked:
        return _("Something is planned meanwhile with a company you ticked. Look at the list again.")
    return ""


def _rank(quiet: Quiet, actor: Actor) -> str:
    return "" if quiet.row["rank"] is None else _("Rank {rank}").format(rank=quiet.row.show("rank", actor.language))


def _page(
    request: HttpRequest, actor: Actor, found: list[Quiet], ticked: Collection[int], error: str = ""
) -> HttpResponse:
    title = _("Pick five to call this week")
    calls = reached([quiet.row for quiet in found], actor)
    page = PickPage(
        shell=shell_of(request, actor, title),
        title=title,
        text=_(
            "Important customers who have been quiet for long, the best first. Each one you tick becomes a promise."
        ),
        url=PICK_FIVE,
        csrf_token=get_token(request),
        lines=tuple(_line(quiet, calls.get(quiet.row.id), quiet.row.id in ticked, actor) for quiet in found),
        remark=_due(working_days(today(actor)), actor),
        submit_label=_("Make the promises"),
        cancel=Action(_("To today"), "/", "house"),
        errors=(error,) if error else (),
        state=None if found else _nobody(),
    )
    return show(request, "pick.jinja", page, 422 if error else 200)


def _due(days: list[date], actor: Actor) -> str:
    """When the promises will be due."""
    if len(days) == 1:
        return _("The promises are due on {day}.").format(day=long_day(days[0], actor))
    first, last = long_day(days[0], actor), long_day(days[-1], actor)
    return _("The promises are due from {first} to {last}.").format(first=first, last=last)


def _line(quiet: Quiet, call: Reached | None, ticked: bool, actor: Actor) -> PickLine:
    row = quiet.row
    last = f"{row.card.fields[quiet.by].label} {Date().render(quiet.since, actor.language)}" if quiet.by else ""
    return PickLine(
        value=str(row.id),
        label=row.title,
        ticked=ticked,
        badges=(Badge(rank, "plum"),) if (rank := _rank(quiet, actor)) else (),
        tie=Tie(row["tie"] or 0, _("No data yet") if row["tie"] is None else "") if "tie" in row.values else None,
        right=Badge(told(quiet, actor), "warn"),
        note=facts(call.person if call else "", last),
        phone=call.shown if call else "",
        phone_href=f"tel:{call.number}" if call else "",
    )


def _nobody() -> State:
    text = _("Nobody important to you has been quiet for long, or something is planned with all of them already.")
    return State("empty", _("There is nobody to pick"), text, Action(_("Accounts"), "/o/accounts", "building-2"))
