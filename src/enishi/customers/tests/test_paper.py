"""Paper is read on other days: dates with their year, and what found no room is said."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from enishi.customers.tests.test_pages import made
from enishi.screens.looks import today
from enishi.testing.world import World

pytestmark = pytest.mark.django_db


def test_the_card_says_how_many_people_found_no_room(world: World, browser: Callable[[str], Client]) -> None:
    account = made(world.aiko, "account", name="Umberline")
    for number in range(9):
        made(world.aiko, "contact", family_name=f"Person{number}", account=account)
    page = browser("Aiko").get(f"/o/accounts/{account}/card").content.decode()
    assert page.count("<b>Person") == 7
    assert "and 2 more" in page


def test_dates_on_paper_carry_their_year_and_never_say_today(world: World, browser: Callable[[str], Client]) -> None:
    day = today(world.aiko)
    account = made(world.aiko, "account", name="Umberline", since=f"{day.year - 3}-09-28")
    made(world.aiko, "task", name="Send the plan", kind="promise", account=account, due_on=day.isoformat())
    shown = f"{day.day} {day:%b} {day.year}"
    for page in (f"/o/accounts/{account}/card", "/o/tasks/print?fields=name,due_on"):
        text = browser("Aiko").get(page).content.decode()
        assert shown in text, page
        assert "today" not in text, page
