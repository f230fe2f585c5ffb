"""What was done, agreed and promised with customers: tasks and promises, meetings, calls and memos, notes."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from enishi.customers.models import choices
from enishi.customers.models.account import Account
from enishi.customers.models.contact import Contact
from enishi.kernel.fieldtypes.choice import ChoiceField
from enishi.kernel.fieldtypes.date import DateField
from enishi.kernel.fieldtypes.date_time import DateTimeField
from enishi.kernel.fieldtypes.link import LinkField, MemberField
from enishi.kernel.fieldtypes.number import NumberField
from enishi.kernel.fieldtypes.reference import ReferenceField
from enishi.kernel.fieldtypes.rich_text import RichTextField
from enishi.kernel.fieldtypes.text import LongTextField, TextField
from enishi.kernel.fieldtypes.yes_no import YesNoField
from enishi.platform.models import Record, Stored


def _mine_by(when: str, *more: str) -> list[models.Index]:
    """The indexes of a record, with that of its owner in order of time: so "mine" is listed, and what anybody may see
    is counted, which `more` columns decide. What few rows have is indexed for those alone."""
    return [
        *Stored.Meta.indexes,
        models.Index(fields=["owner", when, "id", "trashed_at", "private_to", *more], name="%(class)s_ow"),
        models.Index(fields=["about_id"], name="%(class)s_ab", condition=models.Q(about_id__isnull=False)),
        models.Index(fields=["private_to"], name="%(class)s_pr", condition=models.Q(private_to__isnull=False)),
    ]


class Activity(Record):
    """What all work shares: whom it is with, and which record of another room it is `about`, such as a deal;
    `private_to` hides it from everybody else."""

    contact = LinkField(Contact, _("Contact"), related_name="%(class)ss")
    account = LinkField(Account, _("Account"), related_name="%(class)ss")
    about = ReferenceField(_("About"))
    private_to = MemberField("platform.Member", _("Private to"), related_name="+", system=True, db_index=False)

    class Meta(Record.Meta):
        abstract = True


class Task(Activity):
    """Something to do by a day. A promise is a task with a direction and a counterpart: kept or late."""

    name = TextField(_("Task"), required=True, folded=True)
    kind = ChoiceField(_("Kind"), options=choices.TASK_KINDS)
    due_on = DateField(_("Due"), indexed=True)
    due_at = DateTimeField(_("Due time"))
    priority = ChoiceField(_("Priority"), options=choices.PRIORITIES)
    direction = ChoiceField(pgettext_lazy("promise", "Who promised"), options=choices.DIRECTIONS)
    remind_at = DateTimeField(_("Reminder"))
    repeats = ChoiceField(_("Repeats"), options=choices.RECURRENCES)
    notes = LongTextField(_("Remarks"))
    done_at = DateTimeField(_("Done"), system=True)
    done_by = MemberField("platform.Member", _("Done by"), related_name="+", system=True)

    class Meta(Activity.Meta):
        indexes = [
            *_mine_by("due_on"),
            models.Index(fields=["owner", "due_on", "id"], name="task_open", condition=models.Q(done_at__isnull=True)),
            models.Index(
                fields=["remind_at"], name="task_remind", condition=models.Q(remind_at__isnull=False, done_at=None)
            ),
            models.Index(fields=["done_at", "id"], name="task_done", condition=models.Q(done_at__isnull=False)),
        ]
        verbose_name = _("Task")
        verbose_name_plural = _("Tasks")


class Meeting(Activity):
    """A meeting: a visit, a visit to us, online, at an exhibition or over a meal; planned or held."""

    name = TextField(_("Subject"), required=True, folded=True)
    kind = ChoiceField(_("Kind"), options=choices.MEETING_KINDS)
    starts_at = DateTimeField(_("Starts"), required=True, indexed=True)
    ends_at = DateTimeField(_("Ends"))
    place = TextField(_("Place"))
    body = LongTextField(_("What was said"))
    cancelled_at = DateTimeField(_("Cancelled"), system=True)

    class Meta(Activity.Meta):
        indexes = _mine_by("starts_at")
        verbose_name = _("Meeting")
        verbose_name_plural = _("Meetings")


class Attendee(Record):
    """Somebody at a meeting: a contact or one of us."""

    meeting = LinkField(Meeting, _("Meeting"), related_name="attendees", required=True)
    contact = LinkField(Contact, _("Contact"), related_name="attendances")
    member = MemberField("platform.Member", _("Colleague"), related_name="+")

    class Meta(Record.Meta):
        verbose_name = _("Attendee")
        verbose_name_plural = _("Attendees")


class Call(Activity):
    """A telephone call, or a memo of one for an absent colleague."""

    name = TextField(_("Summary"), folded=True)
    kind = ChoiceField(_("Kind"), options=choices.CALL_KINDS)
    direction = ChoiceField(pgettext_lazy("call", "Direction"), options=choices.CALL_DIRECTIONS)
    outcome = ChoiceField(_("Outcome"), options=choices.CALL_OUTCOMES)
    at = DateTimeField(_("Time"), required=True, indexed=True)
    minutes = NumberField(_("Minutes"))
    body = LongTextField(_("What was said"))
    memo_for = MemberField("platform.Member", _("Memo for"), related_name="+", db_index=False)
    call_back = YesNoField(_("Wants a call back"))
    seen_at = DateTimeField(_("Seen"), system=True)

    class Meta(Activity.Meta):
        indexes = [
            *_mine_by("at", "memo_for"),
            models.Index(fields=["memo_for", "at", "id"], name="call_memo", condition=models.Q(memo_for__isnull=False)),
        ]
        verbose_name = _("Call")
        verbose_name_plural = _("Calls")


class Note(Activity):
    """What was heard or decided; may mention colleagues."""

    contact = LinkField(Contact, _("Contact"), related_name="written_notes")
    account = LinkField(Account, _("Account"), related_name="written_notes")
    kind = ChoiceField(_("Kind"), options=choices.NOTE_KINDS)
    body = RichTextField(_("Note"), required=True)
    at = DateTimeField(_("Time"), required=True, indexed=True)
    mentions = models.JSONField(default=list)
    pinned_at = DateTimeField(_("Pinned"), system=True)

    class Meta(Activity.Meta):
        indexes = _mine_by("at")
        verbose_name = _("Note")
        verbose_name_plural = _("Notes")
