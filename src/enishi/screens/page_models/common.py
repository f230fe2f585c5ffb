"""Small values that many pages show: avatar, badge, action, cell, state."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Tone = Literal["", "good", "warn", "bad", "info", "ai", "plum", "out"]


@dataclass(frozen=True, slots=True)
class Avatar:
    """A letter on a tint: round for a person, square for a company. ``hue`` is 0 to 11."""

    text: str
    hue: int = 8
    square: bool = False


@dataclass(frozen=True, slots=True)
class Badge:
    """A short word with a tone; ``title`` explains it on hover."""

    text: str
    tone: Tone = ""
    icon: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class Tie:
    """How strong a relationship is: 0 to 5 knots, with the reason in one line."""

    knots: int
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Action:
    """A button or link.

    ``how`` says what happens: ``link`` follows ``href``; ``drawer`` opens the form at ``href`` beside the page;
    ``post`` sends to ``href`` and shows the answer; ``dialog`` opens a short question.
    ``key`` is the single key that does the same. Only one action of a page is ``primary``.
    """

    label: str
    href: str
    icon: str = ""
    key: str = ""
    how: Literal["link", "drawer", "post", "dialog"] = "link"
    primary: bool = False
    danger: bool = False
    icon_only: bool = False
    disabled: bool = False
    title: str = ""


@dataclass(frozen=True, slots=True)
class Tab:
    """A tab of a page. ``count_url`` is read after the page; ``phone`` is shown there alone."""

    label: str
    href: str
    current: bool = False
    count: str = ""
    count_url: str = ""
    changed: bool = False
    phone: bool = False


@dataclass(frozen=True, slots=True)
class Choice:
    """One option of a select, segmented control or radio group."""

    value: str
    label: str
    selected: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar from 0 to 100. ``label`` is read aloud."""

    value: float
    label: str


@dataclass(frozen=True, slots=True)
class Cell:
    """One value in a row or a property.

    ``kind`` chooses the look: ``text``, ``muted``, ``name``, ``link``, ``person``, ``company``, ``phone``,
    ``email``, ``url``, ``number``, ``date``, ``badge``, ``tags``, ``tie``, ``check``, ``long``,
    ``rich`` (words; on the page of the record formatted).
    With ``edit_url`` the value is edited in place: GET gives the control, POST saves it.
    """

    kind: str = "text"
    text: str = ""
    href: str = ""
    note: str = ""
    tone: Tone = ""
    avatar: Avatar | None = None
    knots: int = 0
    badges: tuple[Badge, ...] = ()
    title: str = ""
    edit_url: str = ""


@dataclass(frozen=True, slots=True)
class State:
    """A page or part without content: ``empty``, ``nothing_found``, ``error`` or ``denied``. ``other`` is a second
    way, such as back to the page one came from."""

    kind: Literal["empty", "nothing_found", "error", "denied"]
    title: str
    text: str
    action: Action | None = None
    other: Action | None = None


@dataclass(frozen=True, slots=True)
class Note:
    """A quiet box with a sentence; ``lead`` is its bold beginning."""

    text: str
    lead: str = ""
    tone: Tone = ""
    icon: str = "info"
    action: Action | None = None
