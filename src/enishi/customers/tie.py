"""The tie (縁): how strong a relationship is, 0–5 knots from what is measured, with its reasons and what is missing.

Pure: no clock, no database.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

Steps = Mapping[str, Sequence[int]]
#: Steps from 5 knots to 1 of each component: days, contacts in a year, people.
STEPS: Steps = {
    "recency": (14, 30, 60, 120, 365),
    "reciprocity": (40, 30, 20, 10, 1),
    "reach": (8, 5, 3, 2, 1),
}


@dataclass(frozen=True, slots=True)
class Evidence:
    """Two-way contact with one customer: the last one ever, and of the last 12 months how many there were, how many
    of them the customer began, and with how many people of the company (None for a person)."""

    last: datetime | None = None
    contacts: int = 0
    theirs: int = 0
    people: int | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """What one signal says: its knots, 0–5, and the figures they were worked out from."""

    knots: int
    figures: Mapping[str, int | str]


@dataclass(frozen=True, slots=True)
class Tie:
    """The knots (None without any evidence), the signals behind them by name, and those nothing is known of."""

    knots: int | None
    parts: Mapping[str, Part]
    missing: tuple[str, ...]


def tied(parts: Mapping[str, Part], weights: Mapping[str, int]) -> Tie:
    """All signals tied up: the weighted mean of those with evidence, rounded half up; a missing one is never 0."""
    known = {name: parts[name] for name in weights if name in parts}
    missing = tuple(name for name in weights if name not in parts)
    if not known:
        return Tie(None, {}, missing)
    total = sum(weights[name] * part.knots for name, part in known.items())
    number = sum(weights[name] for name in known)
    return Tie((2 * total + number) // (2 * number), known, missing)


def recency(evidence: Evidence, now: datetime, steps: Sequence[int]) -> Part | None:
    """Days since the last two-way contact: at most the first step is 5 knots, beyond the last one none."""
    if evidence.last is None:
        return None
    days = (now - evidence.last).days
    knots = next((5 - place for place, most in enumerate(steps) if days <= most), 0)
    return Part(knots, {"last": evidence.last.isoformat()})


def reciprocity(evidence: Evidence, steps: Sequence[int]) -> Part | None:
    """The share of the last 12 months' contacts begun by the customer, in percent."""
    if not evidence.contacts:
        return None
    figures = {"theirs": evidence.theirs, "contacts": evidence.contacts}
    return Part(at_least(100 * evidence.theirs / evidence.contacts, steps), figures)


def reach(evidence: Evidence, steps: Sequence[int]) -> Part | None:
    """How many people of the company we had two-way contact with in the last 12 months."""
    if evidence.people is None or (evidence.last is None and not evidence.people):
        return None
    return Part(at_least(evidence.people, steps), {"people": evidence.people})


def at_least(figure: float, steps: Sequence[int]) -> int:
    return next((5 - place for place, least in enumerate(steps) if figure >= least), 0)
