"""The reasons why a record is in a list or not agree with the list, and tell what the record really has."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from enishi.kernel.actor import Actor
from enishi.kernel.condition.parse import parse
from enishi.kernel.condition.tests.conftest import db_company, english
from enishi.kernel.condition.tests.trees import case
from enishi.kernel.condition.tests.world import CHIE, CTX, REGISTRY, fetching, scoped
from enishi.platform.conditions.predicate import plan
from enishi.platform.conditions.tests.test_agreement import read
from enishi.platform.conditions.why import Reason, why

__all__ = ["db_company", "english"]


@pytest.mark.usefixtures("db_company")
@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(case())
def test_the_reasons_agree_with_the_verdict_at_every_term(given_case: tuple[str, dict[str, Any], Actor]) -> None:
    key, tree, actor = given_case
    node = read(key, tree, actor)
    if node is None:
        return
    card = REGISTRY.card(key)
    ids = list(scoped(card, actor).values_list("pk", flat=True)[:6])
    ready = plan(node, card, actor, fetching).load(ids)
    for id in ids:
        reason = why(node, ready, id, "ja")
        assert reason.holds is ready.holds(id)
        _consistent(tree, reason)


def _consistent(tree: dict[str, Any], reason: Reason) -> None:
    children = [child.holds for child in reason.children]
    if "all" in tree:
        assert reason.holds is all(children)
    if "any" in tree:
        assert reason.holds is any(children)
    if "not" in tree and children:
        assert reason.holds is not children[0]
    inner = [*tree.get("all", ()), *tree.get("any", ()), *([tree["not"]] if "not" in tree else [])]
    for term, child in zip(inner, reason.children, strict=True):
        _consistent(term, child)


@pytest.mark.usefixtures("db_company")
def test_a_reason_tells_what_is_really_there() -> None:
    card = REGISTRY.card("person")
    tree = {"all": [{"field": "role", "op": "is", "value": "部長"}, {"count": "purchases", "op": "gte", "value": 99}]}
    node = parse(tree, card, CHIE, REGISTRY, CTX)
    ready = plan(node, card, CHIE, fetching).load(range(1, 61))
    for id in scoped(card, CHIE).values_list("pk", flat=True):
        role = card.model._default_manager.values_list("role", flat=True).get(pk=id)
        reason = why(node, ready, id, "en")
        assert reason.children[0].actual == (role or "empty")
        there = scoped(REGISTRY.card("buy"), CHIE).filter(person_id=id).count()
        assert reason.children[1].actual == f"{there}"
