"""An object declared in a few lines passes every test of conformance: what is promised of any object holds for it."""

from __future__ import annotations

import re
import types
from collections.abc import Iterator
from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

import pytest
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection

from enishi.kernel.action import Action, Need
from enishi.kernel.card import Card, Choice
from enishi.kernel.contribution import Contribution
from enishi.kernel.doors.read import records
from enishi.kernel.doors.rows import Linked
from enishi.kernel.doors.verbs import Restore, Trash, Update
from enishi.kernel.doors.write import write
from enishi.kernel.fieldtypes.choice import SingleChoice
from enishi.kernel.fieldtypes.text import Text
from enishi.kernel.object import Related
from enishi.kernel.registry import DeclarationError, Registry, registry
from enishi.platform import memory
from enishi.platform.list_query import ListQuery
from enishi.platform.models import Audit
from enishi.platform.on_timeline import OnTimeline
from enishi.platform.overlay import CardOverlays
from enishi.platform.transfer.export import export
from enishi.platform.undo import undo
from enishi.screens.record.timelines import _labels as labels
from enishi.screens.record.timelines import kind_label
from enishi.testing import samples
from enishi.testing.world import World

from .test_files import *  # noqa: F403
from .test_files import imported
from .test_lists import *  # noqa: F403
from .test_match_keys import *  # noqa: F403
from .test_records import *  # noqa: F403
from .test_rights import *  # noqa: F403
from .test_rights import rights
from .test_screens import *  # noqa: F403
from .test_verbs import *  # noqa: F403

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
from enishi.platform.on_timeline import OnTimeline
"""
DECLARATION = """
class Visit(Record):
    name = TextField("Reason", required=True, folded=True)
    place = TextField("Place")
    state = ChoiceField("State", options=(Choice("planned", "Planned"), Choice("done", "Done")))
    at, until = DateTimeField("When", indexed=True), DateTimeField("Until")
    account = LinkField(Account, "Customer", related_name="visits")
    class Meta(Record.Meta): app_label = "thrown_away"
class Hold(Action):
    verb, label, writes, bulk = "hold", "Hold the visit", ("state",), True
    def do(self, record, actor, **given): record.state = "done"
class VisitCard(Object):
    model, columns = Visit, ("name", "place", "state", "at", "owner")
    search, match, board = {"name": 3, "place": 1}, ("place", ("account", "at")), "state"
    calendar, ends, timeline, actions, upkeep = "at", "until", True, (Hold,), (OnTimeline("at", "account"),)
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


def frozen() -> None:
    """Freeze the registry anew, and forget what was kept of the cards before."""
    registry.freeze()
    registry.overlay = CardOverlays()
    memory.here().forget()


