"""Every object before people with different rights: own, team, all, none; hidden fields do not exist for them."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

from enishi.kernel.card import Card
from enishi.kernel.doors.verbs import Update
from enishi.kernel.doors.write import Item, write_many
from enishi.kernel.registry import registry
from enishi.testing import samples
from enishi.testing.world import World

pytestmark = pytest.mark.django_db
REACHES = ("none", "own", "team", "all")
#: Objects everybody sees, whatever the role says.
OPEN = ("member", "team", "membership", "tag")
#: Whose records each person reaches.
REACHED = {"own": ("Ben",), "team": ("Aiko", "Ben"), "all": ("Aiko", "Ben", "Chie"), "none": ()}


def rights(key: str, reach: str, **others: str) -> dict[str, Any]:
    everything = {verb: others.get(verb, reach) for verb in ("see", "create", "edit", "delete", "export", "import")}
    return {"*": everything}


def owned(world: World, card: Card) -> dict[str, int]:
    """One record of each of three people."""
    return {name: samples.make(card, world.actor(name), n) for n, name in enumerate(("Aiko", "Ben", "Chie"), 20)}


def may_all(world: World, *names: str) -> None:
    """Enough rights to make what the tests need."""
    for name in names:
        world.give(name, rights("*", "all"))


@pytest.mark.parametrize("reach", REACHES)
def test_sight_ends_where_the_role_ends_in_lists_counts_pages_and_search(
    world: World, api: Any, web: Any, card: Card, reach: str
) -> None:
    if card.key in OPEN:
        pytest.skip("everybody sees these")
    may_all(world, "Aiko", "Chie")
    made = owned(world, card)
    world.take_roles("Ben")
    world.give("Ben", rights(card.key, reach))
    seen = {made[name] for name in REACHED[reach]}
    person, browser = api("Ben"), web("Ben")
    page = person.get(card.plural, limit=200)
    if reach == "none":
        assert (page.status_code, browser.get(f"/o/{card.plural}").status_code) == (404, 404)
        assert card.plural not in [o["name"] for o in person.get("objects").json()["results"]]
        assert f"/{card.plural}" not in person.get("openapi.json").json()["paths"]
    else:
        assert {row["id"] for row in page.json()["results"]} & set(made.values()) == seen
        assert page.json()["count"] == len(page.json()["results"])
    for number in made.values():
        wanted = 200 if number in seen else 404
        assert person.get(f"{card.plural}/{number}").status_code == wanted
        assert browser.get(f"/o/{card.plural}/{number}").status_code == wanted
        assert browser.get(f"/o/{card.plural}/{number}/history").status_code == wanted
        assert person.get(f"{card.plural}/{number}/timeline").status_code == (wanted if card.timeline else 404)
    told = {(c["object"], c["id"]) for c in person.get("changes", limit=200).json()["results"]}
    assert {number for number in made.values() if (card.key, number) in told} <= seen


def test_not_there_and_not_visible_are_one_answer(world: World, api: Any, card: Card) -> None:
    if card.key in OPEN:
        pytest.skip("everybody sees these")
    may_all(world, "Aiko")
    number = samples.make(card, world.aiko, 30)
    world.take_roles("Ben")
    world.give("Ben", rights(card.key, "own"))
    person, before = api("Ben"), world.snapshot()
    body = {"external_id": "stolen"}
    for ask in (
        lambda n: person.get(f"{card.plural}/{n}"),
        lambda n: person.patch(f"{card.plural}/{n}", body),
        lambda n: person.delete(f"{card.plural}/{n}"),
        lambda n: person.get(f"{card.plural}/{n}", trash="1"),
        *(
            (lambda n, verb=verb: person.post(f"{card.plural}/{n}/actions/{verb}", {}))
            for verb in card.actions
        ),
    ):  # fmt: skip
        hidden, absent = ask(number), ask(999_999_999)
        assert hidden.status_code == absent.status_code == 404
        assert hidden.content == absent.content
    assert world.snapshot() == before


def test_who_may_only_read_is_denied_every_write_and_nothing_changes(
    world: World, api: Any, web: Any, card: Card
) -> None:
    may_all(world, "Aiko")
    number = samples.make(card, world.aiko, 31)
    world.take_roles("Ben")
    world.give("Ben", rights(card.key, "none", see="all"))
    person, browser, before = api("Ben"), web("Ben"), world.snapshot()
    given = samples.data(card, 32)
    assert person.post(card.plural, given).status_code == 403
    assert person.patch(f"{card.plural}/{number}", {"external_id": "x"}).status_code == 403
    assert person.delete(f"{card.plural}/{number}").status_code == 403
    rows = person.post(f"{card.plural}/batch", {"operations": [
        {"op": "create", "data": given}, {"op": "update", "id": number, "data": {}}, {"op": "delete", "id": number},
    ]}).json()["results"]  # fmt: skip
    assert [row["status"] for row in rows] == [403, 403, 403]
    for verb in card.actions:
        assert person.post(f"{card.plural}/{number}/actions/{verb}", {}).status_code == 403
        assert browser.post(f"/o/{card.plural}/{number}/act/{verb}", {}).status_code == 403
    for path in ("new", f"{number}/edit", f"{number}/trash", f"{number}/restore"):
        assert browser.post(f"/o/{card.plural}/{path}", {}).status_code in (403, 404), path
    assert browser.get(f"/o/{card.plural}/new").status_code == 403
    assert world.snapshot() == before


def hideable(card: Card) -> list[str]:
    """Fields whose hiding can be tried: what has a value of its own and is not needed to make a record."""
    return [spec.name for spec in samples.fields(card) if not spec.required and spec.name != "external_source"]


def test_a_hidden_field_is_as_if_it_did_not_exist(world: World, api: Any, web: Any, card: Card) -> None:
    may_all(world, "Aiko")
    number = samples.make(card, world.aiko, 33)
    names = hideable(card)
    canaries = {name: f"canary{place}x" for place, name in enumerate(names) if card.fields[name].type.name == "text"}
    wrote = write_many(Update, world.admin, card, [Item(number, canaries)]) if canaries else []
    assert all(found.refused is None for found in wrote)
    world.take_roles("Ben")
    world.give("Ben", {"*": {**rights("*", "all")["*"], "fields": dict.fromkeys(names, "none")}})
    person, browser = api("Ben"), web("Ben")
    bodies = [
        person.get(f"{card.plural}/{number}"), person.get(card.plural), person.get("objects"),
        person.get("openapi.json"), person.get(f"{card.plural}/{number}/timeline"), person.get("changes"),
        browser.get(f"/o/{card.plural}"), browser.get(f"/o/{card.plural}/{number}"),
        browser.get(f"/o/{card.plural}/{number}/history"), browser.get(f"/o/{card.plural}/{number}/edit"),
        browser.get(f"/o/{card.plural}/{number}/timeline"), browser.get(f"/o/{card.plural}/options"),
        browser.get(f"/o/{card.plural}/new"), person.patch(f"{card.plural}/{number}", {}),
    ]  # fmt: skip
    assert bodies[0].status_code == bodies[1].status_code == 200, bodies[1].content
    for answer in bodies:
        assert answer.status_code < 500
        assert "canary" not in answer.content.decode(), answer.request["PATH_INFO"]
    for name in names:
        assert name not in bodies[0].json()
        _unknown(person, browser, card, number, name)
    for canary in canaries.values():
        assert person.get(card.plural, q=canary).json()["results"] == []
        assert "canary" not in browser.get("/search", {"q": canary}).content.decode().replace(f'"{canary}"', "")


def plain(words: str) -> str:
    """The words without the readable name they propose instead."""
    return re.sub(r" Did you mean “.*?”\?", "", words)


def _unknown(person: Any, browser: Any, card: Card, number: int, name: str) -> None:
    """Every use of the name fails like that of one that never was."""
    never = "zzzzzzzz"
    tree = {"field": name, "op": "is_not_empty"}
    for params in ({"sort": name}, {"sort": f"-{name}"}, {"fields": name}, {"expand": name}, {"filter": tree}):
        known = person.get(card.plural, **params)
        other = person.get(card.plural, **json.loads(json.dumps(params).replace(f'"{name}"', f'"{never}"')
                                                       .replace(f'"-{name}"', f'"-{never}"')))  # fmt: skip
        assert (known.status_code, other.status_code) == (400, 400), (params, known.content[:300])
        known, other = plain(known.content.decode()), plain(other.content.decode())
        assert known.replace(f"“{name}”", f"“{never}”") == other, params
    for query in (f"sort={name}", f"group={name}", f"totals={name}", f"filter={json.dumps(tree)}"):
        assert browser.get(f"/o/{card.plural}?{query}").status_code == 400, query
    columns = [browser.get(f"/o/{card.plural}?fields={part}") for part in (name, never)]
    assert [page.status_code for page in columns] == [200, 200]
    known, other = (re.sub('"[A-Za-z0-9]{64}"', "", page.content.decode()).replace(name, never) for page in columns)
    assert known == other
    assert browser.get(f"/o/{card.plural}/{number}/field/{name}").status_code == 404
    refused, other = (person.patch(f"{card.plural}/{number}", {part: "x"}) for part in (name, never))
    if other.status_code == 403:  # who may not change it at all is told nothing of its fields
        assert (refused.status_code, refused.content) == (403, other.content)
        return
    assert (refused.status_code, other.status_code) == (422, 422)
    known, unknown = (plain(answer.json()["errors"][part]) for answer, part in ((refused, name), (other, never)))
    assert "There is no field" in known
    assert known.replace(f"“{name}”", f"“{never}”") == unknown


def test_a_field_that_may_only_be_read_is_shown_and_not_changed(world: World, api: Any, card: Card) -> None:
    if not card.owned:
        pytest.skip("changed by administrators alone")
    may_all(world, "Aiko")
    number = samples.make(card, world.aiko, 34)
    names = hideable(card)
    world.take_roles("Ben")
    world.give("Ben", {"*": {**rights("*", "all")["*"], "fields": dict.fromkeys(names, "read")}})
    person = api("Ben")
    body = person.get(f"{card.plural}/{number}").json()
    assert set(names) <= body.keys()
    before = world.snapshot()
    assert person.patch(f"{card.plural}/{number}", {name: body[name] for name in names}).status_code == 200
    for name in names:
        other = next(v for n in range(70, 80) if (v := samples.value(card.fields[name], n)) != body[name])
        refused = person.patch(f"{card.plural}/{number}", {name: other})
        assert refused.status_code == 422, name
        assert name in refused.json()["errors"]
    assert world.snapshot() == before


def test_a_link_to_what_one_may_not_see_is_refused_and_never_named(world: World, api: Any, card: Card) -> None:
    may_all(world, "Aiko", "Chie")
    mine = samples.make(card, world.aiko, 35)
    before, checked = None, 0
    for spec in card.fields.values():
        if not spec.target or not spec.writable or spec.target in OPEN:
            continue
        other = samples.make(registry.card(spec.target), world.chie, 36 + checked)
        world.take_roles("Aiko")
        world.give("Aiko", rights("*", "own"))
        before = world.snapshot()
        for target in (other, 999_999_999):
            refused = api("Aiko").patch(f"{card.plural}/{mine}", {spec.name: target})
            assert refused.status_code == 422, (spec.name, refused.content.decode())
            assert "no access" in refused.json()["errors"][spec.name]
        assert world.snapshot() == before
        checked += 1
        may_all(world, "Aiko")
    if not checked:
        pytest.skip("its links lead to what everybody may see")
