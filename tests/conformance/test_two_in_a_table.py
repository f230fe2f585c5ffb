"""Two objects whose rows stand in one table: each passes what any object passes, and neither meets the other's rows."""

from __future__ import annotations

import types
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.db.models import UniqueConstraint

from enishi.kernel.action import Action
from enishi.kernel.card import Card
from enishi.kernel.doors.read import records
from enishi.kernel.doors.scope import branches
from enishi.kernel.doors.verbs import Create, Restore, Trash, Update
from enishi.kernel.doors.write import Item, write, write_many
from enishi.kernel.errors import Invalid, Missing
from enishi.kernel.object import Object
from enishi.kernel.registry import DeclarationError, Registry, registry
from enishi.platform.list_query import ListQuery
from enishi.platform.overlay import CardOverlays
from enishi.platform.search import rebuild
from enishi.platform.transfer.export import export
from enishi.platform.undo import undo
from enishi.testing import samples
from enishi.testing.world import World

from .conftest import LONG_ON_POSTGRESQL
from .test_files import *  # noqa: F403
from .test_files import imported, written
from .test_lists import *  # noqa: F403
from .test_records import *  # noqa: F403
from .test_rights import *  # noqa: F403
from .test_rights import rights
from .test_screens import *  # noqa: F403
from .test_thrown_away import IMPORTS, frozen, open_work
from .test_verbs import *  # noqa: F403

pytestmark = [pytest.mark.django_db, *LONG_ON_POSTGRESQL]
LABEL = "two_in_a_table"
MODEL = """
from django.db.models import CharField, Index, UniqueConstraint, Q
class Thing(Record):
    object = CharField(max_length=64)
    name = TextField("Name", required=True, folded=True)
    code = TextField("Plate")
    state = ChoiceField("State", options=(Choice("ready", "Ready"), Choice("away", "Away")))
    at = DateTimeField("Checked", indexed=True)
    account = LinkField(Account, "Customer", related_name="things")
    tows = LinkField("self", "Tows", related_name="towed")
    class Meta(Record.Meta):
        app_label = "two_in_a_table"
        indexes = [
            Index(fields=["object", "sort_key", "id"], name="thing_sk"),
            Index(fields=["object", "owner", "sort_key", "id", "trashed_at"], name="thing_ow"),
            Index(fields=["object", "updated_at", "id", "trashed_at"], name="thing_up"),
        ]
        constraints = [
            UniqueConstraint(fields=["object", *names], condition=Q(trashed_at=None), name=f"thing_{names[0]}")
            for names in (("external_source", "external_id"), ("code",))
        ]
"""
CARDS = """
class Send(Action):
    verb, label, writes, bulk = "send", "Send away", ("state",), True
    def do(self, record, actor, **given): record.state = "away"
class VanCard(Object):
    model, key, called, fixed = Thing, "van", ("Van", "Vans"), {"object": "van"}
    columns, search, board, calendar = ("name", "code", "state", "at", "owner"), {"name": 3, "code": 1}, "state", "at"
    timeline, actions, upkeep, match = True, (Send,), (OnTimeline("at", "account"),), ("code",)
class BoatCard(Object):
    model, key, called, fixed = Thing, "boat", ("Boat", "Boats"), {"object": "boat"}
    columns, search, board, calendar = ("name", "code", "state", "at", "owner"), {"name": 3, "code": 1}, "state", "at"
    timeline, actions, upkeep, match = True, (Send,), (OnTimeline("at", "account"),), ("code",)
class OnAccount(Contribution):
    to, related = "account", (Related("things_vans"), Related("things_boats"))
registry.add(VanCard, BoatCard, OnAccount)
"""


@pytest.fixture(scope="module", autouse=True)
def declared(django_db_setup: None, django_db_blocker: Any) -> Iterator[types.ModuleType]:
    """The table and its objects, for the tests of this file."""
    before = list(registry._declared), list(registry._contributed)
    module = types.ModuleType(f"enishi.{LABEL}")
    exec(compile(IMPORTS + MODEL + CARDS, LABEL, "exec"), module.__dict__)
    frozen()
    with django_db_blocker.unblock(), connection.schema_editor() as editor:
        editor.create_model(module.__dict__["Thing"])
    yield module
    with django_db_blocker.unblock(), connection.schema_editor() as editor:
        editor.delete_model(module.__dict__["Thing"])
    registry._declared[:], registry._contributed[:] = before
    frozen()
    apps.all_models.pop(LABEL)
    apps.clear_cache()


