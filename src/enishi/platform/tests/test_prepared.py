"""Statements that are compiled once never serve a reader, a share or a number of ids they were not compiled for."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from enishi.kernel.actor import Actor
from enishi.kernel.doors.read import records
from enishi.kernel.doors.write import write
from enishi.kernel.errors import Missing
from enishi.kernel.registry import registry
from enishi.platform import access, epoch
from enishi.platform.sharing import Share, Unshare
from enishi.testing import samples
from enishi.testing.clock import FixedClock
from enishi.testing.world import World

pytestmark = pytest.mark.django_db


def contact_of(actor: Actor, n: int) -> int:
    return samples.make(registry.card("contact"), actor, n)


def seen(actor: Actor, ids: list[int]) -> list[int]:
    return [row.id for row in records("contact", actor).among(ids).first(len(ids))]


def test_each_reader_gets_his_own_rows_for_the_same_question(world: World) -> None:
    mine, theirs = contact_of(world.aiko, 1), contact_of(world.chie, 2)
    for _again in range(2):
        assert seen(world.aiko, [mine, theirs]) == [mine]
        assert seen(world.ben, [mine, theirs]) == [mine]
        assert seen(world.chie, [mine, theirs]) == [theirs]
        assert seen(world.dai, [mine, theirs]) == []
        assert set(seen(world.admin, [mine, theirs])) == {mine, theirs}


def test_a_share_opens_and_closes_a_record_for_an_actor_who_asked_before(world: World, clock: FixedClock) -> None:
    number, chie = contact_of(world.aiko, 1), world.chie
    assert seen(chie, [number]) == []
    card, whom = registry.card("contact"), {"principal": f"member:{chie.member}"}
    write(Share, world.aiko, card, number, {**whom, "until": access.today(clock) + timedelta(days=1)})
    assert seen(chie, [number]) == [number]
    clock.move(timedelta(days=2))
    assert seen(chie, [number]) == []
    write(Share, world.aiko, card, number, whom)
    assert records("contact", chie).get(number).id == number
    write(Unshare, world.aiko, card, number, whom)
    with pytest.raises(Missing):
        records("contact", chie).get(number)


def test_a_field_that_is_hidden_meanwhile_is_read_no_more(world: World) -> None:
    number = contact_of(world.aiko, 1)
    assert "department" in records("contact", world.ben).get(number).values
    world.take_roles("Ben")
    world.give("Ben", {"*": {"see": "team", "fields": {"department": "none"}}})
    assert "department" not in records("contact", world.ben).get(number).values


@pytest.mark.parametrize("count", [0, 1, 2, 3, 5, 8, 9])
def test_any_number_of_ids_gives_each_of_them_once(world: World, count: int) -> None:
    made = [contact_of(world.aiko, n) for n in range(9)]
    for ids in (made[:count], made[9 - count :]):
        assert sorted(seen(world.aiko, ids)) == sorted(ids)
        more = [*ids, *range(10**9, 10**9 + 600)]  # more than one statement takes
        assert records("contact", world.aiko).visible(ids) == set(seen(world.aiko, more)) == set(ids)


def test_the_same_question_runs_the_same_statements_with_other_ids(world: World) -> None:
    first, second, actor = contact_of(world.aiko, 1), contact_of(world.aiko, 2), world.aiko
    epoch.refresh()
    with CaptureQueriesContext(connection) as one:
        assert records("contact", actor).get(first).id == first
    with CaptureQueriesContext(connection) as other:
        assert records("contact", actor).get(second).id == second
    assert len(one) == len(other)
    if connection.vendor == "postgresql":  # it keeps the statement planned, with places for the ids
        assert one[0]["sql"] == other[0]["sql"]
    else:
        assert str(second) in other[0]["sql"]
