"""An object declared in a few lines passes every test of conformance: what is promised of any object holds for it."""

from __future__ import annotations

import re
import types
from collections.abc import Iterator
from typing import Any

import pytest
from django.apps import apps
from django.db import connection

from enishi.kernel.action import Action
from enishi.kernel.card import Card
from enishi.kernel.contribution import Contribution
from enishi.kernel.doors.read import records
from enishi.kernel.object import Related
from enishi.kernel.registry import DeclarationError, Registry, registry
from enishi.platform.api import openapi
from enishi.platform.models import Audit
from enishi.testing import samples
from enishi.testing.world import World

from .test_files import *  # noqa: F403
from .test_lists import *  # noqa: F403
from .test_records import *  # noqa: F403
from .test_rights import *  # noqa: F403
from .test_rights import rights
from .test_screens import *  # noqa: F403

LABEL = "thrown_away"
IMPORTS = """
from enishi.customers.models import Account
from enishi.kernel.action import Action
from enishi.kernel.card import Choice
from enishi.kernel.contribution import Contribution
from enishi.kernel.fieldtypes.choice import ChoiceField
from enishi.kernel.fieldtypes.date_time import DateTimeField
from enishi.kernel.fieldtypes.link import LinkField
from enishi.kernel.fieldtypes.text import TextField
from enishi.kernel.object import Object, Related
from enishi.kernel.registry import registry
from enishi.platform.models import Record
"""
DECLARATION = """
class Visit(Record):
    name = TextField("Reason", required=True, folded=True)
    place = TextField("Place")
    state = ChoiceField("State", options=(Choice("planned", "Planned"), Choice("done", "Done")))
    at = DateTimeField("When", indexed=True)
    account = LinkField(Account, "Customer", related_name="visits")
    class Meta(Record.Meta): app_label = "thrown_away"
class Hold(Action):
    verb, label, writes, bulk = "hold", "Hold the visit", ("state",), True
    def do(self, record, actor, **given): record.state = "done"
class VisitCard(Object):
    model, columns = Visit, ("name", "place", "state", "at", "owner")
    search, board, calendar = {"name": 3, "place": 1}, "state", "at"
    timeline, actions = True, (Hold,)
registry.add(VisitCard)
"""
UPWARD = """
class Stop(Action):
    verb, label, writes, bulk = "stop_visits", "Stop visiting", ("caution",), True
    def do(self, record, actor, **given): record.caution = "No visits"
class VisitsOnAccount(Contribution):
    to, related, actions = "account", (Related("visits", columns=("name", "state")),), (Stop,)
registry.add(VisitsOnAccount)
"""


@pytest.fixture(scope="module", autouse=True)
def declared(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """The object and its table, for the tests of this file."""
    before = list(registry._declared), list(registry._contributed)
    module = types.ModuleType("enishi.thrown_away")
    exec(compile(IMPORTS + DECLARATION + UPWARD, "thrown_away", "exec"), module.__dict__)
    registry.freeze()
    openapi._known.clear()
    with django_db_blocker.unblock(), connection.schema_editor() as editor:
        editor.create_model(module.__dict__["Visit"])
    yield
    with django_db_blocker.unblock(), connection.schema_editor() as editor:
        editor.delete_model(module.__dict__["Visit"])
    registry._declared[:], registry._contributed[:] = before
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


@pytest.fixture
def account(world: World) -> int:
    return samples.make(registry.card("account"), world.admin, 1)


def test_it_stands_as_a_tab_on_the_account_with_its_rows(world: World, web: Any, card: Card, account: int) -> None:
    samples.make(card, world.admin, 2, name="Spring visit", place="Back gate", account=account)
    samples.make(card, world.admin, 3, name="Elsewhere")
    browser, address = web(), f"/o/accounts/{account}"
    assert f'href="{address}?tab=visits"' in browser.get(address).content.decode()
    tab = browser.get(f"{address}?tab=visits").content.decode()
    assert "Spring visit" in tab
    assert "Elsewhere" not in tab
    assert "Back gate" not in tab  # the contribution names other columns
    assert f"/o/visits/new?account={account}" in tab
    assert browser.get(f"{address}/related/visits/count").content == b"1"


def test_who_may_not_see_it_has_no_tab(world: World, web: Any, card: Card, account: int) -> None:
    samples.make(card, world.admin, 2, name="Spring visit", account=account)
    world.take_roles("Ben")
    world.give("Ben", {**rights("*", "all"), "visit": {"see": "none"}})
    browser, address = web("Ben"), f"/o/accounts/{account}"
    page = browser.get(address).content.decode()
    assert "tab=visits" not in page
    assert "/o/visits" not in page
    assert browser.get(f"{address}?tab=visits").status_code == 404
    assert browser.get(f"{address}/related/visits/count").status_code == 404


def test_a_verb_contributed_to_a_lower_card_is_a_verb_of_it_on_page_api_and_bulk(
    world: World, web: Any, api: Any, account: int
) -> None:
    other = samples.make(registry.card("account"), world.admin, 4)
    browser, person, address = web(), api(), f"/o/accounts/{account}"
    accounts = records("account", world.admin)
    was = {number: accounts.get(number)["caution"] for number in (account, other)}
    assert f"{address}/act/stop_visits" in browser.get(address).content.decode()
    assert "/o/accounts/bulk/stop_visits" in browser.get("/o/accounts").content.decode()
    listed = next(one for one in person.get("objects").json()["results"] if one["name"] == "accounts")
    assert "stop_visits" in listed["actions"]
    assert "/accounts/{id}/actions/stop_visits" in person.get("openapi.json").json()["paths"]
    for touched, do in (
        ([account], lambda: browser.post(f"{address}/act/stop_visits")),
        ([account], lambda: person.post(f"accounts/{account}/actions/stop_visits", {})),
        ([account, other], lambda: browser.post("/o/accounts/bulk/stop_visits", {"id": [account, other]})),
    ):
        last = Audit.objects.latest("pk").pk
        assert do().status_code in (200, 204, 302)
        assert {accounts.get(number)["caution"] for number in touched} == {"No visits"}
        written = Audit.objects.filter(pk__gt=last, object="account", op="stop_visits").order_by("record")
        assert [row.record for row in written] == touched
        mark = ".".join(str(row.pk) for row in written)
        assert browser.post("/undo", {"id": mark}).status_code in (200, 204, 302)
        assert {number: accounts.get(number)["caution"] for number in was} == was


class Wrong(Contribution):
    """Adds what each test says."""

    to = "account"


@pytest.mark.parametrize(
    ("wrong", "named"),
    [
        ({"related": (Related("visist"),)}, "Wrong names “visist”"),
        ({"related": (Related("visits", columns=("nmae",)),)}, "Wrong names “nmae”, which visit does not have"),
        ({"actions": (type("Odd", (Action,), {"verb": "odd", "writes": ("cauton",)}),)}, "Wrong names “cauton”"),
        ({"actions": (type("Again", (Action,), {"verb": "change_company"}),)}, "Wrong adds “change_company”"),
        ({"to": "shell", "place": "create", "related": (Related("visits"),)}, "Wrong adds to “shell”"),
    ],
)
def test_a_contribution_with_a_wrong_name_stops_the_start_and_is_named(
    monkeypatch: pytest.MonkeyPatch, wrong: dict[str, Any], named: str
) -> None:
    for name, value in wrong.items():
        monkeypatch.setattr(Wrong, name, value)
    found = Registry()
    found.add(*registry._declared, Wrong)
    with pytest.raises(DeclarationError, match=re.escape(named)):
        found.freeze()
