"""The demo: the same for the same seed and day, believable, and alive on the day it is made."""

from __future__ import annotations

import csv
import hashlib
from collections import Counter
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from enishi.customers.models import Account, Affiliation, Call, Contact, Identity, Meeting, Note, Task
from enishi.customers.seeds.make import Scale, make
from enishi.customers.seeds.staff import SELLERS, Staff
from enishi.customers.tie_words import told
from enishi.kernel.actor import SYSTEM
from enishi.kernel.doors.read import context, records
from enishi.kernel.fieldtypes.japan.postal import lookup_postal
from enishi.kernel.registry import registry
from enishi.platform import access
from enishi.platform.list_query import ListQuery
from enishi.platform.models import Audit, Change, Entry, EntryLink, Member, SavedView
from enishi.platform.people import roles
from enishi.platform.transfer.export import export
from enishi.testing.clock import FixedClock

pytestmark = pytest.mark.django_db

TINY = Scale("tiny", 300, 10)
STAMPS = {"id", "version", "created_at", "updated_at", "match_key"}


@pytest.fixture
def staff(db: None, clock: FixedClock) -> Staff:
    roles.seed("ja")
    return make(TINY, seed=7)


def _rows(model: Any) -> list[tuple[Any, ...]]:
    columns = [column.attname for column in model._meta.concrete_fields if column.attname not in STAMPS]
    return list(model.objects.order_by("pk").values_list(*columns))


def test_there_are_as_many_contacts_as_asked_for_and_no_two_are_the_same(staff: Staff) -> None:
    assert Contact.objects.count() == TINY.contacts
    for model in (Account, Contact, Call, Meeting, Note, Task):
        doubles = [row for row, number in Counter(map(repr, _rows(model))).items() if number > 1]
        assert not doubles, f"{model.__name__}: {doubles[:1]}"
    names = Account.objects.values_list("name", "legal_form", "legal_form_position")
    assert len(set(names)) == Account.objects.count()


def test_every_declared_index_is_there_when_the_demo_is(staff: Staff) -> None:
    with connection.cursor() as cursor:
        for model in (Account, Contact, Affiliation, Call, Meeting, Note, Task, EntryLink):
            there = connection.introspection.get_constraints(cursor, model._meta.db_table)
            assert {index.name for index in model._meta.indexes} <= there.keys(), model.__name__


def test_every_loaded_value_is_what_its_field_type_would_store(staff: Staff) -> None:
    ctx = context(SYSTEM)
    for key in ("account", "contact", "call", "meeting", "note", "task"):
        card = registry.card(key)
        for record in card.model._default_manager.order_by("-pk")[:150]:
            for spec in card.fields.values():
                if spec.writable and not spec.collected:
                    value = spec.of(record)
                    assert spec.type.clean(value, ctx) == value, f"{key}.{spec.name} {value!r}"


def test_towns_belong_to_their_postal_codes(staff: Staff) -> None:
    for code, prefecture, city in Account.objects.exclude(postal_code=None).values_list(
        "postal_code", "prefecture", "city"
    ):
        towns = lookup_postal(code)
        assert any(town.prefecture == prefecture and city.startswith(town.city) for town in towns), f"{code} {city}"


def test_loading_keeps_what_the_write_door_keeps(staff: Staff) -> None:
    contact = Contact.objects.exclude(email=None).order_by("-pk")[0]
    assert contact.sort_key
    assert contact.match_key
    assert Identity.objects.filter(contact=contact, kind="email", value=contact.email).exists()
    assert Affiliation.objects.filter(contact=contact, account=contact.account_id, is_primary=True).exists()
    assert Entry.objects.filter(object="call").count() == Call.objects.count()
    loaded = Audit.objects.filter(op="loaded", object="contact")
    assert 0 < loaded.count() < 10
    assert not Change.objects.filter(object="contact", record=contact.pk).exists()


def test_every_customer_has_a_tie_with_its_reasons_or_the_reason_why_not(staff: Staff) -> None:
    for model in (Account, Contact):
        rows = model.objects.values_list("tie", "tie_reasons")
        assert all(told(text or "").knots == knots for knots, text in rows)
        assert len({knots for knots, _text in rows}) > 4


