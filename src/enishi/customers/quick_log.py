"""The quick log on the phone: with whom, one line, what next; three answers, one thumb."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from enishi.customers.maps import map_url
from enishi.customers.pages import QuickLogPage, QuickPerson
from enishi.kernel.actor import Actor
from enishi.kernel.contribution import Contribution
from enishi.kernel.doors.read import context, records
from enishi.kernel.doors.rows import Linked, Row
from enishi.kernel.doors.verbs import Create
from enishi.kernel.doors.write import write
from enishi.kernel.errors import Denied, Invalid
from enishi.kernel.fieldtypes.base import ValueProblem
from enishi.kernel.fieldtypes.date import Date
from enishi.kernel.numbers import number_of
from enishi.kernel.ports import ports
from enishi.kernel.registry import registry
from enishi.platform.api.idempotency import KEY_LIMIT, comes_again
from enishi.screens.answer import said, screen, show
from enishi.screens.asking import in_order, meeting
from enishi.screens.day.days import is_working_day, short_day
from enishi.screens.frame import frame_of
from enishi.screens.looks import avatar_of, local, today
from enishi.screens.page_models.common import Choice
from enishi.screens.page_models.shell import CreateChoice

PROPOSED = 3
#: Each kind of entry, and the object it becomes.
KINDS = {"call": "call", "visit": "meeting", "note": "note"}
#: Longest title an entry gets from its first line.
LINE = 120


@screen("GET", "POST")
def quick_log(request: HttpRequest, actor: Actor) -> HttpResponse:
    """The page, and what it sends, also later from the phone's own memory."""
    if request.method == "POST":
        return _keep(request, actor)
    kinds = _kinds(actor)
    if not kinds:
        raise Denied(_("Your role does not allow you to create {objects}.").format(objects=_labels(KINDS.values())))
    follows = actor.may("create", "task")
    page = QuickLogPage(
        frame=frame_of(request),
        title=_("Quick log"),
        url="/quick-log",
        close_url="/",
        people=_proposed(actor),
        people_url="/o/contacts/options",
        kinds=kinds,
        next_days=_next_days(actor) if follows else (),
        promise_url="/quick-log" if follows else "",
    )
    return show(request, "customers/quick_log.jinja", page)


def _kinds(actor: Actor) -> tuple[Choice, ...]:
    """What the person may create; the first of it is chosen."""
    labels = {"call": _("Call"), "visit": _("Visit"), "note": _("Note")}
    allowed = [kind for kind, key in KINDS.items() if actor.may("create", key)]
    return tuple(Choice(kind, labels[kind], place == 0) for place, kind in enumerate(allowed))


def _labels(keys: Iterable[str]) -> str:
    return pgettext("between names", ", ").join(str(registry.card(key).label_plural) for key in keys)


def _next_days(actor: Actor) -> tuple[Choice, ...]:
    day = today(actor)
    return (
        Choice("tomorrow", _("Tomorrow"), note=short_day(day + timedelta(days=1), actor)),
        Choice("week", _("Next week"), note=short_day(_next_week(day), actor)),
        Choice("date", _("Date")),
        Choice("", _("Nothing"), True),
    )


def _next_week(day: date) -> date:
    """In seven days, or the working day before that when nobody works then."""
    wanted = day + timedelta(days=7)
    nearest = (wanted - timedelta(days=back) for back in range(7))
    return next((one for one in nearest if is_working_day(one)), wanted)


