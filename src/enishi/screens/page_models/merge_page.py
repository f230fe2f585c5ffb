"""Pages of duplicates: two records side by side with what becomes of them, and a merge before it is undone."""

from __future__ import annotations

from dataclasses import dataclass

from enishi.screens.page_models.common import Action, Badge, State, Tab
from enishi.screens.page_models.form_page import FormField
from enishi.screens.page_models.shell import ShellView


@dataclass(frozen=True, slots=True)
class Pair:
    """A pair that waits: both titles, what they share, how alike they are."""

    one: str
    other: str
    note: str
    score: str
    href: str
    current: bool = False


@dataclass(frozen=True, slots=True)
class MergeLine:
    """What both records hold of one thing. ``choice`` is the name of the radio buttons where both differ, ``side`` the
    one that is kept: ``own``, ``other`` or ``both``; ``merged`` the text of both together, where that can be."""

    label: str
    own: str
    other: str
    choice: str = ""
    side: str = "own"
    merged: str = ""


@dataclass(frozen=True, slots=True)
class MergeTable:
    """Two records side by side. ``own`` and ``other`` are their titles, ``own_id`` the record that stays; ``prefer``
    the ways to choose at once, ``swap`` lets the other one stay. Without ``url`` the person may only look."""

    url: str
    own: str
    other: str
    own_href: str
    other_href: str
    own_note: str
    other_note: str
    own_id: int
    other_id: int
    lines: tuple[MergeLine, ...]
    moves: tuple[tuple[str, str], ...]
    prefer: tuple[Tab, ...]
    preferred: str
    swap: Action | None
    remark: str


@dataclass(frozen=True, slots=True)
class MergePage:
    """Template ``merge.jinja``: the pair in question beside the other ones that wait. ``pair`` goes along with what is
    sent from the inbox; ``earlier`` and ``later`` are the neighbours in it. Without a table ``state`` says why."""

    shell: ShellView
    title: str
    csrf_token: str
    pairs: tuple[Pair, ...] = ()
    waiting: str = ""
    reasons: tuple[Badge, ...] = ()
    table: MergeTable | None = None
    pair: str = ""
    earlier: str = ""
    later: str = ""
    distinct_url: str = ""
    state: State | None = None


@dataclass(frozen=True, slots=True)
class MergePickPage:
    """Template ``merge_pick.jinja``: which record is the same one."""

    shell: ShellView
    title: str
    text: str
    url: str
    field: FormField
    submit_label: str
    cancel: Action


@dataclass(frozen=True, slots=True)
class UnmergePage:
    """Template ``unmerge.jinja``: what an undo of a merge gives back, and what stays as it is."""

    shell: ShellView
    title: str
    text: str
    url: str
    csrf_token: str
    back: tuple[tuple[str, str], ...]
    stays: tuple[tuple[str, str], ...]
    submit_label: str
    cancel: Action
