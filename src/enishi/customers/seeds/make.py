"""Makes the whole demo: the people of みなと精機, the customers written by hand, then as many as the scale asks for."""

from __future__ import annotations

import random
from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass
from itertools import accumulate
from typing import Any

from django.db.models import Model

from enishi.customers.queries import CHUNK, chunks
from enishi.customers.seeds import history
from enishi.customers.seeds.companies import Company, company, people
from enishi.customers.seeds.core import Core
from enishi.customers.seeds.days import Days
from enishi.customers.seeds.staff import SELLERS, Staff, hire
from enishi.customers.seeds.views import save_views
from enishi.customers.ties import SUBJECTS, tie_up
from enishi.kernel.actor import SYSTEM
from enishi.kernel.card import Card
from enishi.kernel.ports import ports
from enishi.kernel.registry import registry
from enishi.platform import workspace
from enishi.platform.filling import hasty, without_indexes
from enishi.platform.loading import load
from enishi.platform.models import EntryLink
from enishi.platform.search.rebuild import rebuild

#: Companies in one chunk: with their people and history about 3,000 rows.
STEP = 100


@dataclass(frozen=True, slots=True)
class Scale:
    """How many contacts; a fifth as many accounts, five times as many activities. `mib` is the room on disk."""

    name: str
    contacts: int
    mib: int

    @property
    def accounts(self) -> int:
        return self.contacts // 5

    @property
    def activities(self) -> int:
        return self.contacts * 5

    @property
    def rows(self) -> int:
        return self.contacts + self.accounts + self.activities


SCALES = {
    scale.name: scale
    for scale in (
        Scale("small", 2_000, 30),
        Scale("medium", 50_000, 600),
        Scale("bench", 100_000, 1_200),
        Scale("large", 1_000_000, 12_000),
    )
}

#: Called with what is being made, how many rows there are, and how many there will be.
Report = Callable[[str, int, int], None]


def make(
    scale: Scale,
    seed: int = 1,
    report: Report = lambda _what, _done, _all: None,
    index: Callable[[Report], None] | None = None,
) -> Staff:
    """Fill an empty workspace, dated relative to the clock's present day. Same seed and day, same demo.

    Ties are computed at the end, once, and then the search index is completed by `index`, or made here. Until all is
    there the workspace has no `made_at`.
    """
    days = Days(ports.clock.now(), ports.clock.zone())
    with ports.lock.write(background=True):
        workspace.change(name="みなと精機株式会社", customers="companies", is_demo=True)
        staff = hire(days)
        save_views(staff)
    with hasty():
        core = Core(days, staff)
        core.write()
        with without_indexes(_filled(), lambda done, total: report("indexes", done, total)):
            _crowd(scale, seed, days, staff, len(core.companies), len(core.persons), report)
            _tie(report)
        (index or index_all)(report)
    with ports.lock.write(background=True):
        workspace.change(made_at=days.now)
    return staff


def _filled() -> list[type[Model]]:
    """The tables that take nearly all rows."""
    keys = ("account", "contact", "affiliation", "call", "meeting", "note", "task", "consent")
    return [*(registry.card(key).model for key in keys), EntryLink]


def _crowd(scale: Scale, seed: int, days: Days, staff: Staff, companies: int, persons: int, report: Report) -> None:
    """Companies by number, until there are as many contacts as the scale asks for; each chunk in one transaction."""
    owners = tuple(staff[key] for key in SELLERS)
    done, rows, first = persons, persons + companies, companies
    while done < scale.contacts:
        rng = random.Random(f"{seed}:{first}")  # noqa: S311
        made = [company(number, rng, days, owners) for number in range(first, first + STEP)]
        chunk = _chunk(_enough(made, scale.contacts - done), done, scale.contacts - done, rng, days)
        with ports.lock.write(background=True):
            _write(chunk)
        done, rows, first = done + len(chunk["contact"]), rows + sum(map(len, chunk.values())), first + STEP
        rows -= len(chunk["consent"])
        report("customers", min(rows, scale.rows), scale.rows)


def _chunk(made: list[Company], first: int, most: int, rng: random.Random, days: Days) -> history.Rows:
    """The rows of these companies, at most so many people and their history, by object. Links to accounts and contacts
    are places in the chunk, so that nothing waits for the database while they are thought up."""
    contacts: list[dict[str, Any]] = []
    for account, one in enumerate(made):
        contacts.extend(people(one, account, first + len(contacts), rng, days))
    del contacts[most:]
    work: history.Rows = {kind: [] for kind in ("call", "meeting", "note", "task")}
    for place, contact in enumerate(contacts):
        depth = history.DEPTHS[(first + place) * 3 % len(history.DEPTHS)]
        history.tell(made[contact["account"]], place, contact["account"], depth, rng, days, work)
    accounts = [one.values for one in made]
    return {"account": accounts, "contact": contacts, **work, "consent": _consents(contacts, rng)}


def _write(chunk: history.Rows) -> None:
    """Store a chunk; places become ids as those are given."""
    ids: dict[str, list[int]] = {}
    for key, rows in chunk.items():
        for row in rows:
            row.update({link: known[row[link]] for link, known in ids.items() if link in row})
        found = load(registry.card(key), SYSTEM, rows)
        if key in ("account", "contact"):
            ids[key] = found


def _enough(made: list[Company], wanted: int) -> list[Company]:
    """As many of the companies as are needed for so many people."""
    known = list(accumulate(one.people for one in made))
    return made[: bisect_left(known, wanted) + 1]


def _consents(contacts: list[dict[str, Any]], rng: random.Random) -> list[dict[str, Any]]:
    """Every third person has agreed to something; a few have withdrawn it."""
    return [
        {"contact": place, "purpose": "製品のご案内" if values["language"] == "ja" else "Product news",
         "channel": "email", "state": "withdrawn" if rng.random() < 0.07 else "granted", "basis": "card",
         "evidence": f"{values['source']}で名刺交換", "given_at": values["created_at"], "owner": values["owner"]}
        for place, values in enumerate(contacts)
        if rng.random() < 0.3
    ]  # fmt: skip


def _tie(report: Report) -> None:
    """What is computed from the records: ties, last contacts, next steps."""
    for subject in SUBJECTS:
        total = registry.card(subject).every_row().count()
        for place, ids in enumerate(chunks(subject)):
            with ports.lock.write(background=True):
                tie_up(subject, ids)
            report("ties", min((place + 1) * CHUNK, total), total)


def searched() -> list[Card]:
    """All objects that search finds."""
    return [card for card in registry.cards.values() if card.search]


def index_all(report: Report) -> None:
    """Make the search index of everything there is."""
    cards = searched()
    for place, card in enumerate(cards):
        rebuild(card)
        report("search", place + 1, len(cards))
