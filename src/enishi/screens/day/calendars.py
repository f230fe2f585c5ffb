"""Day, week and month: everything with a day that the person may see, holidays of Japan, moving by hand."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _

from enishi.kernel.actor import Actor
from enishi.kernel.card import Card
from enishi.kernel.doors.labels import links
from enishi.kernel.doors.scope import reach_of
from enishi.kernel.errors import Missing
from enishi.kernel.registry import registry
from enishi.platform.cards import card_of
from enishi.platform.list_query import ListQuery
from enishi.screens.answer import screen, show
from enishi.screens.day import agenda
from enishi.screens.frame import read_from_now, shell_of
from enishi.screens.lists.page import looks_of
from enishi.screens.looks import avatar_of, local, today
from enishi.screens.page_models.calendar_page import CalendarPage, CalendarPerson, Overlay
from enishi.screens.page_models.common import Action, Tab
from enishi.screens.page_models.shell import Crumb

FIRST_YEAR, LAST_YEAR = 1000, 9000  # the views look some weeks ahead and back
LOOKS = ("day", "week", "month")
PEOPLE = 12


@screen("GET")
def calendar(request: HttpRequest, actor: Actor) -> HttpResponse:
    """The calendar of the person, with colleagues laid beside on demand."""
    cards = [c for c in _cards() if reach_of(c, actor, "see") != "none" and c.reads(actor, c.calendar)]
    return _shown(request, actor, cards, "/calendar", None)


@screen("GET")
def of_object(request: HttpRequest, actor: Actor, plural: str) -> HttpResponse:
    """The records of one object by their day."""
    card = card_of(plural, actor)
    if not card.calendar or card.reads(actor, card.calendar) is None:
        raise Missing(_("There is no such page."))
    return _shown(request, actor, [card], f"/o/{card.plural}/calendar", card)


def _cards() -> Iterable[Card]:
    return (card for card in registry.cards.values() if card.calendar)


def _day(text: str, actor: Actor) -> date:
    try:
        day = date.fromisoformat(text) if text else today(actor)
    except ValueError as problem:
        raise Missing(_("There is no such page.")) from problem
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise Missing(_("There is no such page."))
    return day


def _shown(request: HttpRequest, actor: Actor, cards: list[Card], url: str, only: Card | None) -> HttpResponse:
    read_from_now(request)
    look = request.GET.get("look", "week")
    look = look if look in LOOKS else "week"
    day = _day(request.GET.get("date", ""), actor)
    first, days = agenda.span(look, day)
    people = _people(request, actor, only)
    shown = [person.value for person in people if person.shown]
    overlays = _overlays(request, cards) if only is None else ()
    laid = {overlay.value for overlay in overlays if overlay.shown}
    wanted = [card for card in cards if only is not None or card.key in laid]
    found = agenda.happenings(wanted, actor, first, first + timedelta(days=days - 1), [int(n) for n in shown])
    kept = {"look": look, "date": day.isoformat()}

    def way(**changes: str) -> str:
        more = [("person", n) for n in shown if people and n != str(actor.member)]
        return f"{url}?{urlencode([*{**kept, **changes}.items(), *more])}"

    def open_day(of: date) -> str:
        return way(look="day", date=of.isoformat())

    month = look == "month"
    labels = {"day": _("Day"), "week": _("Week"), "month": _("Month")}
    crumbs = [Crumb(str(only.label_plural), f"/o/{only.plural}")] if only else []
    live = " ".join(f"list:{card.key}" for card in cards)
    maker = next((card for card in cards if agenda.timed(card) and reach_of(card, actor, "create") != "none"), None)
    page = CalendarPage(
        shell=shell_of(request, actor, _("Calendar"), crumbs=crumbs, live=live),
        title=agenda.title(look, day, actor),
        url=url,
        previous_url=way(date=agenda.step(look, day, -1).isoformat()),
        previous_label=_("Earlier"),
        today_url=way(date=today(actor).isoformat()),
        today_label={"day": _("Today"), "week": _("This week"), "month": _("This month")}[look],
        next_url=way(date=agenda.step(look, day, 1).isoformat()),
        next_label=_("Later"),
        looks=tuple(Tab(labels[name], way(look=name), name == look) for name in LOOKS),
        hours=tuple(f"{hour}:00" for hour in range(agenda.FIRST_HOUR, agenda.LAST_HOUR)),
        days=() if month else agenda.columns(found, first, days, actor, open_day),
        create_url=f"/calendar/new?object={maker.plural}" if maker else "",
        create=_create(maker, cards),
        team_label=actor.team or _("Team"),
        people=people,
        overlays=overlays,
        tools=_tools(only) if only else (),
        weekdays=agenda.weekdays(actor),
        month=agenda.weeks(found, first, days, day, actor, open_day) if month else (),
        live_key=live,
        part_url=way(),
        kept=tuple(kept.items()),
    )
    return show(request, "calendar.jinja", page)


def _create(maker: Card | None, cards: list[Card]) -> Action:
    """The button that makes an entry, of no use to a person who may make none."""
    url = f"/o/{(maker or cards[0]).plural}/new" if cards else ""
    return Action(_("Create an entry"), url, "plus", how="drawer", primary=True, disabled=not maker)


def _tools(card: Card) -> tuple[Action, ...]:
    """The other ways to look at this object."""
    looks = looks_of(card, ListQuery(), f"/o/{card.plural}", "calendar")
    return tuple(Action(tab.label, tab.href) for tab in looks if not tab.current)


def _people(request: HttpRequest, actor: Actor, only: Card | None) -> tuple[CalendarPerson, ...]:
    """Oneself first, then the colleagues whose work one may see as a team."""
    if actor.member is None:
        return ()
    others = sorted(actor.owners - {actor.member})[:PEOPLE]
    asked = request.GET.getlist("person")
    chosen = set(asked) or {str(actor.member)}
    named = links("member", actor, [actor.member, *others])
    return tuple(
        CalendarPerson(
            str(n),
            _called(named[n].label, n == actor.member),
            avatar_of(named[n].label),
            str(n) in chosen or n == actor.member,
        )
        for n in (actor.member, *others)
        if named[n].readable
    )


def _called(name: str, oneself: bool) -> str:
    return _("{name} (you)").format(name=name) if oneself else name


def _overlays(request: HttpRequest, cards: list[Card]) -> tuple[Overlay, ...]:
    """Which kinds of record are laid over; at first all that have a place in the menu."""
    asked = set(request.GET.getlist("overlay"))
    usual = {card.key for card in cards if card.menu}
    return tuple(
        Overlay(card.key, str(card.yearly or card.label_plural), card.key in (asked or usual)) for card in cards
    )


@screen("GET")
def draw(request: HttpRequest, actor: Actor) -> HttpResponse:
    """What was drawn into the calendar as a form with its times: minutes after the first hour of that day."""
    card = card_of(request.GET.get("object", ""), actor)
    if not agenda.timed(card):
        raise Missing(_("There is no such page."))
    starts, ends = agenda.moments(request.GET, actor)
    given = {card.calendar: _typed(starts, actor)}
    if end := card.ends:
        given[end] = _typed(ends, actor)
    return HttpResponseRedirect(f"/o/{card.plural}/new?{urlencode(given)}")


def _typed(moment: datetime, actor: Actor) -> str:
    return local(moment, actor).strftime("%Y-%m-%dT%H:%M")


@screen("POST")
def move(request: HttpRequest, actor: Actor, plural: str, number: int) -> HttpResponse:
    """An event goes to another time: an update of its one or two moments, refused when somebody moved it meanwhile."""
    return agenda.moved(request, actor, card_of(plural, actor), number)
