"""What people see of daily work: tasks and promises, meetings, calls and memos, notes."""

from django.utils.translation import gettext_lazy as _

from enishi.customers.actions.cancel import Cancel
from enishi.customers.actions.complete import Complete, Reopen
from enishi.customers.actions.make_private import MakePrivate, OpenAgain
from enishi.customers.actions.pin import Pin, Unpin
from enishi.customers.actions.take_memo import TakeMemo
from enishi.customers.models import Attendee, Call, Meeting, Note, Task
from enishi.customers.policies import Work
from enishi.customers.upkeep.told import MemoTaken, Mentioned
from enishi.customers.upkeep.work import Touch
from enishi.kernel.object import Object, Related, Section

_MINE = {"field": "owner", "op": "is", "value": "me"}


class TaskCard(Object):
    """Something to do; a promise when `kind` says so."""

    model = Task
    icon = "list-checks"
    columns = ("name", "kind", "contact", "account", "due_on", "priority", "done_at", "owner")
    filters = ("kind", "due_on", "done_at", "owner", "contact", "account", "priority", "direction")
    sort = "due_on"
    page = (
        Section(
            "task", "name", "kind", "direction", "contact", "account", "due_on", "due_at", "priority", "owner",
            label=_("Basics"),
        ),
        Section("more", "about", "remind_at", "repeats", "notes", "done_at", "done_by", label=_("More")),
    )  # fmt: skip
    quick = ("name", "kind", "direction", "due_on", "contact", "account", "owner", "notes", "about")
    search = {"name": 2}
    board = "priority"
    calendar = "due_on"
    access = Work()
    open_work = {"all": [_MINE, {"field": "done_at", "op": "is_empty"}]}
    actions = (Complete, Reopen, MakePrivate, OpenAgain)
    upkeep = (Touch("due_at", text="notes", badges=("direction",)),)


class MeetingCard(Object):
    """訪問・来社・オンライン・展示会・会食."""

    model = Meeting
    icon = "calendar"
    columns = ("name", "kind", "contact", "account", "starts_at", "place", "owner")
    filters = ("kind", "starts_at", "owner", "contact", "account")
    sort = "-starts_at"
    page = (
        Section(
            "meeting", "name", "kind", "starts_at", "ends_at", "place", "contact", "account", "owner",
            label=_("Basics"),
        ),
        Section("said", "body", "about", label=_("Content")),
        Related("attendees"),
    )  # fmt: skip
    quick = ("name", "kind", "starts_at", "ends_at", "place", "contact", "account", "owner", "body", "about")
    search = {"name": 2, "place": 1}
    calendar, ends = "starts_at", "ends_at"
    access = Work()
    open_work = {
        "all": [
            _MINE,
            {"field": "cancelled_at", "op": "is_empty"},
            {"field": "starts_at", "op": "is", "value": "today"},
        ]
    }
    actions = (Cancel, MakePrivate, OpenAgain)
    upkeep = (Touch("starts_at", text="body"),)


class CallCard(Object):
    """A call, or a memo for an absent colleague."""

    model = Call
    icon = "phone"
    columns = ("name", "kind", "direction", "outcome", "contact", "account", "at", "owner")
    filters = ("kind", "outcome", "at", "owner", "contact", "account", "memo_for")
    sort = "-at"
    page = (
        Section(
            "call", "name", "kind", "direction", "outcome", "at", "minutes", "contact", "account", "owner",
            label=_("Basics"),
        ),
        Section("said", "body", "memo_for", "call_back", "about", label=_("Content")),
    )  # fmt: skip
    quick = ("name", "direction", "outcome", "at", "minutes", "contact", "account", "body", "about")
    search = {"name": 1}
    calendar = "at"
    access = Work()
    open_work = {"all": [{"field": "memo_for", "op": "is", "value": "me"}, {"field": "seen_at", "op": "is_empty"}]}
    actions = (TakeMemo, MakePrivate, OpenAgain)
    upkeep = (Touch("at", text="body", badges=("outcome", "direction")), MemoTaken())


class NoteCard(Object):
    """What was heard or decided."""

    model = Note
    icon = "pencil"
    title = "body"
    columns = ("body", "contact", "account", "at", "owner")
    sort = "-at"
    page = (
        Section("note", "body", "contact", "account", "at", "owner", label=_("Basics")),
        Section("more", "about", label=_("More")),
    )
    quick = ("body", "contact", "account", "about")
    search = {"body": 1}
    access = Work()
    actions = (Pin, Unpin, MakePrivate, OpenAgain)
    upkeep = (Touch("at", text="body", pinned="pinned_at"), Mentioned())
    menu = False


class AttendeeCard(Object):
    """Somebody at a meeting."""

    model = Attendee
    title = "contact"
    columns = ("contact", "member")
    sort = "id"
    part_of = "meeting"
    menu = False


OBJECTS = (TaskCard, MeetingCard, CallCard, NoteCard, AttendeeCard)
