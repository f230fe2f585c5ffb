"""Reads of the customers room that need a name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from typing import Any, Literal

from django.db.models import Count, Max, Q, QuerySet

from enishi.customers.models import Attendee, Call, Meeting, Task
from enishi.customers.tie import Evidence
from enishi.kernel.ports import ports
from enishi.kernel.registry import registry

Subject = Literal["contact", "account"]

#: How far back the tie counts contacts.
YEAR = timedelta(days=365)
#: How many customers a job takes at once.
CHUNK = 1_000


def standing(subject: Subject, ids: Iterable[int]) -> dict[int, dict[str, Any]]:
    """Last two-way contact and next step of these contacts or accounts, from all their work. Cost: four queries."""
    wanted = list(ids)
    values: dict[int, dict[str, Any]] = {number: _nothing() for number in wanted}
    if not wanted:
        return values
    for number, at, kind in (*_talks(subject, wanted), *_meetings_held(subject, wanted)):
        if values[number]["last_contact_at"] is None or at > values[number]["last_contact_at"]:
            values[number].update(last_contact_at=at, last_contact_kind=kind)
    for number, day, name in (*_tasks_open(subject, wanted), *_meetings_planned(subject, wanted)):
        if values[number]["next_on"] is None or day < values[number]["next_on"]:
            values[number].update(next_on=day, next_step=name)
    return values


def versions(subject: Subject, ids: Iterable[int]) -> list[tuple[int, int, int | None]]:
    """Number, version and owner of these contacts or accounts that are there."""
    rows = registry.card(subject).every_row().filter(pk__in=list(ids), trashed_at=None)
    return list(rows.values_list("pk", "version", "owner_id"))


def _nothing() -> dict[str, Any]:
    return {"last_contact_at": None, "last_contact_kind": None, "next_on": None, "next_step": None}


def evidence(subject: Subject, ids: Iterable[int]) -> dict[int, Evidence]:
    """Two-way contact with these contacts or accounts, for the tie. Cost: two queries, for accounts five."""
    wanted, since = list(ids), ports.clock.now() - YEAR
    last: dict[int, datetime] = {}
    number: dict[int, int] = dict.fromkeys(wanted, 0)
    theirs: dict[int, int] = dict.fromkeys(wanted, 0)
    people = _people(wanted, since) if subject == "account" and wanted else {}
    for rows, when, begun in ((_spoken(), "at", Q(direction="in")), (_met(), "starts_at", Q(kind="incoming"))):
        recent = Q(**{f"{when}__gt": since})
        found = rows.filter(**{f"{subject}_id__in": wanted}).values_list(f"{subject}_id")
        for key, at, all_, by_them in found.annotate(
            newest=Max(when), all=Count("pk", filter=recent), begun=Count("pk", filter=recent & begun)
        ):
            last[key] = max(at, last.get(key, at))
            number[key] += all_
            theirs[key] += by_them
    return {
        key: Evidence(
            last.get(key), number[key], theirs[key], len(people.get(key, ())) if subject == "account" else None
        )
        for key in wanted
    }


def _people(accounts: list[int], since: datetime) -> dict[int, set[int]]:
    """With whom of each account there was two-way contact: in calls, in meetings, and as attendees."""
    calls = _spoken().filter(at__gt=since, account_id__in=accounts)
    meetings = _met().filter(starts_at__gt=since, account_id__in=accounts)
    attended = Attendee.objects.filter(trashed_at=None, meeting__in=meetings.values("pk"))
    found: dict[int, set[int]] = {}
    for rows, account in ((calls, "account_id"), (meetings, "account_id"), (attended, "meeting__account_id")):
        for key, person in rows.filter(contact__isnull=False).values_list(account, "contact_id").distinct():
            found.setdefault(key, set()).add(person)
    return found


def known_by(contacts: Iterable[int]) -> dict[int, list[int]]:
    """Who of us has had two-way contact with each of these people, the latest first. Cost: one query."""
    wanted = list(contacts)
    calls, met = _spoken(), _met()
    there = Attendee.objects.filter(trashed_at=None, contact__in=wanted, meeting__in=met.values("pk"))
    pairs = (
        calls.filter(contact__in=wanted).values_list("contact_id", "owner_id").annotate(last=Max("at")),
        met.filter(contact__in=wanted).values_list("contact_id", "owner_id").annotate(last=Max("starts_at")),
        there.values_list("contact_id", "meeting__owner_id").annotate(last=Max("meeting__starts_at")),
    )
    found: dict[int, dict[int, datetime]] = {}
    for person, member, at in pairs[0].union(*pairs[1:]):
        if member is not None:
            known = found.setdefault(person, {})
            known[member] = max(at, known.get(member, at))
    return {person: sorted(known, key=known.__getitem__, reverse=True) for person, known in found.items()}


def _spoken() -> QuerySet[Call]:
    """Calls in which both sides spoke. What is private counts for nothing that others see, here and below."""
    return Call.objects.filter(trashed_at=None, private_to=None, kind="call", outcome="talked")


def _met() -> QuerySet[Meeting]:
    """Meetings with customers that have taken place."""
    rows = Meeting.objects.filter(trashed_at=None, private_to=None, cancelled_at=None, starts_at__lte=ports.clock.now())
    return rows.exclude(kind="internal")


def _talks(subject: Subject, ids: list[int]) -> Iterable[tuple[int, datetime, str]]:
    rows = _spoken().filter(**{f"{subject}_id__in": ids})
    return ((number, at, "call") for number, at in rows.values_list(f"{subject}_id").annotate(Max("at")))


def _meetings_held(subject: Subject, ids: list[int]) -> Iterable[tuple[int, datetime, str]]:
    rows = _met().filter(**{f"{subject}_id__in": ids})
    latest = rows.values_list(f"{subject}_id", "kind").annotate(Max("starts_at"))
    return ((number, at, kind) for number, kind, at in latest)


def _tasks_open(subject: Subject, ids: list[int]) -> Iterable[tuple[int, Any, str]]:
    rows = Task.objects.filter(trashed_at=None, done_at=None, private_to=None, due_on__isnull=False)
    return rows.filter(**{f"{subject}_id__in": ids}).values_list(f"{subject}_id", "due_on", "name")


def _meetings_planned(subject: Subject, ids: list[int]) -> Iterable[tuple[int, Any, str]]:
    rows = Meeting.objects.filter(trashed_at=None, cancelled_at=None, private_to=None, starts_at__gt=ports.clock.now())
    rows = rows.filter(**{f"{subject}_id__in": ids})
    return ((number, at.date(), name) for number, at, name in rows.values_list(f"{subject}_id", "starts_at", "name"))


def chunks(subject: Subject, after: int = 0) -> Iterator[list[int]]:
    """All live contacts or accounts by number, a chunk at a time."""
    rows = registry.card(subject).every_row().filter(trashed_at=None).order_by("pk")
    while ids := list(rows.filter(pk__gt=after).values_list("pk", flat=True)[:CHUNK]):
        yield ids
        after = ids[-1]


def to_remind(since: datetime, until: datetime, task: int | None = None) -> list[tuple[int, int, datetime]]:
    """Task, owner and moment of open work, or of this task, whose reminder falls into this time, oldest first."""
    rows = Task.objects.filter(trashed_at=None, done_at=None, owner__isnull=False)
    rows = rows.filter(remind_at__gte=since, remind_at__lte=until)
    rows = rows if task is None else rows.filter(pk=task)
    return list(rows.order_by("remind_at", "pk").values_list("pk", "owner_id", "remind_at"))
