"""Every back end gives the same answer for every condition, record and reader."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings

from enishi.kernel.actor import Actor
from enishi.kernel.condition.nodes import Node
from enishi.kernel.condition.orm import to_q
from enishi.kernel.condition.parse import parse, to_tree
from enishi.kernel.condition.tests.trees import case
from enishi.kernel.condition.tests.world import CTX, REGISTRY, SEEING, fetching, scoped
from enishi.kernel.errors import Invalid
from enishi.platform.conditions.predicate import plan

pytestmark = pytest.mark.usefixtures("db_company")


def read(key: str, tree: dict[str, Any], actor: Actor) -> Node | None:
    """The parsed tree; None when this actor may not ask it."""
    try:
        return parse(tree, REGISTRY.card(key), actor, REGISTRY, CTX)
    except Invalid:
        return None


@settings(max_examples=400, deadline=None, suppress_health_check=list(HealthCheck))
@given(case())
def test_the_query_and_the_predicate_choose_the_same_records(given_case: tuple[str, dict[str, Any], Actor]) -> None:
    key, tree, actor = given_case
    node = read(key, tree, actor)
    if node is None:
        return
    card = REGISTRY.card(key)
    everyone = set(scoped(card, actor).values_list("pk", flat=True))
    chosen = set(scoped(card, actor).filter(to_q(node, card, actor, scoped)).values_list("pk", flat=True))
    others = set(scoped(card, actor).filter(~to_q(node, card, actor, scoped)).values_list("pk", flat=True))
    ready = plan(node, card, actor, fetching).load(everyone)
    assert {id for id in everyone if ready.holds(id)} == chosen
    assert others == everyone - chosen


@settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))
@given(case())
def test_a_tree_written_and_read_again_means_the_same(given_case: tuple[str, dict[str, Any], Actor]) -> None:
    key, tree, actor = given_case
    node = read(key, tree, actor)
    if node is not None:
        assert read(key, to_tree(node), actor) == node


def test_most_generated_trees_are_readable_by_somebody() -> None:
    count = {"read": 0, "all": 0}

    @settings(max_examples=200, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(case())
    def tried(given_case: tuple[str, dict[str, Any], Actor]) -> None:
        key, tree, actor = given_case
        count["all"] += 1
        count["read"] += read(key, tree, actor) is not None

    tried()
    assert count["read"] > count["all"] * 0.6


def test_loading_takes_one_query_for_each_path() -> None:
    actor, card = SEEING[2], REGISTRY.card("person")
    tree = {
        "all": [
            {"field": "shop.area", "op": "is", "value": "tohoku"},
            {"field": "shop.staff", "op": "gt", "value": 3},
            {"count": "purchases", "op": "gte", "value": 1},
            {"field": "purchases.item", "op": "contains", "value": "靴"},
        ]
    }
    node = read("person", tree, actor)
    assert node is not None
    ready = plan(node, card, actor, fetching)
    with CaptureQueriesContext(connection) as queries:
        ready.load(range(1, 61))
        [ready.holds(id) for id in range(1, 61)]
    assert len(queries) == 3


def test_what_a_person_typed_never_stands_in_the_sql_text() -> None:
    actor, card = SEEING[0], REGISTRY.card("person")
    evil = "x'; DROP TABLE person; --"
    tree = {
        "any": [
            {"field": "shop.name", "op": "contains", "value": evil},
            {"field": "emails", "op": "in", "value": [evil]},
        ]
    }
    node = read("person", tree, actor)
    assert node is not None
    sql, params = scoped(card, actor).filter(to_q(node, card, actor, scoped)).query.sql_with_params()
    assert "DROP" not in sql.upper()
    assert any("drop table" in str(param).lower() for param in params)
