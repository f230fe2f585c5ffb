"""Handover: what a person owns passes to others, on a day, both see it for 30 days, and nothing is left ownerless."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from enishi.customers.models import Account, Contact, Task
from enishi.kernel.doors.read import records
from enishi.kernel.doors.verbs import Create, Update
from enishi.kernel.doors.write import write
from enishi.kernel.errors import Conflict, Denied, Invalid, Missing
from enishi.kernel.registry import registry
from enishi.platform import access
from enishi.platform.handover import applying, drafting, preview, sheets
from enishi.platform.jobs.claim import claim
from enishi.platform.jobs.worker import perform
from enishi.platform.models import Audit, Handover, Member, Membership, Notification
from enishi.platform.people import sign_ins
from enishi.testing.clock import FixedClock
from enishi.testing.fixtures import *  # noqa: F403
from enishi.testing.world import World

pytestmark = pytest.mark.django_db


def made(world: World, who: str, key: str, **data: Any) -> int:
    number = write(Create, world.actor(who), registry.card(key), data=data).id
    assert number is not None
    return number


@pytest.fixture
def owned(world: World, clock: FixedClock) -> dict[str, list[int]]:
    """Aiko's customers: six companies, each with a person and an open promise, and things that stay hers."""
    found: dict[str, list[int]] = {"account": [], "contact": [], "task": []}
    for n in range(6):
        account = made(world, "Aiko", "account", name=f"Harbour {n}")
        contact = made(world, "Aiko", "contact", family_name=f"Mori {n}", account=account)
        found["account"].append(account)
        found["contact"].append(contact)
        found["task"].append(made(world, "Aiko", "task", name=f"Catalogue {n}", contact=contact))
    made(world, "Aiko", "note", body="They like tea", account=found["account"][0])
    return found


def number(world: World, name: str) -> int:
    return world.members[name].pk


def begun(world: World, *to: str, leaves: bool = False, by: str = "Admin") -> Handover:
    return drafting.begin(world.actor(by), number(world, "Aiko"), [number(world, name) for name in to], leaves=leaves)


def owners(model: Any, ids: list[int]) -> list[str]:
    return [Member.objects.get(pk=model.objects.get(pk=pk).owner_id).name for pk in ids]


def test_a_leavers_customers_pass_evenly_with_their_people_and_open_work(
    world: World, owned: dict[str, list[int]]
) -> None:
    row = begun(world, "Ben", "Chie", "Dai", leaves=True)
    applying.plan(world.admin, row, row.version, None)
    for model, key in ((Account, "account"), (Contact, "contact"), (Task, "task")):
        assert owners(model, owned[key]) == ["Ben", "Chie", "Dai"] * 2
    assert not drafting.remains(row, world.admin)
    assert access.actor_of(number(world, "Aiko")) is None
    told = Notification.objects.filter(kind="handed_over").values_list("member", "data__number")
    assert sorted(told) == sorted((number(world, name), 2) for name in ("Ben", "Chie", "Dai"))
    assert Audit.objects.filter(op="handed_over").count() == 18


def test_one_company_is_given_by_hand_and_what_hangs_on_it_follows(world: World, owned: dict[str, list[int]]) -> None:
    row = begun(world, "Ben")
    first = drafting.units(row, world.admin)[0]
    assert (first.title, first.along) == ("Harbour 0", 2)
    drafting.assign(world.admin, row, row.version, {first.item: number(world, "Chie")})
    row.refresh_from_db()
    with pytest.raises(Conflict):
        drafting.share(world.admin, row, row.version - 1, [number(world, "Ben")])
    applying.plan(world.admin, row, row.version, None)
    assert owners(Task, owned["task"]) == ["Chie", *["Ben"] * 5]


def test_both_see_the_records_for_thirty_days_and_then_only_the_new_owner(
    world: World, owned: dict[str, list[int]], clock: FixedClock
) -> None:
    row = begun(world, "Chie")
    before = [sight for sight in preview.sights(row) if sight.name in ("Ben", "Chie")]
    assert [(sight.name, bool(sight.more), bool(sight.less)) for sight in before] == [
        ("Ben", False, True), ("Chie", True, False),
    ]  # fmt: skip
    applying.plan(world.admin, row, row.version, None)
    account = owned["account"][0]

    def sees(name: str) -> bool:
        return bool(records("account", world.actor(name)).visible([account]))

    assert [sees(name) for name in ("Aiko", "Ben", "Chie")] == [True, False, True]
    clock.move(timedelta(days=29))
    assert sees("Aiko")
    clock.move(timedelta(days=1))
    assert not sees("Aiko")


def test_a_planned_handover_holds_from_midnight_and_takes_along_what_came_since(
    world: World, owned: dict[str, list[int]], clock: FixedClock
) -> None:
    row, day = begun(world, "Ben"), clock.today() + timedelta(days=2)
    with pytest.raises(Invalid):
        applying.plan(world.admin, row, row.version, clock.today())
    row.refresh_from_db()
    applying.plan(world.admin, row, row.version, day)
    late = made(world, "Aiko", "account", name="Late Works")
    write(Update, world.admin, registry.card("account"), owned["account"][0], {"owner": number(world, "Chie")})
    clock.move(timedelta(hours=38))  # 23:30 of the day before
    assert claim("early", [applying.APPLY]) is None
    clock.move(timedelta(hours=1))
    run = claim("due", [applying.APPLY])
    assert run is not None
    perform(run)
    row.refresh_from_db()
    assert (row.on, row.applied_at is not None) == (day, True)
    assert owners(Account, [*owned["account"], late]) == ["Chie", *["Ben"] * 6]


