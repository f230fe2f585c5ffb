"""The trash: deleted records with the way back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from enishi.screens.page_models.common import Action, Avatar, State, Tab
from enishi.screens.page_models.shell import ShellView


@dataclass(frozen=True, slots=True)
class TrashLine:
    """One deleted record."""

    id: str
    title: str
    kind: str
    icon: str
    avatar: Avatar
    when: str
    who: str
    restore: Action


@dataclass(frozen=True, slots=True)
class TrashPage:
    """Template ``trash.jinja``; its part ``trash_part.jinja`` reads itself again after a change.

    ``restore_all`` is there once one object is chosen.
    """

    shell: ShellView
    title: str
    note: str
    tabs: tuple[Tab, ...]
    lines: tuple[TrashLine, ...]
    more_url: str = ""
    restore_all: Action | None = None
    state: State | None = None
    live_key: ClassVar[str] = "trash"
