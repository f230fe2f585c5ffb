"""Every object as a list: pages, order both ways with empties last, filters that split the rows, counts, queries."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.html import strip_tags

from enishi.kernel.actor import Actor
from enishi.kernel.card import Card, FieldCard
from enishi.kernel.doors.read import COUNT_CAP, Records, records
from enishi.kernel.doors.rows import Row
from enishi.kernel.doors.scope import branches
from enishi.kernel.fieldtypes.column import Column
from enishi.kernel.registry import registry
from enishi.testing import samples
from enishi.testing.world import World

pytestmark = pytest.mark.django_db
ROWS = 7


@pytest.fixture
def numbers(world: World, card: Card) -> list[int]:
    """Seven records, of which the last two are empty wherever they may be."""
    made = []
    for n in range(ROWS):
        more: dict[str, Any] = {}
        if n >= ROWS - 2:
            kept = {spec.name for spec in card.fields.values() if spec.required}
            title = set(card.groups[card.title].fields) if card.title in card.groups else {card.title}
            more = {spec.name: None for spec in samples.fields(card) if spec.name not in kept | title}
        made.append(samples.make(card, world.admin, n, **more))
    return made


def walk(api: Any, card: Card, **params: Any) -> Iterator[dict[str, Any]]:
    """All rows of a list, two at a time."""
    cursor, turns = "", 0
    while cursor is not None:
        page = api.get(card.plural, limit=2, **params, **({"cursor": cursor} if cursor else {}))
        assert page.status_code == 200, page.content.decode()
        yield from page.json()["results"]
        cursor, turns = page.json()["next"], turns + 1
        assert turns < 100


def test_pages_give_every_row_once(api: Any, card: Card, numbers: list[int]) -> None:
    found = list(walk(api(), card))
    wanted = {row["id"] for row in api().get(card.plural, limit=200).json()["results"]}
    assert len(found) == len(wanted)
    assert {row["id"] for row in found} == wanted
    assert set(numbers) <= wanted


def sortable(card: Card) -> list[FieldCard]:
    return [spec for spec in card.fields.values() if spec.sortable and not spec.target]


def test_every_order_goes_both_ways_with_empties_last(world: World, api: Any, card: Card, numbers: list[int]) -> None:
    person = api()
    for spec in sortable(card):
        up = [(row["id"], row[spec.name]) for row in walk(person, card, sort=spec.name)]
        down = [(row["id"], row[spec.name]) for row in walk(person, card, sort=f"-{spec.name}")]
        for found in (up, down):
            empty = [value is None for _id, value in found]
            assert empty == sorted(empty), f"{spec.name}: empties are not last"
            assert len({number for number, _value in found}) == len(found)
        filled = [number for number, value in up if value is not None]
        assert [number for number, value in down if value is not None] == filled[::-1], spec.name
        last = records(card, world.admin).sorted(spec.name).page(size=3, last=True)
        assert [row.id for row in last.rows] == [number for number, _value in up][-3:], spec.name
        assert last.next is None


def test_groups_keep_together_and_each_stands_in_the_order_asked_for(
    world: World, card: Card, numbers: list[int]
) -> None:
    groups = [spec.name for spec in card.fields.values() if spec.type.groupable and (spec.sortable or spec.target)]
    orders = [spec.name for spec in card.fields.values() if spec.sortable or (spec.target and not spec.collected)]
    for place, group in enumerate(groups):
        for order in (orders[place % len(orders)], f"-{orders[(place + 3) % len(orders)]}", "id"):
            for actor in (world.admin, world.aiko):
                asked = records(card, actor).sorted(order)
                plain = [(row.id, row[group]) for row in asked.first(200)]
                found = [(row.id, row[group]) for row in _pages(asked.grouped(group))]
                assert found[::-1] == [(row.id, row[group]) for row in _pages(asked.grouped(group), last=True)]
                assert sorted(found, key=lambda pair: pair[0]) == sorted(plain, key=lambda pair: pair[0])
                if card.fields[group].target or order.removeprefix("-") == group:
                    continue  # links stand by name, and two may be called the same
                values = list(dict.fromkeys(value for _id, value in found))
                expected = [pair for value in values for pair in plain if pair[1] == value]
                assert found == expected, (group, order)
                assert None not in values[:-1]


def test_linked_fields_and_second_keys_sort_and_group_page_by_page(
    world: World, card: Card, numbers: list[int]
) -> None:
    for actor in (world.admin, world.aiko):
        for way, inner in _ways(card, actor):
            name = f"{way.name}.{inner.name}"
            for order in (name, f"-{name}", f"{name},-id", f"-{name},{card.sort}") if actor.rights.admin else (name,):
                asked = records(card, actor).sorted(order)
                rows = asked.first(200)
                found = [row.id for row in _pages(asked)]
                assert found == [row.id for row in rows], order
                assert found[::-1] == [row.id for row in _pages(asked, last=True)], order
                assert sorted(found) == records(card, actor).ids(), order
                links = {row.id: row[way.name] for row in rows}
                there = {row.id: row[inner.name] for row in records(way.target, actor).first(200)}
                values = [there.get(links[number].id) if links[number] else None for number in found]
                filled = [value for value in values if value is not None]
                assert values == [*filled, *[None] * (len(values) - len(filled))], order
                if not inner.companion:
                    assert filled == sorted(filled, reverse=order.startswith("-")), order
            if inner.type.groupable:
                grouped = dict(records(card, actor).groups(name))
                assert grouped == {value: values.count(value) for value in values}
                assert sorted(row.id for row in _pages(records(card, actor).grouped(name))) == sorted(found)


def _ways(card: Card, actor: Actor) -> Iterator[tuple[FieldCard, FieldCard]]:
    """Links of an object, each with two sortable fields behind it. Who made, changed or deleted a record is as the
    owner is."""
    for link in card.readable(actor):
        if link.target and not (link.collected or link.system):
            there = registry.card(link.target)
            fits = (
                one
                for one in there.readable(actor)
                if one.sortable and not (one.target or one.own) and one.name != "id"
            )
            yield from ((link, one) for one in sorted(fits, key=lambda one: not one.type.groupable)[:2])


def _pages(asked: Records, *, last: bool = False) -> Iterator[Row]:
    """All rows, two at a time: forwards, or from the end backwards."""
    page = asked.page(size=2, last=last)
    while True:
        yield from (reversed(page.rows) if last else page.rows)
        following = page.previous if last else page.next
        if following is None:
            return
        page = asked.page(following, size=2)


def test_every_link_can_be_sorted_by_the_name_behind_it(api: Any, card: Card, numbers: list[int]) -> None:
    for spec in card.fields.values():
        if spec.target and spec.type.sortable and not spec.collected:
            rows = [row[spec.name] for row in walk(api(), card, sort=spec.name)]
            assert len(rows) >= ROWS
            assert [row is None for row in rows] == sorted(row is None for row in rows), spec.name


def test_every_filter_splits_the_rows_in_two(world: World, api: Any, card: Card, numbers: list[int]) -> None:
    person = api()
    everybody = {row["id"]: row for row in person.get(card.plural, limit=200).json()["results"]}
    for spec in card.fields.values():
        for op in spec.operators:
            tree = {"field": spec.name, "op": op, **operand(spec, op, everybody)}
            if tree.get("value", "") is None:
                continue
            found = answered(person, card, tree)
            rest = answered(person, card, {"not": tree})
            assert found | rest == everybody.keys(), tree
            assert not found & rest, tree
            if op == "is_empty" and not spec.collected:
                assert found == {n for n, row in everybody.items() if row[spec.name] in (None, [])}, tree
            if op == "is":
                assert found, tree


def operand(spec: FieldCard, op: str, rows: dict[int, dict[str, Any]]) -> dict[str, Any]:
    """A right-hand side for the operator: a value that some row has."""
    if op in ("is_empty", "is_not_empty"):
        return {}
    held = [row[spec.name] for row in rows.values() if row.get(spec.name) not in (None, [])]
    if not held:
        return {"value": None}
    value = held[0][0] if isinstance(held[0], list) else held[0]
    if op in ("contains", "starts_with", "ends_with") and not spec.type.many:
        return {"value": value[:3] if op != "ends_with" else value[-3:]}
    return {"value": [value] if op in ("in", "not_in") else [value, value] if op == "between" else value}


def answered(api: Any, card: Card, tree: Any) -> set[int]:
    page = api.get(card.plural, filter=tree, limit=200)
    assert page.status_code == 200, (tree, page.content.decode())
    assert page.json()["count"] == len(page.json()["results"])
    return {row["id"] for row in page.json()["results"]}


def test_twice_the_rows_cost_no_more_queries(world: World, web: Any, api: Any, card: Card, numbers: list[int]) -> None:
    asks = (lambda: web().get(f"/o/{card.plural}?limit=200"), lambda: api().get(card.plural, limit=200))
    few = [_cost(ask) for ask in asks]
    for n in range(ROWS, 2 * ROWS):
        samples.make(card, world.admin, n)
    assert [_cost(ask) for ask in asks] <= few


def _cost(ask: Any) -> int:
    ask()
    with CaptureQueriesContext(connection) as asked:
        answer = ask()
    assert answer.status_code == 200, answer.content[:300]
    return len(asked)


def test_search_finds_the_words_of_every_field_that_is_searched(world: World, api: Any, card: Card) -> None:
    number = samples.make(card, world.admin, 3)
    row = records(card, world.admin).only(*(spec.name for spec in card.readable(world.admin))).get(number)
    for name in card.search:
        for part in card.groups[name].fields if name in card.groups else (name,):
            spec = card.fields[part]
            value = row[part]
            if value in (None, []) or spec.target or part == "honorific":
                continue
            words = value[0] if isinstance(value, list) else strip_tags(spec.type.render(value, "en"))
            found = api().get(card.plural, q=words)
            assert number in [r["id"] for r in found.json()["results"]], (part, words)


def test_what_is_no_parameter_no_field_or_no_condition_is_refused(api: Any, card: Card, numbers: list[int]) -> None:
    person, some = api(), next(iter(card.fields))
    for params in (
        {"sort": "no_such"}, {"sort": f"{some};--"}, {"sort": "-(select 1)"}, {"sort": "--id"}, {"dir": "asc"},
        {"fields": "no_such"}, {"fields": "custom"}, {"expand": "no_such"}, {"expand": some}, {"limit": "0"},
        {"limit": "201"}, {"limit": "1e9"}, {"limit": "９"}, {"cursor": "x"}, {"cursor": "x.y"}, {"count": "maybe"},
        {"filter": "{"}, {"filter": "[]"}, {"filter": {"field": "no_such", "op": "is", "value": 1}},
        {"filter": {"field": some, "op": "like", "value": 1}},
        {"filter": {"field": "owner__user__password", "op": "is"}},
        {"filter": {"all": [{"not": {}}] * 101}}, {"filter": {"$where": "1"}}, {"updated_since": "2026-01-01"},
        {"updated_since": "1"}, {"filter": '{"field": "id", "op": "is", "value": 1e400000}'},
    ):  # fmt: skip
        refused = person.get(card.plural, **params)
        assert refused.status_code == 400, (params, refused.content.decode()[:300])
        assert refused["Content-Type"] == "application/problem+json"
        assert refused.json()["errors"], params


def test_a_cursor_of_another_list_is_refused(api: Any, card: Card, numbers: list[int]) -> None:
    cursor = api().get(card.plural, limit=2).json()["next"]
    assert api().get(card.plural, limit=2, cursor=cursor).status_code == 200
    assert api().get(card.plural, limit=2, cursor=cursor, sort="-id").status_code == 400
    assert api("Aiko").get(card.plural, limit=2, cursor=cursor).status_code in (400, 404)


def test_rows_are_counted_in_an_index_alone(world: World, card: Card) -> None:
    """All of them, those of one owner, of a choice: looking at the rows as well took as long as the rest of a list."""
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL chooses by what the table holds")
    (rows,) = branches(card, world.admin)
    counted = {"": rows, **({"owner": rows.filter(owner_id=1)} if card.owned and not card.part_of else {})}
    if not card.access.always(world.admin, card.key, "see"):  # what may be private is asked for more
        columns = [column for column in card.model._meta.concrete_fields if isinstance(column, Column)]
        counted |= {c.name: rows.filter(**{c.name: "x"}) for c in columns if c.indexed and c.options}
    plans = {name: found.order_by().values("pk")[:COUNT_CAP].explain() for name, found in counted.items()}
    assert {name: plan for name, plan in plans.items() if "COVERING INDEX" not in plan} == {}
