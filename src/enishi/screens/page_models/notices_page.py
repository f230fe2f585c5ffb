"""What a person should know, newest first."""

from __future__ import annotations

from dataclasses import dataclass

from enishi.screens.page_models.common import State
from enishi.screens.page_models.shell import ShellView


@dataclass(frozen=True, slots=True)
class Notice:
    """One notification; a POST to ``href`` opens what it is about and marks it as read."""

    id: int
    text: str
    when: str
    href: str
    new: bool


@dataclass(frozen=True, slots=True)
class NoticesPart:
    """Template ``notices.jinja``: the drawer."""

    title: str
    notices: tuple[Notice, ...]
    read_url: str
    csrf_token: str
    unread: int
    state: State | None = None


@dataclass(frozen=True, slots=True)
class NoticesPage:
    """Template ``notices_page.jinja``: the same as a page."""

    shell: ShellView
    title: str
    part: NoticesPart
