"""What the phone sends a second time, because the first answer was lost, is kept once."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

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
