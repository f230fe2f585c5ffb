"""Fields that a workspace made itself: stored as plain JSON, asked, ordered, written and told like others.

All of conformance over them is in test_made_in_the_browser.py.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from enishi.kernel.card import Card, Choice
from enishi.kernel.doors.read import records
from enishi.kernel.doors.verbs import Update
from enishi.kernel.doors.write import Item, write, write_many
from enishi.kernel.errors import Conflict
from enishi.kernel.fieldtypes.choice import ChoiceField
from enishi.kernel.fieldtypes.date import DateField
from enishi.kernel.fieldtypes.date_time import DateTimeField
from enishi.kernel.fieldtypes.money import MoneyField
from enishi.kernel.fieldtypes.multi_choice import MultiChoiceField
from enishi.kernel.fieldtypes.number import NumberField
from enishi.kernel.fieldtypes.rating import RatingField
from enishi.kernel.fieldtypes.text import TextField
from enishi.kernel.fieldtypes.yes_no import YesNoField
from enishi.kernel.registry import registry
from enishi.platform.models import Audit
from enishi.platform.overlay import CardOverlays
from enishi.platform.own_fields import OwnColumn, with_fields
from enishi.platform.undo import undo
from enishi.testing import samples
from enishi.testing.world import World

from .test_files import imported, written
from .test_match_keys import *  # noqa: F403
from .test_rights import rights

LEVELS = (Choice("low", "Low"), Choice("high", "High"))


def own() -> dict[str, Any]:
    """One field of each kind that a workspace makes."""
    return {
        "x_code": TextField("Machine", folded=True),
        "x_size": NumberField("Seats", scale=1),
        "x_level": ChoiceField("Level", options=LEVELS),
        "x_areas": MultiChoiceField("Areas", options=(Choice("north", "North"), Choice("south", "South"))),
        "x_due": DateField("Renewal"),
        "x_seen": DateTimeField("Seen at"),
        "x_fair": YesNoField("Fair"),
        "x_stars": RatingField("Stars"),
        "x_price": MoneyField("Yearly price"),
    }


class WithOwnFields(CardOverlays):
    """The workspace's overlay, in which accounts have got fields of the workspace's own."""

    def __init__(self) -> None:
        super().__init__()
        self._made: tuple[Card, Mapping[str, Card]] | None = None

    def cards(self, declared: Mapping[str, Card]) -> Mapping[str, Card]:
        below = super().cards(declared)
        if self._made is None or self._made[0] is not below["account"]:
            made = with_fields(below["account"], **own())
            made = replace(made, match=(("x_code",), ("x_due", "x_size"), *made.match))
            self._made = below["account"], {**below, "account": made}
        return self._made[1]


@pytest.fixture(scope="module", autouse=True)
def overlaid() -> Iterator[None]:
    """The overlay for the tests of this file."""
    before = registry.overlay
    registry.overlay = WithOwnFields()
    yield
    registry.overlay = before


@pytest.fixture
def card() -> Card:
    return registry.card("account")


def test_the_tests_above_are_of_a_card_with_own_fields(card: Card) -> None:
    assert own().keys() <= card.fields.keys()
    assert {"x_price_currency", "x_price_base"} <= card.fields.keys()
    assert "x_code" in registry.card("account").fields
    assert "x_code" not in registry.bare["account"].fields


def made(world: World, card: Card, n: int, **more: Any) -> int:
    return samples.make(card, world.admin, n, **more)


def test_two_people_who_edit_two_own_fields_of_a_record_keep_both(world: World, card: Card) -> None:
    number = made(world, card, 1, x_size="1", x_code="A")
    write(Update, world.admin, card, number, {"x_size": "2"}, seen={"x_size": "1"})
    write(Update, world.admin, card, number, {"x_code": "B"}, seen={"x_code": "A"})
    row = records(card, world.admin).get(number)
    assert (row["x_size"], row["x_code"]) == (20, "B")
    with pytest.raises(Conflict):
        write(Update, world.admin, card, number, {"x_size": "3"}, seen={"x_size": "1"})
    assert records(card, world.admin).get(number)["x_size"] == 20


def test_what_is_stored_are_single_keys_of_plain_json(world: World, card: Card) -> None:
    number = made(world, card, 1, x_due="2026-04-01", x_seen="2026-04-01T01:02:03.000000Z", x_price="1,000 JPY",
                  x_size="2.5", x_areas=["north"], x_fair=True, x_code="ｱ", x_level="low", x_stars=3)  # fmt: skip
    row = card.model._default_manager.get(pk=number)
    assert row.custom == {
        "x_due": "2026-04-01", "x_seen": "2026-04-01T01:02:03.000000Z", "x_size": 25, "x_areas": ["north"],
        "x_fair": True, "x_code": "ｱ", "x_code_fold": "あ", "x_level": "low", "x_stars": 3,
        "x_price": 10_000_000, "x_price_currency": "JPY", "x_price_base": 10_000_000,
    }  # fmt: skip
    write(Update, world.admin, card, number, {"x_due": None, "x_price": None})
    row.refresh_from_db()
    assert {"x_due", "x_price", "x_price_currency", "x_price_base"}.isdisjoint(row.custom)
    assert row.custom["x_size"] == 25


@pytest.mark.parametrize(
    ("test", "met"),
    [
        ({"field": "x_size", "op": "gte", "value": 2}, {2}),
        ({"field": "x_size", "op": "is_empty"}, {3}),
        ({"field": "x_code", "op": "contains", "value": "ﾌﾟﾚｽ"}, {1, 2}),
        ({"field": "x_level", "op": "is_not", "value": "low"}, {2, 3}),
        ({"field": "x_areas", "op": "contains", "value": "south"}, {2}),
        ({"field": "x_due", "op": "between", "value": ["2026-04-01", "2026-04-30"]}, {1}),
        ({"field": "x_seen", "op": "gte", "value": "2026-04-01T10:00:00Z"}, {1}),
        ({"field": "x_fair", "op": "is", "value": True}, {1}),
        ({"field": "x_price", "op": "gt", "value": {"value": "1000", "currency": "JPY"}}, {2}),
    ],
)
def test_a_condition_asks_them_here_and_from_a_contact_of_the_account(
    world: World, card: Card, api: Any, test: dict[str, Any], met: set[int]
) -> None:
    empty = dict.fromkeys(own())
    one = {"x_size": "1.5", "x_code": "プレスA", "x_level": "low", "x_areas": ["north"], "x_due": "2026-04-01",
           "x_seen": "2026-04-01T10:00:00Z", "x_fair": True, "x_price": "1000"}  # fmt: skip
    two = {"x_size": "12", "x_code": "プレスB", "x_level": "high", "x_areas": ["north", "south"], "x_due": "2026-05-01",
           "x_seen": "2026-04-01T09:59:59Z", "x_fair": False, "x_price": "2000"}  # fmt: skip
    numbers = {n: made(world, card, n, **empty | more) for n, more in ((1, one), (2, two), (3, {}))}
    people = {
        n: samples.make(registry.card("contact"), world.admin, n, account=number) for n, number in numbers.items()
    }
    here = api().get("accounts", filter=test).json()["results"]
    assert {row["id"] for row in here} == {numbers[n] for n in met}
    there = api().get("contacts", filter={**test, "field": f"account.{test['field']}"}).json()["results"]
    assert {row["id"] for row in there} == {people[n] for n in met}


def test_figures_over_related_rows_are_taken_of_them(world: World, card: Card) -> None:
    parent = made(world, card, 1, x_size="1")
    for n, size in ((2, "2.5"), (3, "4")):
        made(world, card, n, x_size=size, parent=parent)
    for function, op, value in (("sum", "is", "6.5"), ("max", "is", 4), ("min", "lt", 3), ("last", "is", 4)):
        tree = {function: "subsidiaries", "of": "x_size", "op": op, "value": value}
        assert records(card, world.admin).where(tree).ids() == [parent], function
    assert records(card, world.admin).total("x_size") == [75]


@pytest.mark.parametrize("name", sorted(own()))
def test_lists_are_in_their_order_with_empty_ones_last(world: World, card: Card, name: str) -> None:
    spec = card.fields[name]
    if not spec.sortable:
        return
    for n in range(1, 8):
        made(world, card, n, **({name: None} if n % 3 == 0 else {}))
    for sign in ("", "-"):
        found, after = list[Any](), None
        while True:
            page = records(card, world.admin).sorted(sign + name).page(after=after, size=2)
            found += page.rows
            after = page.next
            if after is None:
                break
        stored = [spec.type.split(row[name])[0] for row in found]
        filled = [value for value in stored if value is not None]
        assert stored == [*sorted(filled, reverse=sign == "-"), *[None] * (len(stored) - len(filled))]
        assert len({row.id for row in found}) == 7


def test_history_says_what_they_were_and_undo_puts_them_back(world: World, card: Card, web: Any) -> None:
    number = made(world, card, 1, x_size="1", x_price="100", x_level="low")
    changed = write(Update, world.admin, card, number, {"x_size": "2", "x_price": "5 USD", "x_level": "high"})
    assert set(changed.fields) >= {"x_size", "x_price", "x_level"}
    told = web().get(f"/o/accounts/{number}/history").content.decode()
    assert "Seats" in told
    assert "Yearly price" in told
    undo(changed.audit, world.admin)
    row = records(card, world.admin).get(number)
    assert (row["x_size"], row["x_level"], card.fields["x_price"].type.to_json(row["x_price"])["currency"]) == (
        10, "low", "JPY",
    )  # fmt: skip
    assert Audit.objects.filter(object="account", record=number).count() == 3


def test_a_hidden_own_field_is_hidden_like_any(world: World, card: Card, api: Any) -> None:
    made(world, card, 1, x_price="77777")
    world.take_roles("Ben")
    world.give(
        "Ben", {"*": rights("*", "all")["*"], "account": {**rights("*", "all")["*"], "fields": {"x_price": "none"}}}
    )
    person = api("Ben")
    assert "77777" not in person.get("accounts").content.decode()
    assert person.get("accounts", sort="x_price").status_code == 400
    assert person.get("accounts", filter={"field": "x_price_base", "op": "gt", "value": 1}).status_code == 400


def test_they_come_back_from_a_file_and_a_change_in_it_is_written(
    world: World, card: Card, tmp_path: Path, data_folder: Any
) -> None:
    number = made(world, card, 1, x_size="1", x_code="Press")
    text = written(world, card, tmp_path)
    assert imported(world, card, text) == {"unchanged": 1}
    write(Update, world.admin, card, number, {"x_code": None, "x_size": None, "x_price": None})
    assert imported(world, card, text) == {"update": 1}
    row = records(card, world.admin).get(number)
    assert (row["x_code"], row["x_size"], row["x_price"].currency) == ("Press", 10, "JPY")


def test_a_chunk_with_and_without_them_is_written_together(world: World, card: Card) -> None:
    numbers = [made(world, card, n) for n in (1, 2, 3)]
    items = [Item(numbers[0], {"x_size": "9"}), Item(numbers[1], {"name": "Other"}), Item(numbers[2], {"x_size": None})]
    assert [one.refused for one in write_many(Update, world.admin, card, items)] == [None] * 3
    rows = {row.id: row["x_size"] for row in records(card, world.admin).first(10)}
    assert rows == {numbers[0]: 90, numbers[1]: rows[numbers[1]], numbers[2]: None}
    assert rows[numbers[1]] is not None


@pytest.mark.parametrize("name", ["size", "x_Size", "x_a'b", "x_", "x_a.b", "x_%s"])
def test_a_name_that_is_none_never_reaches_the_sql(name: str) -> None:
    with pytest.raises(ValueError, match="no name of an own field"):
        OwnColumn(name, NumberField("Size"))