def test_a_broken_off_handover_goes_on_and_writes_nothing_twice(
    world: World, owned: dict[str, list[int]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(applying, "CHUNK", 4)
    row = begun(world, "Ben")
    whole = applying.step
    steps = iter(range(2))

    def falls(*given: Any, **more: Any) -> bool:
        next(steps)
        return whole(*given, **more)

    monkeypatch.setattr(applying, "step", falls)
    with pytest.raises(StopIteration):
        applying.plan(world.admin, row, row.version, None)
    assert Audit.objects.filter(op="handed_over").count() == 6
    row.refresh_from_db()
    while not whole(row, world.admin):
        pass
    assert Audit.objects.filter(op="handed_over").count() == 18
    assert whole(row, world.admin)
    assert Audit.objects.filter(op="handed_over").count() == 18


def test_it_is_taken_back_whole_but_for_what_went_on_elsewhere(
    world: World, owned: dict[str, list[int]], clock: FixedClock
) -> None:
    row = begun(world, "Chie")
    applying.plan(world.admin, row, row.version, None)
    write(Update, world.admin, registry.card("account"), owned["account"][0], {"owner": number(world, "Ben")})
    clock.move(timedelta(days=29))
    applying.take_back(world.admin, row)
    assert owners(Account, owned["account"]) == ["Ben", *["Aiko"] * 5]
    assert not records("account", world.chie).visible(owned["account"])
    with pytest.raises(Conflict):
        applying.take_back(world.admin, row)


def test_nobody_is_given_back_what_he_could_not_keep(world: World, owned: dict[str, list[int]]) -> None:
    row = begun(world, "Ben", leaves=True)
    applying.plan(world.admin, row, row.version, None)
    before = world.snapshot()
    with pytest.raises(Denied):
        applying.take_back(world.admin, row)
    assert world.snapshot() == before
    sign_ins.enable(number(world, "Aiko"), world.admin)
    applying.take_back(world.admin, row)
    assert owners(Account, owned["account"]) == ["Aiko"] * 6


def test_who_leads_hands_over_within_the_team_and_nobody_else_does(world: World, owned: dict[str, list[int]]) -> None:
    before = world.snapshot()
    for name in ("Ben", "Chie", "Aiko"):
        with pytest.raises(Denied):
            begun(world, "Ben", by=name)
    assert world.snapshot() == before
    Membership.objects.filter(member=number(world, "Ben")).update(leads=True)
    with pytest.raises(Invalid):
        begun(world, "Chie", by="Ben")
    with pytest.raises(Denied):
        begun(world, "Ben", by="Ben", leaves=True)
    row = begun(world, "Ben", by="Ben")
    applying.plan(world.ben, row, row.version, None)
    assert owners(Contact, owned["contact"]) == ["Ben"] * 6


def test_a_leaver_keeps_nothing_and_nobody_gets_who_cannot_sign_in(world: World, owned: dict[str, list[int]]) -> None:
    row = begun(world, "Ben", leaves=True)
    row.items.filter(leads="").first().delete()  # type: ignore[union-attr]
    Handover.objects.filter(pk=row.pk).update(whole=False)
    with pytest.raises(Invalid):
        applying.plan(world.admin, row, row.version, None)
    Handover.objects.filter(pk=row.pk).update(whole=True)
    sign_ins.disable(number(world, "Ben"), world.admin)
    row.refresh_from_db()
    with pytest.raises(Invalid):
        applying.plan(world.admin, row, row.version, None)
    assert owners(Account, owned["account"]) == ["Aiko"] * 6


def test_the_giver_writes_sheets_and_only_who_takes_over_reads_his_own(
    world: World, owned: dict[str, list[int]], clock: FixedClock
) -> None:
    row = begun(world, "Ben", "Chie")
    first = drafting.units(row, world.admin)[0]
    assert (first.to, sheets.write(world.aiko, row, {first.item: "Ring before noon"})) == (number(world, "Ben"), 1)
    for name in ("Ben", "Chie", "Dai"):  # not planned yet: nobody is told
        with pytest.raises(Missing):
            sheets.found(world.actor(name), row.pk)
    applying.plan(world.admin, row, row.version, clock.today() + timedelta(days=3))
    row.refresh_from_db()
    with pytest.raises(Denied):
        sheets.write(world.ben, row, {first.item: "Mine"})
    assert [unit.words for unit in sheets.lines(world.ben, row)] == ["Ring before noon", "", ""]
    assert sheets.of(world.ben, row.pk, "account", first.record).words == "Ring before noon"
    for name in ("Chie", "Dai"):
        with pytest.raises(Missing):
            sheets.of(world.actor(name), row.pk, "account", first.record)


def test_the_first_page_and_the_sheet_show_what_was_handed_over(
    world: World, owned: dict[str, list[int]], clock: FixedClock, client: Client
) -> None:
    row, account = begun(world, "Ben"), owned["account"][0]
    sheets.write(world.admin, row, {drafting.units(row, world.admin)[0].item: "Ring before noon"})
    applying.plan(world.admin, row, row.version, None)
    client.force_login(world.members["Ben"].user, "allauth.account.auth_backends.AuthenticationBackend")
    with_sheet = client.get(f"/o/accounts/{account}/card?handover={row.pk}").content.decode()
    assert "Ring before noon" in with_sheet
    assert "Ring before noon" not in client.get(f"/o/accounts/{account}/card").content.decode()
    assert "Handed over to you" in client.get("/").content.decode()
    assert [one.record for one in sheets.got(world.ben)] == owned["account"]
    clock.move(timedelta(days=31))
    assert sheets.got(world.ben) == []
    assert client.get(f"/o/accounts/{account}/card?handover={row.pk}").status_code in (302, 404)