def test_the_account_page_of_hokuto_tells_its_story(staff: Staff, clock: FixedClock) -> None:
    account = Account.objects.get(code="004127")
    assert (account.name, account.legal_form, account.rank, account.deal_status) == (
        "北斗フーズ",
        "kabushiki",
        "a",
        "active",
    )
    people = set(Contact.objects.filter(account=account).values_list("family_name", flat=True))
    assert {"髙橋", "吉田", "原", "木村"} <= people
    promises = Task.objects.filter(account=account, kind="promise", done_at=None)
    assert sorted(promise.direction or "" for promise in promises) == ["ours", "ours", "theirs"]
    assert any(promise.due_on and promise.due_on < access.today(clock) for promise in promises)
    assert Note.objects.filter(account=account, pinned_at__isnull=False).count() == 1
    assert account.tie is not None
    assert account.tie >= 4


def test_the_day_of_the_demo_has_work_meetings_memos_and_birthdays(staff: Staff, clock: FixedClock) -> None:
    today = access.today(clock)
    mine = Task.objects.filter(owner=staff["sato"], done_at=None)
    assert mine.filter(due_on=today).count() >= 5
    assert mine.filter(due_on__lt=today).exists()
    day = (clock.now() - timedelta(hours=9), clock.now() + timedelta(hours=14))
    assert Meeting.objects.filter(owner=staff["sato"], starts_at__range=day).count() == 3
    assert Call.objects.filter(kind="memo", memo_for=staff["sato"], seen_at=None).count() == 2
    assert Contact.objects.filter(birthday__month=today.month, birthday__day=today.day).count() >= 2
    silent = {"all": [{"field": "rank", "op": "is", "value": "a"},
                      {"field": "last_contact_at", "op": "lt", "value": "60 days ago"}]}  # fmt: skip
    assert records("account", SYSTEM).where(silent).count().number >= 2


def test_every_saved_view_opens_and_shows_somebody(staff: Staff) -> None:
    sato = replace(SYSTEM, member=staff["sato"])
    for view in SavedView.objects.all():
        query = ListQuery.read(view.query)
        assert query.records(registry.card(view.object), sato).page(size=5).rows, view.name


def test_one_member_has_left_and_no_member_owns_nothing_but_the_office(staff: Staff) -> None:
    assert Member.objects.filter(left_on__isnull=False).count() == 1
    assert {staff[key] for key in SELLERS} <= set(Account.objects.values_list("owner", flat=True))


def test_the_same_seed_and_day_make_the_same_demo(db: None, clock: FixedClock) -> None:
    from django.db import transaction

    roles.seed("ja")
    seen = []
    for _round in range(2):
        mark = transaction.savepoint()
        make(Scale("tiny", 120, 10), seed=3)
        seen.append([_plain(model) for model in (Account, Contact, Call, Task)])
        transaction.savepoint_rollback(mark)
    assert seen[0] == seen[1]


def test_the_same_seed_and_day_export_the_same_files_and_another_seed_other_ones(
    db: None, clock: FixedClock, tmp_path: Path
) -> None:
    from django.db import transaction

    roles.seed("ja")
    found = []
    for seed in (5, 5, 6):
        mark = transaction.savepoint()
        make(Scale("tiny", 150, 10), seed=seed)
        found.append([_exported(key, tmp_path) for key in ("account", "contact", "call", "meeting", "note", "task")])
        transaction.savepoint_rollback(mark)
    assert found[0] == found[1]
    assert found[0] != found[2]


def _exported(key: str, folder: Path) -> str:
    """The digest of what a person would export, but for numbers of rows, which go on after a rollback on PostgreSQL."""
    card, path = registry.card(key), folder / f"{key}.csv"
    names = [
        spec.name for spec in card.fields.values() if not (spec.system or spec.collected or spec.column.endswith("_id"))
    ]
    export(card, SYSTEM, ListQuery(fields=tuple(names)), path)
    rows = csv.reader(path.read_text("utf-8-sig").splitlines(keepends=True))
    return hashlib.sha256(repr([cells[1:] for cells in rows]).encode()).hexdigest()


def _plain(model: Any) -> list[tuple[Any, ...]]:
    """Everything but numbers of rows, which go on after a rollback on PostgreSQL."""
    columns = [
        column.attname
        for column in model._meta.concrete_fields
        if column.attname not in STAMPS and not column.is_relation
    ]
    return list(model.objects.order_by("pk").values_list(*columns))
