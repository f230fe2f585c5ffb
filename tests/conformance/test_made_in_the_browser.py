"""Fields that an administrator makes pass every test of conformance: made by the verbs of the settings page, live."""

from __future__ import annotations

from typing import Any

import pytest

from enishi.kernel.card import Card
from enishi.kernel.doors.read import records
from enishi.kernel.registry import registry
from enishi.platform.own import verbs
from enishi.platform.own.asked import Asked, Option
from enishi.platform.own.kinds import KINDS
from enishi.testing import samples
from enishi.testing.world import World

from .conftest import LONG_ON_POSTGRESQL
from .test_files import *  # noqa: F403
from .test_files import imported, written
from .test_lists import *  # noqa: F403
from .test_match_keys import *  # noqa: F403
from .test_records import *  # noqa: F403
from .test_rights import *  # noqa: F403
from .test_screens import *  # noqa: F403

pytestmark = [pytest.mark.django_db, *LONG_ON_POSTGRESQL]

OPTIONS = (Option(ja="高", en="High", tone="bad"), Option(ja="低", en="Low"))


def asked(kind: str, **more: Any) -> Asked:
    """A field of this kind, called after it."""
    options, target = OPTIONS if KINDS[kind].chosen else (), "contact" if KINDS[kind].linked else ""
    labels = {"label_ja": f"自社の{KINDS[kind].label}", "label_en": f"Own {kind}"}
    return Asked(**{"kind": kind, **labels, "key": f"own_{kind}", "options": options, "target": target, **more})


@pytest.fixture(autouse=True)
def made(request: pytest.FixtureRequest) -> None:
    """Every kind of field on accounts, made as the settings page makes them."""
    if "world" in request.fixturenames:
        admin = request.getfixturevalue("world").admin
        for kind in KINDS:
            verbs.make(admin, "account", asked(kind))


@pytest.fixture
def card(world: World, made: None) -> Card:
    return registry.card("account")


def test_the_tests_above_are_of_a_card_with_all_kinds(card: Card) -> None:
    assert {f"x_own_{kind}" for kind in KINDS} <= card.fields.keys()
    assert not {name for name in registry.bare["account"].fields if name.startswith("x_")}


def test_a_file_with_all_kinds_comes_back_as_it_was(world: World, card: Card, tmp_path: Any, data_folder: Any) -> None:
    samples.make(card, world.admin, 1)
    assert imported(world, card, written(world, card, tmp_path)) == {"unchanged": 1}


def test_a_text_of_an_own_field_is_found_until_it_is_archived(world: World, card: Card, web: Any) -> None:
    number = samples.make(card, world.admin, 1, x_own_text="Zephyrus", x_own_long_text="A long tale of Mistral")
    for word in ("zephyrus", "mistral"):
        assert records(card, world.admin).search(word).ids() == [number], word
    verbs.archive(world.admin, next(row.pk for row in verbs.fields_of(card) if row.key == "x_own_text"))
    now = registry.card("account")
    assert records(now, world.admin).search("zephyrus").ids() == []
    assert records(now, world.admin).search("mistral").ids() == [number]
