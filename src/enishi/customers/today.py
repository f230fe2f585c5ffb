"""What the customers room says on the first page of the day."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

import msgspec
from django.db.models import Q
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from enishi.customers.panels import SILENCE, due_badge
from enishi.kernel.actor import Actor
from enishi.kernel.contribution import Contribution
from enishi.kernel.doors.read import Records, records
from enishi.kernel.doors.rows import Linked, Row
from enishi.kernel.ports import ports
from enishi.kernel.registry import registry
from enishi.screens.looks import cell_of, day_text, local, today, url_of
from enishi.screens.page_models.common import Action, Badge, Bar, Tie
from enishi.screens.page_models.panels import ListCard, ListLine, TableCard
from enishi.screens.page_models.today_page import DayEvent, NextStep, Stat, TaskLine
from enishi.screens.today import TODAY, Block

MINE = {"field": "owner", "op": "is", "value": "me"}
OPEN = {"field": "done_at", "op": "is_empty"}
STEPS, TASKS, NEGLECTED, DAYS_AHEAD = 5, 8, 5, 7


class PromisesAndTasks(Contribution):
    """Promises that are late or due within two days, then the tasks of today."""

    to, place, order = TODAY, "today", 10

    def read(self, actor: Actor, ids: list[int]) -> Block | None:
        if not actor.may("see", "task"):
            return None
        promise = {"field": "kind", "op": "is", "value": "promise"}
        soon = {"field": "due_on", "op": "lte", "value": (today(actor) + timedelta(days=2)).isoformat()}
        promises = records("task", actor).where({"all": [MINE, OPEN, promise, soon]}).sorted("due_on")
        tasks = records("task", actor).where({"all": [MINE, OPEN, {"not": promise}]}).sorted("due_on")
        return Block(
            next_steps=tuple(self._step(row, actor, ties) for row, ties in _with_ties(promises.first(STEPS), actor)),
            tasks=tuple(self._task(row, actor) for row in tasks.first(TASKS)),
            stats=(_promise_stat(actor, promise),),
        )

    def _step(self, row: Row, actor: Actor, tie: int | None) -> NextStep:
        account = row["account"]
        about = " ".join(
            text for text in (row.show("account", actor.language), row.show("contact", actor.language)) if text
        )
        late = row["due_on"] is not None and row["due_on"] < today(actor)
        theirs = row["direction"] == "theirs"
        return NextStep(
            title=row.title,
            why=_("They promised this. Ask how it stands.") if theirs else row["notes"] or _("You promised this."),
            action=Action(_("Done"), f"/o/tasks/{row.id}/act/complete", "check", how="post"),
            icon="handshake",
            tone="bad" if late else "ai",
            about=about,
            about_href=url_of(registry.card("account"), account.id) if isinstance(account, Linked) else "",
            tie=Tie(tie) if tie is not None else None,
            due=due_badge(row["due_on"], actor),
        )

    def _task(self, row: Row, actor: Actor) -> TaskLine:
        late = row["due_on"] is not None and row["due_on"] < today(actor)
        return TaskLine(
            title=row.title,
            href=f"/o/tasks/{row.id}/edit",
            done_url=f"/o/tasks/{row.id}/act/complete",
            done_label=_("Done: {task}").format(task=row.title),
            time=f"{local(row['due_at'], actor):%H:%M}" if row["due_at"] else "",
            tag=row.show("account", actor.language) or row.show("contact", actor.language),
            due=day_text(row["due_on"], actor),
            late=late,
        )


def _promise_stat(actor: Actor, promise: dict[str, str]) -> Stat:
    open_ = records("task", actor).where({"all": [MINE, OPEN, promise]})
    late = open_.where({"field": "due_on", "op": "lt", "value": "today"}).count().number
    note = ngettext("{number} is late", "{number} are late", late).format(number=late) if late else _("None is late")
    url = _list_url("tasks", {"all": [MINE, OPEN, promise]}, "due_on")
    return Stat(_("Open promises"), f"{open_.count().number:,}", note=note, href=url)


def _with_ties(rows: list[Row], actor: Actor) -> Iterable[tuple[Row, int | None]]:
    """Each row with the tie of its account. Cost: one query."""
    ids = {row["account"].id for row in rows if isinstance(row["account"], Linked) and row["account"].id}
    if not ids or registry.card("account").reads(actor, "tie") is None:
        return [(row, None) for row in rows]
    ties = {row.id: row["tie"] for row in records("account", actor).only("tie").among(ids).first(len(ids))}
    return [(row, ties.get(row["account"].id or 0) if isinstance(row["account"], Linked) else None) for row in rows]


class Schedule(Contribution):
    """Meetings of today, and how many customers were met this week."""

    to, place, order = TODAY, "today", 20

    def read(self, actor: Actor, ids: list[int]) -> Block | None:
        if not actor.may("see", "meeting"):
            return None
        live = {"field": "cancelled_at", "op": "is_empty"}
        asked = records("meeting", actor)
        rows = asked.where({"all": [MINE, live, {"field": "starts_at", "op": "is", "value": "today"}]}).sorted(
            "starts_at"
        )
        return Block(events=_events(rows.first(12), actor), stats=(self._pace(asked, live),))

    def _pace(self, asked: Records, live: dict[str, str]) -> Stat:
        """This week beside last week: the pace is one's own."""
        outside = {"field": "kind", "op": "is_not", "value": "internal"}
        when = [asked.where({"all": [MINE, live, outside, {"field": "starts_at", "op": "is", "value": week}]})
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
    note = " · ".join(part for part in parts if part)
    return DayEvent(f"{start:%H:%M}", row.title, note, f"/o/meetings/{row.id}/edit", now=coming, done=over, badge=soon)


class Neglected(Contribution):
    """ごぶさた: important customers nobody has talked with for too long, each with the telephone number."""

    to, place, order = TODAY, "today", 30

    def read(self, actor: Actor, ids: list[int]) -> Block | None:
        if not actor.may("see", "account"):
            return None
        tree = neglected()
        asked = records("account", actor).where(tree)
        rows = asked.sorted("last_contact_at").first(NEGLECTED)
        count = asked.count()
        url = _list_url("accounts", tree, "last_contact_at")
        stat = Stat(_("Not heard from"), f"{count.number:,}", note=_("Rank A over 60 days, B over 120"), href=url)
        if not rows:
            return Block(stats=(stat,))
        columns = (_("Account"), _("Rank"), _("Tie"), _("Phone"), _("Last contact"))
        names = ("company", "rank", "tie", "phone", "last_contact_at")
        table = TableCard(
            id="neglected",
            title=_("Not heard from for long"),
            icon="history",
            columns=columns,
            rows=tuple(tuple(cell_of(row, name, actor) for name in names) for row in rows),
            count=f"{count.number:,}",
            more=Action(_("Show all"), url, "arrow-right"),
        )
        return Block(lists=(table,), stats=(stat,))


def neglected() -> dict[str, Any]:
    """The condition: mine, trading, ranked, and no two-way contact within the days of the rank."""
    ranks = []
    for days in sorted(set(SILENCE.values())):
        of_rank = {"field": "rank", "op": "in", "value": [rank for rank, limit in SILENCE.items() if limit == days]}
        silent = [
            {"field": "last_contact_at", "op": "lt", "value": f"{days} days ago"},
            {"field": "last_contact_at", "op": "is_empty"},
        ]
        ranks.append({"all": [of_rank, {"any": silent}]})
    gone = {"field": "deal_status", "op": "not_in", "value": ["stopped", "closed"]}
    return {"all": [MINE, gone, {"any": ranks}]}


class Days(Contribution):
    """Birthdays and anniversaries of the coming week."""

    to, place, order = TODAY, "today", 40

    def read(self, actor: Actor, ids: list[int]) -> Block | None:
        first = today(actor)
        days = [first + timedelta(days=n) for n in range(DAYS_AHEAD)]
        lines = [*self._people(actor, days), *self._companies(actor, days)]
        if not lines:
            return None
        lines.sort(key=lambda pair: pair[0])
        return Block(
            cards=(ListCard("days", _("Birthdays and anniversaries"), tuple(line for _day, line in lines[:6])),)
        )

    def _people(self, actor: Actor, days: list[date]) -> Iterable[tuple[date, ListLine]]:
        if not actor.may("see", "contact") or registry.card("contact").reads(actor, "birthday") is None:
            return
        for row in _on_days("contact", "birthday", actor, days):
            day = _this_year(row["birthday"], days)
            note = row.show("account", actor.language)
            yield day, ListLine(row.title, note, icon="cake", time=day_text(day, actor), href=url_of(row.card, row.id))

    def _companies(self, actor: Actor, days: list[date]) -> Iterable[tuple[date, ListLine]]:
        if not actor.may("see", "account") or registry.card("account").reads(actor, "since") is None:
            return
        for row in _on_days("account", "since", actor, days):
            day = _this_year(row["since"], days)
            years = day.year - row["since"].year
            if years > 0:
                note = ngettext("{years} year with us", "{years} years with us", years).format(years=years)
                href = url_of(row.card, row.id)
                yield day, ListLine(row.title, note, icon="building-2", time=day_text(day, actor), href=href)


def _on_days(key: str, field: str, actor: Actor, days: list[date]) -> list[Row]:
    """Mine whose day of the year falls on one of these days."""
    either = Q()
    for day in days:
        either |= Q(**{f"{field}__month": day.month, f"{field}__day": day.day})
    return records(key, actor).where(MINE).narrowed(either, f"{field}-{days[0]}").first(20)


def _this_year(day: date, days: list[date]) -> date:
    return next(other for other in days if (other.month, other.day) == (day.month, day.day))


class Memos(Contribution):
    """Telephone memos left for me."""

    to, place, order = TODAY, "today", 15

    def read(self, actor: Actor, ids: list[int]) -> Block | None:
        if not actor.may("see", "call") or actor.member is None:
            return None
        unseen = [
            {"field": "kind", "op": "is", "value": "memo"},
            {"field": "memo_for", "op": "is", "value": "me"},
            {"field": "seen_at", "op": "is_empty"},
        ]
        rows = records("call", actor).where({"all": unseen}).sorted("-at").first(5)
        lines = tuple(
            ListLine(
                row.title, row.show("account", actor.language) or row.show("contact", actor.language), icon="phone",
                time=f"{local(row['at'], actor):%H:%M}", href=f"/o/calls/{row.id}/edit",
            )
            for row in rows
        )  # fmt: skip
        return Block(cards=(ListCard("memos", _("Phone memos for you"), lines),)) if lines else None


def _list_url(plural: str, tree: dict[str, Any], sort: str) -> str:
    return f"/o/{plural}?{urlencode({'filter': msgspec.json.encode(tree).decode(), 'sort': sort})}"


registry.add(PromisesAndTasks, Schedule, Neglected, Days, Memos)
