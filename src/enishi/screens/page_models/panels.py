"""The panels a record page or a start page is made of; ``kind`` chooses the macro in ``parts/panels.jinja``."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from enishi.screens.page_models.common import Action, Avatar, Badge, Bar, Cell, Note, Tab, Tie, Tone


@dataclass(frozen=True, slots=True)
class Property:
    """A label and its value. ``source`` says where the value came from and when."""

    label: str
    cell: Cell
    source: str = ""


@dataclass(frozen=True, slots=True)
class PropertyPanel:
    """Fields of the record, edited in place."""

    id: str
    title: str
    items: tuple[Property, ...]
    action: Action | None = None
    kind: ClassVar[str] = "properties"


@dataclass(frozen=True, slots=True)
class PersonLine:
    """A person with a line about them."""

    name: str
    avatar: Avatar
    note: str = ""
    href: str = ""
    tie: Tie | None = None


@dataclass(frozen=True, slots=True)
class PeoplePanel:
    """People who stand in a relation to the record."""

    id: str
    title: str
    people: tuple[PersonLine, ...]
    kind: ClassVar[str] = "people"


@dataclass(frozen=True, slots=True)
class FactLine:
    """Two lines of text with something at the right: a badge or a figure."""

    title: str
    note: str = ""
    href: str = ""
    right: str = ""
    badge: Badge | None = None
    right_note: str = ""


@dataclass(frozen=True, slots=True)
class FactPanel:
    """A short list of related things."""

    id: str
    title: str
    lines: tuple[FactLine, ...]
    count: str = ""
    action: Action | None = None
    kind: ClassVar[str] = "facts"


@dataclass(frozen=True, slots=True)
class ScorePart:
    """One part of a score with its evidence; `value` is shown instead of the bar's own figure."""

    label: str
    bar: Bar
    reason: str
    value: str = ""


@dataclass(frozen=True, slots=True)
class ScorePanel:
    """A score and the parts it is made of. ``not_measured`` names what is left out."""

    id: str
    title: str
    value: str
    parts: tuple[ScorePart, ...]
    not_measured: str = ""
    kind: ClassVar[str] = "score"


@dataclass(frozen=True, slots=True)
class SuggestionPanel:
    """The next step with its evidence; it can be taken or put off."""

    id: str
    title: str
    text: str
    reason: str
    actions: tuple[Action, ...]
    kind: ClassVar[str] = "suggestion"


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure under its name, with a line about it."""

    label: str
    value: str
    note: str = ""
    value_note: str = ""
    trend: str = ""


@dataclass(frozen=True, slots=True)
class NotePanel:
    """A caution above everything else."""

    id: str
    note: Note
    kind: ClassVar[str] = "note"


@dataclass(frozen=True, slots=True)
class PromiseLine:
    """A promise. ``done_url`` is posted to when it is kept; empty, it cannot be. ``theirs``: what the customer owes."""

    label: str
    note: str
    done_url: str
    done_label: str
    due: Badge
    theirs: Badge | None = None


@dataclass(frozen=True, slots=True)
class PromiseCard:
    """Promises of this record, the nearest first."""

    id: str
    title: str
    lines: tuple[PromiseLine, ...]
    count: str = ""
    note: str = ""
    action: Action | None = None
    kind: ClassVar[str] = "promises"


@dataclass(frozen=True, slots=True)
class TableCard:
    """A small table inside a record page. ``foot`` is a remark under it."""

    id: str
    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    icon: str = "table"
    note: str = ""
    count: str = ""
    foot: str = ""
    action: Action | None = None
    more: Action | None = None
    kind: ClassVar[str] = "table"


@dataclass(frozen=True, slots=True)
class ListLine:
    """A line with an icon or a dot, a note and a time; or with a link of its own at the right."""

    title: str
    note: str = ""
    icon: str = ""
    dot: Tone = ""
    time: str = ""
    href: str = ""
    action: Action | None = None


@dataclass(frozen=True, slots=True)
class ListCard:
    """Lines in a card, such as what happened lately or what needs attention."""

    id: str
    title: str
    lines: tuple[ListLine, ...]
    icon: str = ""
    note: str = ""
    choices: tuple[Tab, ...] = ()
    kind: ClassVar[str] = "lines"


@dataclass(frozen=True, slots=True)
class FileLine:
    """One file: ``note`` says size and day; ``drop_url`` takes it off the record."""

    id: str
    name: str
    note: str
    href: str
    drop_url: str
    media: str = ""


@dataclass(frozen=True, slots=True)
class FilePanel:
    """The files of a record; with ``upload_url`` more can be put on it."""

    id: str
    title: str
    files: tuple[FileLine, ...]
    url: str = ""
    upload_url: str = ""
    kind: ClassVar[str] = "files"


Panel = (
    PropertyPanel
    | PeoplePanel
    | FactPanel
    | ScorePanel
    | SuggestionPanel
    | NotePanel
    | PromiseCard
    | TableCard
    | ListCard
    | FilePanel
)
