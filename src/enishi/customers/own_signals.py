"""What this room itself measures a tie by, from two-way contact, and what it waits for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from zoneinfo import ZoneInfo

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext, pgettext_lazy

from enishi.customers.tie import STEPS, Evidence, Part, reach, recency, reciprocity
from enishi.customers.tie_signals import Asked, Figures, TieSignal
from enishi.kernel.contribution import SUBJECTS
from enishi.kernel.ports import ports
from enishi.kernel.registry import registry


def _each(asked: Asked, judged: Callable[[Evidence], Part | None]) -> dict[int, Part]:
    parts = {number: judged(evidence) for number, evidence in asked.evidence.items()}
    return {number: part for number, part in parts.items() if part is not None}


class Recency(TieSignal):
    """How long ago the last two-way contact was."""

    to, order = SUBJECTS, 10
    name, label = "recency", pgettext_lazy("tie", "Recency")

    def measure(self, asked: Asked) -> Mapping[int, Part]:
        return _each(asked, lambda evidence: recency(evidence, asked.now, STEPS["recency"]))

    def reason(self, figures: Figures) -> str:
        moment = datetime.fromisoformat(str(figures["last"])).astimezone(ZoneInfo(ports.clock.zone()))
        return _("The last two-way contact was on {date}").format(
            date=date_format(moment, pgettext("date format", "j F Y"))
        )


class Reciprocity(TieSignal):
    """Whether they come to us as we come to them."""

    to, order = SUBJECTS, 20
    name, label = "reciprocity", pgettext_lazy("tie", "Reciprocity")

    def measure(self, asked: Asked) -> Mapping[int, Part]:
        return _each(asked, lambda evidence: reciprocity(evidence, STEPS["reciprocity"]))

    def reason(self, figures: Figures) -> str:
        return _("{theirs} of {contacts} contacts in 12 months were started by them").format(**figures)


class Reach(TieSignal):
    """With how many people of a company we speak: it means something for companies only."""

    to, order = "account", 30
    name, label = "reach", pgettext_lazy("tie", "Reach")

    def measure(self, asked: Asked) -> Mapping[int, Part]:
        return _each(asked, lambda evidence: reach(evidence, STEPS["reach"]))

    def reason(self, figures: Figures) -> str:
        people = int(figures["people"])
        text = ngettext(
            "Two-way contact with {people} person in 12 months",
            "Two-way contact with {people} people in 12 months",
            people,
        )
        return text.format(people=people)


class Satisfaction(TieSignal):
    """What they say of us: a room that asks them measures it."""

    to, order = SUBJECTS, 40
    name, label = "satisfaction", pgettext_lazy("tie", "Satisfaction")
    awaited = gettext_lazy("once customers are asked for it")


registry.add(Recency, Reciprocity, Reach, Satisfaction)
