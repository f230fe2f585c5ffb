"""What the customers room adds to pages: who of us knows whom, the next step with its reason, the order of the day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.utils import translation

from enishi.customers.actions.change_person import ChangePerson
from enishi.customers.models import Account
from enishi.customers.panels.next_step import NextMove
from enishi.customers.panels.people import People
from enishi.customers.panels.places import Places
from enishi.customers.queries import known_by
from enishi.customers.today.promises import PromisesAndTasks
from enishi.kernel.actor import Actor
from enishi.kernel.doors.verbs import Create
from enishi.kernel.doors.write import write
from enishi.kernel.registry import registry
from enishi.screens.looks import facts
from enishi.testing.clock import FixedClock
from enishi.testing.world import World

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    with translation.override("en"):
        yield


def made(actor: Actor, key: str, **data: Any) -> int:
    number = write(Create, actor, registry.card(key), data=data).id
    assert number is not None
    return number


class OfAccount(NextMove):
    to, link = "account", "account"


def test_known_by_names_callers_and_hosts_the_latest_first(world: World, clock: FixedClock) -> None:
    account = made(world.aiko, "account", name="北斗フーズ")
    contact = made(world.aiko, "contact", family_name="髙橋", account=account)
    stranger = made(world.aiko, "contact", family_name="木村", account=account)
    made(world.ben, "call", contact=contact, outcome="talked", at=clock.now() - timedelta(days=2))
    made(world.ben, "call", contact=stranger, outcome="no_answer", at=clock.now())
    visit = {"name": "訪問", "kind": "visit", "starts_at": clock.now() - timedelta(days=1)}
    meeting = made(world.aiko, "meeting", account=account, **visit)
    made(world.aiko, "attendee", meeting=meeting, contact=contact)
    aiko, ben = world.aiko.member, world.ben.member
    assert known_by([contact, stranger]) == {contact: [aiko, ben]}
    (card,) = People().read(world.aiko, [account])
    told = {row[0].text: row[3].text for row in card.rows}
    assert told["髙橋"].count("Aiko") == told["髙橋"].count("Ben") == 1
    assert "木村" in card.foot


def test_who_left_keeps_the_career_and_the_successor(world: World) -> None:
    account = made(world.aiko, "account", name="北斗フーズ")
    left = made(world.aiko, "contact", family_name="三浦", account=account, department="営業部", title="部長")
    follows = made(world.aiko, "contact", family_name="髙橋", account=account)
    assert Places().read(world.aiko, [left]) == Places().read(world.aiko, [follows]) == ()
    given = {"what": "leaving", "on": "2026-03-31", "successor": follows}
    write(ChangePerson, world.aiko, registry.card("contact"), left, given)
    (career,) = Places().read(world.aiko, [left])
    assert [(line.title, line.note, line.href) for line in career.lines] == [
        ("北斗フーズ", facts("営業部 部長", "– 31 Mar 2026"), f"/o/accounts/{account}"),
        ("髙橋", "Successor", f"/o/contacts/{follows}"),
    ]


def test_the_present_employer_stands_before_the_former_ones(world: World) -> None:
    first, second = (made(world.aiko, "account", name=name) for name in ("北斗フーズ", "高橋製薬"))
    person = made(world.aiko, "contact", family_name="三浦", account=first)
    given = {"what": "new_employer", "on": "2026-04-01", "account": second}
    write(ChangePerson, world.aiko, registry.card("contact"), person, given)
    (career,) = Places().read(world.aiko, [person])
    assert [line.title for line in career.lines] == ["高橋製薬", "北斗フーズ"]


def test_a_late_promise_is_the_next_step_and_says_how_late_it_is(world: World, clock: FixedClock) -> None:
    account = made(world.aiko, "account", name="北斗フーズ", rank="a")
    late = clock.today() - timedelta(days=3)
    task = made(world.aiko, "task", name="見積を送る", kind="promise", account=account, due_on=late.isoformat())
    Account.objects.filter(pk=account).update(next_on=late, next_step="見積を送る")
    (panel,) = OfAccount().read(world.aiko, [account])
    assert panel.text == "見積を送る"
    assert "3 days ago" in panel.reason
    assert panel.actions[0].href == f"/o/tasks/{task}/act/complete"


def test_a_ranked_customer_is_to_be_called_only_after_the_silence_its_rank_allows(
    world: World, clock: FixedClock
) -> None:
    account = made(world.aiko, "account", name="北斗フーズ", rank="a", phone="011-555-0100")
    row = Account.objects.filter(pk=account)
    row.update(last_contact_at=clock.now() - timedelta(days=60), next_on=clock.today() + timedelta(days=30))
    assert OfAccount().read(world.aiko, [account]) == ()
    row.update(last_contact_at=clock.now() - timedelta(days=61))
    (panel,) = OfAccount().read(world.aiko, [account])
    assert "61 days ago" in panel.reason
    assert panel.actions[0].href.startswith("tel:")
    row.update(deal_status="closed")
    assert OfAccount().read(world.aiko, [account]) == ()


def test_a_promise_of_today_comes_before_a_late_one_and_tells_the_minutes_left(world: World, clock: FixedClock) -> None:
    day = clock.today()
    made(world.aiko, "task", name="late", kind="promise", due_on=(day - timedelta(days=4)).isoformat())
    soon = clock.now() + timedelta(minutes=25)
    made(world.aiko, "task", name="now", kind="promise", due_on=day.isoformat(), due_at=soon)
    made(world.aiko, "task", name="far", kind="promise", due_on=(day + timedelta(days=9)).isoformat())
    block = PromisesAndTasks().read(world.aiko, [])
    assert block is not None
    assert [step.title for step in block.next_steps] == ["now", "late"]
    assert block.next_steps[0].due is not None
    assert "25 min left" in block.next_steps[0].due.text


def test_a_promise_of_this_morning_is_late_in_the_evening(world: World, clock: FixedClock) -> None:
    clock.at = datetime(2026, 11, 27, 9, 10, tzinfo=UTC)  # 18:10 in Tokyo
    at = clock.now() - timedelta(hours=7, minutes=40)
    for kind in ("promise", "task"):
        made(world.aiko, "task", name=kind, kind=kind, due_on="2026-11-27", due_at=at)
    made(
        world.aiko, "task", name="tonight", kind="promise", due_on="2026-11-27", due_at=clock.now() + timedelta(hours=2)
    )
    block = PromisesAndTasks().read(world.aiko, [])
    assert block is not None
    assert [(step.title, step.tone) for step in block.next_steps] == [("promise", "bad"), ("tonight", "ai")]
    assert block.next_steps[0].due is not None
    assert "overdue" in block.next_steps[0].due.text
    assert [task.late for task in block.tasks] == [True]
    assert block.stats[0].note == "1 overdue"
