"""The figures under the head of an account page."""

from __future__ import annotations

from datetime import date, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from enishi.customers.panels.base import Customer
from enishi.kernel.actor import Actor
from enishi.kernel.doors.read import records
from enishi.kernel.doors.rows import Row
from enishi.platform import workspace
from enishi.screens.looks import day_text, local, today
from enishi.screens.page_models.panels import (
    Figure,
)

#: The name of each rank in the workspace's settings.
RANKS = {"special_a": "S", "a": "A", "b": "B", "c": "C"}


def silence() -> dict[str, int]:
    """Days without contact after which a customer of this rank counts as neglected, as the workspace has set them."""
    days = workspace.current().rank_days
    return {rank: days[name] for rank, name in RANKS.items() if name in days}


class AtAGlance(Customer):
    """Last contact of both sides, next due day, people and places."""

    to, place, order, link = "account", "header", 10, "account"

    def read(self, actor: Actor, ids: list[int]) -> tuple[Figure, ...]:
        row = self.row(actor, ids[0])
        people = records("contact", actor).of("account", ids[0]).count().number
        sites = records("site", actor).of("account", ids[0]).count().number
        at, day = row["last_contact_at"], row["next_on"]
        last = day_text(local(at, actor).date(), actor) if at else "—"
        how = row.show("last_contact_kind", actor.language)
        return (
            Figure(_("Last two-way contact"), last, _guide(row, actor), how),
            Figure(_("Next due"), day_text(day, actor) or "—", _step(row)),
            Figure(
                _("People and sites"), f"{people:,}",
                ngettext("{number} site", "{number} sites", sites).format(number=sites) if sites else "",
                ngettext("person", "people", people),
            ),
            Figure(_("Customer since"), row.show("since", actor.language) or "—", _years(row["since"], actor)),
        )  # fmt: skip


def _guide(row: Row, actor: Actor) -> str:
    """The longest silence the rank allows."""
    days = silence().get(row["rank"] or "")
    if not days:
        return ""
    text = ngettext("Rank {rank}: within {days} day", "Rank {rank}: within {days} days", days)
    return text.format(rank=row.show("rank", actor.language), days=days)


def _years(since: date | None, actor: Actor) -> str:
    if since is None:
        return ""
    months = (today(actor) - since) // timedelta(days=30.44)
    words = (
        ngettext("{number} year", "{number} years", months // 12).format(number=months // 12),
        ngettext("{number} month", "{number} months", months % 12).format(number=months % 12),
    )
    return ("" if actor.language == "ja" else " ").join(words)


def _step(row: Row) -> str:
    """What comes next; that nothing is planned is said only to who may know it."""
    known = "next_on" in row.values and row["next_on"] is None
    return row["next_step"] or (_("Nothing is planned") if known else "")
