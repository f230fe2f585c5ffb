"""Objects of a workspace: made, linked, closed, archived and brought back in the browser, with every mistake said."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from enishi.kernel.doors.read import records
from enishi.kernel.doors.write import write
from enishi.kernel.errors import Conflict, Invalid
from enishi.kernel.registry import registry
from enishi.platform import epoch, memory
from enishi.platform.models import Audit, FieldDef, ObjectDef, Role, SavedView
from enishi.platform.own import object_verbs, verbs
from enishi.platform.own.asked_object import AskedObject, asked_of
from enishi.testing import samples
from enishi.testing.world import World

from .test_files import imported
from .test_rights import rights

pytestmark = pytest.mark.django_db
HERE, FIELDS, AS_PART = "/settings/objects", "/settings/fields", {"HX-Request": "true"}
PROJECT = {
    "label_ja": "工事案件", "label_en": "Project", "plural_en": "Projects", "title_ja": "案件名", "title_en": "Title",
    "icon": "folder", "timeline": "1",
}  # fmt: skip


@pytest.fixture
def browser(world: World, web: Any) -> Any:
    return web("Admin")


@pytest.fixture
def project(browser: Any) -> ObjectDef:
    """工事案件 with a link to accounts and a state."""
    assert browser.post(f"{HERE}/new", PROJECT).status_code == 302
    link = {"kind": "link", "label_ja": "施主", "label_en": "Customer", "target": "account"}
    assert browser.post(f"{FIELDS}/x_project/new", link).status_code == 302
    state = {"kind": "choice", "label_ja": "状況", "label_en": "State", "options_key": ["", ""],
             "options_ja": ["見積", "着工"], "options_en": ["Quoted", "Begun"],
             "options_tone": ["", "good"]}  # fmt: skip
    assert browser.post(f"{FIELDS}/x_project/new", state).status_code == 302
    return ObjectDef.objects.get()


def test_it_is_everywhere_with_the_next_request(browser: Any, project: ObjectDef, api: Any, world: World) -> None:
    account = samples.make(registry.card("account"), world.admin, 1)
    made = api().post("x_project", {"name": "Harbour wall", "x_customer": account, "x_state": "begun"})
    assert (made.status_code, made.json()["x_customer"]) == (201, account)
    page = browser.get("/o/x_project").content.decode()
    for text in ("Projects", "Harbour wall", "Title", "Customer", "Begun", 'href="/o/x_project"'):
        assert text in page, text
    assert "Link to a record" in browser.get(f"{FIELDS}/x_project").content.decode()
    assert "Harbour wall" in browser.get(f"/o/accounts/{account}?tab=by_x_project_x_customer").content.decode()
    for tree in (
        {"field": "x_customer", "op": "is", "value": account},
        {"field": "x_customer.name", "op": "is_not_empty"},
    ):
        assert [row["name"] for row in api().get("x_project", filter=tree).json()["results"]] == ["Harbour wall"]
    has = {"count": "by_x_project_x_customer", "op": "gte", "value": 1}
    assert [row["id"] for row in api().get("accounts", filter=has).json()["results"]] == [account]
    assert "<mark>Harbour</mark> wall" in browser.get("/search?q=harbour").content.decode()
    described = api().get("openapi.json").json()
    assert {"x_projectNew", "x_projectPage"} <= described["components"]["schemas"].keys()


def test_a_file_finds_what_it_links_to_by_name_and_each_record_by_both(
    world: World, project: ObjectDef, data_folder: Any
) -> None:
    accounts = [samples.make(registry.card("account"), world.admin, n) for n in (1, 2)]
    first, second = (records("account", world.admin).get(number).title for number in accounts)
    card = registry.card("x_project")
    text = f"Title,Customer,State\nRepairs,{first},Begun\nRepairs,{second},Quoted\n"
    assert imported(world, card, text) == {"create": 2}
    assert imported(world, card, text) == {"unchanged": 2}
    found = [(row["x_customer"].id, row["x_state"]) for row in records(card, world.admin).sorted("id").first(9)]
    assert found == [(accounts[0], "begun"), (accounts[1], "quoted")]


def test_whoever_may_not_see_the_other_is_told_nothing_of_it(
    world: World, project: ObjectDef, api: Any, web: Any
) -> None:
    account = samples.make(registry.card("account"), world.admin, 1)
    samples.make(registry.card("x_project"), world.admin, 1, name="Harbour wall", x_customer=account)
    world.take_roles("Ben")
    world.give("Ben", {**rights("*", "all"), "account": rights("*", "none")["*"]})
    (row,) = api("Ben").get("x_project").json()["results"]
    assert row["x_customer"] is None
    asked = {"field": "x_customer", "op": "is", "value": account}
    assert api("Ben").get("x_project", filter=asked).json()["results"] == []
    assert api("Ben").get("x_project", filter={"field": "x_customer.name", "op": "is_not_empty"}).status_code == 400
    assert api("Ben").post("x_project", {"name": "Mine", "x_customer": account}).status_code == 422
    world.take_roles("Ben")
    world.give("Ben", {**rights("*", "all"), "x_project": rights("*", "none")["*"]})
    assert api("Ben").get("x_project").status_code == web("Ben").get("/o/x_project").status_code == 404
    page = web("Ben").get(f"/o/accounts/{account}").content.decode()
    assert "Projects" not in page
    assert "x_project" not in api("Ben").get("openapi.json").content.decode()
    assert web("Ben").get(f"/o/accounts/{account}?tab=by_x_project_x_customer").status_code == 404


def test_a_merge_takes_the_links_along_and_its_undo_gives_them_back(world: World, project: ObjectDef) -> None:
    account, card = registry.card("account"), registry.card("x_project")
    winner, loser = (samples.make(account, world.admin, n) for n in (1, 2))
    number = samples.make(card, world.admin, 1, x_customer=loser)
    field = FieldDef.objects.get(key="x_customer")
    verbs.archive(world.admin, field.pk)
    write(account.actions["merge"], world.admin, account, winner, {"with": loser})
    verbs.bring_back(world.admin, field.pk)
    assert records("x_project", world.admin).get(number)["x_customer"].id == winner
    account = registry.card("account")
    write(account.actions["unmerge"], world.admin, account, winner, {"from": loser})
    assert records("x_project", world.admin).get(number)["x_customer"].id == loser


def test_a_closed_one_is_for_administrators_until_a_role_says_more(
    world: World, browser: Any, api: Any, web: Any
) -> None:
    world.give("Ben", rights("*", "all"))
    assert browser.post(f"{HERE}/new", {**PROJECT, "closed": "1"}).status_code == 302
    api().post("x_project", {"name": "Harbour wall"})
    assert api("Ben").get("x_project").status_code == 404
    assert "/o/x_project" not in web("Ben").get("/trash").content.decode()
    role = Role.objects.filter(rights__has_key="x_project").first()
    assert role is not None
    assert "Projects" in browser.get(f"/settings/roles/{role.pk}").content.decode()
    assert Audit.objects.filter(object="role", record=role.pk, op="updated").exists()


def test_archived_it_is_gone_for_everybody_and_comes_back_whole(
    world: World, browser: Any, project: ObjectDef, api: Any, web: Any, data_folder: Any
) -> None:
    account = samples.make(registry.card("account"), world.admin, 1)
    number = api().post("x_project", {"name": "Harbour wall", "x_customer": account}).json()["id"]
    assert api().post("notes", {"body": "They want paint", "about": f"x_project:{number}"}).status_code == 201
    view = SavedView.objects.create(name="Walls", object="x_project", owner=world.members["Admin"], query={})
    there = SavedView.objects.create(
        name="With projects", object="account", owner=world.members["Admin"],
        query={"filter": json.dumps({"count": "by_x_project_x_customer", "op": "gte", "value": 1})},
    )  # fmt: skip
    imported(world, registry.card("x_project"), "Title\nSecond\n")
    browser.post(f"/o/x_project/{number}/pin")
    audit = Audit.objects.filter(object="x_project", record=number).latest("pk")
    asked = browser.get(f"{HERE}/{project.pk}/archive").content.decode()
    assert "its records (2)" in asked
    assert "Walls" in asked
    assert browser.post(f"{HERE}/{project.pk}/archive").status_code == 302
    pages = ("/", "/trash", "/search?q=harbour", "/o/accounts", f"/o/accounts/{account}", "/settings/roles",
             "/settings/fields", "/import", f"/o/accounts?view={there.pk}", HERE, "/o/notes",
             "/calendar")  # fmt: skip
    for path in pages:
        answer = browser.get(path)
        assert answer.status_code == 200, path
        assert "Harbour wall" not in answer.content.decode(), path
    gone = ("/o/x_project", f"/o/x_project/{number}", f"/o/x_project?view={view.pk}", f"{FIELDS}/x_project")
    assert {browser.get(path).status_code for path in gone} == {404}
    assert api().get("x_project").status_code == api().get(f"x_project/{number}").status_code == 404
    assert api().get("changes").status_code == 200
    assert "x_project" not in api().get("openapi.json").content.decode()
    assert browser.post("/undo", {"id": str(audit.pk)}).status_code == 404
    note = api().get("notes").json()["results"][0]
    assert note["about"] is None
    assert browser.post(f"{HERE}/back", {"id": str(project.pk)}).status_code == 302
    assert "They want paint" in browser.get(f"/o/x_project/{number}").content.decode()
    assert [row["id"] for row in api().get("x_project", q="harbour").json()["results"]] == [number]
    assert browser.get(f"/o/x_project?view={view.pk}").status_code == 200


@pytest.mark.parametrize(
    ("sent", "field"),
    [
        ({"label_ja": "", "label_en": ""}, "in one language at least"),
        ({"label_ja": "取引先企業"}, "already"),
        ({"label_en": "Contact"}, "already"),
        ({"plural_en": "accounts"}, "already"),
        ({"label_en": "x" * 61}, "Shorten the name"),
        ({"key": "not a key"}, "small letters"),
        ({"icon": "skull"}, "Choose one of the list"),
    ],
)
def test_what_cannot_be_is_refused_and_comes_back_as_it_was_typed(browser: Any, sent: Any, field: str) -> None:
    if sent.get("label_ja"):
        with translation.override("ja"):
            sent = {"label_ja": str(registry.card("account").label)}
    answer = browser.post(f"{HERE}/new", {**PROJECT, **sent}, headers=AS_PART)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert field in page
    assert "案件名" in page
    assert not ObjectDef.objects.exists()


def test_names_of_addresses_and_keys_once_used_are_nobodys(world: World) -> None:
    made = object_verbs.make(world.admin, AskedObject(label_en="Import"))
    assert made.key == "x_import"
    object_verbs.archive(world.admin, made.pk)
    with pytest.raises(Invalid) as refused:
        object_verbs.make(world.admin, AskedObject(label_en="Other", key="import"))
    assert refused.value.fields.keys() == {"key"}
    with pytest.raises(Invalid):
        object_verbs.make(world.admin, AskedObject(label_en="Import"))
    assert object_verbs.make(world.admin, AskedObject(label_ja="工事案件")).key == "x_object"


def test_the_second_of_two_administrators_is_told(world: World, project: ObjectDef) -> None:
    seen = project.version
    object_verbs.change(world.admin, project.pk, AskedObject(label_en="Job", timeline=False), seen)
    with pytest.raises(Conflict):
        object_verbs.change(world.admin, project.pk, AskedObject(label_en="Work"), seen)
    assert asked_of(ObjectDef.objects.get()).label_en == "Job"
    assert registry.card("x_project").timeline is False


def test_another_process_has_it_with_its_next_reading(world: World, project: ObjectDef) -> None:
    memory.here().forget()
    assert registry.card("x_project").fields["x_customer"].target == "account"
    ObjectDef.objects.filter(pk=project.pk).update(label_en="Job")
    epoch.advance("cards")
    epoch.refresh()
    assert str(registry.card("x_project").label) == "Job"


def test_fifty_objects_cost_a_request_no_query_more(world: World, browser: Any, project: ObjectDef) -> None:
    account = samples.make(registry.card("account"), world.admin, 1)

    def queries(path: str) -> int:
        browser.get(path)
        with CaptureQueriesContext(connection) as asked:
            assert browser.get(path).status_code == 200
        return len(asked)

    before = [queries(path) for path in ("/o/accounts", f"/o/accounts/{account}")]
    for n in range(50):
        object_verbs.make(world.admin, AskedObject(label_en=f"Thing {n}", key=f"thing_{n}"))
    cards = registry.cards
    assert [queries(path) for path in ("/o/accounts", f"/o/accounts/{account}")] == before
    assert registry.cards is cards
