"""What the phone sends a second time, because the first answer was lost, is kept once."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client

from enishi.customers.quick_log import _next_week
from enishi.customers.tests.test_pages import made
from enishi.kernel.doors.read import records
from enishi.platform.people import roles
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


def test_a_refusal_says_what_to_do(world: World, browser: Callable[[str], Client]) -> None:
    person = str(made(world.aiko, "contact", family_name="Dunmore"))
    asked = {"HX-Request": "true"}
    none = browser("Aiko").post("/quick-log", {"kind": "note", "who": person, "text": " "}, headers=asked)
    assert (none.status_code, none.content.decode()) == (422, "Write one line about it.")
    none = browser("Aiko").post("/quick-log", {"kind": "note", "who": "", "text": "Likes tea"}, headers=asked)
    assert (none.status_code, none.content.decode()) == (422, "Choose with whom you talked.")
    world.take_roles("Aiko")
    world.give("Aiko", {"*": {"see": "all"}, "note": {"see": "all", "create": "all"}})
    none = browser("Aiko").post("/quick-log", {"kind": "call", "who": person, "text": "Likes tea"}, headers=asked)
    assert (none.status_code, none.content.decode()) == (403, "Your role does not allow you to create Calls.")


def test_only_what_the_person_may_create_is_offered(world: World, browser: Callable[[str], Client]) -> None:
    assert 'name="next"' in browser("Aiko").get("/quick-log").content.decode()
    world.take_roles("Aiko")
    role = world.give("Aiko", {"*": {"see": "all"}, "note": {"see": "all", "create": "all"}})
    page = browser("Aiko").get("/quick-log").content.decode()
    assert re.findall(r'name="kind" value="(\w+)"', page) == ["note"]
    assert 'name="next"' not in page
    assert 'name="promise"' not in page
    role.rights = {"*": {"see": "all"}}
    role.save()
    roles.changed()
    refused = browser("Aiko").get("/quick-log")
    assert refused.status_code == 403
    assert "Your role does not allow you to create Calls" in refused.content.decode()
    assert 'href="/quick-log"' not in browser("Aiko").get("/calendar").content.decode()


def test_each_person_is_proposed_once(world: World, browser: Callable[[str], Client]) -> None:
    people = [str(made(world.aiko, "contact", family_name=name)) for name in ("Dunmore", "Lindkvist")]
    for person in (people[0], people[0], people[1]):
        browser("Aiko").post("/quick-log", {"kind": "call", "who": person, "text": "Called"})
    page = browser("Aiko").get("/quick-log").content.decode()
    assert sorted(re.findall(r'name="who" value="(\d+)"', page)) == sorted(people)


@pytest.mark.parametrize(("day", "wanted"), [("2026-11-24", "2026-12-01"), ("2026-11-28", "2026-12-04")])
def test_next_week_is_a_day_on_which_people_work(day: str, wanted: str) -> None:
    assert _next_week(date.fromisoformat(day)).isoformat() == wanted
