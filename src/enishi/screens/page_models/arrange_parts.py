"""The dialogs that arrange a list: its columns, its order and groups, and the saved views themselves."""

from __future__ import annotations

from dataclasses import dataclass

from enishi.screens.page_models.common import Choice
from enishi.screens.page_models.form_page import FormField


@dataclass(frozen=True, slots=True)
class ColumnChoice:
    """A column that may be shown; ``total`` is None where nothing can be added up."""

    name: str
    label: str
    shown: bool
    total: bool | None = None


@dataclass(frozen=True, slots=True)
class ColumnsPart:
    """Template ``columns.jinja``: columns in their order, moved by dragging or by Alt and an arrow."""

    title: str
    url: str
    csrf_token: str
    columns: tuple[ColumnChoice, ...]
    kept: tuple[tuple[str, str], ...]
    densities: tuple[Choice, ...]
    fields: tuple[FormField, ...] = ()


@dataclass(frozen=True, slots=True)
class ViewLine:
    """A saved view in the dialog that keeps them: what may be done with it."""

    id: str
    name: str
    note: str
    own: bool
    is_default: bool
    edit_url: str
    delete_url: str


@dataclass(frozen=True, slots=True)
class ViewsPart:
    """Template ``views.jinja``: the saved views of one object in the order of their tabs."""

    title: str
    url: str
    csrf_token: str
    views: tuple[ViewLine, ...]
