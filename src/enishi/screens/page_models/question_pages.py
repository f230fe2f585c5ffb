"""Pages that ask whether two things are one, and the table of an undo."""

from __future__ import annotations

from dataclasses import dataclass

from enishi.screens.page_models.common import Action, Badge, Cell
from enishi.screens.page_models.import_pages import SideBlock, SourceFile, Wizard
from enishi.screens.page_models.shell import ShellView


@dataclass(frozen=True, slots=True)
class Beside:
    """A record or an earlier row beside the one in question; ``answer`` says that it is this one, by ``key`` too.
    ``likely`` is more than mere likeness."""

    answer: str
    title: str
    reasons: tuple[Badge, ...]
    href: str
    label: str
    key: str
    chosen: bool = False
    likely: bool = False


@dataclass(frozen=True, slots=True)
class SideBySide:
    """A table of fields: label, own text, and for each other its text and whether it differs."""

    title: str
    others: tuple[Beside, ...]
    lines: tuple[tuple[str, str, tuple[tuple[str, bool], ...]], ...]


@dataclass(frozen=True, slots=True)
class QuestionPage:
    """Template ``import/question.jinja``: one question; ``answers`` carry what is sent in ``href``."""

    shell: ShellView
    title: str
    wizard: Wizard | None
    place: str
    url: str
    csrf_token: str
    sides: SideBySide
    answers: tuple[Action, ...]
    chosen: str = ""
    remark: str = ""


@dataclass(frozen=True, slots=True)
class TogetherGroup:
    """Questions with the same reasons; opening them reads samples and the answers from ``url``."""

    count: str
    unit: str
    reasons: str
    url: str


@dataclass(frozen=True, slots=True)
class TogetherPage:
    """Template ``import/together.jinja``: groups of questions. ``back`` opens again what was answered together last,
    with ``back_text`` telling what that was; ``alone`` goes on one by one."""

    shell: ShellView
    title: str
    wizard: Wizard
    text: str
    url: str
    csrf_token: str
    groups: tuple[TogetherGroup, ...]
    alone: Action
    back: str = ""
    back_text: str = ""


@dataclass(frozen=True, slots=True)
class TogetherPart:
    """Template ``import/together_part.jinja``: samples of a group, each a row above what it may be, and the answers,
    which carry what is sent in ``href``."""

    url: str
    csrf_token: str
    columns: tuple[str, ...]
    samples: tuple[tuple[tuple[str, tuple[tuple[str, bool], ...]], ...], ...]
    answers: tuple[Action, ...]
    remark: str


@dataclass(frozen=True, slots=True)
class UndoRow:
    """What the undo does with one record, and why something stays."""

    what: Badge
    record: Cell
    kind: str
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class UndoPage:
    """Template ``import/undo.jinja``: the verdicts of an undo before it is done, or what stayed after it."""

    shell: ShellView
    title: str
    wizard: Wizard
    url: str
    csrf_token: str
    file: SourceFile
    rows: tuple[UndoRow, ...]
    side: tuple[SideBlock, ...]
    remark: str = ""