def _proposed(actor: Actor) -> tuple[QuickPerson, ...]:
    """Whom the person meets today, then whom he talked with last."""
    mine = {"field": "owner", "op": "is", "value": "me"}
    meetings = meeting(records("meeting", actor), mine, {"field": "starts_at", "op": "is", "value": "today"})
    today_ = actor.may("see", "meeting") and meetings.card.reads(actor, "starts_at")
    rows = meetings.sorted("starts_at").first(PROPOSED) if today_ else []
    notes = {row["contact"].id: f"{local(row['starts_at'], actor):%H:%M} {row.title}" for row in rows if _known(row)}
    ids = list(notes)
    if len(ids) < PROPOSED and actor.may("see", "call"):
        calls = in_order(meeting(records("call", actor), mine), "-at").first(12)
        ids = list(dict.fromkeys([*ids, *(row["contact"].id for row in calls if _known(row))]))
    contacts = {row.id: row for row in records("contact", actor).among(ids[:PROPOSED]).first(PROPOSED)}
    found = [contacts[number] for number in ids[:PROPOSED] if number in contacts]
    return tuple(_person(row, notes.get(row.id, ""), actor, place == 0) for place, row in enumerate(found))


def _known(row: Row) -> bool:
    return isinstance(row["contact"], Linked) and row["contact"].id is not None


def _person(row: Row, note: str, actor: Actor, first: bool) -> QuickPerson:
    return QuickPerson(
        value=str(row.id),
        name=row.title,
        note=note or row.show("account", actor.language),
        avatar=avatar_of(row.title),
        selected=first,
        map_url=map_url(row.values),
        phone=row.values.get("phone_mobile") or row.values.get("phone") or "",
    )


def _keep(request: HttpRequest, actor: Actor) -> HttpResponse:
    """One entry, and the next step as a task or a promise, in one transaction."""
    form = request.POST
    number = number_of(form.get("other") or form.get("who"))
    if number is None:
        raise Invalid(who=_("Choose with whom you talked."))
    text = "\n".join(form.get("text", "").strip().splitlines())
    if not text:
        raise Invalid(text=_("Write one line about it."))
    due = _due(form.get("next", ""), form.get("next_date", ""), actor)
    key = form.get("idempotency_key", "")[:KEY_LIMIT]
    with ports.lock.write():
        if key and comes_again(actor, key):  # sent before, but the answer was lost on the way
            return said(request, _("It is kept."), to="/")
        written = [write(Create, actor, *_entry(form.get("kind", "call"), number, text)).audit]
        if due is not None or form.get("promise"):
            kind = "promise" if form.get("promise") else "task"
            data = {"name": text.splitlines()[0][:LINE], "kind": kind, "due_on": due, "contact": number}
            written.append(write(Create, actor, registry.card("task"), data=data).audit)
    return said(request, _("It is kept."), undo=[audit for audit in written if audit is not None], to="/")


def _entry(kind: str, contact: int, text: str) -> tuple[Any, None, dict[str, Any]]:
    """Which object the entry becomes, and its data. Its first line is the title, what follows the body."""
    now = ports.clock.now()
    name, _end, rest = text.partition("\n")
    said_in = {"name": name[:LINE], "body": rest.strip() if len(name) <= LINE else text, "contact": contact}
    if kind == "visit":
        return registry.card("meeting"), None, {**said_in, "kind": "visit", "starts_at": now}
    if kind == "note":
        return registry.card("note"), None, {"body": text, "contact": contact}
    return registry.card("call"), None, {**said_in, "kind": "call", "direction": "out", "outcome": "talked", "at": now}


def _due(choice: str, typed: str, actor: Actor) -> date | None:
    day = today(actor)
    if choice == "tomorrow":
        return day + timedelta(days=1)
    if choice == "week":
        return _next_week(day)
    if choice != "date":
        return None
    try:
        found: date | None = Date().clean(typed, context(actor))
    except ValueProblem as problem:
        raise Invalid(next_date=str(problem.message)) from problem
    return found


class QuickLogAtThumb(Contribution):
    """The way to the page from the middle of the phone's tab bar."""

    to, place = "shell", "phone"

    def read(self, actor: Actor, ids: list[int]) -> CreateChoice | None:
        return CreateChoice(_("Quick log"), "/quick-log", "pencil") if _kinds(actor) else None


registry.add(QuickLogAtThumb)