@pytest.fixture(autouse=True)
def boats(request: pytest.FixtureRequest) -> list[int]:
    """Boats lie in the table in every test above, named as the first vans will be, alive and in the trash."""
    if "world" not in request.fixturenames:
        return []
    world = request.getfixturevalue("world")
    boat = registry.card("boat")
    numbers = [samples.make(boat, world.admin, n) for n in range(1, 5)]
    write(Trash, world.admin, boat, numbers[-1])
    return numbers[:-1]


@pytest.fixture
def card() -> Card:
    return registry.card("van")


@pytest.fixture
def boat() -> Card:
    return registry.card("boat")


def test_each_is_told_of_as_itself(card: Card, boat: Card, web: Any, api: Any) -> None:
    assert card.model is boat.model
    page = web("Aiko").get("/trash").content.decode()
    for one, many in ((card, "Vans"), (boat, "Boats")):
        assert (str(one.label_plural), f'href="/o/{one.plural}"' in page, many in page) == (many, True, True)
        assert one.event("created") in registry.events
    assert {"/vans", "/boats"} <= set(api().get("openapi.json").json()["paths"])
    assert "object" not in api().get("objects/vans").content.decode().split('"fields"')[-1].split('"name"')


def test_a_row_of_one_is_nowhere_in_the_other(
    world: World, card: Card, boat: Card, boats: list[int], web: Any, api: Any, tmp_path: Path
) -> None:
    number = samples.make(card, world.admin, 50, name="Zephyr", code="Z-1")
    for key, mine, theirs in (("van", [number], boats), ("boat", boats, [number])):
        asked = records(key, world.admin)
        assert asked.ids() == mine
        assert asked.count().number == len(mine)
        assert asked.visible([*mine, *theirs]) == set(mine)
        assert {row.id for row in asked.page().rows} == set(mine)
        assert sum(count for _value, count in asked.groups("state")) == len(mine)
        assert bool(asked.search("zephyr").ids()) == (key == "van")
        with pytest.raises(Missing):
            asked.get(theirs[0])
        assert {row["id"] for row in api().get(f"{key}s").json()["results"]} == set(mine)
        for path in ("", "/timeline", "/history"):
            assert web().get(f"/o/{key}s/{theirs[0]}{path}").status_code == 404
        assert api().get(f"{key}s/{theirs[0]}").status_code == 404
        export(registry.card(key), world.admin, ListQuery(), tmp_path / f"{key}.csv")
        assert ("Zephyr" in (tmp_path / f"{key}.csv").read_text("utf-8-sig")) == (key == "van")
    assert len(records("boat", world.admin).in_trash().ids()) == 1
    assert records("van", world.admin).in_trash().ids() == []


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL reads a small table whole")
def test_a_list_of_one_walks_an_index_in_which_it_stands_alone(world: World, card: Card) -> None:
    (rows,) = branches(card, world.admin, page=True)
    plan = rows.filter(sort_key__isnull=False).order_by("sort_key", "pk")[:51].explain()
    assert "USING INDEX thing_sk (object=?" in plan
    assert "TEMP B-TREE" not in plan


def test_no_verb_of_one_touches_the_other(
    world: World, card: Card, boat: Card, boats: list[int], web: Any, api: Any
) -> None:
    number = samples.make(card, world.admin, 50, state="ready")
    verbs: list[tuple[type[Action], dict[str, Any]]] = [
        (Update, {"name": "Mine"}), (Trash, {}), (Restore, {}), (card.actions["send"], {}),
    ]  # fmt: skip
    before = world.snapshot()
    for verb, data in verbs:
        for here, there in ((card, boats[0]), (boat, number)):
            refused = write_many(verb, world.admin, here, [Item(there, data)])[0].refused
            assert isinstance(refused, Missing), (verb, here.key)
            assert there not in {pk for rows in branches(here, world.admin) for pk in rows.values_list("pk", flat=True)}
    assert api().patch(f"vans/{boats[0]}", {"name": "Mine"}).status_code == 404
    assert api().delete(f"vans/{boats[0]}").status_code == 404
    assert web().post(f"/o/vans/{boats[0]}/act/send").status_code == 404
    assert api().post("vans", {"name": "Towing", "tows": boats[0]}).status_code == 422
    assert world.snapshot() == before


