"""A board whose lanes are linked records, with sums of amounts, on which a drop is a verb with its question."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any, ClassVar

import pytest

from enishi.kernel.action import Action, Need
from enishi.kernel.actor import Actor
from enishi.kernel.card import Card
from enishi.kernel.doors.read import records
from enishi.kernel.errors import Invalid
from enishi.kernel.fieldtypes.link import Link
from enishi.kernel.fieldtypes.money import MoneyField
from enishi.kernel.fieldtypes.text import Text
from enishi.kernel.registry import registry
from enishi.platform.models import Audit
from enishi.platform.overlay import CardOverlays
from enishi.platform.own_fields import with_fields
from enishi.testing import samples
from enishi.testing.world import World

from .test_rights import rights

pytestmark = pytest.mark.django_db


class Move(Action):
    """A drop into any lane but those of `asking`."""

    verb, label, writes = "move_under", "Move", ("parent",)
    needs = (Need("parent", Link(), "Parent", target="account"),)
    asking: ClassVar[set[int]] = set()

    @classmethod
    def dropped(cls, field: str, lane: Any) -> bool:
        return field == "parent" and lane is not None and lane not in cls.asking

    def check(self, record: Any, actor: Actor) -> None:
        if record.caution == "Stay":
            raise Invalid(parent="This one stays where it is.")

    def do(self, record: Any, actor: Actor, parent: int, **given: Any) -> None:
        record.parent_id, record.caution = parent, "Moved by the verb"


class Explain(Move):
    """A drop that is asked about."""

    verb, label = "explain", "Explain"
    needs = (*Move.needs, Need("why", Text(), "Why"))

    @classmethod
    def dropped(cls, field: str, lane: Any) -> bool:
        return field == "parent" and lane in cls.asking

    def do(self, record: Any, actor: Actor, parent: int, why: str = "", **given: Any) -> None:
        record.parent_id, record.caution = parent, why


class OverAccounts(CardOverlays):
    """Accounts on a board of the company above, with a price in the list."""

    verbs: ClassVar[tuple[type[Action], ...]] = ()

    def cards(self, declared: Mapping[str, Card]) -> Mapping[str, Card]:
        card = with_fields(super().cards(declared)["account"], x_price=MoneyField("Price"))
        actions = {**card.actions, **{verb.verb: verb for verb in self.verbs}}
        laid = replace(card, board="parent", columns=("company", "parent", "x_price"), actions=actions)
        return {**super().cards(declared), "account": laid}


@pytest.fixture(autouse=True)
def overlaid(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(registry, "overlay", OverAccounts())
    return


@pytest.fixture
def verbs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(OverAccounts, "verbs", (Move, Explain))


@pytest.fixture
def lanes(world: World) -> tuple[int, int]:
    """Two companies that others belong to."""
    made = [samples.make(registry.card("account"), world.admin, n, name=name, parent=None, x_price=None)
            for n, name in ((1, "North Works"), (2, "South Works"))]  # fmt: skip
    return made[0], made[1]


def made(world: World, n: int, **more: Any) -> int:
    return samples.make(registry.card("account"), world.admin, n, **more)


def lane(page: str, value: Any) -> str:
    """The part of the page with one lane."""
    found = re.search(f'data-lane="{value}".*?</section>', page, re.DOTALL)
    assert found
    return found[0]


def test_lanes_are_the_linked_records_with_their_cards_and_sums_by_currency(
    world: World, web: Any, lanes: tuple[int, int]
) -> None:
    north, south = lanes
    for n, price in ((3, "1000 JPY"), (4, "500 JPY"), (5, "20 USD")):
        made(world, n, name=f"Part {n}", parent=north, x_price=price)
    page = web().get("/o/accounts/board").content.decode()
    first = lane(page, north)
    assert 'aria-label="North Works' in page
    assert [f"Part {n}" in first for n in (3, 4, 5)] == [True] * 3
    assert re.search(r"<b>[^<]*1,500[^<]* \+ [^<]*20\.00[^<]*</b><span>Price</span>", first), first
    assert "Part 3" not in lane(page, south)
    assert "<b>" not in lane(page, south)
    assert "North Works" in lane(page, "-")


def test_a_drop_without_a_verb_is_an_update_refused_when_the_card_was_moved_meanwhile(
    world: World, web: Any, lanes: tuple[int, int]
) -> None:
    north, south = lanes
    number, browser = made(world, 3, parent=north), web()
    address = f"/o/accounts/{number}/move"
    assert browser.post(f"{address}?from={north}", {"lane": south}, headers={"HX-Request": "true"}).status_code == 204
    assert above(world, number) == south
    stale = browser.post(f"{address}?from={north}", {"lane": "-"}, headers={"HX-Request": "true"})
    assert stale.status_code == 409
    wrong = browser.post(address, {"lane": "999999"}, headers={"HX-Request": "true"})
    assert (wrong.status_code, wrong.content.decode()) == (422, "There is no such lane.")
    assert above(world, number) == south
    assert browser.post(f"{address}?from={south}", {"lane": "-"}).status_code == 302
    assert above(world, number) is None


def above(world: World, number: int) -> int | None:
    link = records("account", world.admin).get(number)["parent"]
    return link.id if link else None


def test_a_drop_that_means_a_verb_does_the_verb_and_is_undone_as_one(
    world: World, web: Any, verbs: None, lanes: tuple[int, int]
) -> None:
    north, south = lanes
    number, browser = made(world, 3, parent=north, caution="Dog"), web()
    address = f"/o/accounts/{number}/move?from={north}"
    done = browser.post(address, {"lane": south}, headers={"HX-Request": "true"})
    assert done.status_code == 204
    row = records("account", world.admin).get(number)
    assert (row["parent"].id, row["caution"]) == (south, "Moved by the verb")
    assert Audit.objects.latest("pk").op == "move_under"
    undo = json.loads(done["HX-Trigger"])["en:toast"]["undo"]
    assert browser.post("/undo", {"id": undo}).status_code in (200, 204, 302)
    row = records("account", world.admin).get(number)
    assert (row["parent"].id, row["caution"]) == (north, "Dog")


def test_a_verb_with_a_question_asks_it_first_with_the_lane_filled_in(
    world: World, web: Any, verbs: None, lanes: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    north, south = lanes
    monkeypatch.setattr(Move, "asking", {south})
    number, browser = made(world, 3, parent=north), web()
    before = world.snapshot()
    asked = browser.post(f"/o/accounts/{number}/move?from={north}", {"lane": south}, headers={"HX-Request": "true"})
    assert asked.status_code == 202
    opened = json.loads(asked["HX-Trigger"])["en:open"]
    assert opened == {"kind": "dialog", "url": f"/o/accounts/{number}/act/explain?parent={south}"}
    assert world.snapshot() == before
    question = browser.get(opened["url"], headers={"HX-Request": "true"}).content.decode()
    assert f'value="{south}"' in question
    assert 'name="why"' in question
    plain = browser.post(f"/o/accounts/{number}/move?from={north}", {"lane": south})
    assert (plain.status_code, plain["Location"]) == (302, opened["url"])
    assert browser.post(opened["url"], {"parent": south, "why": "A merger"}).status_code in (204, 302)
    row = records("account", world.admin).get(number)
    assert (row["parent"].id, row["caution"]) == (south, "A merger")


def test_what_the_verb_refuses_or_the_role_does_not_allow_changes_nothing(
    world: World, web: Any, verbs: None, lanes: tuple[int, int]
) -> None:
    north, south = lanes
    number, browser = made(world, 3, parent=north, caution="Stay"), web()
    refused = browser.post(f"/o/accounts/{number}/move", {"lane": south}, headers={"HX-Request": "true"})
    assert (refused.status_code, refused.content.decode()) == (422, "This one stays where it is.")
    world.take_roles("Ben")
    world.give("Ben", {"account": {**rights("*", "all")["*"], "edit": "none"}})
    page = web("Ben").get("/o/accounts/board").content.decode()
    assert f'data-id="{number}"' in page
    assert "data-move=" not in page
    assert web("Ben").post(f"/o/accounts/{number}/move", {"lane": south}).status_code == 403
    assert above(world, number) == north
