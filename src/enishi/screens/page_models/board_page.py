"""The board of any object: lanes by the values of one field, cards that can be moved."""

from __future__ import annotations

from dataclasses import dataclass

from enishi.screens.page_models.common import Avatar, Badge, Note, Tab
from enishi.screens.page_models.list_page import FilterBuilder, FilterChip
from enishi.screens.page_models.shell import ShellView


@dataclass(frozen=True, slots=True)
class BoardCard:
    """One record on the board. ``move_url`` receives ``lane`` and ``before`` (the id of the card below)."""

    id: str
    title: str
    href: str
    move_url: str
    over: str = ""
    amount: str = ""
    note: str = ""
    owner: Avatar | None = None
    next: str = ""
    late: bool = False
    badges: tuple[Badge, ...] = ()


@dataclass(frozen=True, slots=True)
class Lane:
    """One value of the field; ``more_url`` shows the cards that did not fit."""

    value: str
    label: str
    cards: tuple[BoardCard, ...]
    count: str = ""
    note: str = ""
    total: str = ""
    total_note: str = ""
    colour: str = "d1"
    more_label: str = ""
    more_url: str = ""


@dataclass(frozen=True, slots=True)
class LanePart:
    """Template ``lane_part.jinja``: further cards of one lane."""

    cards: tuple[BoardCard, ...]
    more_label: str = ""
    more_url: str = ""


@dataclass(frozen=True, slots=True)
class BoardPage:
    """Template ``board.jinja``."""

    shell: ShellView
    title: str
    url: str
    looks: tuple[Tab, ...]
    chips: tuple[FilterChip, ...]
    lanes: tuple[Lane, ...]
    views: tuple[Tab, ...] = ()
    filter_builder: FilterBuilder | None = None
    note: Note | None = None
    live_key: str = ""