def test_a_value_is_alone_among_its_own(world: World, card: Card, boat: Card) -> None:
    samples.make(boat, world.admin, 60, code="B-1")
    number = samples.make(card, world.admin, 61, code="B-1")
    with pytest.raises(Invalid) as refused:
        write(Create, world.admin, card, data={"name": "Second", "code": "B-1"})
    assert refused.value.fields.keys() == {"code"}
    write(Trash, world.admin, card, number)
    assert write(Create, world.admin, card, data={"name": "Second", "code": "B-1"}).id


def test_on_an_account_each_has_a_list_and_a_condition_of_its_own(
    world: World, card: Card, boat: Card, web: Any, api: Any
) -> None:
    accounts = [samples.make(registry.card("account"), world.admin, n) for n in (1, 2)]
    samples.make(card, world.admin, 50, name="Zephyr", account=accounts[0])
    samples.make(boat, world.admin, 51, name="Mistral", account=accounts[1])
    for relation, here, name in (("things_vans", accounts[0], "Zephyr"), ("things_boats", accounts[1], "Mistral")):
        for account in accounts:
            tab = web().get(f"/o/accounts/{account}?tab={relation}").content.decode()
            assert (name in tab.partition("<main")[2]) == (account == here)
        tree = {"count": relation, "op": "gte", "value": 1}
        assert [row["id"] for row in api().get("accounts", filter=tree).json()["results"]] == [here]


def test_files_work_and_undo_know_whose_they_are(world: World, card: Card, boat: Card, web: Any, api: Any) -> None:
    number = samples.make(card, world.admin, 50, name="Zephyr")
    twin = samples.make(boat, world.admin, 50, name="Mistral")
    browser = web()
    assert browser.post(f"/o/vans/{number}/files", {"file": SimpleUploadedFile("plan.txt", b"x")}).status_code == 302
    assert "plan.txt" in browser.get(f"/o/vans/{number}").content.decode()
    assert "plan.txt" not in browser.get(f"/o/boats/{twin}").content.decode()
    assert api().post("notes", {"body": "Oil is due", "about": f"van:{number}"}).status_code == 201
    assert "Oil is due" in browser.get(f"/o/vans/{number}/timeline").content.decode()
    assert "Oil is due" not in browser.get(f"/o/boats/{twin}/timeline").content.decode()
    assert registry.of(card.every_row().get(pk=number)).key == "van"
    assert registry.of(card.every_row().model._default_manager.get(pk=twin)).key == "boat"
    changed = write(Update, world.admin, boat, twin, {"name": "Bora"})
    assert changed.audit
    undo(changed.audit, world.admin)
    assert records(boat, world.admin).get(twin).title == "Mistral"


def test_a_file_of_one_finds_none_of_the_other(
    world: World, card: Card, boat: Card, boats: list[int], tmp_path: Path, data_folder: Any
) -> None:
    for n in (50, 51):
        samples.make(card, world.admin, n, code=f"C-{n}")
        samples.make(boat, world.admin, n, code=f"C-{n}")
    text = written(world, card, tmp_path)
    assert imported(world, card, text) == {"unchanged": 2}
    write(Trash, world.admin, card, max(records(card, world.admin).ids()))
    there = records(boat, world.admin).ids()
    imported(world, card, text)
    assert records(boat, world.admin).ids() == there
    assert boats[0] in there


def test_the_index_of_one_is_not_lacking_what_the_other_has(world: World, card: Card, boat: Card) -> None:
    samples.make(card, world.admin, 50, name="Zephyr")
    assert rebuild.verify(card).clean
    assert rebuild.verify(boat).clean
    assert rebuild.rebuild(card, rebuild.background) == 1


@pytest.mark.parametrize("reach", ["none", "own"])
def test_a_right_on_one_is_no_right_on_the_other(
    world: World, card: Card, boats: list[int], web: Any, api: Any, reach: str
) -> None:
    number = samples.make(card, world.admin, 50, name="Zephyr")
    world.take_roles("Ben")
    world.give("Ben", {**rights("*", "all"), "van": rights("*", reach)["*"]})
    assert records("van", world.actor("Ben")).ids() == []
    assert set(boats) <= set(records("boat", world.actor("Ben")).ids())
    person, browser = api("Ben"), web("Ben")
    for body in (person.get("boats"), browser.get("/o/boats"), browser.get("/search?q=zephyr"), browser.get("/trash")):
        assert "Zephyr" not in body.content.decode()
    assert person.get(f"boats/{number}").status_code == 404
    assert person.get(f"vans/{boats[0]}").status_code == 404


