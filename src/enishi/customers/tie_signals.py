"""What a tie is measured by: signals that any room adds to customers, each with its weight, knots and reason."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any, ClassVar

from enishi.customers.tie import Evidence, Part
from enishi.kernel.contribution import Contribution
from enishi.kernel.registry import registry

if TYPE_CHECKING:
    from enishi.customers.queries import Subject

Figures = Mapping[str, int | str]


@dataclass(frozen=True)
class Asked:
    """Whose ties are measured at what moment; two-way contact is read once for all signals."""

    subject: Subject
    ids: Sequence[int]
    now: datetime
    read: Callable[[Subject, Sequence[int]], dict[int, Evidence]]

    @cached_property
    def evidence(self) -> dict[int, Evidence]:
        return self.read(self.subject, self.ids)


class TieSignal(Contribution):
    """One thing that tells how strong a relationship is, for `to`: "account", "contact", or SUBJECTS for both.

    A signal takes the place of an earlier one of the same `name`, so that a room measures what this one only waits
    for. Its `weight` counts against those of the others; a workspace's tie is tied up in `ties.py` alone.
    `awaited` says what it takes until it is measured.
    """

    place = "signal"
    name: ClassVar[str]
    label: ClassVar[Any]
    weight: ClassVar[int] = 1
    awaited: ClassVar[Any] = ""

    def measure(self, asked: Asked) -> Mapping[int, Part]:
        """Knots with their figures for those of the asked of whom something is known. Cost: a query or two; it runs
        after work with a customer and every night."""
        return {}

    def reason(self, figures: Figures) -> str:
        """The figures as a sentence in the language of the moment."""
        return ""


registry.place("signal", None)


def signals_of(subject: Subject) -> dict[str, TieSignal]:
    """The signals of these customers by name, in their order."""
    return {found.name: found() for found in registry.contributions(subject, "signal") if issubclass(found, TieSignal)}


def every_signal() -> dict[str, TieSignal]:
    """The signals of all customers by name, to tell what was measured."""
    return {**signals_of("contact"), **signals_of("account")}
