"""Sharing one record: who may share it, what the other may do then, and that it is known everywhere at once."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest

from enishi.kernel.actor import Actor
from enishi.kernel.card import Card
from enishi.kernel.doors.read import records
from enishi.kernel.doors.verbs import Create, Trash, Update
from enishi.kernel.doors.write import write
from enishi.kernel.errors import Conflict, Denied, Invalid, Missing, Refused
from enishi.kernel.ports import ports
from enishi.kernel.registry import registry
from enishi.platform import access, epoch, history
from enishi.platform.models import Change, RecordGrant, ScopeGroup, ScopeGroupMember, ScopeGroupPrincipal
from enishi.platform.sharing import NOTE, Share, Unshare
from enishi.platform.undo import undo
from enishi.testing.clock import FixedClock
from enishi.testing.fixtures import *  # noqa: F403
from enishi.testing.world import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def card() -> Card:
    return registry.card("account")


@pytest.fixture
def number(world: World, card: Card) -> int:
    made = write(Create, world.aiko, card, data={"name": "Harbour Works"}).id
    assert made is not None
    return made


def to(world: World, name: str, **more: Any) -> dict[str, Any]:
    return {"principal": f"member:{world.members[name].pk}", **more}


def sees(actor: Actor, number: int) -> bool:
    found = records("account", actor).visible([number])
    assert found == {row.id for row in records("account", actor).among([number]).first(1)}
    return bool(found)


@contextmanager
def nothing_changes(world: World, *errors: type[Refused]) -> Iterator[None]:
    before = world.snapshot(), list(RecordGrant.objects.values_list())
    with pytest.raises(errors):
        yield
    assert (world.snapshot(), list(RecordGrant.objects.values_list())) == before


#: Who may share Aiko's record, by the reach of his rights: nobody who does not see it learns of it.
MAY = (("Dai", "none", Missing), ("Chie", "own", Missing), ("Chie", "team", Missing), ("Aiko", "own", None),
       ("Ben", "own", Missing), ("Ben", "team", None), ("Chie", "all", None), ("Admin", "none", None))  # fmt: skip


@pytest.mark.parametrize(("name", "reach", "refused"), MAY)
def test_who_may_share_a_record_and_take_it_back(
    world: World, card: Card, number: int, name: str, reach: str, refused: type[Refused] | None
) -> None:
    world.take_roles(name)
    world.give(name, {"*": dict.fromkeys(("see", "edit", "delete"), reach)})
    asked = to(world, "Dai")
    if refused is not None:
        with nothing_changes(world, refused):
            write(Share, world.actor(name), card, number, asked)
        write(Share, world.admin, card, number, asked)
        with nothing_changes(world, refused):
            write(Unshare, world.actor(name), card, number, asked)
        return
    write(Share, world.actor(name), card, number, asked)
    assert RecordGrant.objects.get().principal == asked["principal"]
    write(Unshare, world.actor(name), card, number, asked)
    assert not RecordGrant.objects.exists()


def test_who_sees_a_record_by_a_role_and_may_not_edit_it_may_not_share_it(
    world: World, card: Card, number: int
) -> None:
    world.take_roles("Ben")
    world.give("Ben", {"*": {"see": "team"}})
    with nothing_changes(world, Denied):
        write(Share, world.ben, card, number, to(world, "Dai"))


@pytest.mark.parametrize("right", ["see", "edit"])
def test_whom_it_was_shared_with_does_just_that_and_shares_it_with_nobody(
    world: World, card: Card, number: int, right: str
) -> None:
    write(Share, world.aiko, card, number, to(world, "Chie", right=right))
    assert sees(world.chie, number)
    assert not sees(world.dai, number)
    if right == "edit":
        write(Update, world.chie, card, number, {"caution": "Ring twice"})
    else:
        with nothing_changes(world, Denied):
            write(Update, world.chie, card, number, {"caution": "Ring twice"})
    for verb, data in (
        (Trash, {}),
        (Share, to(world, "Dai")),
        (Share, to(world, "Chie")),
        (Unshare, to(world, "Chie")),
    ):
        with nothing_changes(world, Denied):
            write(verb, world.chie, card, number, data)


def test_a_team_and_everyone_are_shared_with_as_well(world: World, card: Card, number: int) -> None:
    write(Share, world.aiko, card, number, {"principal": f"team:{world.teams['Osaka'].pk}"})
    assert sees(world.chie, number)
    world.take_roles("Dai")
    world.give("Dai", {"*": {"see": "own"}})
    assert not sees(world.dai, number)
    write(Share, world.aiko, card, number, {"principal": "everyone"})
    assert sees(world.dai, number)


def test_it_ends_with_its_last_day_and_a_new_one_replaces_it(
    world: World, card: Card, number: int, clock: FixedClock
) -> None:
    day = access.today(ports.clock)
    write(Share, world.aiko, card, number, to(world, "Chie", right="edit"))
    write(Share, world.aiko, card, number, to(world, "Chie", until=day.isoformat()))
    assert RecordGrant.objects.count() == 1
    assert sees(world.chie, number)
    with pytest.raises(Denied):
        write(Update, world.chie, card, number, {"caution": "Ring twice"})
    clock.move(timedelta(days=1))
    assert not sees(world.chie, number)


@pytest.mark.parametrize("principal", ["", "member:999999", "team:x", "member:", "role:1", "member:²", "everyone:1"])
def test_somebody_who_is_not_there_is_refused(world: World, card: Card, number: int, principal: str) -> None:
    with nothing_changes(world, Invalid):
        write(Share, world.aiko, card, number, {"principal": principal})


def test_a_part_is_shared_with_its_whole_only(world: World, number: int) -> None:
    site = write(Create, world.aiko, registry.card("site"), data={"name": "Pier", "account": number}).id
    with nothing_changes(world, Denied):
        write(Share, world.aiko, registry.card("site"), site, to(world, "Chie"))
    write(Share, world.aiko, registry.card("account"), number, to(world, "Chie"))
    assert records("site", world.chie).visible([site or 0]) == {site}


def test_both_are_audited_told_and_undone(world: World, card: Card, number: int) -> None:
    shared = write(Share, world.aiko, card, number, to(world, "Chie"))
    wider = write(Share, world.aiko, card, number, to(world, "Chie", right="edit"))
    gone = write(Unshare, world.aiko, card, number, to(world, "Chie"))
    see, edit = ({**to(world, "Chie"), "right": right, "until": None} for right in ("see", "edit"))
    told = [(row.op, row.old.get(NOTE), row.new.get(NOTE)) for row in history.of(card, number, 3)]
    assert told == [("unshared", edit, None), ("shared", see, edit), ("shared", None, see)]
    events = list(Change.objects.order_by("-pk").values_list("event", flat=True)[:3])
    assert events == ["customers.account.unshared", "customers.account.shared", "customers.account.shared"]
    assert gone.audit is not None
    assert wider.audit is not None
    assert shared.audit is not None
    with pytest.raises(Conflict):  # it was changed again since: undoing it now would open the record anew
        undo(wider.audit, world.aiko)
    undo(gone.audit, world.aiko)
    assert RecordGrant.objects.get().right == "edit"
    undo(wider.audit, world.aiko)
    assert RecordGrant.objects.get().right == "see"
    undo(shared.audit, world.aiko)
    assert not RecordGrant.objects.exists()
    with pytest.raises(Conflict):
        write(Unshare, world.aiko, card, number, to(world, "Chie"))


def test_to_share_the_same_again_changes_nothing(world: World, card: Card, number: int) -> None:
    write(Share, world.aiko, card, number, to(world, "Chie"))
    before = world.snapshot()
    assert write(Share, world.aiko, card, number, to(world, "Chie")).op == "unchanged"
    assert world.snapshot() == before


def test_actors_are_built_anew_only_at_the_first_and_the_last_of_an_object(
    world: World, card: Card, number: int
) -> None:
    other = write(Create, world.aiko, card, data={"name": "Orchid"}).id or 0
    raised = []
    for verb, record, name in (
        (Share, number, "Chie"), (Share, number, "Dai"), (Share, other, "Chie"), (Unshare, number, "Chie"),
        (Unshare, other, "Chie"), (Unshare, number, "Dai"),
    ):  # fmt: skip
        before, actor = epoch.refresh().access, world.chie
        write(verb, world.aiko, card, record, to(world, name))
        raised.append(epoch.refresh().access != before)
        assert sees(world.chie, number) == RecordGrant.objects.filter(record=number, **to(world, "Chie")).exists()
        assert (world.chie is actor) != raised[-1]
    assert raised == [True, False, False, False, False, True]


@pytest.mark.parametrize("right", ["see", "edit"])
def test_a_group_gives_its_right_and_no_other(world: World, card: Card, number: int, right: str) -> None:
    group = ScopeGroup.objects.create(name="West")
    ScopeGroupMember.objects.create(group=group, object="account", record=number)
    ScopeGroupPrincipal.objects.create(group=group, principal=to(world, "Chie")["principal"], right=right)
    epoch.advance("access")
    assert sees(world.chie, number)
    if right == "edit":
        write(Update, world.chie, card, number, {"caution": "Ring twice"})
    else:
        with nothing_changes(world, Denied):
            write(Update, world.chie, card, number, {"caution": "Ring twice"})
    for verb, data in ((Trash, {}), (Share, to(world, "Dai"))):
        with nothing_changes(world, Denied):
            write(verb, world.chie, card, number, data)
