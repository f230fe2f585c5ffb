"""A verb writes no field that the role keeps from its reader, says what it writes, and is offered only to who may."""

from __future__ import annotations

from typing import Any

import pytest

from enishi.customers.tests.test_pages import made
from enishi.kernel.doors.write import write
from enishi.kernel.registry import registry
from enishi.platform import epoch
from enishi.platform.models import Audit, Member
from enishi.testing.world import TEAM_RIGHTS, World

pytestmark = pytest.mark.django_db
MOVED = {"what": "moved", "on": "2026-04-01", "city": "Kobe"}
LEFT = {"what": "leaving", "on": "2026-04-01"}


def narrowed(world: World, name: str, **fields: str) -> None:
    """The role of the team with these fields kept back."""
    world.take_roles(name)
    world.give(name, {"*": {**TEAM_RIGHTS["*"], "fields": fields}})


CASES = [
    ("account", {"name": "Harbour"}, "change_company", MOVED, {"city": "read"}),
    ("account", {"name": "Harbour"}, "change_company", MOVED, {"city": "none"}),
    ("contact", {"family_name": "Mori", "title": "Head"}, "change_person", LEFT, {"title": "read"}),
    ("contact", {"family_name": "Mori"}, "change_person", LEFT, {"status": "none"}),
    ("task", {"name": "Call"}, "complete", {}, {"done_at": "read"}),
    ("call", {"name": "Rang", "kind": "memo"}, "take_memo", {}, {"seen_at": "read"}),
    ("note", {"body": "<p>x</p>"}, "pin", {}, {"pinned_at": "none"}),
    ("meeting", {"name": "Visit", "starts_at": "2026-04-07T10:00"}, "make_private", {}, {"private_to": "read"}),
]


@pytest.mark.parametrize(("key", "data", "verb", "needs", "kept"), CASES)
def test_a_verb_is_refused_and_not_offered_where_it_would_write_a_kept_field(
    world: World, api: Any, web: Any, key: str, data: Any, verb: str, needs: Any, kept: dict[str, str]
) -> None:
    number, card = made(world.aiko, key, **data), registry.card(key)
    row = card.model._default_manager.filter(pk=number)
    narrowed(world, "Ben", **kept)
    before, held = world.snapshot(), row.values().get()
    path = f"{card.plural}/{number}"
    refused = api("Ben").post(f"{path}/actions/{verb}", needs)
    assert refused.status_code == 403
    assert "fields that you may not edit" in refused.content.decode()
    assert web("Ben").post(f"/o/{path}/act/{verb}", needs).status_code == 403
    assert web("Ben").get(f"/o/{path}/act/{verb}").status_code == 403
    assert f"/act/{verb}" not in web("Ben").get(f"/o/{path}").content.decode()
    offered = next(one for one in api("Ben").get("objects").json()["results"] if one["key"] == key)
    assert verb not in offered["actions"]
    assert (world.snapshot(), row.values().get()) == (before, held)
    assert api("Aiko").post(f"{path}/actions/{verb}", needs).status_code == 200


def test_the_language_of_the_refusal_is_the_readers(world: World, api: Any) -> None:
    number = made(world.aiko, "task", name="Call")
    narrowed(world, "Ben", done_at="read")
    Member.objects.filter(name="Ben").update(language="ja")
    epoch.advance("access")
    refused = api("Ben").post(f"tasks/{number}/actions/complete", {})
    assert "編集できない" in refused.json()["detail"]


@pytest.mark.parametrize(("kept", "offered"), [("read", False), ("edit", True)])
def test_done_is_offered_on_pages_only_to_who_may_say_it(world: World, web: Any, kept: str, offered: bool) -> None:
    account = made(world.aiko, "account", name="Harbour")
    made(world.ben, "task", name="Bring samples", kind="promise", account=account, due_on="2020-01-01")
    made(world.ben, "task", name="Write", account=account, due_on="2020-01-01")
    narrowed(world, "Ben", done_at=kept)
    for path in ("/", f"/o/accounts/{account}", "/o/tasks"):
        page = web("Ben").get(path).content.decode()
        assert "Bring samples" in page
        assert ("act/complete" in page or "bulk/complete" in page) == offered, path


def test_a_bulk_verb_is_not_there_for_who_may_not_write_its_fields(world: World, web: Any) -> None:
    number = made(world.aiko, "task", name="Call")
    narrowed(world, "Ben", done_by="read")
    assert web("Ben").get(f"/o/tasks/bulk/complete?id={number}").status_code == 403
    assert web("Ben").post("/o/tasks/bulk/complete", {"id": number}).status_code == 403


def test_consent_is_recorded_only_by_who_may_write_the_ledger(world: World, api: Any) -> None:
    number = made(world.aiko, "contact", family_name="Mori")
    given = {"purpose": "News", "channel": "email", "state": "granted", "basis": "consent", "evidence": "Form"}
    narrowed(world, "Ben", evidence="read")
    assert api("Ben").post(f"contacts/{number}/actions/record_consent", given).status_code == 403
    assert api("Aiko").post(f"contacts/{number}/actions/record_consent", given).status_code == 200


def test_a_company_name_changes_no_legal_form_that_one_may_not_edit(world: World, api: Any) -> None:
    number = made(world.aiko, "account", name="Harbour")
    narrowed(world, "Ben", legal_form="read")
    assert api("Ben").patch(f"accounts/{number}", {"name": "株式会社みなと"}).status_code == 200
    found = registry.card("account").model._default_manager.values("name", "legal_form").get(pk=number)
    assert found == {"name": "株式会社みなと", "legal_form": None}


ACCOUNT = {"name": "Harbour", "deal_status": "active"}
PERSON = {"family_name": "Mori", "department": "Sales", "title": "Head", "status": "active"}
WRITTEN = [
    *(("account", ACCOUNT, "change_company", {"on": "2026-04-01", **more}) for more in (
        {"what": "renamed", "name": "Haven"}, MOVED, {"what": "closed"}, {"what": "merged", "into": "OTHER"},
    )),
    *(("contact", PERSON, "change_person", {"on": "2026-04-01", **more}) for more in (
        {"what": "transfer", "department": "Audit"}, {"what": "promotion", "title": "Chief"}, {"what": "leaving"},
        {"what": "death"}, {"what": "new_employer", "account": "OTHER", "title": "Boss"},
    )),
    ("task", {"name": "Call", "repeats": "weekly", "due_on": "2026-04-01"}, "complete", {}),
    ("meeting", {"name": "Visit", "starts_at": "2026-04-07T10:00"}, "cancel", {}),
    ("call", {"name": "Rang", "kind": "memo"}, "take_memo", {}),
    ("note", {"body": "<p>x</p>"}, "pin", {}),
    ("note", {"body": "<p>x</p>"}, "make_private", {}),
]  # fmt: skip


@pytest.mark.parametrize(("key", "data", "verb", "needs"), WRITTEN)
def test_a_verb_says_all_that_it_writes(world: World, key: str, data: Any, verb: str, needs: Any) -> None:
    other = made(world.aiko, "account", name="Other Works")
    given = {name: other if value == "OTHER" else value for name, value in needs.items()}
    card = registry.card(key)
    number = made(world.aiko, key, **data)
    written = write(card.actions[verb], world.aiko, card, number, given)
    assert written.fields
    assert set(written.fields) <= set(card.actions[verb].writes)
    assert Audit.objects.filter(pk=written.audit, op=verb).exists()
