"""What the phone sends a second time, because the first answer was lost, is kept once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client

from enishi.customers.quick_log import _next_week
from enishi.customers.tests.test_pages import made
from enishi.kernel.doors.read import records
from enishi.testing.world import World

pytestmark = pytest.mark.django_db


def test_an_entry_that_arrives_twice_is_one_entry(world: World, browser: Callable[[str], Client]) -> None:
    person = made(world.aiko, "contact", family_name="Dunmore")
    entry = {"kind": "note", "who": str(person), "text": "Likes tea", "idempotency_key": "6f1f0f3e", "next": "tomorrow"}
    for _turn in range(2):
        assert browser("Aiko").post("/quick-log", entry).status_code in (204, 302)
    assert len(records("note", world.aiko).first(5)) == 1
    assert len(records("task", world.aiko).first(5)) == 1
    browser("Aiko").post("/quick-log", {**entry, "idempotency_key": "another"})
    assert len(records("note", world.aiko).first(5)) == 2


def test_what_was_written_stands_once_in_the_timeline(world: World, browser: Callable[[str], Client]) -> None:
    person = made(world.aiko, "contact", family_name="Dunmore")
    entry = {"kind": "call", "who": str(person), "next": ""}
    browser("Aiko").post("/quick-log", {**entry, "text": "Likes tea"})
    browser("Aiko").post("/quick-log", {**entry, "text": "Wants a plan\r\nUntil May"})
    rows = records("call", world.aiko).sorted("id").first(5)
    assert [(row["name"], row["body"] or "") for row in rows] == [("Likes tea", ""), ("Wants a plan", "Until May")]
    page = browser("Aiko").get(f"/o/contacts/{person}/timeline").content.decode()
    assert page.count("Likes tea") == 1


@pytest.mark.parametrize(("day", "wanted"), [("2026-11-24", "2026-12-01"), ("2026-11-28", "2026-12-04")])
def test_next_week_is_a_day_on_which_people_work(day: str, wanted: str) -> None:
    assert _next_week(date.fromisoformat(day)).isoformat() == wanted
