"""The parser takes what it knows and refuses everything else with a sentence that helps."""

from __future__ import annotations

import random
from typing import Any

import pytest

from enishi.kernel.actor import Actor
from enishi.kernel.condition.nodes import FUNCTIONS, All
from enishi.kernel.condition.parse import parse, to_tree
from enishi.kernel.condition.tests.trees import VALUES
from enishi.kernel.condition.tests.world import AIKO, CHIE, CTX, HIDDEN, REGISTRY, person
from enishi.kernel.errors import Invalid
from enishi.kernel.fieldtypes.base import OPERATORS


def refusal(tree: Any, actor: Actor = CHIE, key: str = "person") -> str:
    with pytest.raises(Invalid) as problem:
        parse(tree, REGISTRY.card(key), actor, REGISTRY, CTX)
    assert set(problem.value.fields) == {"filter"}
    return problem.value.fields["filter"]


def test_nothing_written_means_every_record() -> None:
    nothing: list[Any] = [None, {}, {"all": []}]
    for tree in nothing:
        assert parse(tree, REGISTRY.card("person"), CHIE, REGISTRY, CTX) == All()


def test_a_misspelt_field_is_answered_with_the_nearest_right_one() -> None:
    assert "“shop”" in refusal({"field": "shp.name", "op": "is", "value": "x"})
    assert "“role”" in refusal({"field": "rol", "op": "is", "value": "x"})


@pytest.mark.parametrize("op", ["is", "is_empty", "contains", "nonsense", None])
def test_a_hidden_field_is_refused_exactly_like_an_unknown_one(op: str | None) -> None:
    for way, key in (("", "shop"), ("shop.", "person"), ("person.shop.", "buy")):
        actor = person("Emi", 5, "all", shop={"fields": {"secret": "none"}})
        hidden = refusal({"field": f"{way}secret", "op": op, "value": "x"}, actor, key)
        unknown = refusal({"field": f"{way}sekret", "op": op, "value": "x"}, actor, key)
        assert hidden.replace("secret", "sekret") == unknown


def test_an_object_out_of_sight_is_refused_like_one_that_does_not_exist() -> None:
    for tree in (
        {"field": "purchases.item", "op": "is", "value": "x"},
        {"some": "purchases", "where": {}},
        {"count": "purchases", "op": "gte", "value": 1},
    ):
        other = {
            key: value.replace("purchases", "purchaxes") if isinstance(value, str) else value
            for key, value in tree.items()
        }
        assert refusal(tree, HIDDEN).replace("purchases", "purchaxes") == refusal(other, HIDDEN)


def test_a_hidden_link_hides_what_lies_behind_it() -> None:
    actor = person("Emi", 5, "all", person={"fields": {"shop": "none"}}, buy={"fields": {"person": "none"}})
    assert "no field “shop”" in refusal({"field": "shop.name", "op": "is", "value": "x"}, actor)
    assert "no field “people”" in refusal({"field": "people.name", "op": "is", "value": "x"}, actor, "shop")
    assert "no field “purchases”" in refusal({"count": "purchases", "op": "gt", "value": 1}, actor)


def test_no_message_names_a_field_that_the_actor_may_not_read() -> None:
    actor = person("Emi", 5, "all", shop={"fields": {"name": "none"}}, address={"fields": {"value": "none"}})
    assert "shop.area" in refusal({"some": "shop", "where": {}}, actor)
    assert "Did you mean" not in refusal({"field": "emailz", "op": "is", "value": "x"}, actor)
    hidden = refusal({"field": "emails", "op": "is", "value": "x"}, actor)
    assert hidden == refusal({"field": "emailz", "op": "is", "value": "x"}, actor).replace("emailz", "emails")


def test_old_names_are_read_and_new_ones_written() -> None:
    card = REGISTRY.card("shop")
    node = parse({"field": "region", "op": "is", "value": "tohoku"}, card, CHIE, REGISTRY, CTX)
    assert to_tree(node) == {"field": "area", "op": "is", "value": "tohoku"}
    node = parse({"field": "staff_members.role", "op": "is", "value": "x"}, card, CHIE, REGISTRY, CTX)
    assert to_tree(node) == {"field": "people.role", "op": "is", "value": "x"}


