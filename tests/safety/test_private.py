"""A private entry is its owner's alone: who may make it one, who sees it then, and how it is opened again."""

from __future__ import annotations

from typing import Any

import pytest

from enishi.customers.actions.complete import Complete
from enishi.customers.actions.make_private import MakePrivate
from enishi.customers.models import Call
from enishi.customers.queries import known_by
from enishi.customers.tests.test_pages import made
from enishi.kernel.doors.verbs import Update
from enishi.kernel.doors.write import write
from enishi.kernel.registry import registry
from enishi.platform.undo import undo
from enishi.testing.world import World

pytestmark = pytest.mark.django_db
KINDS = {
    "task": {"name": "Ask about the prize"},
    "meeting": {"name": "Ask about the prize", "starts_at": "2026-04-01T10:00"},
    "call": {"name": "Ask about the prize"},
    "note": {"body": "<p>Ask about the prize</p>"},
}


@pytest.mark.parametrize("key", KINDS)
def test_a_private_entry_is_seen_by_its_owner_alone_until_it_is_opened_again(
    world: World, api: Any, web: Any, key: str
) -> None:
    card, contact = registry.card(key), made(world.aiko, "contact", family_name="Mori")
    path = f"{card.plural}/{made(world.aiko, key, contact=contact, **KINDS[key])}"
    assert api("Aiko").post(f"{path}/actions/make_private", {}).status_code == 200
    for name, sees in (("Aiko", True), ("Ben", False), ("Admin", False)):
        assert (api(name).get(path).status_code == 200) == sees, name
        assert (web(name).get(f"/o/{path}").status_code == 200) == sees, name
        text = web(name).get(f"/o/contacts/{contact}").content.decode()
        assert ("Ask about the prize" in text) == sees, name
        listed = api(name).get(card.plural).json()["results"]
        assert bool(listed) == sees, name
    assert api("Ben").post(f"{path}/actions/open_again", {}).status_code == 404
    assert api("Aiko").post(f"{path}/actions/make_private", {}).status_code == 422
    assert api("Aiko").post(f"{path}/actions/open_again", {}).status_code == 200
    assert api("Ben").get(path).status_code == 200


def test_a_private_memo_is_still_seen_by_whom_it_is_for(world: World, api: Any) -> None:
    number = made(world.aiko, "call", name="Call Mori back", kind="memo", memo_for=world.ben.member)
    write(MakePrivate, world.aiko, registry.card("call"), number)
    for name, sees in (("Aiko", True), ("Ben", True), ("Admin", False)):
        assert (api(name).get(f"calls/{number}").status_code == 200) == sees, name
        assert bool(api(name).get("calls").json()["results"]) == sees, name


def test_only_the_owner_makes_an_entry_private(world: World, api: Any) -> None:
    number = made(world.aiko, "note", body="<p>x</p>", contact=made(world.aiko, "contact", family_name="Mori"))
    for name in ("Ben", "Admin"):
        refused = api(name).post(f"notes/{number}/actions/make_private", {})
        assert refused.status_code == 403
        assert "Only its owner" in refused.json()["detail"]
    assert api("Ben").get(f"notes/{number}").status_code == 200


def test_an_entry_made_private_by_mistake_is_shared_again_by_undo(world: World, api: Any) -> None:
    number = made(world.aiko, "task", name="Call", contact=made(world.aiko, "contact", family_name="Mori"))
    audit = write(MakePrivate, world.aiko, registry.card("task"), number).audit
    assert audit is not None
    undo(audit, world.aiko)
    assert api("Ben").get(f"tasks/{number}").status_code == 200


def test_a_private_entry_that_is_passed_on_is_the_new_owners(world: World, api: Any) -> None:
    number = made(world.aiko, "task", name="Call")
    write(MakePrivate, world.aiko, registry.card("task"), number)
    write(Update, world.aiko, registry.card("task"), number, {"owner": world.ben.member})
    assert api("Ben").get(f"tasks/{number}").status_code == 200
    assert api("Aiko").get(f"tasks/{number}").status_code == 404


def test_the_next_of_a_private_task_that_repeats_is_private_too(world: World, api: Any) -> None:
    number = made(world.aiko, "task", name="Call", repeats="weekly", due_on="2026-04-01")
    write(MakePrivate, world.aiko, registry.card("task"), number)
    write(Complete, world.aiko, registry.card("task"), number)
    assert len(api("Aiko").get("tasks").json()["results"]) == 2
    assert api("Admin").get("tasks").json()["results"] == []


def test_a_private_call_tells_nobody_when_somebody_was_last_spoken_to(world: World, api: Any) -> None:
    contact = made(world.aiko, "contact", family_name="Mori")
    number = made(world.aiko, "call", name="Rang", kind="call", outcome="talked", contact=contact)
    assert api("Ben").get(f"contacts/{contact}").json()["last_contact_at"] is not None
    write(MakePrivate, world.aiko, registry.card("call"), number)
    assert Call.objects.get(pk=number).private_to_id == world.aiko.member
    assert api("Ben").get(f"contacts/{contact}").json()["last_contact_at"] is None
    assert known_by([contact]).get(contact, []) == []
