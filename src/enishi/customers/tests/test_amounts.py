"""Amounts of several currencies: figures see those of the workspace's, totals show each by itself."""

from __future__ import annotations

import pytest

from enishi.kernel.actor import Actor
from enishi.kernel.doors.read import records
from enishi.kernel.doors.verbs import Create, Update
from enishi.kernel.doors.write import write
from enishi.kernel.fieldtypes.money import Amount
from enishi.kernel.registry import registry
from enishi.platform import workspace
from enishi.platform.loading import load
from enishi.testing.world import World

pytestmark = pytest.mark.django_db


def company(actor: Actor, name: str, capital: str, parent: int | None = None) -> int:
    data = {"name": name, "capital": capital, "parent": parent}
    number = write(Create, actor, registry.card("account"), data=data).id
    assert number is not None
    return number


def over(actor: Actor, amount: str) -> list[str]:
    tree = {"sum": "subsidiaries", "of": "capital", "op": "gte", "value": amount}
    return [row.title for row in records("account", actor).where(tree).first(10)]


def test_a_figure_over_amounts_finds_what_is_in_the_workspaces_currency(world: World) -> None:
    group = company(world.admin, "Minato", "1,000 JPY")
    own = company(world.admin, "North", "700 JPY", group)
    company(world.admin, "South", "600 JPY", group)
    company(world.admin, "West", "9,000 USD", group)
    assert over(world.admin, "1300 JPY") == ["Minato"]
    assert over(world.admin, "1301 JPY") == []
    write(Update, world.admin, registry.card("account"), own, {"capital": "701 JPY"})
    assert over(world.admin, "1301 JPY") == ["Minato"]


def test_figures_follow_the_currency_of_the_workspace(world: World) -> None:
    group = company(world.admin, "Minato", "1 JPY")
    company(world.admin, "West", "9,000 USD", group)
    workspace.change(currency="USD")
    assert over(world.admin, "9000 USD") == ["Minato"]


def test_what_is_loaded_has_its_base_amount_too(world: World) -> None:
    group = company(world.admin, "Minato", "1 JPY")
    capital = Amount(5_000_0000, "JPY")
    load(registry.card("account"), world.admin, [{"name": "North", "capital": capital, "parent": group}])
    assert over(world.admin, "5000 JPY") == ["Minato"]


def test_a_total_adds_no_yen_to_dollars(world: World) -> None:
    company(world.admin, "North", "700 JPY")
    company(world.admin, "South", "600 JPY")
    company(world.admin, "West", "9,000.50 USD")
    assert records("account", world.admin).total("capital") == [Amount(1_300_0000, "JPY"), Amount(9_000_5000, "USD")]


def test_who_may_not_see_an_amount_sees_it_in_no_currency(world: World) -> None:
    world.take_roles("Ben")
    world.give("Ben", {"account": {"see": "all", "fields": {"capital": "none"}}})
    card = registry.card("account")
    assert card.reads(world.ben, "capital_base") is None
    assert card.reads(world.ben, "capital_currency") is None
