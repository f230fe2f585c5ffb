"""Pages for paper: a list, and the customer card on one A4 sheet."""

from __future__ import annotations

from dataclasses import dataclass

from enishi.screens.page_models.common import Action, Cell, Choice
from enishi.screens.page_models.frame import Frame


@dataclass(frozen=True, slots=True)
class PrintListPage:
    """Template ``print_list.jinja``: the rows of a list with its conditions in words."""

    frame: Frame
    title: str
    conditions: str
    columns: tuple[tuple[str, bool], ...]
    rows: tuple[tuple[Cell, ...], ...]
    printed: str
    owner: str
    back: Action


@dataclass(frozen=True, slots=True)
class CardFigure:
    """A boxed figure at the top of the card; ``knots`` shows the tie instead of text."""

    label: str
    value: str = ""
    knots: int | None = None


@dataclass(frozen=True, slots=True)
class CardTable:
    """A table on the card. ``labels`` look: ``pairs`` has a name in the first column, ``rows`` has heads.

    ``tick`` puts an empty box before every row, to be ticked by hand. ``more`` says what did not find room.
    """

    title: str
    rows: tuple[tuple[Cell, ...], ...]
    heads: tuple[str, ...] = ()
    pairs: bool = False
    tick: bool = False
    more: str = ""


@dataclass(frozen=True, slots=True)
class PrintCardPage:
    """Template ``print_card.jinja``. ``top`` and ``bottom`` are rows of two tables side by side."""

    frame: Frame
    title: str
    remark: str
    name: str
    sub: str
    figures: tuple[CardFigure, ...]
    top: tuple[tuple[CardTable, CardTable], ...]
    caution: str
    middle: CardTable | None
    bottom: tuple[tuple[CardTable, CardTable], ...]
    memo_title: str
    printed: str
    owner: str
    back: Action
    options: tuple[Choice, ...] = ()
    hint: str = ""