def test_a_link_into_such_a_table_from_outside_stops_the_start(declared: types.ModuleType) -> None:
    lines = """
class Stop(Record):
    thing = LinkField(Thing, "Thing", related_name="stops")
    class Meta(Record.Meta): app_label = "two_in_a_table"
"""
    try:
        exec(compile(lines, LABEL, "exec"), declared.__dict__)

        class StopCard(Object):
            model, title = declared.__dict__["Stop"], "thing"

        found = Registry()
        found.add(*registry._declared, *registry._events, StopCard)
        with pytest.raises(DeclarationError, match="“thing” leads to a table of several objects"):
            found.freeze()
    finally:
        apps.all_models[LABEL].pop("stop")
        apps.clear_cache()


@pytest.mark.parametrize(
    "fixed", [{"objekt": "raft"}, {}, {"object": "van"}, {"name": "raft"}, {"object": "raft", "code": "R"}]
)
def test_objects_that_their_fixed_columns_do_not_tell_apart_stop_the_start(fixed: dict[str, Any], card: Card) -> None:
    raft = type("Raft", (Object,), {"model": card.model, "key": "raft", "fixed": fixed, "__module__": __name__})
    found = Registry()
    found.add(*registry._declared, *registry._events, raft)
    with pytest.raises(DeclarationError, match="“fixed” must name columns"):
        found.freeze()


def test_what_is_unique_across_objects_of_a_table_stops_the_start(card: Card, monkeypatch: pytest.MonkeyPatch) -> None:
    across = UniqueConstraint(fields=["code"], name="across")
    monkeypatch.setattr(card.model._meta, "constraints", [*card.model._meta.constraints, across])
    found = Registry()
    found.add(*registry._declared, *registry._events)
    with pytest.raises(DeclarationError, match="in each unique constraint"):
        found.freeze()


class WithBarges(CardOverlays):
    """A workspace that made one more object itself, in the same table."""

    def __init__(self) -> None:
        super().__init__()
        self._made: tuple[Card, Mapping[str, Card]] | None = None

    def cards(self, declared: Mapping[str, Card]) -> Mapping[str, Card]:
        below = super().cards(declared)
        if self._made is None or self._made[0] is not below["boat"]:
            barge = replace(
                below["boat"], key="barge", plural="barges", label="Barge", label_plural="Barges",
                fixed={"object": "barge"},
            )  # fmt: skip
            self._made = below["boat"], {**below, "barge": barge}
        return self._made[1]


def test_an_object_that_only_the_workspace_has_is_an_object_like_any(
    world: World, boat: Card, boats: list[int], web: Any, api: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(registry, "overlay", WithBarges())
    barge = registry.card("barge")
    assert "barge" not in registry.bare
    assert barge.event("created") in registry.events
    assert (
        len(list(registry.contributions("barge", "compose")))
        == len(list(registry.contributions("boat", "compose")))
        > 0
    )
    number = samples.make(barge, world.admin, 70, name="Slow one")
    assert records(barge, world.admin).ids() == [number]
    assert records(boat, world.admin).ids() == boats
    assert registry.of(barge.every_row().get(pk=number)).key == "barge"
    browser, address = web(), f"/o/barges/{number}"
    for text, way in (("They want paint", "notes/compose?text=body"), ("Book the dock", "tasks/compose?text=name")):
        assert f"/o/{way}&amp;about=barge%3A{number}" in browser.get(address).content.decode()
        more = "&kind=task" if way.startswith("tasks") else ""
        wrote = browser.post(f"/o/{way}&about=barge:{number}{more}", {"text": text})
        assert wrote.status_code in (204, 302)
    page = browser.get(address).content.decode()
    assert "They want paint" in page
    assert "Book the dock" in open_work(page)
    assert {row["object"] for row in api().get(f"barges/{number}/timeline").json()["results"]} == {"note", "task"}
    assert "/barges" in api().get("openapi.json").json()["paths"]
