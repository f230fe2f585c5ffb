"""An object declared in a few lines passes every test of conformance: what is promised of any object holds for it."""

from __future__ import annotations

import types
from collections.abc import Iterator
from typing import Any

import pytest
from django.apps import apps
from django.db import connection

from enishi.kernel.card import Card
from enishi.kernel.registry import registry
from enishi.platform.api import openapi

from .test_files import *  # noqa: F403
from .test_lists import *  # noqa: F403
from .test_records import *  # noqa: F403
from .test_rights import *  # noqa: F403
from .test_screens import *  # noqa: F403

LABEL = "thrown_away"
IMPORTS = """
from enishi.kernel.card import Choice
from enishi.kernel.fieldtypes.choice import ChoiceField
from enishi.kernel.fieldtypes.date_time import DateTimeField
from enishi.kernel.fieldtypes.link import LinkField
from enishi.kernel.fieldtypes.text import TextField
from enishi.kernel.object import Object
from enishi.kernel.registry import registry
from enishi.platform.models import Record
"""
DECLARATION = """
class Visit(Record):
    name = TextField("Reason", required=True, folded=True)
    place = TextField("Place")
    state = ChoiceField("State", options=(Choice("planned", "Planned"), Choice("done", "Done")))
    at = DateTimeField("When", indexed=True)
    before = LinkField("self", "Earlier visit", related_name="later")
    class Meta(Record.Meta):
        app_label = "thrown_away"
class VisitCard(Object):
    model = Visit
    columns = ("name", "place", "state", "at", "owner")
    search = {"name": 3, "place": 1}
    board, calendar = "state", "at"
registry.add(VisitCard)
"""


@pytest.fixture(scope="module", autouse=True)
def declared(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """The object and its table, for the tests of this file."""
    before = list(registry._declared)
    module = types.ModuleType("enishi.thrown_away")
    exec(compile(IMPORTS + DECLARATION, "thrown_away", "exec"), module.__dict__)
    registry.freeze()
    openapi._known.clear()
    with django_db_blocker.unblock(), connection.schema_editor() as editor:
        editor.create_model(module.__dict__["Visit"])
    yield
    with django_db_blocker.unblock(), connection.schema_editor() as editor:
        editor.delete_model(module.__dict__["Visit"])
    registry._declared[:] = before
    registry.freeze()
    openapi._known.clear()
    apps.all_models.pop(LABEL)
    apps.clear_cache()


@pytest.fixture
def card() -> Card:
    return registry.card("visit")


def test_the_declaration_is_as_short_as_promised() -> None:
    assert len(DECLARATION.strip().splitlines()) <= 15


def test_it_stands_in_the_menu_and_in_what_the_api_tells_of_itself(web: Any, api: Any) -> None:
    assert 'href="/o/visits"' in web("Aiko").get("/trash").content.decode()
    assert "visits" in [one["name"] for one in api("Aiko").get("objects").json()["results"]]
    assert "/visits" in api("Aiko").get("openapi.json").json()["paths"]
