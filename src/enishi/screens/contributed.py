"""What rooms add to pages: figures, panels, actions, a line about the tie. Each stands in a failure box."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeVar

from django.utils.translation import gettext as _

from enishi.kernel.actor import Actor
from enishi.kernel.card import Card
from enishi.kernel.contribution import Contribution
from enishi.kernel.doors.rows import Row
from enishi.kernel.registry import registry
from enishi.screens.page_models.common import Action, Note
from enishi.screens.page_models.panels import Figure, NotePanel, Panel

log = logging.getLogger("enishi.screens")
T = TypeVar("T")

#: Where rooms contribute what to do after an import; `read` gives actions.
IMPORTED = "imported"


@dataclass(frozen=True, slots=True)
class Given:
    """All contributions to one page, by place."""

    band: tuple[Figure, ...] = ()
    middle: tuple[Panel, ...] = ()
    right: tuple[Panel, ...] = ()


def boxed(kind: type[Contribution], actor: Actor, ids: list[int], otherwise: T) -> T | None:
    """What a contribution reads, None for nothing; `otherwise` where it fails, so that the page around it stands.

    The failure is logged with its traceback.
    """
    try:
        found: T | None = kind().read(actor, ids)
        return found
    except Exception:
        log.exception("contribution %s failed", kind.__name__)
        return otherwise


def on(card: Card, actor: Actor, row: Row) -> Given:
    """Ask every contribution of this object; one that fails says so in its place and the rest of the page stands."""
    places: dict[str, list[Panel]] = {"middle": [], "panel": []}
    band: list[Figure] = []
    for contribution in registry.contributions(card.key):
        if contribution.place == "header":
            band.extend(boxed(contribution, actor, [row.id], ()) or ())
        elif contribution.place in places:
            places[contribution.place].extend(_panels(contribution, actor, row))
    return Given(tuple(band), tuple(places["middle"]), tuple(places["panel"]))


def _panels(contribution: type[Contribution], actor: Actor, row: Row) -> tuple[Panel, ...]:
    note = Note(_("This part could not be read. The rest of the page is complete."), tone="warn")
    failed: tuple[Panel, ...] = (NotePanel(f"failed-{contribution.__name__.lower()}", note),)
    return boxed(contribution, actor, [row.id], failed) or ()


def _lines(card: Card, actor: Actor, row: Row, place: str) -> Iterator[Action]:
    for contribution in registry.contributions(card.key):
        if contribution.place == place:
            yield from boxed(contribution, actor, [row.id], ()) or ()


def head_actions(card: Card, actor: Actor, row: Row) -> tuple[Action, ...]:
    """Buttons in the head of the page."""
    return tuple(_lines(card, actor, row, "action"))


def phone_actions(card: Card, actor: Actor, row: Row) -> tuple[Action, ...]:
    """The row of round buttons on the phone: call, mail, map."""
    return tuple(_lines(card, actor, row, "phone"))


def after_import(actor: Actor) -> tuple[Action, ...]:
    """What to do with what was imported; a contribution that fails is left out."""
    found: list[Action] = []
    for contribution in registry.contributions(IMPORTED):
        found += boxed(contribution, actor, [], ()) or ()
    return tuple(found)


def tie_label(card: Card, actor: Actor, row: Row) -> str:
    """The strength of the tie in words, with what is not measured yet."""
    for contribution in registry.contributions(card.key):
        if contribution.place == "tie":
            return boxed(contribution, actor, [row.id], "") or ""
    return ""
