"""The composer of the customer pages: note, call, visit, task, promise, e-mail, each under its key."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from enishi.customers.letter import draft
from enishi.customers.models import choices
from enishi.kernel.actor import Actor
from enishi.kernel.contribution import Contribution
from enishi.kernel.doors.read import records
from enishi.kernel.doors.rows import Row
from enishi.kernel.ports import ports
from enishi.kernel.registry import registry
from enishi.screens.looks import local
from enishi.screens.page_models.record_page import ComposerField, ComposerTab


class WriteOnContact(Contribution):
    """All six tabs, about this contact."""

    to = "contact"
    place = "compose"
    link = "contact"

    def read(self, actor: Actor, ids: list[int]) -> tuple[ComposerTab, ...]:
        about = {self.link: str(ids[0])}
        row = records(self.to, actor).get(ids[0])
        return tuple(
            tab for tab in _tabs(actor, about, row) if actor.may("create", tab.href.split("/")[2].removesuffix("s"))
        )


class WriteOnAccount(WriteOnContact):
    """The same, about this account."""

    to = "account"
    link = "account"


def _tabs(actor: Actor, about: dict[str, str], row: Row) -> tuple[ComposerTab, ...]:
    now = local(ports.clock.now(), actor)
    outcome = ComposerField("outcome", _("Outcome"), "choice", "talked", choices=_options(choices.CALL_OUTCOMES))
    direction = ComposerField("direction", _("Direction"), "choice", "out", choices=_options(choices.CALL_DIRECTIONS))
    kinds = _options(choices.MEETING_KINDS)
    due = ComposerField("due_on", _("Due"), "date", _tomorrow(actor))
    whose = ComposerField("direction", _("Who promised"), "choice", "ours", choices=_options(choices.DIRECTIONS))
    note = _("What you heard, what was decided… @ names a colleague")
    mail = _("The draft goes to your mail program and is kept here")
    said, task, promised = _("What was said"), _("What is to be done"), _("What was promised")
    when = ComposerField("starts_at", _("When"), "datetime-local", f"{now:%Y-%m-%dT%H:%M}", required=True)
    kind = ComposerField("kind", _("Kind"), "choice", "visit", choices=kinds)
    there = (str(row.id), row.title) if "contact" in about else ("", "")
    guests = ComposerField("attendees.contact", _("With"), "records", *there, url="/o/contacts/options")
    ours = ComposerField("attendees.member", _("Colleagues"), "records", url="/o/members/options")
    address = row.values.get("email") or ""
    call, visit = {**about, "kind": "call"}, {**about, "name": _("Visit")}
    return (
        ComposerTab("n", _("Note"), "pencil", _url("notes", "body", about), note),
        ComposerTab("l", _("Call"), "phone", _url("calls", "body", call), said, (outcome, direction), wordless=True),
        ComposerTab("v", _("Visit"), "map-pin", _url("meetings", "body", visit), said, (kind, when, guests, ours)),
        ComposerTab("t", _("Task"), "list-checks", _url("tasks", "name", {**about, "kind": "task"}), task, (due,)),
        ComposerTab(
            "p", _("Promise"), "handshake", _url("tasks", "name", {**about, "kind": "promise"}), promised, (due, whose)
        ),
        ComposerTab(
            "e", _("E-mail"), "mail", _url("notes", "body", {**about, "kind": "email"}), mail,
            text=draft(row, actor), heading=pgettext("e-mail", "Subject"), mail_to=address,
        ),
    )  # fmt: skip


def _url(plural: str, text: str, preset: dict[str, str]) -> str:
    return f"/o/{plural}/compose?{urlencode({'text': text, **preset})}"


def _options(found: tuple[Any, ...]) -> tuple[tuple[str, str], ...]:
    return tuple((choice.key, str(choice.label)) for choice in found)


def _tomorrow(actor: Actor) -> str:
    return (local(ports.clock.now(), actor).date() + timedelta(days=1)).isoformat()


registry.add(WriteOnContact, WriteOnAccount)
