"""Meetings of the day, and the pace of the week."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from enishi.customers.today.common import MINE
from enishi.kernel.actor import Actor
from enishi.kernel.contribution import Contribution
from enishi.kernel.doors.read import Records, records
from enishi.kernel.doors.rows import Row
from enishi.kernel.ports import ports
from enishi.screens.asking import meeting, readable
from enishi.screens.day.today import TODAY, Block
from enishi.screens.looks import facts, local
from enishi.screens.page_models.common import Badge, Bar
from enishi.screens.page_models.today_page import DayEvent, Stat


class Schedule(Contribution):
    """Meetings of today, and how many customers were met this week."""

    to, place, order = TODAY, "today", 20

    def read(self, actor: Actor, ids: list[int]) -> Block | None:
        asked = records("meeting", actor)
        if not actor.may("see", "meeting") or not readable(asked.card, actor, "starts_at"):
            return None
        live = {"field": "cancelled_at", "op": "is_empty"}
        rows = meeting(asked, MINE, live, {"field": "starts_at", "op": "is", "value": "today"}).sorted("starts_at")
        events = _events(rows.first(12), actor)
        return Block(shows=("meeting",), events=events, stats=(self._pace(asked, live),))

    def _pace(self, asked: Records, live: dict[str, str]) -> Stat:
        """This week beside last week: the pace is one's own."""
        outside = {"field": "kind", "op": "is_not", "value": "internal"}
        when = [meeting(asked, MINE, live, outside, {"field": "starts_at", "op": "is", "value": week})
                for week in ("this week", "last week")]  # fmt: skip
        now, before = (found.count().number for found in when)
        bar = (
            Bar(min(100, 100 * now / before), _("{now} of {before}").format(now=now, before=before)) if before else None
        )
        note = _("{number} last week").format(number=before)
        return Stat(_("Visits and meetings this week"), f"{now:,}", note=note, bar=bar)


def _events(rows: list[Row], actor: Actor) -> tuple[DayEvent, ...]:
    """Today's meetings; the next one carries the mark."""
    now = ports.clock.now()
    coming = next((row.id for row in rows if row["starts_at"] >= now), None)
    return tuple(_event(row, actor, now, row.id == coming) for row in rows)


def _event(row: Row, actor: Actor, now: datetime, coming: bool) -> DayEvent:
    start, end = local(row["starts_at"], actor), row["ends_at"]
    span = f"{start:%H:%M}" + (f"–{local(end, actor):%H:%M}" if end else "")
    parts = (span, row["place"], row.show("account", actor.language), row.show("contact", actor.language))
    minutes = int((row["starts_at"] - now).total_seconds() // 60)
    soon = Badge(_("in {minutes} min").format(minutes=minutes), "bad") if coming and minutes <= 60 else None
    over = (end or row["starts_at"]) < now
    return DayEvent(
        f"{start:%H:%M}", row.title, facts(*parts), f"/o/meetings/{row.id}/edit", now=coming, done=over, badge=soon
    )
