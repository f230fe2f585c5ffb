"""What the palette shows for one question."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Piece:
    """Part of a label; a ``hit`` is what the person typed and is shown marked."""

    text: str
    hit: bool = False


@dataclass(frozen=True, slots=True)
class PaletteOption:
    """One line: a record, an action or a place.

    ``run`` names something the page itself does: ``theme``, ``keymap``, ``composer:n`` (the tab with that key) or
    ``press:`` with the address a button of the page sends to.
    """

    pieces: tuple[Piece, ...]
    icon: str
    href: str = ""
    note: str = ""
    keys: tuple[str, ...] = ()
    how: Literal["link", "drawer", "dialog"] = "link"
    run: str = ""


@dataclass(frozen=True, slots=True)
class PaletteGroup:
    """Lines under one heading; ``id`` is a plain ASCII name."""

    id: str
    label: str
    options: tuple[PaletteOption, ...]


@dataclass(frozen=True, slots=True)
class PalettePage:
    """Template ``palette.jinja``. ``create_url`` opens a form with what was typed filled in."""

    groups: tuple[PaletteGroup, ...]
    create_url: str = ""
