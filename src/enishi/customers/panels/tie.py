"""The tie with its parts and what is not measured yet."""

from __future__ import annotations

from django.utils.translation import gettext as _

from enishi.customers.panels.base import Customer
from enishi.customers.tie import Tie as Strength
from enishi.customers.tie_signals import TieSignal
from enishi.customers.tie_words import awaited, known, sentence, told
from enishi.kernel.actor import Actor
from enishi.screens.page_models.common import Bar
from enishi.screens.page_models.panels import (
    ScorePanel,
    ScorePart,
)


class TiePanel(Customer):
    """The tie with its parts, each with evidence, and what is not measured yet."""

    to, place, order = "contact", "panel", 20

    def read(self, actor: Actor, ids: list[int]) -> tuple[ScorePanel, ...]:
        text = self.row(actor, ids[0])["tie_reasons"]
        return (tie_panel(told(text)),) if text else ()


def tie_panel(tie: Strength) -> ScorePanel:
    """The panel for one tie."""
    missing = awaited(tie)
    return ScorePanel(
        id="tie",
        title=_("Tie"),
        value="—" if tie.knots is None else str(tie.knots),
        parts=tuple(
            ScorePart(
                str(signal.label),
                Bar(part.knots * 20, f"{signal.label} {part.knots}/5"),
                signal.reason(part.figures),
                f"{part.knots}/5",
            )
            for signal, part in known(tie)
        ),
        not_measured=_("Not measured yet: {parts}").format(parts="・".join(map(_awaited, missing))) if missing else "",
    )


def _awaited(signal: TieSignal) -> str:
    text = _("{signal} ({awaited})")
    return text.format(signal=signal.label, awaited=signal.awaited) if signal.awaited else str(signal.label)


class TieLabel(Customer):
    """The tie in words beside the name."""

    to, place = "contact", "tie"

    def read(self, actor: Actor, ids: list[int]) -> str:
        text = self.row(actor, ids[0])["tie_reasons"]
        return sentence(told(text), actor.language) if text else ""
