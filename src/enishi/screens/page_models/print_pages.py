"""Pages for paper: a list."""

from __future__ import annotations

from dataclasses import dataclass

from enishi.screens.page_models.common import Action, Cell
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
