"""The example of CONTRIBUTING.md is a whole object: list, form, page, API, search and rights follow from it."""

from __future__ import annotations

import json
import re
import types
from collections.abc import Iterator

import pytest
from django.apps import apps
from django.db import connection, models
from django.test import Client

from enishi.kernel.card import Card
from enishi.kernel.doors.read import records
from enishi.kernel.doors.verbs import Create, Update
from enishi.kernel.doors.write import write
from enishi.kernel.errors import Missing
from enishi.kernel.registry import registry
from enishi.platform.api import tokens
from enishi.platform.undo import undo
from enishi.testing.fixtures import *  # noqa: F403
from enishi.testing.world import World
from tools.tree import ROOT

BLOCK = re.search(r"```python\n(# Example: .*?)```", (ROOT / "CONTRIBUTING.md").read_text("utf-8"), re.DOTALL)
EXAMPLE = BLOCK[1] if BLOCK else ""
LABEL = "worked_example"


@pytest.fixture(scope="module")
def declared() -> Iterator[type[models.Model]]:
    """The example, declared for the tests of this file and forgotten after them."""
    before = list(registry._declared)
    module = types.ModuleType("enishi.worked_example")
    exec(compile(EXAMPLE, "CONTRIBUTING.md", "exec"), module.__dict__)
    registry.freeze()
    yield module.__dict__["Machine"]
    registry._declared[:] = before
    registry.freeze()
    apps.all_models.pop(LABEL)
    apps.clear_cache()


@pytest.fixture
def machine(declared: type[models.Model], transactional_db: None, world: World) -> Iterator[Card]:
    """The card of the example, with its table."""
    with connection.schema_editor() as editor:
        editor.create_model(declared)
    yield registry.card("machine")
    with connection.schema_editor() as editor:
        editor.delete_model(declared)


def make(world: World, card: Card) -> int:
    number = write(Create, world.aiko, card, data={"name": "MC-8", "serial": "ABC-1001"}).id
    assert number is not None
    return number


def test_the_example_is_as_short_as_promised() -> None:
    lines = [line for line in EXAMPLE.splitlines() if line.strip() and not line.startswith(("#", "from ", "import "))]
    assert 0 < len(lines) <= 15


def test_the_example_has_a_list_a_page_a_form_and_an_api(world: World, machine: Card) -> None:
    number = make(world, machine)
    client = Client()
    user = world.members["Aiko"].user
    assert user is not None
    client.force_login(user)
    for page in ("", "/new", f"/{number}", f"/{number}/edit", f"/{number}/history"):
        answer = client.get(f"/o/machines{page}")
        assert (page, answer.status_code) == (page, 200)
    token = tokens.create(world.members["Aiko"].pk, "test", ())
    condition = json.dumps({"field": "serial", "op": "contains", "value": "abc"})
    found = client.get("/api/v1/machines", {"filter": condition}, headers={"Authorization": f"Bearer {token}"})
    assert [row["name"] for row in found.json()["results"]] == ["MC-8"]


def test_the_example_is_found_changed_and_undone(world: World, machine: Card) -> None:
    number = make(world, machine)
    assert [row.id for row in records(machine, world.ben).search("mc-8").first(5)] == [number]
    written = write(Update, world.aiko, machine, number, data={"name": "MC-12"})
    assert written.audit is not None
    undo(written.audit, world.aiko)
    assert records(machine, world.aiko).get(number).title == "MC-8"


def test_the_example_keeps_to_the_rights_of_the_house(world: World, machine: Card) -> None:
    number = make(world, machine)
    with pytest.raises(Missing):
        records(machine, world.chie).get(number)
    with pytest.raises(Missing):
        write(Update, world.chie, machine, number, data={"name": "mine"})
    assert records(machine, world.aiko).get(number).title == "MC-8"
