"""Customers who have been quiet for too long and with whom nothing is planned, the best first."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from enishi.customers.panels.glance import silence
from enishi.customers.today.common import MINE
from enishi.customers.today.neglected import KEY, neglected
from enishi.kernel.actor import Actor
from enishi.kernel.doors.read import Records, records
from enishi.kernel.doors.rows import Row
from enishi.screens.asking import in_order, meeting, readable
from enishi.screens.looks import local, today

#: Rows of one rank that are compared; the database orders them by their tie.
COMPARED = 200


@dataclass(frozen=True, slots=True)
class Quiet:
    """A quiet customer: since when, and by which field that is known; None when no contact and no deal is."""

    row: Row
    since: date | None
    by: str = ""


def offered(actor: Actor, most: int) -> list[Quiet]:
    """At most so many: by rank, then the strongest tie, then who was there last and is the likeliest to come back.

    Cost: at most one query a rank.
    """
    found: list[Quiet] = []
    quiet = _quiet(actor)
    if quiet is None:
        return found
    ranks = KEY if readable(quiet.card, actor, "rank") else (None,)
    for rank in ranks:
        if len(found) < most:
            of_rank = quiet.where({"field": "rank", "op": "is", "value": rank}) if rank else quiet
            found += _best(in_order(of_rank, "-tie").first(COMPARED), actor)
    return found[:most]


def among(actor: Actor, ids: Collection[int]) -> list[Quiet]:
    """Those of these that are still quiet, the best first."""
    quiet = _quiet(actor)
    return _best(quiet.among(ids).first(len(ids)), actor) if ids and quiet is not None else []


def are_any(actor: Actor) -> bool:
    """Whether there is anybody, for the ways that lead to them."""
    quiet = _quiet(actor) if actor.may("see", "account") else None
    return quiet is not None and bool(quiet.first(1))


def told(quiet: Quiet, actor: Actor) -> str:
    """How long they have been quiet, in words."""
    if quiet.since is None:
        return _("Last contact unknown")
    days = max(0, (today(actor) - quiet.since).days)
    return ngettext("Quiet for {days} day", "Quiet for {days} days", days).format(days=f"{days:,}")


def _quiet(actor: Actor) -> Records | None:
    """Mine and nobody's, for a customer without an owner waits for whoever calls first: as far as this person may ask;
    None when the last contact is hidden from him."""
    asked = records("account", actor)
    if not readable(asked.card, actor, "last_contact_at"):
        return None
    mine_or_free = {"any": [MINE, {"field": "owner", "op": "is_empty"}]}
    return meeting(asked, *neglected(actor, mine_or_free), {"field": "next_on", "op": "is_empty"})


def _best(rows: list[Row], actor: Actor) -> list[Quiet]:
    """In order, without those who bought within the days their rank allows."""
    day, limits = today(actor), silence()
    longest = max(limits[rank] for rank in KEY)

    def order(quiet: Quiet) -> tuple[int, int, timedelta, int]:
        row = quiet.row
        return KEY.index(row["rank"]) if row["rank"] else 0, -(row["tie"] or 0), day - (quiet.since or date.min), row.id

    found = (_since(row, actor) for row in rows)
    silent = (
        one for one in found if one.since is None or (day - one.since).days > limits.get(one.row["rank"] or "", longest)
    )
    return sorted(silent, key=order)


def _since(row: Row, actor: Actor) -> Quiet:
    """The last contact of both sides or, in a list just imported, the last deal: the later of the two."""
    at: datetime | None = row["last_contact_at"]
    known = {"last_contact_at": local(at, actor).date() if at else None, "last_deal_on": row["last_deal_on"]}
    since, by = max((day, name) for name, day in known.items() if day) if any(known.values()) else (None, "")
    return Quiet(row, since, by)
