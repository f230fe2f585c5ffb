"""Random conditions over the small company, most of which somebody may ask."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from enishi.kernel.actor import Actor
from enishi.kernel.condition.tests.world import REGISTRY, SEEING

DAYS = st.sampled_from(
    [
        "today",
        "yesterday",
        "last 90 days",
        "last 91 days",
        "this fiscal half",
        "2026-11-23",
        "90 days ago",
        "february",
        "next month",
        "next 60 days",
    ]
)
AMOUNTS = st.sampled_from(["1", "500", "0", "10000", "-2"])
VALUES: dict[str, Any] = {
    "name": st.sampled_from(["山田商事", "やまだ", "100%", "_", "田中", "タナカ", "e", "'; DROP"]),
    "role": st.sampled_from(["部長", "長"]),
    "secret": st.sampled_from(["x", "z"]),
    "item": st.sampled_from(["靴", "くつ", "sho"]),
    "emails": st.sampled_from(["a@example.jp", "example", "090"]),
    "value": st.sampled_from(["a@example.jp", "090"]),
    "kind": st.sampled_from(["email", "fax"]),
    "area": st.sampled_from(["tohoku", "kanto"]),
    "staff": st.sampled_from([0, 1, 50, "300", -1]),
    "points": st.sampled_from([0, 1, 5, "-3"]),
    "score": st.sampled_from(["1.5", "3.5", 0]),
    "vip": st.sampled_from([True, False]),
    "revenue": AMOUNTS,
    "amount": AMOUNTS,
    "founded": DAYS,
    "birthday": DAYS,
    "bought_on": DAYS,
    "last_contact": DAYS,
    "at": DAYS,
    "owner": st.sampled_from([1, 2, 3]),
    "shop": st.integers(1, 24),
    "parent": st.integers(1, 24),
    "person": st.integers(1, 60),
}
OWN = {
    "shop": ["name", "area", "staff", "revenue", "founded", "secret", "owner", "parent"],
    "person": ["name", "role", "vip", "score", "last_contact", "birthday", "owner", "shop", "emails"],
    "address": ["kind", "value", "person"],
    "buy": ["item", "amount", "bought_on", "at", "points", "owner", "person"],
}
ONE = {
    "shop": {"parent": "shop"},
    "person": {"shop": "shop"},
    "address": {"person": "person"},
    "buy": {"person": "person"},
}
MANY = {
    "shop": {"people": "person", "children": "shop"},
    "person": {"addresses": "address", "purchases": "buy"},
    "address": {},
    "buy": {},
}


@st.composite
def term_of(draw: Any, key: str, left: int) -> Any:
    way = []
    while left and draw(st.integers(0, 2)) == 0:
        steps = ONE[key] | MANY[key]
        name = draw(st.sampled_from(sorted(steps)))
        way.append(name)
        key, left = steps[name], left - 1
    own = [name for name in OWN[key] if left or name != "emails"]
    name = draw(st.sampled_from(own))
    spec = REGISTRY.card(key).fields[name]
    op = draw(st.sampled_from(spec.operators))
    tree: dict[str, Any] = {"field": ".".join([*way, name]), "op": op}
    return tree | _value(draw, op, VALUES[name])


def _value(draw: Any, op: str, values: Any) -> dict[str, Any]:
    if op in ("is_empty", "is_not_empty"):
        return {}
    if op in ("in", "not_in"):
        return {"value": draw(st.lists(values, min_size=1, max_size=3))}
    if op == "between":
        return {"value": [draw(values), draw(values)]}
    return {"value": draw(values)}


@st.composite
def rows_of(draw: Any, key: str, left: int, *, single: bool = False) -> tuple[str, str, int]:
    """A path to many rows, the object there and how many relations are left."""
    way, many = [], False
    while left and (not many or (not single and draw(st.booleans()))):
        steps = MANY[key] if many else ONE[key] | MANY[key]
        if not many and left == 1:
            steps = MANY[key]
        if not steps:
            break
        name = draw(st.sampled_from(sorted(steps)))
        many = many or name in MANY[key]
        way.append(name)
        key, left = steps[name], left - 1
    return ".".join(way), key, left


@st.composite
def figure_of(draw: Any, key: str, left: int, depth: int) -> dict[str, Any]:
    path, end, rest = draw(rows_of(key, left))
    function = draw(st.sampled_from(["count", "sum", "min", "max", "last"]))
    fits = {"sum": ["staff", "points", "score", "amount", "revenue"], "count": []}
    tree: dict[str, Any] = {}
    if function != "count":
        fields = [n for n in OWN[end] if n != "emails" and n in fits.get(function, OWN[end])]
        if function in ("min", "max"):
            fields = [n for n in fields if "lt" in REGISTRY.card(end).fields[n].operators]
        if not fields:
            function = "count"
        else:
            name = draw(st.sampled_from(fields))
            tree["of"] = name
            ops = ["is", "is_not", "in", "not_in", "lt", "lte", "gt", "gte", "between"]
            known = REGISTRY.card(end).fields[name].operators
            if function != "sum":
                ops = [op for op in [*ops, "is_empty", "is_not_empty"] if op in known]
            op = draw(st.sampled_from(ops))
            tree |= {"op": op} | _value(draw, op, VALUES[name])
    if function == "count":
        op = draw(st.sampled_from(["is", "is_not", "in", "not_in", "lt", "lte", "gt", "gte", "between"]))
        tree = {"op": op} | _value(draw, op, st.integers(0, 3))
    if draw(st.booleans()):
        tree["where"] = draw(tree_of(end, rest, depth - 1))
    return {function: path, **tree}


@st.composite
def tree_of(draw: Any, key: str, left: int = 3, depth: int = 3) -> Any:
    kind = draw(st.sampled_from(["field", "field", "field", "some", "figure", "all", "any", "not"]))
    if depth <= 0 or (kind in ("some", "figure") and (left < 2 or (not MANY[key] and left < 2))):
        return draw(term_of(key, left))
    if kind == "field":
        return draw(term_of(key, left))
    if kind == "not":
        return {"not": draw(tree_of(key, left, depth - 1))}
    if kind in ("all", "any"):
        return {kind: draw(st.lists(tree_of(key, left, depth - 1), min_size=1, max_size=3))}
    if kind == "some":
        path, end, rest = draw(rows_of(key, left))
        if not any(step in path.split(".") for step in ("people", "children", "addresses", "purchases")):
            return draw(term_of(key, left))
        return {"some": path, "where": draw(tree_of(end, rest, depth - 1))}
    return draw(figure_of(key, left, depth))


@st.composite
def case(draw: Any) -> tuple[str, dict[str, Any], Actor]:
    key = draw(st.sampled_from(["shop", "person", "buy"]))
    return key, draw(tree_of(key)), draw(st.sampled_from(SEEING))
