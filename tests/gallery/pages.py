"""Every sample page by name: its template and how to make its model."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from . import days, entries, lists, records

PAGES: dict[str, tuple[str, Callable[..., Any]]] = {
    "contacts": ("list.jinja", lists.contact_list),
    "contacts-nothing": ("list.jinja", lists.list_without_match),
    "contacts-empty": ("list.jinja", lists.empty_list),
    "record": ("record.jinja", records.person),
    "account": ("record.jinja", records.company),
    "today": ("today.jinja", days.today),
    "first-run": ("first_run.jinja", days.first_run),
    "calendar": ("calendar.jinja", days.week),
    "calendar-month": ("calendar.jinja", days.month),
    "board": ("board.jinja", days.board),
    "sign-in": ("sign_in.jinja", entries.sign_in),
    "quick-log": ("quick_log.jinja", entries.quick_log),
    "diagnosis": ("import/diagnosis.jinja", entries.diagnosis),
    "mapping": ("import/mapping.jinja", entries.mapping),
    "review": ("import/review.jinja", entries.review),
    "progress": ("import/progress.jinja", entries.progress),
    "form": ("form_page.jinja", entries.form),
    "denied": ("state.jinja", entries.denied),
    "failed": ("error.jinja", entries.failed),
    "print-list": ("print_list.jinja", entries.print_list),
    "print-card": ("print_card.jinja", entries.print_card),
}
