"""A request that is sent again shows its record as the sender may see it now, and the access log knows of it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from enishi.customers.models import Contact
from enishi.customers.tests.test_pages import made
from enishi.kernel.doors.verbs import Trash
from enishi.kernel.doors.write import write
from enishi.kernel.registry import registry
from enishi.platform.access_log import seen
from enishi.platform.models import IdempotencyKey
from enishi.platform.spool.read import files
from enishi.testing.world import World
from tests.safety.test_verbs import narrowed

pytestmark = pytest.mark.django_db
KEY = {"Idempotency-Key": "once-and-again"}


@pytest.fixture(autouse=True)
def own_folder(data_folder: Path) -> None:
    seen.spool.close()


def views(number: int) -> int:
    """In how many lines of the access log the contact is shown."""
    lines = [json.loads(text) for path in files("access") for text in path.read_bytes().splitlines()]
    return sum(any(number in told.get("contact", ()) for told in line["shown"].values()) for line in lines)


def create(api: Any, name: str = "Ben") -> Any:
    return api(name).post("contacts", {"family_name": "Mori", "title": "Head"}, **KEY)


def test_a_request_sent_again_is_noted_like_any_reading(world: World, api: Any) -> None:
    first = create(api)
    noted = views(first.json()["id"])
    again = create(api)
    assert again.headers["Idempotent-Replayed"] == "true"
    assert (again.status_code, again.json()) == (201, first.json())
    assert again.headers["Location"] == first.headers["Location"]
    assert again.headers["ETag"] == first.headers["ETag"]
    assert views(first.json()["id"]) == noted + 1
    assert Contact.objects.count() == 1


def test_a_field_taken_away_meanwhile_is_not_shown_again(world: World, api: Any) -> None:
    assert create(api).json()["title"] == "Head"
    narrowed(world, "Ben", title="none")
    again = create(api)
    assert again.status_code == 201
    assert "title" not in again.json()
    assert "Head" not in IdempotencyKey.objects.get().answer


def test_a_record_out_of_sight_meanwhile_is_only_a_number(world: World, api: Any) -> None:
    number = create(api).json()["id"]
    write(Trash, world.admin, registry.card("contact"), number)
    assert create(api).json() == {"id": number, "version": 1}


def test_a_verb_sent_again_acts_once_and_shows_what_is_there_now(world: World, api: Any) -> None:
    number = made(world.aiko, "task", name="Call")
    for _time in range(2):
        answer = api("Aiko").post(f"tasks/{number}/actions/complete", {}, **KEY)
        assert (answer.status_code, answer.json()["version"]) == (200, 2)


@pytest.mark.parametrize("path", ["/o/nope", "/o/contacts/999999", "/o/contacts?sort=nope"])
def test_a_page_of_refusal_names_nobody(world: World, web: Any, path: str) -> None:
    number = made(world.aiko, "contact", family_name="Canary")
    browser = web("Aiko")
    browser.post(f"/o/contacts/{number}/pin")
    assert "Canary" in browser.get("/o/accounts").content.decode()
    refused = browser.get(path)
    assert refused.status_code in (400, 404)
    assert "Canary" not in refused.content.decode()
