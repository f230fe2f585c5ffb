"""The list of any object: view tabs, filters, columns, rows, pager, bulk bar."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from markupsafe import Markup

from enishi.screens.page_models.common import Action, Cell, Note, State, Tab
from enishi.screens.page_models.shell import ShellView


@dataclass(frozen=True, slots=True)
class FilterChip:
    """One condition as the person reads it; ``remove_url`` is this list without it. A ``broken`` one can only be
    removed."""

    field: str
    operator: str
    value: str = ""
    remove_url: str = ""
    broken: bool = False


@dataclass(frozen=True, slots=True)
class Column:
    """A column head. ``sorted`` is empty when the list is not sorted by it; ``phone`` keeps it on a phone; ``edits`` is
    the field whose values are changed in place, at the row's address."""

    label: str
    sort_url: str = ""
    sorted: Literal["", "ascending", "descending"] = ""
    numeric: bool = False
    phone: bool = False
    pinned: bool = False
    title: str = ""
    edits: str = ""

    @property
    def look(self) -> Markup:
        """The classes of the column's cells, marked as safe so that a page of 500 cells escapes them once."""
        names = ("n " if self.numeric else "", "pin " if self.pinned else "", "" if self.phone else "hm ")
        return Markup("".join(names))  # noqa: S704 - three words of our own


@dataclass(frozen=True, slots=True)
class Row:
    """One record. ``label`` names it for the checkbox; Enter follows ``href``; ``cells`` go with the columns."""

    id: str
    label: str
    href: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class RowGroup:
    """Rows under one value. A list that is not grouped has one group without a label."""

    rows: tuple[Row, ...]
    label: str = ""
    count: str = ""
    totals: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Pager:
    """Ways to the rows before and after; labels carry the page size."""

    previous_label: str
    next_label: str
    previous_url: str = ""
    next_url: str = ""
    first_url: str = ""
    last_url: str = ""


@dataclass(frozen=True, slots=True)
class KanaJump:
    """A jump to the rows whose reading begins with this row of the syllabary."""

    label: str
    href: str
    current: bool = False


@dataclass(frozen=True, slots=True)
class FilterBuilder:
    """What ``en-filter`` works from.

    ``fields_url`` answers as JSON what may be asked; ``keep_url`` takes a condition too long for an address and
    answers its mark. ``condition`` is the condition JSON in force, ``target`` the list's own address without its
    ``filter``, and ``labels`` JSON of the names behind the ids in the condition (``path:id``).
    """

    fields_url: str
    condition: str
    target: str
    keep_url: str = ""
    labels: str = ""


@dataclass(frozen=True, slots=True)
class ListPage:
    """Template ``list.jinja``.

    ``shown`` and ``matching`` are whole sentences ("50 shown", "1,206 match"). ``totals`` fill the table's foot,
    one text per column. ``everything`` is the button
    that takes all matching rows into the choice, ``everything_text`` what the bar says then.
    ``looks`` switches to board or calendar. ``live_key`` names the list in the event stream.
    """

    shell: ShellView
    title: str
    url: str
    views: tuple[Tab, ...]
    chips: tuple[FilterChip, ...]
    columns: tuple[Column, ...]
    groups: tuple[RowGroup, ...]
    pager: Pager
    shown: str
    matching: str
    filter_builder: FilterBuilder | None = None
    sort_action: Action | None = None
    columns_action: Action | None = None
    save_view_action: Action | None = None
    new_view_action: Action | None = None
    tools: tuple[Action, ...] = ()
    bulk: tuple[Action, ...] = ()
    everything: str = ""
    everything_text: str = ""
    looks: tuple[Tab, ...] = ()
    kana: tuple[KanaJump, ...] = ()
    totals: tuple[str, ...] = ()
    state: State | None = None
    note: Note | None = None
    live_key: str = ""
