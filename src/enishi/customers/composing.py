"""The composer of the customer pages: note, call, visit, task, promise, e-mail, each under its key."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from enishi.customers.letter import draft
from enishi.customers.models import choices
from enishi.customers.policies import WITH
from enishi.kernel.actor import Actor
from enishi.kernel.contribution import SUBJECTS, Contribution
from enishi.kernel.doors.read import records
from enishi.kernel.doors.rows import Row
from enishi.kernel.ports import ports
from enishi.kernel.registry import registry
from enishi.screens.day.days import is_working_day
from enishi.screens.looks import local
from enishi.screens.page_models.record_page import ComposerField, ComposerTab


class Write(Contribution):
    """A tab for each kind of work that one may make, about the record of the page; letters go to customers only."""

    to, place = SUBJECTS, "compose"

    def read(self, actor: Actor, ids: list[int]) -> tuple[ComposerTab, ...]:
        row = records(self.to, actor).get(ids[0])
        about = {self.to: str(row.id)} if self.to in WITH else {"about": f"{self.to}:{row.id}"}
        tabs = _tabs(actor, about, row)
        if self.to in WITH:
            tabs += (_letter(actor, about, row),)
        return tuple(tab for tab in tabs if actor.may("create", tab.href.split("/")[2].removesuffix("s")))


def _tabs(actor: Actor, about: dict[str, str], row: Row) -> tuple[ComposerTab, ...]:
    now = local(ports.clock.now(), actor)
    outcome = ComposerField("outcome", _("Outcome"), "choice", "talked", choices=_options(choices.CALL_OUTCOMES))
    direction = ComposerField("direction", _("Direction"), "choice", "out", choices=_options(choices.CALL_DIRECTIONS))
    kinds = _options(choices.MEETING_KINDS)
    due = ComposerField("due_on", _("Due"), "date", _next_working_day(actor))
    whose = ComposerField("direction", _("Who promised"), "choice", "ours", choices=_options(choices.DIRECTIONS))
    note = _("What you heard, what was decided… @ names a colleague")
    said, task, promised = _("What was said"), _("What is to be done"), _("What was promised")
    when = ComposerField("starts_at", _("When"), "datetime-local", f"{now:%Y-%m-%dT%H:%M}", required=True)
    kind = ComposerField("kind", _("Kind"), "choice", "visit", choices=kinds)
    there = (str(row.id), row.title) if "contact" in about else ("", "")
    guests = ComposerField("attendees.contact", _("With"), "records", *there, url="/o/contacts/options")
    ours = ComposerField("attendees.member", _("Colleagues"), "records", url="/o/members/options")
    call, visit = {**about, "kind": "call"}, {**about, "name": _("Visit")}
    return (
        ComposerTab("n", _("Note"), "pencil", _url("notes", "body", about), note),
        ComposerTab("l", _("Call"), "phone", _url("calls", "body", call), said, (outcome, direction), wordless=True),
        ComposerTab("v", _("Visit"), "map-pin", _url("meetings", "body", visit), said, (kind, when, guests, ours)),
        ComposerTab("t", _("Task"), "list-checks", _url("tasks", "name", {**about, "kind": "task"}), task, (due,)),
        ComposerTab(
            "p", _("Promise"), "handshake", _url("tasks", "name", {**about, "kind": "promise"}), promised, (due, whose)
        ),
    )


def _letter(actor: Actor, about: dict[str, str], row: Row) -> ComposerTab:
    return ComposerTab(
        "e", _("E-mail"), "mail", _url("notes", "body", {**about, "kind": "email"}),
        _("The draft goes to your mail program and is kept here"), text=draft(row, actor),
        heading=pgettext("e-mail", "Subject"), mail_to=row.values.get("email") or "",
    )  # fmt: skip


def _url(plural: str, text: str, preset: dict[str, str]) -> str:
    return f"/o/{plural}/compose?{urlencode({'text': text, **preset})}"


def _options(found: tuple[Any, ...]) -> tuple[tuple[str, str], ...]:
    return tuple((choice.key, str(choice.label)) for choice in found)


def _next_working_day(actor: Actor) -> str:
    day = local(ports.clock.now(), actor).date() + timedelta(days=1)
    while not is_working_day(day):
        day += timedelta(days=1)
    return day.isoformat()


registry.add(Write)
