"""An object that an administrator makes passes every test of conformance: all kinds of fields, links to and from it."""

from __future__ import annotations

import pytest

from enishi.kernel.card import Card
from enishi.kernel.registry import registry
from enishi.platform.own import object_verbs
from enishi.platform.own import verbs as field_verbs
from enishi.platform.own.asked_object import AskedObject
from enishi.platform.own.kinds import KINDS
from enishi.testing.world import World

from .test_files import *  # noqa: F403
from .test_lists import *  # noqa: F403
from .test_made_in_the_browser import asked
from .test_match_keys import *  # noqa: F403
from .test_records import *  # noqa: F403
from .test_rights import *  # noqa: F403
from .test_screens import *  # noqa: F403
from .test_verbs import *  # noqa: F403


@pytest.fixture(autouse=True)
def made(request: pytest.FixtureRequest) -> None:
    """An object with every kind of field, a link to accounts and one to itself, and a second one beside it."""
    if "world" in request.fixturenames:
        admin = request.getfixturevalue("world").admin
        for label, key in (("工事案件", "project"), ("機材", "machine")):
            object_verbs.make(admin, AskedObject(label_ja=label, label_en=key.title(), key=key))
        for kind in KINDS:
            more = {"target": "account"} if KINDS[kind].linked else {}
            field_verbs.make(admin, "x_project", asked(kind, **more))
        before = asked("link", target="x_project", key="before", label_ja="前の案件", label_en="Before")
        field_verbs.make(admin, "x_project", before)


@pytest.fixture
def card(world: World, made: None) -> Card:
    return registry.card("x_project")
