"""What the hand-made pages of the customers room show: the customer card on paper, the quick log on the phone."""

from __future__ import annotations

from dataclasses import dataclass

from enishi.screens.page_models.common import Action, Avatar, Cell, Choice
from enishi.screens.page_models.frame import Frame


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
class CardNote:
    """Words under a heading."""

    title: str
    text: str


@dataclass(frozen=True, slots=True)
class PrintCardPage:
    """Template ``customers/print_card.jinja``. ``top`` and ``bottom`` are rows of two tables side by side."""

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
    handed: CardNote | None = None


@dataclass(frozen=True, slots=True)
class QuickPerson:
    """Somebody the quick log proposes, from today's schedule."""

    value: str
    name: str
    note: str
    avatar: Avatar
    selected: bool = False
    map_url: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True)
class QuickLogPage:
    """Template ``customers/quick_log.jinja``: with whom, one line, what next. Works without a connection."""

    frame: Frame
    title: str
    url: str
    close_url: str
    people: tuple[QuickPerson, ...]
    people_url: str
    kinds: tuple[Choice, ...]
    next_days: tuple[Choice, ...]
    text: str = ""
    promise_url: str = ""