@pytest.fixture(scope="module", autouse=True)
def declared(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """The object and its table, for the tests of this file."""
    before = list(registry._declared), list(registry._contributed)
    module = types.ModuleType("enishi.thrown_away")
    exec(compile(IMPORTS + DECLARATION + UPWARD, "thrown_away", "exec"), module.__dict__)
    frozen()
    with django_db_blocker.unblock(), connection.schema_editor() as editor:
        editor.create_model(module.__dict__["Visit"])
    yield
    with django_db_blocker.unblock(), connection.schema_editor() as editor:
        editor.delete_model(module.__dict__["Visit"])
    registry._declared[:], registry._contributed[:] = before
    frozen()
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


def test_a_file_recognises_it_by_a_pair_also_of_a_company_that_is_made_on_the_way(
    world: World, data_folder: Any
) -> None:
    lines = "Reason,Customer,When,State\n{first}\nTalk,Orchid,2026-04-02 10:00,Planned\n"
    first = "Talk,Orchid,2026-04-01 10:00,Planned"
    assert imported(world, registry.card("visit"), lines.format(first=first)) == {"create": 2}
    other = lines.format(first=first.replace("Talk", "Longer talk")).replace("Orchid", "Orchid Ltd.")
    assert imported(world, registry.card("visit"), other) == {"unchanged": 2}
    assert records("visit", world.admin).count().number == 2
    twice = "Reason,Customer,When\nTalk,Willow,2026-04-01 10:00\nTalk again,Willow,2026-04-01 10:00\n"
    assert imported(world, registry.card("visit"), twice) == {"create": 1, "unchanged": 1}


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


HOW = Need("how", SingleChoice((Choice("mail", "Mail"),)), "How", choices=(Choice("mail", "Mail"),))
BY = ("how", ("mial",))


@pytest.mark.parametrize(
    ("wrong", "named"),
    [
        ({"related": (Related("visist"),)}, "Wrong names “visist”"),
        ({"related": (Related("visits", columns=("nmae",)),)}, "Wrong names “nmae”, which visit does not have"),
        ({"actions": (type("Odd", (Action,), {"verb": "odd", "writes": ("cauton",)}),)}, "Wrong names “cauton”"),
        ({"actions": (type("Again", (Action,), {"verb": "change_company"}),)}, "Wrong adds “change_company”"),
        (
            {"actions": (type("Mute", (Action,), {"verb": "mute", "event": "customers.contact.movd"}),)},
            "Mute emits “customers.contact.movd”, which is no event. Did you mean “customers.contact.moved”?",
        ),
        (
            {
                "actions": (
                    type(
                        "Ask",
                        (Action,),
                        {
                            "verb": "ask",
                            "needs": (HOW, Need("x", Text(), "X", when=BY)),
                        },
                    ),
                )
            },
            "Ask: “x” is asked when no earlier need can say so.",
        ),
        ({"to": "shell", "place": "create", "related": (Related("visits"),)}, "Wrong adds to “shell”"),
    ],
)
def test_a_contribution_with_a_wrong_name_stops_the_start_and_is_named(
    monkeypatch: pytest.MonkeyPatch, wrong: dict[str, Any], named: str
) -> None:
    for name, value in wrong.items():
        monkeypatch.setattr(Wrong, name, value)
    found = Registry()
    found.places = registry.places
    found.add(*registry._declared, *registry._events, Wrong)
    with pytest.raises(DeclarationError, match=re.escape(named)):
        found.freeze()


@pytest.fixture
def visit(world: World, card: Card) -> int:
    """A visit of Chie's, whom Ben does not see."""
    world.give("Chie", rights("*", "all"))
    return samples.make(card, world.chie, 5, name="Autumn visit")


def about(browser: Any, visit: int, plural: str, text: str, value: str, **more: str) -> None:
    """Write one entry with the composer of the visit's page."""
    page = browser.get(f"/o/visits/{visit}").content.decode()
    assert f"/o/{plural}/compose?text={text}&amp;about=visit%3A{visit}" in page
    answer = browser.post(f"/o/{plural}/compose?text={text}&about=visit:{visit}&" + urlencode(more), {"text": value})
    assert answer.status_code in (204, 302), answer.content


def open_work(page: str) -> str:
    """The panel of the page with the open work about its record."""
    _before, there, rest = page.partition('id="open-work"')
    assert there
    return rest.partition("</section>")[0]


def test_work_can_be_about_it_and_stands_on_its_page(world: World, web: Any, api: Any, visit: int) -> None:
    browser, person, address = web("Chie"), api("Chie"), f"/o/visits/{visit}"
    about(browser, visit, "notes", "body", "They ask for a quiet room")
    about(browser, visit, "tasks", "name", "Book the room", kind="task", due_on="2026-12-01")
    about(browser, visit, "calls", "body", "Rang the gate", kind="call")
    meeting = person.post(
        "meetings", {"name": "Tea", "kind": "visit", "starts_at": "2026-11-20T10:00", "about": f"visit:{visit}"}
    )
    assert (meeting.status_code, meeting.json()["about"]) == (201, f"visit:{visit}")
    page, told = browser.get(address).content.decode(), browser.get(f"{address}/timeline").content.decode()
    for text in ("They ask for a quiet room", "Book the room", "Rang the gate", "Tea"):
        assert text in page
        assert text in told
    assert "Book the room" in open_work(page)
    touches = person.get(f"visits/{visit}/timeline").json()["results"]
    assert {touch["object"] for touch in touches} == {"note", "task", "call", "meeting"}
    task = person.get("tasks", filter={"field": "about", "op": "is", "value": f"visit:{visit}"}).json()["results"][0]
    assert (task["name"], task["account"], task["contact"]) == ("Book the room", None, None)
    shown = browser.get(f"/o/tasks/{task['id']}").content.decode()
    assert f'href="{address}"' in shown
    assert "Autumn visit" in shown
    history = browser.get(f"/o/tasks/{task['id']}/history").content.decode()
    assert "Autumn visit" in history
    done = browser.post(f"/o/tasks/{task['id']}/act/complete")
    assert done.status_code in (200, 204, 302)
    assert "Book the room" not in open_work(browser.get(address).content.decode())


def test_what_work_is_about_is_changed_undone_exported_and_asked(
    world: World, api: Any, visit: int, card: Card, tmp_path: Any
) -> None:
    other = samples.make(card, world.chie, 6)
    person, task = api("Chie"), registry.card("task")
    number = samples.make(task, world.chie, 7, about=f"visit:{visit}")
    changed = write(Update, world.chie, task, number, {"about": f"visit:{other}"})
    assert records(task, world.chie).get(number)["about"].value == f"visit:{other}"
    undo(changed.audit, world.chie)
    assert records(task, world.chie).get(number)["about"] == Linked("visit", visit, "Autumn visit", anywhere=True)
    path = tmp_path / "tasks.csv"
    export(task, world.chie, ListQuery(), path)
    assert f"visit:{visit}" in path.read_text("utf-8-sig")
    empty = samples.make(task, world.chie, 8)

    def found(op: str, **value: str) -> set[int]:
        rows = person.get("tasks", filter={"field": "about", "op": op, **value}).json()["results"]
        return {row["id"] for row in rows} & {number, empty}

    assert found("is", value=f"visit:{visit}") == {number}
    assert found("is_not", value=f"visit:{visit}") == {empty}
    assert found("is", value=f"visit:{other}") == set()
    assert found("is_empty") == {empty}
    assert found("is_not_empty") == {number}
    write(Trash, world.chie, card, visit)
    assert records(task, world.chie).get(number)["about"].readable is False
    write(Restore, world.chie, card, visit)
    assert records(task, world.chie).get(number)["about"].id == visit


WRONG = ("visit:999999", "member:1", "nothing:1", "visit", "visit:-1", "tag:1", 7, ["visit:1"])


@pytest.mark.parametrize("wrong", WRONG)
def test_what_work_cannot_be_about_is_refused_with_a_sentence_and_nothing_is_written(
    world: World, api: Any, visit: int, wrong: Any
) -> None:
    before = world.snapshot()
    refused = api("Chie").post("tasks", {"name": "Call", "kind": "task", "about": wrong})
    assert refused.status_code == 422
    assert refused.json()["errors"].keys() == {"about"}
    assert len(refused.json()["errors"]["about"]) > 20
    assert world.snapshot() == before


def test_work_about_a_customer_is_work_with_the_customer(world: World, api: Any, account: int) -> None:
    made = api().post("tasks", {"name": "Call", "kind": "task", "about": f"account:{account}"}).json()
    assert (made["about"], made["account"]) == (None, account)


def test_it_stands_on_the_timeline_of_its_account_without_an_upkeep_of_its_own(
    world: World, web: Any, api: Any, card: Card, account: int
) -> None:
    number = samples.make(card, world.admin, 2, name="Spring visit", account=account, at="2026-11-20T10:00:00Z")
    other = samples.make(registry.card("account"), world.admin, 5)
    browser, person = web(), api()

    def told(customer: int) -> list[tuple[str, int, str]]:
        rows = person.get(f"accounts/{customer}/timeline").json()["results"]
        return [(row["object"], row["record"]["id"], row["at"]) for row in rows]

    assert told(account) == [("visit", number, "2026-11-20T10:00:00.000000Z")]
    assert "Spring visit" in browser.get(f"/o/accounts/{account}/timeline").content.decode()
    world.take_roles("Ben")
    world.give("Ben", {**rights("*", "all"), "visit": rights("*", "own")["*"]})
    assert "Spring visit" not in web("Ben").get(f"/o/accounts/{account}/timeline").content.decode()
    write(Update, world.admin, card, number, {"at": "2026-11-21T10:00:00Z", "account": other})
    assert (told(account), told(other)) == ([], [("visit", number, "2026-11-21T10:00:00.000000Z")])
    write(Trash, world.admin, card, number)
    assert told(other) == []
    write(Restore, world.admin, card, number)
    assert [row[1] for row in told(other)] == [number]


@pytest.fixture
def touched(world: World, card: Card, account: int) -> str:
    """The timeline of an account with a visit and a meeting of the kind "visit"."""
    samples.make(card, world.admin, 2, name="Spring visit", account=account)
    samples.make(registry.card("meeting"), world.admin, 3, name="Tea", kind="visit", account=account, contact=None)
    return f"accounts/{account}/timeline"


def test_a_kind_of_another_object_by_its_name_is_another_kind(web: Any, api: Any, touched: str) -> None:
    browser, person = web(), api()
    told = {
        kind: browser.get(f"/o/{touched}?kind={kind}").content.decode() for kind in ("meeting.visit", "visit.visit")
    }
    for kind, shown, other in (("meeting.visit", "Tea", "Spring visit"), ("visit.visit", "Spring visit", "Tea")):
        assert len(re.findall(f'href="/o/{touched}[?]kind={kind}"', told[kind])) == 1
        assert shown in told[kind]
        assert other not in told[kind]
    asked = {kind: person.get(touched, kind=kind).json()["results"] for kind in ("visit", *told)}
    assert {kind: [(row["object"], row["kind"]) for row in rows] for kind, rows in asked.items()} == {
        "visit": [("meeting", "visit"), ("visit", "visit")],
        "meeting.visit": [("meeting", "visit")],
        "visit.visit": [("visit", "visit")],
    }


@pytest.mark.usefixtures("db")
def test_what_two_objects_call_the_same_is_told_apart_on_the_tabs(card: Card, monkeypatch: pytest.MonkeyPatch) -> None:
    assert labels(["meeting.visit", "visit.visit"]) == {"meeting.visit": "Visit", "visit.visit": "visit"}
    monkeypatch.setitem(registry.bare, "visit", replace(card, label="Visit"))
    monkeypatch.setattr(registry, "overlay", None)
    assert labels(["meeting.visit", "visit.visit"]) == {"meeting.visit": "Visit · Meeting", "visit.visit": "Visit"}


def test_a_kind_that_no_choice_names_any_more_is_called_like_its_object(card: Card) -> None:
    assert kind_label(registry.card("meeting"), "excursion") == str(registry.card("meeting").label)
    assert kind_label(card, "visit") == "visit"


def test_its_entries_show_what_it_declares(
    world: World, web: Any, api: Any, card: Card, account: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = OnTimeline("at", "account", kind="state", text="place", whom="account", badges=("state",), pinned="at")
    monkeypatch.setattr(card.declaration, "upkeep", (shown,))
    frozen()
    made = {"state": "planned", "place": "By the gate", "account": account, "at": "2026-11-20T10:00:00Z"}
    samples.make(registry.card("visit"), world.admin, 2, name="Spring visit", **made)
    page = web().get(f"/o/accounts/{account}/timeline?kind=visit.planned").content.decode()
    monkeypatch.undo()
    frozen()
    entry = page.partition('<li id="entry-')[2]
    for text in ("Planned", "By the gate", "Spring visit", "#pin"):
        assert text in entry, text
    assert [row["kind"] for row in api().get(f"accounts/{account}/timeline").json()["results"]] == ["planned"]


def test_on_the_calendar_it_lasts_until_what_it_declares_as_its_end(world: World, web: Any, card: Card) -> None:
    day = {"at": "2026-11-20T01:00:00Z", "until": "2026-11-20T03:30:00Z"}
    number = samples.make(card, world.admin, 2, name="Spring visit", **day)
    open_end = samples.make(card, world.admin, 3, name="Autumn visit", at="2026-11-20T05:00:00Z", until=None)
    browser = web()
    page = browser.get("/o/visits/calendar?look=day&date=2026-11-20").content.decode()
    assert "10:00–12:30" in page
    assert "14:00–14:30" in page
    for record in (number, open_end):
        moved = browser.post(f"/o/visits/{record}/at", {"date": "2026-11-21", "start": "60", "end": "210"})
        assert moved.status_code in (200, 204, 302), moved.content
    row, other = (records(card, world.admin).get(record) for record in (number, open_end))
    assert (row["at"].isoformat(), row["until"].isoformat()) == (
        "2026-11-20T23:00:00+00:00",
        "2026-11-21T01:30:00+00:00",
    )
    assert other["until"] is None
    drawn = browser.get("/calendar/new?object=visits&date=2026-11-21&start=60&end=120")
    assert drawn.headers["Location"] == "/o/visits/new?at=2026-11-21T08%3A00&until=2026-11-21T09%3A00"


def test_files_attach_to_it(world: World, web: Any, visit: int) -> None:
    browser, address = web("Chie"), f"/o/visits/{visit}"
    sent = browser.post(f"{address}/files", {"file": SimpleUploadedFile("plan.txt", b"the plan")})
    assert sent.status_code in (200, 204, 302), sent.content
    assert "plan.txt" in browser.get(address).content.decode()


@pytest.mark.parametrize("reach", ["none", "own"])
def test_who_may_not_see_it_sees_nothing_of_it_nor_of_the_work_about_it(
    world: World, web: Any, api: Any, card: Card, visit: int, account: int, tmp_path: Any, reach: str
) -> None:
    write(Update, world.admin, card, visit, {"account": account})
    hers = samples.make(registry.card("note"), world.chie, 9, body="canary note", about=f"visit:{visit}")
    # Work of Ben's own about what he no longer sees: the work is his, what it is about is not told.
    mine = samples.make(registry.card("task"), world.admin, 10, name="Mine", about=f"visit:{visit}",
                        owner=world.members["Ben"].pk)  # fmt: skip
    world.take_roles("Ben")
    world.give("Ben", {**rights("*", "own"), "account": rights("*", "all")["*"], "visit": rights("*", reach)["*"]})
    browser, person = web("Ben"), api("Ben")
    path = tmp_path / "tasks.csv"
    export(registry.card("task"), world.actor("Ben"), ListQuery(), path)
    assert "Mine" in path.read_text("utf-8-sig")
    told = [
        browser.get(f"/o/accounts/{account}"), browser.get(f"/o/accounts/{account}?tab=visits"),
        browser.get(f"/o/accounts/{account}/timeline"), browser.get(f"/o/accounts/{account}/related/visits/count"),
        browser.get("/o/notes"), browser.get(f"/o/notes/{hers}"), browser.get("/o/tasks"),
        browser.get(f"/o/tasks/{mine}"), browser.get(f"/o/tasks/{mine}/edit"), browser.get(f"/o/tasks/{mine}/history"),
        browser.get(f"/o/visits/{visit}"), browser.get(f"/o/visits/{visit}/timeline"), browser.get("/search?q=canary"),
        person.get("tasks"), person.get(f"tasks/{mine}"), person.get("notes"), person.get(f"notes/{hers}"),
        person.get(f"visits/{visit}/timeline"), person.get(f"accounts/{account}/timeline"),
    ]  # fmt: skip
    for body in (*(answer.content.decode() for answer in told), path.read_text("utf-8-sig")):
        for secret in ("canary note", "Autumn visit", f"visit:{visit}", f"visits/{visit}"):
            assert secret not in body.replace(f"/o/visits/{visit}/timeline", ""), (secret, body[:200])
    assert person.get(f"tasks/{mine}").json()["about"] is None
    asked = {"field": "about", "op": "is", "value": f"visit:{visit}"}
    assert person.get("tasks", filter=asked).json()["results"] == []
    assert told[3].content == b"" if reach == "own" else told[3].status_code == 404
    other = samples.make(card, world.chie, 11)
    refused = person.patch(f"tasks/{mine}", {"about": f"visit:{other}"})
    assert (refused.status_code, list(refused.json()["errors"])) == (422, ["about"])
    assert records("note", world.actor("Ben")).visible([hers]) == set()
    world.give("Ben", {"visit": rights("*", "all")["*"]})
    assert records("note", world.actor("Ben")).visible([hers]) == {hers}
