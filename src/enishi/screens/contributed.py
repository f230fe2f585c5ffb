"""What rooms add to pages: figures, panels, actions, a line about the tie. Each stands in a failure box."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, TypeVar

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

#: Where rooms contribute what to do after an import.
IMPORTED = "imported"
registry.place("header", tuple[Figure, ...])
registry.place("middle", tuple[Panel, ...])
registry.place("panel", tuple[Panel, ...])
registry.place("action", tuple[Action, ...])
registry.place("phone", tuple[Action, ...])
registry.place("tie", str)
registry.place("sheet", dict[int, str])
registry.place("action", tuple[Action, ...], on=IMPORTED)


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
    band = tuple(_given(card, actor, row, "header"))
    middle, right = (tuple(_panels(card, actor, row, place)) for place in ("middle", "panel"))
    return Given(band, middle, right)


def _panels(card: Card, actor: Actor, row: Row, place: str) -> Iterator[Panel]:
    note = Note(_("This part could not be read. The rest of the page is complete."), tone="warn")
    for kind in registry.contributions(card.key, place):
        failed: tuple[Panel, ...] = (NotePanel(f"failed-{kind.__name__.lower()}", note),)
        yield from boxed(kind, actor, [row.id], failed) or ()


def _given(card: Card, actor: Actor, row: Row, place: str) -> Iterator[Any]:
    for kind in registry.contributions(card.key, place):
        yield from boxed(kind, actor, [row.id], ()) or ()


def head_actions(card: Card, actor: Actor, row: Row) -> tuple[Action, ...]:
    """Buttons in the head of the page."""
    return tuple(_given(card, actor, row, "action"))


def phone_actions(card: Card, actor: Actor, row: Row) -> tuple[Action, ...]:
    """The row of round buttons on the phone: call, mail, map."""
    return tuple(_given(card, actor, row, "phone"))


def after_import(actor: Actor) -> tuple[Action, ...]:
    """What to do with what was imported; a contribution that fails is left out."""
    found: list[Action] = []
    for contribution in registry.contributions(IMPORTED, "action"):
        found += boxed(contribution, actor, [], ()) or ()
    return tuple(found)


def tie_label(card: Card, actor: Actor, row: Row) -> str:
    """The strength of the tie in words, with what is not measured yet."""
    for contribution in registry.contributions(card.key, "tie"):
        return boxed(contribution, actor, [row.id], "") or ""
    return ""


def sheet_addresses(card: Card, actor: Actor, ids: list[int]) -> dict[int, str]:
    """Where the one page to print of each record is, for objects that have one."""
    found: dict[int, str] = {}
    for contribution in registry.contributions(card.key, "sheet"):
        found.update(boxed(contribution, actor, ids, {}) or {})
    return found
