"""Teams: a tree that stays one, several teams a person, and rights that follow memberships by the day."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from enishi.kernel.doors.read import records
from enishi.kernel.doors.verbs import Create
from enishi.kernel.doors.write import write
from enishi.kernel.errors import Denied, Invalid
from enishi.kernel.registry import registry
from enishi.platform import access
from enishi.platform.models import Audit, Membership, Team
from enishi.platform.people import teams
from enishi.platform.undo import undo_all
from enishi.testing.clock import FixedClock
from enishi.testing.fixtures import *  # noqa: F403
from enishi.testing.world import World
from tests.entry.conftest import passwords, sign_in  # noqa: F401

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin(sign_in: Any) -> Client:  # noqa: F811
    made: Client = sign_in("Admin")
    return made


def sees(world: World, name: str, account: int) -> bool:
    return bool(records("account", world.actor(name)).visible([account]))


def test_a_membership_begins_and_ends_by_the_day_and_rights_follow_by_themselves(
    world: World, clock: FixedClock
) -> None:
    account = write(Create, world.aiko, registry.card("account"), data={"name": "Harbour Works"}).id or 0
    first, last = clock.today() + timedelta(days=3), clock.today() + timedelta(days=5)
    tokyo = world.teams["Tokyo"].pk
    member = world.members["Chie"].pk
    teams.join(world.admin, tokyo, {"member": member, "starts": first, "ends": last, "is_main": False})
    seen = []
    for _day in range(8):
        seen.append(sees(world, "Chie", account))
        clock.move(timedelta(days=1))
    assert seen == [False, False, False, True, True, True, False, False]


def test_a_new_main_team_takes_the_place_of_the_old_one_and_both_are_undone_together(
    world: World, clock: FixedClock
) -> None:
    chie, tokyo = world.members["Chie"], world.teams["Tokyo"].pk
    Membership.objects.filter(member=chie).update(is_main=True)
    first = clock.today() + timedelta(days=10)
    audits = teams.join(world.admin, tokyo, {"member": chie.pk, "starts": first, "is_main": True})
    rows = Membership.objects.filter(member=chie, trashed_at=None).order_by("pk")
    assert [(row.starts, row.ends) for row in rows] == [(None, first - timedelta(days=1)), (first, None)]
    assert all(found.refused is None for found in undo_all(audits, world.admin))
    assert [(row.starts, row.ends) for row in rows.all()] == [(None, None)]
    with pytest.raises(Invalid) as refused:
        teams.join(world.admin, tokyo, {"member": chie.pk, "is_main": True})
    assert set(refused.value.fields) == {"starts"}


def test_nobody_is_in_a_team_twice_or_has_two_main_teams_at_a_time(world: World, clock: FixedClock) -> None:
    ben, before = world.members["Ben"].pk, world.snapshot()
    Membership.objects.filter(member=ben).update(is_main=True)
    card = registry.card("membership")
    for data, wrong in (
        ({"team": world.teams["Tokyo"].pk}, "team"),
        ({"team": world.teams["Osaka"].pk, "is_main": True}, "is_main"),
        (
            {
                "team": world.teams["Osaka"].pk,
                "starts": clock.today(),
                "ends": clock.today() - timedelta(days=1),
            },
            "ends",
        ),
    ):
        with pytest.raises(Invalid) as refused:
            write(Create, world.admin, card, data={"member": ben, **data})
        assert set(refused.value.fields) == {wrong}
    assert world.snapshot() == before
    write(Create, world.admin, card, data={"member": ben, "team": world.teams["Osaka"].pk})
    assert world.ben.owners == {world.members[name].pk for name in ("Aiko", "Ben", "Chie")}


def test_a_team_moves_but_never_below_itself_and_goes_only_when_it_is_empty(world: World) -> None:
    tokyo, osaka = world.teams["Tokyo"], world.teams["Osaka"]
    teams.keep(world.admin, tokyo.pk, {"parent": osaka.pk})
    assert world.members["Ben"].pk in world.chie.owners
    before = world.snapshot()
    for refuse, wrong in (
        (lambda: teams.keep(world.admin, osaka.pk, {"parent": tokyo.pk}), "parent"),
        (lambda: teams.archive(world.admin, osaka.pk), "parent"),
        (lambda: teams.archive(world.admin, tokyo.pk), "name"),
    ):
        with pytest.raises(Invalid) as refused:
            refuse()
        assert set(refused.value.fields) == {wrong}
    with pytest.raises(Denied):
        teams.keep(world.ben, tokyo.pk, {"name": "Kyoto"})
    assert world.snapshot() == before
    made = teams.keep(world.admin, None, {"name": "Nagoya"})
    teams.archive(world.admin, made.id or 0)
    assert [team.name for team in teams.archived()] == ["Nagoya"]
    teams.revive(world.admin, made.id or 0)
    assert Team.objects.get(pk=made.id).trashed_at is None


def test_who_left_keeps_the_records_in_the_team_but_does_not_keep_it_open(world: World, clock: FixedClock) -> None:
    tokyo = world.teams["Tokyo"].pk
    for name in ("Aiko", "Ben"):
        world.members[name].left_on = clock.today() - timedelta(days=1)
        world.members[name].save()
    assert access.people_of({tokyo}, clock.today()) == {world.members[name].pk for name in ("Aiko", "Ben")}
    assert teams.archive(world.admin, tokyo).audit


def test_the_page_makes_moves_and_fills_teams_and_keeps_what_was_typed(
    world: World, admin: Client, clock: FixedClock
) -> None:
    tokyo, dai = world.teams["Tokyo"], world.members["Dai"].pk
    page = admin.get("/settings/teams").content.decode()
    assert page.index("Minato Precision") < page.index("Osaka") < page.index("Tokyo")
    made = admin.post("/settings/teams", {"name": "Kobe", "parent": tokyo.pk})
    kobe = Team.objects.get(name="Kobe")
    assert (made["Location"], kobe.parent_id) == (f"/settings/teams/{kobe.pk}", tokyo.pk)
    here = f"/settings/teams/{kobe.pk}"
    wrong = admin.post(f"{here}/join", {"member": dai, "leads": "lead", "starts": "2026/13/45"})
    assert wrong.status_code == 422
    assert 'value="2026/13/45"' in wrong.content.decode()
    assert admin.post(f"{here}/join", {"member": dai, "leads": "lead", "is_main": "main"}).status_code == 302
    place = Membership.objects.get(team=kobe)
    assert (place.leads, place.is_main) == (True, True)
    assert "Headed by Dai" in admin.get("/settings/teams").content.decode()
    last = {"version": place.version, "leads": "", "is_main": "main", "ends": clock.today().isoformat()}
    assert admin.post(f"{here}/people/{place.pk}", last).status_code == 302
    place.refresh_from_db()
    assert (place.leads, place.ends) == (False, clock.today())
    assert admin.post(f"{here}/people/{place.pk}", last).status_code == 422  # an older version
    assert Audit.objects.filter(object="membership", record=place.pk).count() == 2
    assert admin.post(f"{here}/archive").status_code == 422
    assert admin.post(f"{here}/people/{place.pk}/remove").status_code == 302
    assert admin.post(f"{here}/archive").status_code == 302
    assert admin.get(here).status_code == 404
