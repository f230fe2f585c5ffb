"""Every sample page by name: its template and how to make its model."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from . import lists

PAGES: dict[str, tuple[str, Callable[..., Any]]] = {
    "contacts": ("list.jinja", lists.contact_list),
    "contacts-nothing": ("list.jinja", lists.list_without_match),
    "contacts-empty": ("list.jinja", lists.empty_list),
}
