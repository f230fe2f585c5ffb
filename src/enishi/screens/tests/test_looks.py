"""What facts of a declaration look like: a rating and a tie, and how often something happened."""

from __future__ import annotations

import pytest
from django.utils import translation

from enishi.kernel.condition.parse import parse
from enishi.kernel.doors.read import context
from enishi.kernel.doors.rows import Row
from enishi.kernel.fieldtypes.rating import Rating
from enishi.kernel.registry import registry
from enishi.platform.conditions.sentence import sentence
from enishi.screens.looks import MAKERS
from enishi.testing.world import World

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("language", "said"), [("ja", "評価 3/5"), ("en", "Rated 3 of 5")])
def test_a_rating_is_drawn_and_told_as_one_and_never_as_a_tie(world: World, language: str, said: str) -> None:
    card = registry.card("contact")
    spec, row = card.fields["tie"], Row(card, 1, 1, "", {})
    with translation.override(language):
        rating = MAKERS[Rating.cell](row, spec, 3, world.aiko)
        tie = MAKERS[spec.type.cell](row, spec, 3, world.aiko)
    assert (rating.kind, rating.text, rating.title) == ("rating", "★★★☆☆", said)
    assert (tie.kind, tie.knots) == ("tie", 3)


@pytest.mark.parametrize(
    ("key", "relation", "counted"), [("contact", "calls", "3回以上"), ("account", "contacts", "3件以上")]
)
def test_what_happens_is_counted_in_times_and_people_are_not(
    world: World, key: str, relation: str, counted: str
) -> None:
    card = registry.card(key)
    node = parse({"count": relation, "op": "gte", "value": 3}, card, world.aiko, registry, context(world.aiko))
    assert counted in sentence(node, card, "ja")
