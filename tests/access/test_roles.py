"""Roles on their page: what an administrator changes there holds at the next request, everywhere, and is noted."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.utils import translation

from enishi.kernel.actor import VERBS
from enishi.kernel.doors.verbs import Create
from enishi.kernel.doors.write import write
from enishi.kernel.errors import Conflict, Denied, Invalid
from enishi.kernel.registry import registry
from enishi.platform import epoch
from enishi.platform.api import tokens
from enishi.platform.audit import recorded
from enishi.platform.models import Audit, Job, Member, Role, RoleOf
from enishi.platform.people import role_changes, roles, sign_ins
from enishi.platform.people.role_changes import reach, with_fields, with_reaches
from enishi.platform.search import guards
from enishi.platform.search.rebuild import rebuild
from enishi.platform.search.restrictions import REBUILD
from enishi.platform.undo import undo
from enishi.screens.settings.role_words import matters, sentences
from enishi.testing.fixtures import *  # noqa: F403
from enishi.testing.world import World
from tests.entry.conftest import passwords, sign_in  # noqa: F401

pytestmark = pytest.mark.django_db
CAPITAL, TELEPHONE = 12_345_678, "0455550142"
TEAM = dict.fromkeys(VERBS, "team")


@pytest.fixture
def admin(sign_in: Any) -> Client:  # noqa: F811
    made: Client = sign_in("Admin")
    return made


@pytest.fixture
def role(world: World) -> Role:
    """The one that Aiko, Ben and Chie have."""
    return Role.objects.get(name="Team")


@pytest.fixture
def number(world: World) -> int:
    made = write(
        Create,
        world.aiko,
        registry.card("account"),
        data={"name": "Harbour Works", "capital": CAPITAL, "phone": TELEPHONE},
    )
    return made.id or 0


def form(role: Role, **changed: str) -> dict[str, str]:
    """What the page of the role sends when only `changed` was touched."""
    role.refresh_from_db()
    every = {f"*.{verb}": reach(role.rights, "*", verb) for verb in VERBS}
    objects = {f"{card.key}.{verb}": "" for card in matters() for verb in VERBS}
    return {"version": str(role.version), "name": role.name, **every, **objects, **changed}


def index_anew() -> None:
    """What the queued jobs of search do."""
    for job in Job.objects.filter(state="queued", name=REBUILD):
        rebuild(registry.card(job.arguments["object"]))
        job.delete()


class Ben:
    """All the ways in which Ben meets customers."""

    def __init__(self, world: World) -> None:
        self.web = Client(HTTP_HOST="127.0.0.1", HTTP_ACCEPT_LANGUAGE="en")
        self.web.force_login(world.members["Ben"].user)
        self.headers = {"Authorization": f"Bearer {tokens.create(world.members['Ben'].pk, 'test', ())}"}

    def get(self, path: str, **query: str) -> Any:
        return self.web.get(path, query, headers=self.headers if path.startswith("/api/") else None)

    def exported(self) -> tuple[int, str]:
        answer: Any = self.web.post("/o/accounts/export", {"kind": "csv", "columns": "all"})
        body = answer.getvalue() if answer.streaming else answer.content
        return answer.status_code, body.decode("utf-8-sig")


def ways(ben: Ben, number: int) -> dict[str, str]:
    """What each place tells of the customer, as text without what parts figures."""
    found = {
        "list": ben.get("/o/accounts").content.decode(),
        "page": ben.get(f"/o/accounts/{number}").content.decode(),
        "form": ben.get(f"/o/accounts/{number}/edit").content.decode(),
        "history": ben.get(f"/o/accounts/{number}/history").content.decode(),
        "filters": ben.get("/o/accounts/fields").content.decode(),
        "print": ben.get("/o/accounts/print").content.decode(),
        "record of the interface": ben.get(f"/api/v1/accounts/{number}").content.decode(),
        "list of the interface": ben.get("/api/v1/accounts").content.decode(),
        "description of the interface": ben.get("/api/v1/openapi.json").content.decode(),
        "export": ben.exported()[1],
    }
    return {place: text.replace(",", "").lower() for place, text in found.items()}


def test_a_field_hidden_on_the_page_is_nowhere_from_the_next_request_on(
    world: World, admin: Client, role: Role, number: int
) -> None:
    ben = Ben(world)
    told = ways(ben, number)
    for place in ("page", "form", "history", "record of the interface", "list of the interface", "export"):
        assert str(CAPITAL) in told[place], place
    sort, column = {"sort": "capital"}, {"fields": "name,capital"}
    asked = {"filter": json.dumps({"field": "capital", "op": "gt", "value": 1})}
    # a column that is not there is left out of a page; what it is called stands in the address alone
    everywhere = [(path, query) for path in ("/api/v1/accounts", "/o/accounts") for query in (sort, column, asked)]
    assert [ben.get(path, **query).status_code for path, query in everywhere] == [200] * 6
    page = f"/settings/roles/{role.pk}/fields/accounts"
    assert 'name="field-capital"' in admin.get(page).content.decode()
    answer = admin.post(page, {"version": str(role.version), "field-capital": "none"})
    assert (answer.status_code, answer["Location"]) == (302, f"/settings/roles/{role.pk}")
    for place, text in ways(ben, number).items():
        assert str(CAPITAL) not in text, place
        assert "capital" not in text, place
    assert [ben.get(path, **query).status_code for path, query in everywhere] == [400, 400, 400, 400, 200, 400]
    listed = ben.get("/o/accounts", **column).content.decode()
    assert "Capital" not in listed
    assert "12,345,678" not in listed
    assert str(CAPITAL) in admin.get(f"/o/accounts/{number}").content.decode().replace(",", "")
    admin.post(page, {"version": str(role.version + 1), "field-capital": "edit"})
    assert str(CAPITAL) in ways(ben, number)["page"]
    role.refresh_from_db()
    assert role.rights == {"*": TEAM}


def test_what_is_hidden_is_not_found_and_the_page_says_while_search_is_adapted(
    world: World, admin: Client, role: Role, number: int
) -> None:
    ben = Ben(world)
    rebuild(registry.card("account"))
    assert "Harbour" in ben.get("/search", q=TELEPHONE).content.decode()
    page = f"/settings/roles/{role.pk}/fields/accounts"
    admin.post(page, {"version": str(role.version), "field-phone": "none"})
    assert "Harbour" not in ben.get("/search", q=TELEPHONE).content.decode()
    assert "account" in guards.settling()
    assert "Search is being adapted" in admin.get("/settings/roles").content.decode()
    index_anew()
    assert guards.settling() == []
    assert "Search is being adapted" not in admin.get("/settings/roles").content.decode()
    assert "Harbour" not in ben.get("/search", q=TELEPHONE).content.decode()
    assert "Harbour" in admin.get("/search", {"q": TELEPHONE}).content.decode()


def test_a_reach_changed_on_the_page_holds_in_list_page_interface_search_and_export_at_once(
    world: World, admin: Client, role: Role, number: int
) -> None:
    ben, page = Ben(world), f"/settings/roles/{role.pk}"
    rebuild(registry.card("account"))

    def met() -> list[Any]:
        return [
            "Harbour" in ben.get("/o/accounts").content.decode(),
            ben.get(f"/o/accounts/{number}").status_code,
            ben.get(f"/api/v1/accounts/{number}").status_code,
            "Harbour" in ben.get("/api/v1/accounts").content.decode(),
            "Harbour" in ben.get("/search", q="harbour").content.decode(),
            "Harbour" in ben.exported()[1],
        ]

    everything, nothing = [True, 200, 200, True, True, True], [False, 404, 404, False, False, False]
    assert met() == everything
    changed = {f"account.{verb}": "own" for verb in VERBS}
    assert admin.post(page, form(role, **changed)).status_code == 302
    assert met() == nothing
    # what the object has like the rest is nothing of its own
    assert admin.post(page, form(role, **{"account.see": "team", "account.edit": "own"})).status_code == 302
    role.refresh_from_db()
    assert role.rights == {"*": TEAM, "account": {**TEAM, "edit": "own"}}
    assert met() == everything
    assert ben.web.post(f"/o/accounts/{number}/edit", {"name": "Other"}).status_code == 403


def test_two_administrators_at_once_learn_of_each_other_and_lose_nothing(
    world: World, admin: Client, role: Role
) -> None:
    page, first, second = f"/settings/roles/{role.pk}", form(role, name="First"), form(role, **{"task.see": "all"})
    assert admin.post(page, first).status_code == 302
    before = world.snapshot()
    answer = admin.post(page, {**second, "name": "Second"})
    text = answer.content.decode()
    assert answer.status_code == 422
    assert "Somebody else changed this role meanwhile" in text
    assert 'value="Second"' in text
    assert world.snapshot() == before
    role.refresh_from_db()
    assert (role.name, f'name="version" value="{role.version}"' in text) == ("First", True)
    assert admin.post(page, {**second, "name": "Second", "version": str(role.version)}).status_code == 302
    role.refresh_from_db()
    assert (role.name, role.rights["task"]["see"]) == ("Second", "all")


def test_each_change_is_noted_and_raises_the_epoch_and_nothing_else_does(world: World, role: Role) -> None:
    def noted() -> tuple[str, dict[str, Any], dict[str, Any]]:
        row = recorded(Audit.objects.select_related("payload").filter(object="role").latest("pk"))
        return row.op, dict(row.old), dict(row.new)

    def raised(work: Any) -> bool:
        before = epoch.refresh().access
        work()
        return epoch.refresh().access > before

    dai = world.members["Dai"].pk
    assert raised(lambda: role_changes.make(world.admin, "Copy", role.pk))
    copy = Role.objects.get(name="Copy")
    assert noted() == ("created", {}, {"name": "Copy", "rights": role.rights})
    assert raised(lambda: role_changes.change(world.admin, copy.pk, 1, name="Other"))
    assert noted() == ("updated", {"name": "Copy"}, {"name": "Other"})
    assert not raised(lambda: role_changes.change(world.admin, copy.pk, 2, name="Other", rights=role.rights))
    assert raised(lambda: role_changes.give(world.admin, copy.pk, f"member:{dai}"))
    assert noted() == ("given", {}, {"to": f"member:{dai}"})
    assert not raised(lambda: role_changes.give(world.admin, copy.pk, f"member:{dai}"))
    assert world.dai.may("see", "account")
    gift = RoleOf.objects.get(role=copy).pk
    with pytest.raises(Conflict):
        role_changes.delete(world.admin, copy.pk)
    assert raised(lambda: role_changes.take(world.admin, copy.pk, gift))
    assert not world.dai.may("see", "account")
    assert raised(lambda: role_changes.delete(world.admin, copy.pk))
    assert noted()[0] == "deleted"
    with pytest.raises(Denied):
        undo(Audit.objects.filter(object="role").latest("pk").pk, world.admin)


def test_nobody_but_administrators_changes_roles(world: World, role: Role) -> None:
    before = world.snapshot(), list(Role.objects.values_list())
    for work in (
        lambda: role_changes.make(world.aiko, "Mine"),
        lambda: role_changes.change(world.aiko, role.pk, 1, rights={"*": dict.fromkeys(VERBS, "all")}),
        lambda: role_changes.give(world.aiko, role.pk, f"member:{world.members['Dai'].pk}"),
        lambda: role_changes.take(world.aiko, role.pk, RoleOf.objects.filter(role=role).latest("pk").pk),
        lambda: role_changes.delete(world.aiko, role.pk),
        lambda: sign_ins.appoint(world.members["Aiko"].pk, world.aiko),
        lambda: sign_ins.dismiss(world.members["Admin"].pk, world.aiko),
    ):
        with pytest.raises(Denied):
            work()
    assert (world.snapshot(), list(Role.objects.values_list())) == before


def test_one_administrator_remains_and_nobody_dismisses_themselves(world: World) -> None:
    aiko, admin, stale = world.members["Aiko"].pk, world.members["Admin"].pk, world.admin
    with pytest.raises(Denied, match="自分の管理者権限"):
        sign_ins.dismiss(admin, world.admin)
    sign_ins.appoint(aiko, world.admin)
    assert world.aiko.admin
    sign_ins.dismiss(admin, world.aiko)
    assert not world.admin.admin
    # of two who do it to each other at once the second finds himself alone with the last one
    for work in (sign_ins.dismiss, sign_ins.disable):
        with pytest.raises(Denied, match="最後の管理者"), transaction.atomic():
            work(aiko, stale)
    assert list(Member.objects.filter(is_admin=True).values_list("pk", flat=True)) == [aiko]


@pytest.mark.parametrize(("rights", "field"), [
    ({"*": {"see": "own", "edit": "all"}}, "*.see"),
    ({"*": TEAM, "contact": {**TEAM, "see": "none"}}, "contact.see"),
    ({"*": {**TEAM, "see": "everybody"}}, "*.see"),
    ({"*": {**TEAM, "fields": {"memo": "hidden"}}}, "*.memo"),
])  # fmt: skip
def test_rights_that_contradict_each_other_are_refused_with_the_place(
    world: World, role: Role, rights: Any, field: str
) -> None:
    before = world.snapshot()
    with pytest.raises(Invalid) as refused:
        role_changes.change(world.admin, role.pk, 1, rights=rights)
    assert field in refused.value.fields
    assert world.snapshot() == before


@pytest.mark.parametrize("name", ["", " ", "Team", "x" * 101, "a\nb"])
def test_a_role_needs_a_name_of_its_own(world: World, admin: Client, role: Role, name: str) -> None:
    answer = admin.post("/settings/roles", {"name": name, "like": str(role.pk)})
    assert answer.status_code == 422
    assert Role.objects.count() == 1


def test_an_object_follows_the_rest_until_it_has_something_of_its_own() -> None:
    rights = {"*": TEAM, "task": {**TEAM, "see": "all"}, "site": {**TEAM, "fields": {"fax": "none"}}}
    wider = with_reaches(rights, {"see": "all"}, {"account": {"edit": "own"}})
    every = {**TEAM, "see": "all"}
    assert wider == {
        "*": every,
        "account": {**every, "edit": "own"},
        "site": {**every, "fields": {"fax": "none"}},
    }
    shown = with_fields(wider, "site", {"fax": "edit"})
    assert shown == {"*": every, "account": {**every, "edit": "own"}}
    assert with_fields(shown, "account", {"capital": "read"})["account"]["fields"] == {"capital": "read"}


def test_the_sentences_say_what_the_rights_are(world: World) -> None:
    roles.seed("ja")
    by_preset = {row.preset: row.rights for row in Role.objects.all()}
    with translation.override("ja"):
        assert sentences(by_preset["sales"]) == [
            "自分とチームの記録を閲覧できます。",
            "自分の記録を作成・編集・削除・書き出し・取り込みできます。",
        ]
        hidden = with_fields(by_preset["support"], "account", {"capital": "none", "caution": "read"})
        assert sentences(hidden) == [
            "すべての記録を閲覧・作成・編集できます。",
            "記録の削除・書き出し・取り込みはできません。",
            "取引先の資本金は見えません。",
            "取引先の注意事項は閲覧だけできます。",
        ]
    with translation.override("en"):
        assert sentences(with_reaches(by_preset["read_only"], {}, {"task": {"edit": "own"}})) == [
            "Can see all records.",
            "Cannot create, edit, delete, export and import records.",
            "Can see all tasks.",
            "Can edit their own tasks.",
            "Cannot create, delete, export and import tasks.",
        ]


def test_what_a_person_meets_is_told_to_administrators(world: World, admin: Client) -> None:
    def page(name: str) -> str:
        return admin.get(f"/settings/people/{world.members[name].pk}").content.decode()

    ben, dai = page("Ben"), page("Dai")
    assert "Can see, create, edit, delete, export and import the team&#39;s records and their own." in ben
    assert "Accounts, Contacts, Tasks, Meetings and Calls" in ben
    assert "None but their own settings." in dai
    assert "They are an administrator." in page("Admin")
    sign_ins.disable(world.members["Ben"].pk, world.admin)
    assert "They cannot sign in" in page("Ben")
