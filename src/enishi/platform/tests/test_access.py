"""Who reaches what: teams, dates, roles, disabled people."""

from __future__ import annotations

from datetime import timedelta

import pytest

from enishi.kernel.actor import Rights
from enishi.platform import access, epoch
from enishi.platform.models import Membership
from enishi.testing.clock import FixedClock
from enishi.testing.world import World

pytestmark = pytest.mark.django_db


def test_colleagues_of_a_team_count_as_owners_and_others_do_not(world: World) -> None:
    names = {world.members[name].pk for name in ("Aiko", "Ben")}
    assert world.aiko.owners == names
    assert world.chie.owners == {world.members["Chie"].pk}
    assert world.dai.owners == frozenset()


def test_the_lead_of_the_company_reaches_all_teams_below(world: World) -> None:
    company = world.teams["Tokyo"].parent
    assert company is not None
    Membership.objects.create(member=world.members["Dai"], team=company)
    epoch.advance("access")
    assert world.dai.owners == {world.members[name].pk for name in ("Aiko", "Ben", "Chie", "Dai")}


def test_somebody_with_two_posts_reaches_both_teams(world: World) -> None:
    Membership.objects.create(member=world.members["Ben"], team=world.teams["Osaka"], is_main=False)
    epoch.advance("access")
    assert world.members["Chie"].pk in world.ben.owners
    assert world.members["Ben"].pk in world.chie.owners


def test_a_membership_that_begins_tomorrow_counts_tomorrow(world: World, clock: FixedClock) -> None:
    tomorrow = access.today(clock) + timedelta(days=1)
    Membership.objects.create(member=world.members["Dai"], team=world.teams["Osaka"], starts=tomorrow)
    epoch.advance("access")
    assert world.dai.owners == frozenset()
    clock.move(timedelta(days=1))
    assert world.members["Chie"].pk in world.dai.owners


def test_records_of_a_person_who_left_stay_within_the_team(world: World, clock: FixedClock) -> None:
    ben = world.members["Ben"]
    ben.left_on = access.today(clock) - timedelta(days=1)
    ben.save()
    ben.memberships.update(ends=ben.left_on)
    epoch.advance("access")
    assert ben.pk in world.aiko.owners
    assert access.actor_of(ben.pk) is None


def test_a_disabled_sign_in_acts_no_more_by_any_door(world: World) -> None:
    world.members["Aiko"].user.is_active = False  # type: ignore[union-attr]
    world.members["Aiko"].user.save()  # type: ignore[union-attr]
    epoch.advance("access")
    for via in ("web", "api"):
        assert access.actor_of(world.members["Aiko"].pk, via=via) is None


def test_roles_add_up_to_the_farthest_reach_and_the_widest_field_right() -> None:
    narrow = {"member": {"see": "own", "edit": "own", "fields": {"email": "none", "name": "read"}}}
    wide = {"*": {"see": "all", "fields": {"email": "read"}}}
    rights: Rights = access.combined([narrow, wide])
    assert rights.on("member").verb("see") == "all"
    assert rights.on("member").verb("edit") == "own"
    assert rights.reads("member", "email")
    assert not rights.edits("member", "email")
    assert rights.edits("member", "name")
    assert rights.on("team").verb("edit") == "none"


def test_a_person_without_a_role_may_nothing(world: World) -> None:
    assert not world.dai.may("see", "team")


def test_a_ring_of_teams_does_not_hang(world: World) -> None:
    top = world.teams["Tokyo"].parent
    assert top is not None
    top.parent = world.teams["Tokyo"]
    top.save()
    epoch.advance("access")
    assert world.members["Chie"].pk in world.aiko.owners
