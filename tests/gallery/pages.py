"""Every sample page by name: its template and how to make its model."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from . import boards, calendars, company, entries, imports, lists, papers, person, today

PAGES: dict[str, tuple[str, Callable[..., Any]]] = {
    "contacts": ("list.jinja", lists.contact_list),
    "contacts-nothing": ("list.jinja", lists.list_without_match),
    "contacts-empty": ("list.jinja", lists.empty_list),
    "record": ("record.jinja", person.person),
    "account": ("record.jinja", company.company),
    "today": ("today.jinja", today.today),
    "first-run": ("first_run.jinja", today.first_run),
    "calendar": ("calendar.jinja", calendars.week),
    "calendar-month": ("calendar.jinja", calendars.month),
    "board": ("board.jinja", boards.board),
    "sign-in": ("sign_in.jinja", entries.sign_in),
    "quick-log": ("customers/quick_log.jinja", entries.quick_log),
    "diagnosis": ("import/diagnosis.jinja", imports.diagnosis),
    "mapping": ("import/mapping.jinja", imports.mapping),
    "review": ("import/review.jinja", imports.review),
    "progress": ("import/progress.jinja", imports.progress),
    "form": ("form_page.jinja", entries.form),
    "denied": ("state.jinja", entries.denied),
    "failed": ("error.jinja", entries.failed),
    "print-list": ("print_list.jinja", papers.print_list),
    "print-card": ("customers/print_card.jinja", papers.print_card),
}
