"""The order of a list tells nothing of a name that is hidden: neither its own, nor that of what it links to."""

from __future__ import annotations

import base64
from typing import Any

import pytest

from enishi.customers.tests.test_pages import made
from enishi.testing.world import TEAM_RIGHTS, World

pytestmark = pytest.mark.django_db


def hide(world: World, key: str, *names: str) -> None:
    world.take_roles("Ben")
    world.give("Ben", {**TEAM_RIGHTS, key: {**TEAM_RIGHTS["*"], "fields": dict.fromkeys(names, "none")}})


def test_a_list_is_not_sorted_by_the_hidden_name_of_what_it_links_to(world: World, api: Any) -> None:
    zulu, alpha = made(world.aiko, "account", name="Zulu"), made(world.aiko, "account", name="Alpha")
    first, second = (made(world.aiko, "contact", family_name="Mori", account=account) for account in (zulu, alpha))

    def order(way: str) -> list[int]:
        return [row["id"] for row in api("Ben").get("contacts", sort=way).json()["results"]]

    assert order("account") == [second, first]
    hide(world, "account", "name")
    assert (order("account"), order("-account")) == ([first, second], [second, first])
    following = api("Ben").get("contacts", sort="account", limit="1").json()["next"]
    assert b"ulu" not in base64.urlsafe_b64decode(str(following).split(".")[0] + "==")


@pytest.mark.parametrize("way", ["address", "company", "sort_key"])
def test_no_group_sorts_by_a_hidden_name(world: World, api: Any, way: str) -> None:
    first, second = made(world.aiko, "account", name="Zulu"), made(world.aiko, "account", name="Alpha")
    hide(world, "account", "name")
    assert [row["id"] for row in api("Ben").get("accounts", sort=way).json()["results"]] == [first, second]


def test_a_jump_in_the_syllabary_asks_nothing_of_a_hidden_reading(world: World, web: Any) -> None:
    made(world.aiko, "account", name="Canary", name_kana="カナリア", code="C-1")
    assert "C-1" not in web("Ben").get("/o/accounts?jump=サ&fields=code").content.decode()
    hide(world, "account", "name_kana")
    told = {web("Ben").get(f"/o/accounts?jump={row}&fields=code").content.decode().count("C-1") for row in ("カ", "サ")}
    assert len(told) == 1
