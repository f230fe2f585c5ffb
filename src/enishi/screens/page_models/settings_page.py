"""Settings: own ones and those of the workspace, as blocks one under the other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from enishi.screens.page_models.common import Action, Badge, Choice, Note, Tab
from enishi.screens.page_models.form_page import FormField
from enishi.screens.page_models.shell import ShellView


@dataclass(frozen=True, slots=True)
class SettingsForm:
    """A form with its own button. ``picture`` is a ``data:`` address above the fields, ``secret`` a text to copy."""

    id: str
    title: str
    url: str
    submit_label: str
    fields: tuple[FormField, ...] = ()
    text: str = ""
    errors: tuple[str, ...] = ()
    danger: bool = False
    picture: str = ""
    picture_label: str = ""
    secret: str = ""
    secret_label: str = ""
    kind: ClassVar[str] = "form"


@dataclass(frozen=True, slots=True)
class RowButton:
    """A button in a row; sends one value."""

    label: str
    url: str
    name: str = "id"
    value: str = ""
    danger: bool = False


@dataclass(frozen=True, slots=True)
class SettingsRow:
    """One person, token or session."""

    cells: tuple[str, ...]
    badge: Badge | None = None
    buttons: tuple[RowButton, ...] = ()
    actions: tuple[Action, ...] = ()


@dataclass(frozen=True, slots=True)
class SettingsTable:
    """Rows that can be acted on; ``empty`` stands there when there are none."""

    id: str
    title: str
    columns: tuple[str, ...]
    rows: tuple[SettingsRow, ...]
    empty: str = ""
    text: str = ""
    buttons: tuple[RowButton, ...] = ()
    actions: tuple[Action, ...] = ()
    kind: ClassVar[str] = "table"


@dataclass(frozen=True, slots=True)
class GridRow:
    """One row of controls; a cell of plain text is fixed. ``part`` belongs to the row above."""

    label: str
    cells: tuple[FormField | str, ...]
    action: Action | None = None
    note: str = ""
    part: bool = False


@dataclass(frozen=True, slots=True)
class SettingsGrid:
    """A form whose controls stand in a table; ``fields`` stand above it."""

    id: str
    title: str
    url: str
    submit_label: str
    fields: tuple[FormField, ...]
    columns: tuple[str, ...]
    rows: tuple[GridRow, ...]
    text: str = ""
    errors: tuple[str, ...] = ()
    kind: ClassVar[str] = "grid"


@dataclass(frozen=True, slots=True)
class SettingsPlaces:
    """Which of several things the blocks below are about."""

    label: str
    places: tuple[Tab, ...]
    kind: ClassVar[str] = "places"


@dataclass(frozen=True, slots=True)
class OrderPart:
    """Template ``order.jinja``: a list whose lines change places; ``lines`` are values and what they are called."""

    title: str
    url: str
    csrf_token: str
    lines: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class SettingsFacts:
    """A heading, a sentence, and where to go from here."""

    id: str
    title: str
    text: str
    badge: Badge | None = None
    actions: tuple[Action, ...] = ()
    kind: ClassVar[str] = "facts"


@dataclass(frozen=True, slots=True)
class TreeNode:
    """One place of a tree: where it leads, what is said beside it, what is below it."""

    label: str
    href: str
    note: str = ""
    badge: Badge | None = None
    below: tuple[TreeNode, ...] = ()


@dataclass(frozen=True, slots=True)
class SettingsTree:
    """A tree of links; ``empty`` stands there when it has none."""

    id: str
    title: str
    nodes: tuple[TreeNode, ...]
    empty: str = ""
    text: str = ""
    kind: ClassVar[str] = "tree"


@dataclass(frozen=True, slots=True)
class ShownOnce:
    """Texts that are shown here and nowhere again."""

    id: str
    title: str
    text: str
    values: tuple[str, ...]
    actions: tuple[Action, ...] = ()
    kind: ClassVar[str] = "shown"


@dataclass(frozen=True, slots=True)
class SettingsPage:
    """Template ``settings.jinja``."""

    shell: ShellView
    title: str
    tabs: tuple[Tab, ...]
    blocks: tuple[
        SettingsForm | SettingsTable | SettingsGrid | SettingsFacts | SettingsPlaces | SettingsTree | ShownOnce, ...
    ]
    notes: tuple[Note, ...] = ()
