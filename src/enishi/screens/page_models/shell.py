"""The frame around every page: menu, crumbs, person, language and theme, as plain values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from enishi.screens.page_models.common import Avatar, Choice


@dataclass(frozen=True, slots=True)
class NavItem:
    """One line of the side bar.

    ``keys`` is the letter after G, such as ``"c"``. ``count_url`` answers the open work as text and is read
    after the page. ``phone_href`` is where it leads on a phone when that is elsewhere.
    """

    label: str
    href: str
    icon: str
    keys: str = ""
    count_url: str = ""
    current: bool = False
    phone_href: str = ""


@dataclass(frozen=True, slots=True)
class NavGroup:
    """Menu lines under one heading; the first group has none."""

    label: str
    items: tuple[NavItem, ...]


@dataclass(frozen=True, slots=True)
class Crumb:
    """One step of the path to this page; the last one has no address."""

    label: str
    href: str = ""


@dataclass(frozen=True, slots=True)
class PhoneTab:
    """One of the four places in the phone's tab bar; the quick log sits in the middle."""

    label: str
    href: str
    icon: str
    current: bool = False


@dataclass(frozen=True, slots=True)
class CreateChoice:
    """What the create button offers; ``href`` is the form, opened in the drawer."""

    label: str
    href: str
    icon: str


@dataclass(frozen=True, slots=True)
class ShellView:
    """Everything ``shell.jinja`` shows besides the page itself.

    ``language`` is ``ja`` or ``en``; ``theme`` is ``light``, ``dark`` or empty for the system's choice;
    ``density`` is ``compact``, ``relaxed`` or empty. ``live_url`` is the event stream of this page.
    """

    workspace: str
    person: str
    person_note: str
    avatar: Avatar
    groups: tuple[NavGroup, ...]
    crumbs: tuple[Crumb, ...]
    phone_tabs: tuple[PhoneTab, ...]
    csrf_token: str
    language: str = "ja"
    theme: str = ""
    density: str = ""
    create: tuple[CreateChoice, ...] = ()
    other_languages: tuple[Choice, ...] = ()
    notifications: int = 0
    notifications_url: ClassVar[str] = "/notifications"
    settings_url: ClassVar[str] = "/settings"
    sign_out_url: ClassVar[str] = "/sign-out"
    language_url: ClassVar[str] = "/language"
    undo_url: ClassVar[str] = "/undo"
    at_thumb: CreateChoice | None = None
    live_url: str = ""
    search_url: str = "/search"
    messages: tuple[Toast, ...] = ()


@dataclass(frozen=True, slots=True)
class Toast:
    """A line that appears for six seconds; with ``undo_id`` it offers to take the change back."""

    text: str
    undo_id: str = ""
