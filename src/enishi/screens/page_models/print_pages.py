"""Pages for paper: a list."""

from __future__ import annotations

from dataclasses import dataclass

from enishi.screens.page_models.common import Action, Cell
from enishi.screens.page_models.frame import Frame


@dataclass(frozen=True, slots=True)
class PrintGroup:
    """Rows under one value with their sums. A list that is not grouped has one group without a label."""

    rows: tuple[tuple[Cell, ...], ...]
    label: str = ""
    count: str = ""
    totals: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PrintListPage:
    """Template ``print_list.jinja``: the rows of a list, its groups and sums, with its conditions in words."""

    frame: Frame
    title: str
    conditions: str
    columns: tuple[tuple[str, bool], ...]
    groups: tuple[PrintGroup, ...]
    printed: str
    owner: str
    back: Action
    totals: tuple[str, ...] = ()
