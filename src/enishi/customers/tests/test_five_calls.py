"""Five quiet customers become promises of the week: who is offered, what is written, what is refused, the way there."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import translation

from enishi.customers.five_calls import OFFERED
from enishi.customers.models import Account
from enishi.customers.quiet import offered
from enishi.customers.steps import FirstPromise, FiveToCall
from enishi.customers.tests.test_pages import made
from enishi.customers.week import working_days
from enishi.kernel.doors.read import records
from enishi.testing.clock import FixedClock
from enishi.testing.world import World

pytestmark = pytest.mark.django_db


def quiet(world: World, number: int, **data: Any) -> list[int]:
    return [made(world.aiko, "account", name=f"会社{place}", **{"rank": "a", **data}) for place in range(number)]


def promises(world: World) -> list[Any]:
    return records("task", world.aiko).where({"field": "kind", "op": "is", "value": "promise"}).sorted("id").first(50)


def test_the_best_come_first_and_whoever_has_something_planned_is_left_out(world: World, clock: FixedClock) -> None:
    (b,) = quiet(world, 1, rank="b")
    late, early, never = quiet(world, 3)
    (best,) = quiet(world, 1, rank="special_a")
    (tied,) = quiet(world, 1)
    Account._base_manager.filter(pk=tied).update(tie=3)
    day = clock.today()
    (bought,) = quiet(world, 1)
    for number, days in ((late, 100), (early, 400), (bought, 30)):
        Account._base_manager.filter(pk=number).update(last_deal_on=day - timedelta(days=days))
    quiet(world, 1, deal_status="closed")
    (planned,) = quiet(world, 1)
    made(world.aiko, "task", name="送る", account=planned, due_on=day)
    made(world.ben, "account", name="他人の会社", rank="a")
    assert [one.row.id for one in offered(world.aiko, OFFERED)] == [best, tied, late, early, never, b]
    quiet(world, 12)
    assert len(offered(world.aiko, OFFERED)) == 10


@pytest.mark.parametrize(
    ("day", "count", "first"),
    [
        ("2026-11-16", 5, "2026-11-16"), ("2026-11-27", 1, "2026-11-27"), ("2026-11-28", 5, "2026-11-30"),
        ("2026-11-23", 4, "2026-11-24"), ("2026-11-21", 4, "2026-11-24"),
    ],
    ids=["Monday", "Friday", "Saturday", "a holiday", "Saturday before a holiday"],
)  # fmt: skip
def test_promises_fall_on_the_working_days_that_are_left(day: str, count: int, first: str) -> None:
    found = working_days(date.fromisoformat(day))
    assert (len(found), found[0]) == (count, date.fromisoformat(first))
    assert all(one.weekday() < 5 for one in found)


def test_what_is_ticked_becomes_promises_of_ours_in_one_write_with_one_undo(
    world: World, clock: FixedClock, browser: Callable[[str], Client]
) -> None:
    ids = quiet(world, 6)
    seat = browser("Aiko")
    assert seat.get("/pick-five").content.decode().count(" checked") == 5
    answer = seat.post("/pick-five", {"id": ids[1:6]})
    assert answer.status_code == 204
    assert answer["HX-Redirect"] == f"/o/accounts/{ids[1]}"
    week = working_days(clock.today())
    found = promises(world)
    assert [row["account"].id for row in found] == ids[1:6]
    assert {row["direction"] for row in found} == {"ours"}
    assert {row["due_on"] for row in found} <= set(week)
    assert sorted(row["due_on"] for row in found) == [row["due_on"] for row in found]
    assert {row["owner"].id for row in found} == {world.aiko.member}
    assert [one.row.id for one in offered(world.aiko, OFFERED)] == ids[:1]
    seat.post("/undo", {"id": seat.session["toast"]["undo"]})
    assert promises(world) == []
    assert len(offered(world.aiko, OFFERED)) == 6


def test_none_six_or_the_same_again_are_refused_and_what_was_ticked_stays(
    world: World, clock: FixedClock, browser: Callable[[str], Client]
) -> None:
    ids = quiet(world, 7)
    seat = browser("Aiko")
    answer = seat.post("/pick-five", {"id": ["abc", "²"]})
    assert (answer.status_code, promises(world)) == (422, [])
    answer = seat.post("/pick-five", {"id": ids[:6]})
    assert (answer.status_code, promises(world)) == (422, [])
    assert answer.content.decode().count(" checked") == 6
    stranger = made(world.chie, "account", name="秘密商事", rank="a")
    answer = seat.post("/pick-five", {"id": [ids[0], stranger]})
    assert (answer.status_code, promises(world)) == (422, [])
    assert "秘密商事" not in answer.content.decode()
    assert seat.post("/pick-five", {"id": ids[:2]}).status_code == 204
    assert seat.post("/pick-five", {"id": ids[:2]}).status_code == 422
    assert len(promises(world)) == 2


def test_a_number_to_call_is_the_company_s_or_that_of_one_of_its_people(
    world: World, clock: FixedClock, browser: Callable[[str], Client]
) -> None:
    own = made(world.aiko, "account", name="北斗", rank="a", phone="03-5550-0001")
    other = made(world.aiko, "account", name="南斗", rank="a")
    made(world.aiko, "contact", family_name="木村", account=own, phone="03-5550-0002")
    made(world.aiko, "contact", family_name="髙橋", account=other, phone_mobile="090-5550-0003")
    text = browser("Aiko").get("/pick-five").content.decode()
    assert text.count('href="tel:') == 2
    assert 'href="tel:+81355500001"' in text
    assert "髙橋" in text
    assert 'href="tel:+819055500003"' in text
    assert "木村" not in text


def test_customers_of_nobody_are_offered_and_those_of_a_colleague_are_not(
    world: World, clock: FixedClock, browser: Callable[[str], Client]
) -> None:
    admin = world.admin
    made(admin, "account", name="北斗", rank="a", owner=None)
    made(admin, "account", name="南斗", rank="a", owner=world.aiko.member)
    text = browser("Admin").get("/pick-five").content.decode()
    assert "北斗" in text
    assert "南斗" not in text


def test_the_ways_there_are_shown_only_when_somebody_waits(world: World, clock: FixedClock) -> None:
    with translation.override("en"):
        assert FiveToCall().read(world.aiko, []) == ()
        step = FirstPromise().read(world.aiko, [])
        assert step is not None
        assert step.href == "/o/tasks/new?kind=promise"
        quiet(world, 1)
        (action,) = FiveToCall().read(world.aiko, [])
        step = FirstPromise().read(world.aiko, [])
        assert step is not None
        assert (action.href, step.href) == ("/pick-five", "/pick-five")
        assert FiveToCall().read(world.dai, []) == ()
