"""Two records of one customer: consents, ways to reach him, his career and his connections."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from enishi.customers.models import Affiliation, Consent, Identity, Relationship
from enishi.kernel.doors.read import records
from enishi.kernel.doors.verbs import Create, Update
from enishi.kernel.doors.write import write
from enishi.kernel.registry import registry
from enishi.testing.clock import FixedClock
from enishi.testing.world import World

pytestmark = pytest.mark.django_db


def person(world: World, **data: Any) -> int:
    return write(Create, world.admin, registry.card("contact"), data={"family_name": "Mori", **data}).id or 0


def act(world: World, verb: str, number: int, **given: Any) -> None:
    card = registry.card("contact")
    write(card.actions[verb], world.admin, card, number, {name.rstrip("_"): value for name, value in given.items()})


def consent(world: World, clock: FixedClock, number: int, state: str, channel: str = "email") -> None:
    clock.move(timedelta(minutes=1))
    more = {"purpose": "News", "channel": channel, "basis": "consent", "evidence": "Form"}
    act(world, "record_consent", number, state=state, **more)


def state(number: int, channel: str = "email") -> str | None:
    rows = Consent.objects.filter(contact=number, channel=channel, trashed_at=None)
    line = rows.order_by("given_at", "pk").last()
    return line.state if line else None


@pytest.mark.parametrize("newer", ["winner", "loser"])
def test_a_withdrawal_on_either_side_is_never_lost(world: World, clock: FixedClock, newer: str) -> None:
    winner, loser = person(world), person(world)
    consent(world, clock, loser if newer == "winner" else winner, "withdrawn")
    consent(world, clock, winner if newer == "winner" else loser, "granted")
    consent(world, clock, loser, "granted", "phone")
    before = list(Consent.objects.order_by("pk").values("pk", "contact_id", "state", "given_at"))
    clock.move(timedelta(minutes=1))
    act(world, "merge", winner, with_=loser)
    assert (state(winner), state(winner, "phone")) == ("withdrawn", "granted")
    act(world, "unmerge", winner, from_=loser)
    rows = Consent.objects.filter(trashed_at=None).order_by("pk")
    assert list(rows.values("pk", "contact_id", "state", "given_at")) == before


def test_what_is_withdrawn_after_the_merge_counts_for_both(world: World, clock: FixedClock) -> None:
    winner, loser = person(world), person(world)
    consent(world, clock, loser, "granted")
    act(world, "merge", winner, with_=loser)
    assert state(winner) == "granted"
    consent(world, clock, winner, "withdrawn")
    act(world, "unmerge", winner, from_=loser)
    assert (state(winner), state(loser)) == ("withdrawn", "withdrawn")


def test_all_ways_to_reach_him_are_kept_once_and_the_chosen_one_is_first(world: World) -> None:
    winner = person(world, emails=["a@enishi.example", "b@enishi.example"], phone_mobile="+819012345678")
    loser = person(world, emails=["c@enishi.example", "a@enishi.example"], phone_mobile="+819012345678")
    before = list(Identity.objects.order_by("pk").values("pk", "contact_id", "value", "position", "former_on"))
    act(world, "merge", winner, with_=loser, values={"email": loser})
    row = records("contact", world.admin).only("email", "emails", "phones").get(winner)
    assert row["email"] == "c@enishi.example"
    assert row["emails"] == ["c@enishi.example", "a@enishi.example", "b@enishi.example"]
    assert row["phones"] == ["+819012345678"]
    act(world, "unmerge", winner, from_=loser)
    rows = Identity.objects.order_by("pk").values("pk", "contact_id", "value", "position", "former_on")
    assert list(rows) == before


def test_a_career_goes_on_without_a_second_present_place(world: World) -> None:
    one, other = (write(Create, world.admin, registry.card("account"), data={"name": n}).id for n in ("West", "East"))
    winner = person(world, account=one, title="Clerk")
    loser = person(world, account=other, title="Head")
    act(world, "merge", winner, with_=loser, values={"account": loser})
    rows = Affiliation.objects.filter(contact=winner, trashed_at=None).order_by("pk")
    told = [(row.account_id, row.title, bool(row.is_primary), row.ended_on) for row in rows]
    assert told == [(one, "Clerk", False, None), (other, "Head", True, None)]
    held = registry.card("contact").every_row().get(pk=winner)
    assert (held.account_id, held.title) == (other, "Head")
    act(world, "unmerge", winner, from_=loser)
    places = {row.contact_id: (row.account_id, row.is_primary, row.ended_on) for row in Affiliation.objects.all()}
    assert places == {winner: (one, True, None), loser: (other, True, None)}
    assert registry.card("contact").every_row().get(pk=winner).title == "Clerk"


def test_nobody_is_connected_with_himself_nor_twice(world: World) -> None:
    winner, loser, friend = (person(world) for _n in range(3))
    card = registry.card("relationship")
    for one, other in ((winner, loser), (winner, friend), (loser, friend)):
        data = {"kind": "knows", "contact": one, "other_contact": other}
        write(Create, world.admin, card, data=data)
    before = list(Relationship.objects.order_by("pk").values("contact_id", "other_contact_id", "trashed_at"))
    act(world, "merge", winner, with_=loser)
    live = Relationship.objects.filter(trashed_at=None).values_list("contact_id", "other_contact_id")
    assert list(live) == [(winner, friend)]
    act(world, "unmerge", winner, from_=loser)
    rows = Relationship.objects.order_by("pk").values("contact_id", "other_contact_id", "trashed_at")
    assert list(rows) == before


def test_a_company_does_not_belong_to_itself(world: World) -> None:
    card = registry.card("account")
    above = write(Create, world.admin, card, data={"name": "Holding"}).id
    loser = write(Create, world.admin, card, data={"name": "West", "parent": above}).id or 0
    winner = write(Create, world.admin, card, data={"name": "West Works", "parent": loser}).id or 0
    daughter = write(Create, world.admin, card, data={"name": "South", "parent": loser}).id
    staff = person(world, account=loser, title="Head")
    write(card.actions["merge"], world.admin, card, winner, {"with": loser})
    parents = dict(card.every_row().values_list("pk", "parent_id"))
    assert (parents[winner], parents[daughter]) == (above, winner)
    rows = Affiliation.objects.filter(contact=staff).values_list("account_id", "ended_on", "is_primary")
    assert [tuple(row) for row in rows] == [(winner, None, True)]
    write(Update, world.admin, registry.card("contact"), staff, {"title": "Director"})
    write(card.actions["unmerge"], world.admin, card, winner, {"from": loser})
    assert dict(card.every_row().values_list("pk", "parent_id")) == {
        above: None, loser: above, winner: loser, daughter: loser,
    }  # fmt: skip
    held = registry.card("contact").every_row().get(pk=staff)
    assert (held.account_id, held.title) == (loser, "Director")
