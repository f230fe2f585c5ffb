"""Every verb of every object takes what it declares and nothing else: by the door, the API, a batch and the dialog."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from django.utils import translation

from enishi.kernel.action import Action, Need
from enishi.kernel.card import Card
from enishi.kernel.doors.verbs import Create, PutBack, Restore, Trash, Update
from enishi.kernel.doors.write import write
from enishi.kernel.errors import Invalid
from enishi.kernel.registry import registry
from enishi.testing import samples
from enishi.testing.world import World

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    with translation.override("en"):
        yield


def undeclared(card: Card, action: type[Action]) -> dict[str, Any]:
    """Every field of the object that is no need of the verb, with a good value where there is one, and other names."""
    needs = {need.name for need in action.needs}
    values = {spec.name: samples.value(spec, 70) for spec in samples.fields(card)}
    names = (*card.fields, "id", "version", "trash_group", "trashed_at", "custom", "no_such_field", "")
    return {name: values.get(name, 1) for name in names if name not in needs}


def state(world: World, card: Card) -> tuple[Any, ...]:
    """All that a write could change."""
    return world.snapshot(), list(card.model._default_manager.order_by("pk").values())


def test_only_create_update_and_put_back_take_fields(card: Card) -> None:
    assert [verb.takes for verb in (Create, Update, PutBack, Trash, Restore)] == [
        "fields", "fields", "stored", "needs", "needs",
    ]  # fmt: skip
    assert {action.takes for action in card.actions.values()} <= {"needs"}


def test_the_door_refuses_what_a_verb_does_not_declare(world: World, card: Card) -> None:
    number = samples.make(card, world.admin, 3)
    for action in (*card.actions.values(), Trash, Restore):
        if action is Restore:
            write(Trash, world.admin, card, number)
        before = state(world, card)
        for name, value in undeclared(card, action).items():
            with pytest.raises(Invalid) as refused:
                write(action, world.admin, card, number, {name: value})
            assert "Leave it out" in refused.value.fields[name], (action.verb, name)
        assert state(world, card) == before, action.verb


def test_the_api_refuses_what_a_verb_does_not_declare(world: World, api: Any, card: Card) -> None:
    number, person = samples.make(card, world.admin, 4), api()
    before = state(world, card)
    for verb, action in card.actions.items():
        extra = undeclared(card, action)
        refused = person.post(f"{card.plural}/{number}/actions/{verb}", extra)
        assert refused.status_code == 422, (verb, refused.content)
        assert extra.keys() <= refused.json()["errors"].keys()
    deletes = [{"op": "delete", "id": number, "data": {n: value}} for n, value in undeclared(card, Trash).items()]
    rows = person.post(f"{card.plural}/batch", {"operations": deletes}).json()["results"]
    assert {row["status"] for row in rows} == {422}
    assert [list(row["problem"]["errors"]) for row in rows] == [list(one["data"]) for one in deletes]
    assert state(world, card) == before


def test_the_dialog_refuses_what_a_verb_does_not_declare_and_says_so(world: World, web: Any, card: Card) -> None:
    if not card.actions:
        pytest.skip("it has no verbs of its own")
    number, browser = samples.make(card, world.admin, 5), web()
    before = state(world, card)
    for verb, action in card.actions.items():
        for name, value in undeclared(card, action).items():
            answer = browser.post(f"/o/{card.plural}/{number}/act/{verb}", {name: "" if value is None else value})
            assert answer.status_code == 422, (verb, name)
            assert f"takes no “{name}”" in answer.content.decode()
    assert state(world, card) == before


def at_times(card: Card) -> Iterator[tuple[type[Action], Need, str]]:
    """The needs that are asked at times, each with every answer at which they are not."""
    for action in card.actions.values():
        needs = {need.name: need for need in action.needs}
        for need in (need for need in action.needs if need.when[0]):
            other, values = need.when
            yield from ((action, need, c.key) for c in needs[other].choices if c.key not in values)


def test_what_is_asked_at_times_is_taken_only_then(world: World, card: Card) -> None:
    asked = list(at_times(card))
    if not asked:
        pytest.skip("its verbs ask everything at all times")
    number = samples.make(card, world.admin, 6)
    targets = {need.target for _action, need, _answer in asked if need.target}
    led = {target: samples.make(registry.card(target), world.admin, 7) for target in targets}
    for action, need, answer in asked:
        value = led[need.target] if need.target else samples.VALUES[need.type.name](need.type, 7)
        before = state(world, card)
        with pytest.raises(Invalid) as refused:
            write(action, world.admin, card, number, {need.when[0]: answer, need.name: value})
        assert "Leave it empty" in refused.value.fields[need.name], (action.verb, need.name, answer)
        assert state(world, card) == before


def test_a_needed_answer_is_needed_only_when_it_is_asked(world: World) -> None:
    """A required need that hangs on another one."""
    card = registry.card("account")
    rename = card.actions["change_company"]
    needs = tuple(replace(need, required=need.required or need.name == "name") for need in rename.needs)
    strict = type("Strict", (rename,), {"needs": needs})
    number = samples.make(card, world.admin, 8)
    with pytest.raises(Invalid) as refused:
        write(strict, world.admin, card, number, {"what": "renamed"})
    assert "Enter" in refused.value.fields["name"]
    assert write(strict, world.admin, card, number, {"what": "closed", "name": " "}).fields
