"""The first page of the day, and the first page of an empty workspace."""

from __future__ import annotations

from dataclasses import dataclass

from enishi.screens.page_models.common import Action, Badge, Bar, State, Tie, Tone
from enishi.screens.page_models.form_page import FormField
from enishi.screens.page_models.panels import ListCard, TableCard
from enishi.screens.page_models.shell import ShellView


@dataclass(frozen=True, slots=True)
class Stat:
    """A figure with its target."""

    label: str
    value: str
    unit: str = ""
    note: str = ""
    bar: Bar | None = None
    href: str = ""


@dataclass(frozen=True, slots=True)
class NextStep:
    """What to do next: with whom, until when and why."""

    title: str
    why: str
    action: Action | None
    icon: str
    tone: Tone = ""
    about: str = ""
    about_href: str = ""
    tie: Tie | None = None
    due: Badge | None = None


@dataclass(frozen=True, slots=True)
class TaskLine:
    """A task of today. ``done_url`` is posted to when it is ticked; without one it cannot be."""

    title: str
    href: str
    done_url: str
    done_label: str
    time: str = ""
    tag: str = ""
    due: str = ""
    late: bool = False


@dataclass(frozen=True, slots=True)
class DayEvent:
    """An appointment of today."""

    time: str
    title: str
    note: str = ""
    href: str = ""
    now: bool = False
    done: bool = False
    badge: Badge | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """One of the first five steps."""

    label: str
    href: str
    done: bool = False
    current: bool = False


@dataclass(frozen=True, slots=True)
class FirstSteps:
    """The strip of first steps; it goes when all are done or when it is hidden."""

    title: str
    progress: str
    steps: tuple[Step, ...]
    hide_url: str


@dataclass(frozen=True, slots=True)
class TodayPage:
    """Template ``today.jinja``. Empty blocks are left out; nothing at all shows ``state``."""

    shell: ShellView
    title: str
    greeting: str
    date_line: str
    stats: tuple[Stat, ...] = ()
    stats_label: str = ""
    next_steps: tuple[NextStep, ...] = ()
    tasks: tuple[TaskLine, ...] = ()
    create_task: Action | None = None
    events: tuple[DayEvent, ...] = ()
    events_note: str = ""
    cards: tuple[ListCard, ...] = ()
    lists: tuple[TableCard, ...] = ()
    steps: FirstSteps | None = None
    live_key: str = ""
    state: State | None = None


@dataclass(frozen=True, slots=True)
class WillShow:
    """What will stand on the page once there is data."""

    title: str
    text: str
    icon: str


@dataclass(frozen=True, slots=True)
class FirstRunPage:
    """Template ``first_run.jinja``: three answers and the drop area; ``limit`` is in bytes."""

    shell: ShellView
    title: str
    greeting: str
    sub: str
    answers: tuple[FormField, ...]
    answers_url: str
    drop_url: str
    limit_line: str
    paste_url: str
    choices: tuple[Action, ...]
    will: tuple[WillShow, ...]
    steps: FirstSteps | None = None
    limit: int = 0
    too_large: str = ""
