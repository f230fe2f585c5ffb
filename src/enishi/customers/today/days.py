"""Birthdays and anniversaries of the coming week."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from enishi.customers.today.common import whose
from enishi.kernel.actor import Actor
from enishi.kernel.contribution import Contribution
from enishi.kernel.doors.read import records
from enishi.kernel.doors.rows import Row
from enishi.kernel.fieldtypes.date import Date
from enishi.kernel.registry import registry
from enishi.screens.asking import meeting
from enishi.screens.day.today import TODAY, Block
from enishi.screens.looks import day_text, today, url_of
from enishi.screens.page_models.panels import ListCard, ListLine

DAYS_AHEAD = 7


class Days(Contribution):
    """Birthdays and anniversaries of the coming week."""

    to, place, order = TODAY, "today", 40

    def read(self, actor: Actor, ids: list[int]) -> Block | None:
        first = today(actor)
        days = [first + timedelta(days=n) for n in range(DAYS_AHEAD)]
        mine = whose(actor)
        lines = [*self._people(actor, days, mine), *self._companies(actor, days, mine)]
        if not lines:
            return None
        lines.sort(key=lambda pair: pair[0])
        return Block(
            cards=(
                ListCard(
                    "days",
                    _("Birthdays and anniversaries"),
                    tuple(line for _day, line in lines[:6]),
                    icon="cake",
                    note="" if mine else _("Everybody's customers"),
                ),
            )
        )

    def _people(self, actor: Actor, days: list[date], mine: dict[str, Any]) -> Iterable[tuple[date, ListLine]]:
        if not actor.may("see", "contact") or registry.card("contact").reads(actor, "birthday") is None:
            return
        for row in _on_days("contact", "birthday", actor, mine):
            day = _this_year(row["birthday"], days)
            note = row.show("account", actor.language)
            yield day, ListLine(row.title, note, icon="cake", time=day_text(day, actor), href=url_of(row.card, row.id))

    def _companies(self, actor: Actor, days: list[date], mine: dict[str, Any]) -> Iterable[tuple[date, ListLine]]:
        if not actor.may("see", "account") or registry.card("account").reads(actor, "since") is None:
            return
        for row in _on_days("account", "since", actor, mine):
            day = _this_year(row["since"], days)
            years = day.year - row["since"].year
            if years > 0:
                note = ngettext("{years} year with us", "{years} years with us", years).format(years=years)
                href = url_of(row.card, row.id)
                yield day, ListLine(row.title, note, icon="building-2", time=day_text(day, actor), href=href)


def _on_days(key: str, field: str, actor: Actor, mine: dict[str, Any]) -> list[Row]:
    """Mine, or everybody's, whose day of the year falls on one of the coming days."""
    coming = {"field": field, "op": "in_any_year", "value": f"next {DAYS_AHEAD} days"}
    return meeting(records(key, actor), coming, *([mine] if mine else [])).first(20)


def _this_year(day: date, days: list[date]) -> date:
    return next(other for other in days if Date().holds(day, "in_any_year", other))