def test_more_than_three_relations_are_too_far_however_they_are_nested() -> None:
    assert "3" in refusal({"field": "shop.parent.parent.parent.name", "op": "is", "value": "x"})
    deep = {"some": "people", "where": {"field": "shop.parent.parent.name", "op": "is_empty"}}
    assert "3" in refusal(deep, key="shop")


def test_a_hundred_terms_are_read_and_one_more_is_refused() -> None:
    term = {"field": "role", "op": "is_empty"}
    parse({"all": [term] * 100}, REGISTRY.card("person"), CHIE, REGISTRY, CTX)
    assert "100" in refusal({"any": [{"all": [term] * 60}, {"all": [term] * 41}]})
    nest: Any = term
    for _level in range(5_000):
        nest = {"not": nest}
    assert "nested" in refusal(nest)
    assert "100" in refusal({"all": [{"all": []}] * 99 + [{"any": [{"all": [{}]}] * 100}]})


def test_an_unknown_operator_or_choice_names_the_nearest() -> None:
    assert "“is_not”" in refusal({"field": "role", "op": "isnot", "value": "x"})
    assert "東北" in refusal({"field": "shop.area", "op": "is", "value": "tohku"})
    assert "contains" not in refusal({"field": "score", "op": "like", "value": "x"})


def test_me_is_the_acting_member() -> None:
    node = parse({"field": "shop", "op": "is", "value": "me"}, REGISTRY.card("person"), AIKO, REGISTRY, CTX)
    assert getattr(node, "value") == AIKO.member  # noqa: B009
    assert to_tree(node)["value"] == "me"


def test_a_figure_in_another_currency_is_refused() -> None:
    tree = {"sum": "purchases", "of": "amount", "op": "gt", "value": "USD 100"}
    assert "JPY" in refusal(tree)


WORDS = (
    "all", "any", "not", "field", "op", "value", "some", "count", "sum", "of", "where", "is", "in", "between", "role",
    "shop.name", "purchases", "emails", "last 90 days", "\ud800", "\0", "x" * 5_000, "shop.", "..", "", "__class__",
    *sorted(VALUES),
)  # fmt: skip
SCALARS = (
    None,
    True,
    0,
    -1,
    2**70,
    1.5,
    float("nan"),
    float("inf"),
    "東北",
    "1e400000",
    "99999-01-01",
    "’",
    "%s",
    "{}",
)


def broken(dice: random.Random, depth: int = 4) -> Any:
    """Something that is often nearly a condition."""
    kind = dice.randrange(9 if depth else 3)
    if kind == 0:
        return dice.choice(SCALARS)
    if kind in (1, 2):
        return dice.choice(WORDS)
    if kind == 3:
        return [broken(dice, depth - 1) for _item in range(dice.randrange(4))]
    if kind == 4:
        return {dice.choice((*WORDS, 7, None)): broken(dice, depth - 1) for _item in range(dice.randrange(4))}
    if kind == 5:
        return {dice.choice(("all", "any")): [broken(dice, depth - 1) for _item in range(dice.randrange(4))]}
    if kind == 6:
        return {dice.choice(("not", "some")): broken(dice, depth - 1), "where": broken(dice, depth - 1)}
    value = broken(dice, depth - 1)
    ops = dice.choice((*OPERATORS, *WORDS[:6]))
    if kind == 7:
        return {"field": dice.choice(WORDS), "op": ops, "value": value}
    figure = {
        dice.choice(FUNCTIONS): "purchases",
        "of": dice.choice(("amount", "item", "x")),
        "op": ops,
        "value": value,
    }
    return figure | ({"where": broken(dice, depth - 1)} if dice.random() < 0.5 else {})


def test_ten_thousand_broken_trees_are_read_or_refused_and_nothing_else() -> None:
    dice, read = random.Random(11), 0
    for _round in range(10_000):
        try:
            parse(broken(dice), REGISTRY.card("person"), CHIE, REGISTRY, CTX)
            read += 1
        except Invalid as problem:
            text = problem.fields["filter"]
            assert text.encode()
            assert len(text) < 1_000
    assert 100 < read < 5_000
