"""The first page of the day: what rooms contribute, in the order that matters: promises, plans, the neglected, days."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from enishi.kernel.actor import Actor
from enishi.kernel.contribution import Contribution
from enishi.kernel.ports import ports
from enishi.kernel.registry import registry
from enishi.platform.transfer import progress
from enishi.screens.answer import screen, show
from enishi.screens.contributed import boxed
from enishi.screens.day import first_run, first_steps
from enishi.screens.day.days import is_working_day, long_day
from enishi.screens.frame import read_from_now, shell_of
from enishi.screens.looks import called, facts, local
from enishi.screens.page_models.common import Action, State
from enishi.screens.page_models.panels import ListCard, ListLine, TableCard
from enishi.screens.page_models.today_page import DayEvent, NextStep, Stat, TaskLine, TodayPage

#: The place of contributions to this page: they belong to no object.
TODAY = "today"
STEPS, TASKS = 6, 8


@dataclass(frozen=True, slots=True)
class Block:
    """What one contribution brings; every part may be empty. `shows` names the objects whose changes touch it."""

    shows: tuple[str, ...] = ()
    stats: tuple[Stat, ...] = ()
    next_steps: tuple[NextStep, ...] = ()
    tasks: tuple[TaskLine, ...] = ()
    events: tuple[DayEvent, ...] = ()
    cards: tuple[ListCard, ...] = ()
    lists: tuple[TableCard, ...] = ()
    create_task: Action | None = None


registry.place("today", Block | None, on=TODAY)


@screen("GET")
def today(request: HttpRequest, actor: Actor) -> HttpResponse:
    """The page; a contribution that fails is named and the rest stands. An empty workspace shows its first run."""
    if first_run.is_first(actor):
        return first_run.page(request, actor)
    read_from_now(request)
    blocks = blocks_of(actor)
    now = local(ports.clock.now(), actor)
    events = tuple(event for block in blocks for event in block.events)
    live = " ".join(f"list:{key}" for key in sorted({key for block in blocks for key in block.shows}))
    stats, waiting = _told(stat for block in blocks for stat in block.stats), _waiting(actor)
    page = TodayPage(
        shell=shell_of(request, actor, _("Today"), live=live),
        title=_("Today"),
        greeting=_greeting(now.hour, actor),
        date_line=_date_line(actor),
        stats=stats,
        stats_label=_("At a glance"),
        next_steps=tuple(step for block in blocks for step in block.next_steps)[:STEPS],
        tasks=tuple(task for block in blocks for task in block.tasks)[:TASKS],
        create_task=next((block.create_task for block in blocks if block.create_task), None),
        events=events,
        events_note=ngettext("{number} plan", "{number} plans", len(events)).format(number=len(events)),
        cards=(*waiting, *(card for block in blocks for card in block.cards)),
        lists=tuple(table for block in blocks for table in block.lists),
        steps=first_steps.strip(request, actor),
        live_key=live,
        state=None if stats or waiting or any(map(_filled, blocks)) else _empty(actor),
    )
    return show(request, "today.jinja", page)


def _told(stats: Iterable[Stat]) -> tuple[Stat, ...]:
    """The figures, unless there is nothing but zeros to tell."""
    found = tuple(stats)
    return found if any(stat.value != "0" for stat in found) else ()


def _waiting(actor: Actor) -> tuple[ListCard, ...]:
    """Pairs that the imports of this person left to decide."""
    number = progress.open_questions(actor)
    if not number:
        return ()
    text = ngettext("{number} open question of your imports", "{number} open questions of your imports", number)
    line = ListLine(text.format(number=f"{number:,}"), _("Five take about three minutes."), "users", href="/duplicates")
    return (ListCard("waiting", _("To confirm"), (line,), icon="circle-help"),)


def blocks_of(actor: Actor) -> list[Block]:
    """What all rooms bring for this person today; the morning mail tells the same."""
    return [block for kind in registry.contributions(TODAY, "today") if (block := _read(kind, actor)) is not None]


def _read(kind: type[Contribution], actor: Actor) -> Block | None:
    line = ListLine(_("This part could not be read. The rest of the page is complete."), dot="warn")
    card = ListCard(f"failed-{kind.__name__.lower()}", _("Not available"), (line,))
    return boxed(kind, actor, [], Block(cards=(card,)))


def _filled(block: Block) -> bool:
    return bool(block.next_steps or block.tasks or block.events or block.cards or block.lists)


def _empty(actor: Actor) -> State:
    if not any(actor.may("import", key) for key in registry.cards):
        return State("empty", _("Nothing is planned for today"), "")
    text = _("Import your customer list as it is, from Excel or CSV. Nothing is written until you have checked it.")
    return State("empty", _("Nothing is planned for today"), text, Action(_("Import"), "/import", "upload"))


def _greeting(hour: int, actor: Actor) -> str:
    text = (
        _("Good morning, {name}") if 4 <= hour < 11 else _("Hello, {name}") if hour < 18 else _("Good evening, {name}")
    )
    return text.format(name=called(actor))


def _date_line(actor: Actor) -> str:
    """The day, and how many working days are left in the month."""
    day = local(ports.clock.now(), actor).date()
    left, at = 0, day
    while at.month == day.month:
        left += is_working_day(at)
        at += timedelta(days=1)
    return facts(
        long_day(day, actor),
        ngettext("{days} working day left this month", "{days} working days left this month", left).format(days=left),
    )
