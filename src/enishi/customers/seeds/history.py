"""Years of calls, meetings, notes, tasks and promises with one person of the demo."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from enishi.customers.seeds import phrases
from enishi.customers.seeds.companies import Company
from enishi.customers.seeds.days import Days

Rows = dict[str, list[dict[str, Any]]]
#: Activities with one person: five on the average.
DEPTHS = (0, 1, 2, 3, 5, 8, 16)
_KINDS = (("call", 42), ("meeting", 20), ("note", 18), ("task", 20))
_MEETINGS = ("visit", "visit", "visit", "incoming", "online", "online", "exhibition", "meal")


def tell(of: Company, contact: int, account: int, depth: int, rng: random.Random, days: Days, rows: Rows) -> None:
    """Add the rows of one person's history to `rows`, by object."""
    made = _Teller(of, rng, days)
    kinds = rng.choices([kind for kind, _weight in _KINDS], [weight for _kind, weight in _KINDS], k=depth)
    spread = 40 + 30 * depth
    for kind in kinds:
        ago = min(of.quiet + int(rng.expovariate(1 / spread)), 2_500)
        values = getattr(made, kind)(ago)
        rows[kind].append({"contact": contact, "account": account, "owner": of.owner, **values})
    if depth and of.quiet < 60 and rng.random() < 0.12:
        rows["task"].append({"contact": contact, "account": account, "owner": of.owner, **made.open_task()})
    if depth > 3 and of.quiet < 45 and rng.random() < 0.15:
        rows["meeting"].append(
            {"contact": contact, "account": account, "owner": of.owner, **made.meeting(-rng.randrange(1, 21))}
        )


class _Teller:
    """Values of single activities, in the language of the company."""

    def __init__(self, of: Company, rng: random.Random, days: Days) -> None:
        self.of, self.rng, self.days, self.english = of, rng, days, of.foreign is not None

    def call(self, ago: int) -> dict[str, Any]:
        name, body = self._phrase(phrases.CALLS_EN if self.english else phrases.CALLS)
        outcome = self.rng.choices(("talked", "no_answer", "message", "call_back"), (78, 10, 7, 5))[0]
        at = self._moment(self.days.back(ago))
        return {
            "kind": "call", "name": name, "body": body if outcome == "talked" else None, "outcome": outcome,
            "direction": "in" if outcome == "talked" and self.rng.random() < 0.34 else "out", "at": at,
            "minutes": self.rng.randrange(2, 26) if outcome == "talked" else None, "created_at": at,
        }  # fmt: skip

    def meeting(self, ago: int) -> dict[str, Any]:
        name, body = self._phrase(phrases.MEETINGS_EN if self.english else phrases.MEETINGS)
        kind = "online" if self.english and self.rng.random() < 0.6 else self.rng.choice(_MEETINGS)
        starts = self._moment(self.days.day(-ago) if ago else self.days.back(1))
        town = self.of.values["city"]
        return {
            "kind": kind, "name": name, "body": body if ago >= 0 else None, "starts_at": starts,
            "ends_at": starts + timedelta(minutes=self.rng.choice((30, 60, 60, 90, 120))),
            "place": "オンライン" if kind == "online" else town, "created_at": min(starts, self.days.now),
        }  # fmt: skip

    def note(self, ago: int) -> dict[str, Any]:
        at = self._moment(self.days.back(max(ago, 1)))
        text = self.rng.choice(phrases.NOTES_EN if self.english else phrases.NOTES)
        return {"body": f"<p>{text}</p>", "at": at, "created_at": at}

    def task(self, ago: int) -> dict[str, Any]:
        """One of the past, done; one promise in ten was kept late."""
        due = self.days.back(max(ago, 2))
        values = self._task(due)
        late = self.rng.randrange(1, 6) if self.rng.random() < 0.1 else -self.rng.randrange(0, 3)
        done = min(due + timedelta(days=late), self.days.today - timedelta(days=1))
        return {
            **values, "done_at": self._moment(done), "done_by": self.of.owner,
            "created_at": self._moment(due - timedelta(days=self.rng.randrange(3, 15))),
        }  # fmt: skip

    def open_task(self) -> dict[str, Any]:
        """One that is still to do: some late, some today, most in the next three weeks."""
        place = self.rng.random()
        days = -self.rng.randrange(1, 9) if place < 0.18 else 0 if place < 0.28 else self.rng.randrange(1, 22)
        created = self._moment(self.days.back(self.rng.randrange(9, 16)))
        return {**self._task(self.days.day(days)), "created_at": created}

    def _task(self, due: date) -> dict[str, Any]:
        if self.rng.random() < 0.45:
            theirs = self.rng.random() < 0.25
            ours = phrases.PROMISES_EN if self.english else phrases.PROMISES
            told = phrases.THEIR_PROMISES_EN if self.english else phrases.THEIR_PROMISES
            name = self._fill(self.rng.choice(told if theirs else ours))
            return {"kind": "promise", "direction": "theirs" if theirs else "ours", "name": name, "due_on": due}
        name = self._fill(self.rng.choice(phrases.TASKS_EN if self.english else phrases.TASKS))
        return {"kind": "task", "name": name, "due_on": due}

    def _phrase(self, table: Sequence[tuple[str, str]]) -> tuple[str, str]:
        name, body = self.rng.choice(table)
        return self._fill(name), body

    def _fill(self, text: str) -> str:
        if "{m}" not in text:
            return text
        machine = self.rng.choice(phrases.MACHINES)
        return text.replace("{m}", machine.split()[0] if self.english else machine)

    def _moment(self, day: date) -> Any:
        return self.days.at(day, self.rng.randrange(9, 18), 5 * self.rng.randrange(12))
