"""Conditions above a list: as chips in the reader's words, and as what the filter builder works from."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec
from django.utils.translation import gettext as _

from enishi.kernel.actor import Actor
from enishi.kernel.card import Card
from enishi.kernel.condition import parse
from enishi.kernel.condition.nodes import FUNCTIONS
from enishi.kernel.condition.paths import Finder
from enishi.kernel.doors.labels import links
from enishi.kernel.doors.read import context
from enishi.kernel.numbers import number_of
from enishi.kernel.registry import registry
from enishi.platform.conditions.date_words import is_relative, phrase
from enishi.platform.conditions.sentence import chips, sentence
from enishi.platform.conditions.words import LabelOf
from enishi.platform.list_query import FILTER_LIMIT, ListQuery, terms_of, text_of
from enishi.screens.page_models.list_page import FilterBuilder, FilterChip

#: Met by no record: stands for a condition of a view that may not be asked or that is gone.
GONE: dict[str, Any] = {"not": {"all": []}}


def broken(query: ListQuery) -> bool:
    """Whether a condition of the list is no longer there."""
    return isinstance(query.filter, dict) and GONE in terms_of(query.filter)


def chips_of(card: Card, actor: Actor, query: ListQuery, url: str) -> tuple[FilterChip, ...]:
    """One chip for each term of which all must hold, with the way to drop it."""
    if not query.filter:
        return ()
    node = parse.parse(query.filter, card, actor, registry, context(actor))
    terms = terms_of(query.filter)
    found = []
    for place, chip in enumerate(chips(node, actor.language, _names(card, actor, query))):
        rest = [*terms[:place], *terms[place + 1 :]]
        fits = not rest or len(text_of({"all": rest})) <= FILTER_LIMIT
        without = query.url(url, filter={"all": rest} if rest else None) if fits else ""
        if terms[place] == GONE:
            found.append(FilterChip(_("A condition that is gone"), "", remove_url=without, broken=True))
        else:
            found.append(FilterChip(chip.field, chip.op, chip.value, remove_url=without))
    return tuple(found)


def said_of(card: Card, actor: Actor, query: ListQuery) -> str:
    """The condition of a list as a sentence; "" without one."""
    if not query.filter:
        return ""
    node = parse.parse(query.filter, card, actor, registry, context(actor))
    return sentence(node, card, actor.language, _names(card, actor, query))


def _names(card: Card, actor: Actor, query: ListQuery) -> LabelOf:
    """The names of the records that the condition speaks of, as far as the reader may see them."""
    _labels(card, actor, query.filter)  # reads the names of all records at once; the request keeps them

    def name_of(key: str, number: int) -> str:
        known = links(key, actor, [number])[number]
        return known.label if known.readable else ""

    return name_of


def builder_of(card: Card, actor: Actor, query: ListQuery, url: str) -> FilterBuilder:
    """Fields, operators and choices for `en-filter`, as far as the reader may ask for them."""
    return FilterBuilder(
        fields_url=f"/o/{card.plural}/fields",
        condition=text_of(query.filter) if query.filter else "",
        target=query.url(url, filter=None),
        keep_url=f"/o/{card.plural}/fields",
        labels=_labels(card, actor, query.filter),
    )


def _labels(card: Card, actor: Actor, tree: Any) -> str:
    """What is shown for a value of a condition: the name behind an id, as far as the reader may see it, and a relative
    date in the reader's words. Cost: one query a linked object."""
    found: dict[str, str] = {}
    wanted: dict[str, dict[str, int]] = {}
    finder = Finder(actor, registry)
    for path, value in _terms(tree):
        spec = _target(card, finder, path)
        if spec is not None and (number := number_of(str(value))) is not None:
            wanted.setdefault(spec, {})[f"{path}:{value}"] = number
        elif is_relative(value):
            found[f"{path}:{value}"] = phrase(str(value), actor.language)
    for target, named in wanted.items():
        known = links(target, actor, named.values())
        found.update({mark: known[number].label for mark, number in named.items() if known[number].readable})
    return msgspec.json.encode(found).decode() if found else ""


def _terms(tree: Any, way: str = "") -> Iterator[tuple[str, Any]]:
    """Every path of a condition with each value it is compared with; of related records that are counted by `way`."""
    if isinstance(tree, list):
        for member in tree:
            yield from _terms(member, way)
    elif isinstance(tree, dict):
        if isinstance(tree.get("field"), str):
            value = tree.get("value")
            for one in value if isinstance(value, list) else [value]:
                if isinstance(one, int | str):
                    yield way + tree["field"], one
        rows = next((f"{tree[name]}." for name in ("some", *FUNCTIONS) if isinstance(tree.get(name), str)), "")
        for member in tree.values():
            if isinstance(member, dict | list):
                yield from _terms(member, way + rows)


def _target(card: Card, finder: Finder, path: str) -> str | None:
    """The object a path leads to by a link, at most one relation away."""
    head, dot, rest = path.partition(".")
    if dot:
        step = finder.step(card, head)
        card, head = (step.card, rest) if step else (card, "")
    spec = card.reads(finder.actor, head)
    return spec.target if spec is not None and spec.target else None
