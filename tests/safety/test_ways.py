"""An address or number that is kept from a role is kept in all its copies: list, ledger of ways, search, export."""

from __future__ import annotations

import json
from typing import Any

import pytest

from enishi.customers.tests.test_pages import made
from enishi.kernel.registry import registry
from enishi.testing.world import TEAM_RIGHTS, World
from tests.safety.test_verbs import narrowed

pytestmark = pytest.mark.django_db
MAIL, NUMBER = "canary-mail@x.example", "+81312345678"
SHOWN = ("canary-mail", "312345678", "1234-5678")


def person(world: World) -> int:
    return made(
        world.aiko, "contact", family_name="Mori", emails=[MAIL, "canary-mail2@x.example"], phone_mobile=NUMBER,
        fax=NUMBER,
    )  # fmt: skip


def everywhere(api: Any, web: Any, number: int) -> dict[str, str]:
    """What Ben gets from every door that could show a way to reach the person."""
    ways = {"kind": "csv", "filter": "{}"}
    asked = {
        "record": api.get(f"contacts/{number}"), "list": api.get("contacts"), "ways": api.get("identities"),
        "query": api.post("identities/query", {}), "changes": api.get("changes"),
        "expand": api.get("identities", expand="contact"), "timeline": api.get(f"contacts/{number}/timeline"),
        "page": web.get(f"/o/contacts/{number}"), "table": web.get("/o/identities"),
        "form": web.get(f"/o/contacts/{number}/edit"), "history": web.get(f"/o/contacts/{number}/history"),
        "print": web.get("/o/identities/print"), "options": web.get("/o/identities/options?q=canary"),
        "palette": web.get("/search", {"q": "mori"}), "csv": web.post("/o/identities/export", ways),
        "people": web.post("/o/contacts/export", ways), "trash": web.get("/trash"),
    }  # fmt: skip
    return {
        name: (b"".join(answer.streaming_content) if answer.streaming else answer.content).decode("utf-8", "replace")
        for name, answer in asked.items()
    }


@pytest.mark.parametrize(
    "hidden", [("email", "phone_mobile", "fax"), ("emails", "phones", "fax", "email", "phone_mobile")]
)
def test_a_hidden_address_is_nowhere(world: World, api: Any, web: Any, hidden: tuple[str, ...]) -> None:
    number = person(world)
    narrowed(world, "Ben", **dict.fromkeys(hidden, "none"))
    for name, text in everywhere(api("Ben"), web("Ben"), number).items():
        for canary in SHOWN:
            assert canary not in text, (name, canary)
    for words in (MAIL, "canary", NUMBER, "312345678"):
        assert api("Ben").get("contacts", q=words).json()["results"] == [], words
    assert len(api("Aiko").get("identities").json()["results"]) == 4


def test_a_hidden_address_answers_no_question(world: World, api: Any, web: Any) -> None:
    person(world)
    narrowed(world, "Ben", email="none")
    for tree in (
        {"field": "emails", "op": "contains", "value": "canary"},
        {"field": "email", "op": "is_not_empty"},
    ):
        assert api("Ben").get("contacts", filter=tree).status_code == 400, tree
        assert web("Ben").get(f"/o/contacts?filter={json.dumps(tree)}").status_code == 400, tree
    mail = {"some": "identities", "where": {"field": "value", "op": "contains", "value": "canary"}}
    assert api("Ben").get("contacts", filter=mail).json()["results"] == []
    assert len(api("Aiko").get("contacts", filter=mail).json()["results"]) == 1
    kinds = {"field": "identities.kind", "op": "is", "value": "email"}
    assert api("Ben").get("contacts", filter=kinds).json()["results"] == []
    assert "E-mail" not in web("Ben").get("/o/identities?group=kind").content.decode().split("<tbody", 1)[1]


def test_an_address_that_may_only_be_read_is_changed_in_no_copy(world: World, api: Any, web: Any) -> None:
    number = person(world)
    way = api("Aiko").get("identities", filter={"field": "value", "op": "is", "value": MAIL}).json()["results"][0]["id"]
    narrowed(world, "Ben", email="read")
    ben, before = api("Ben"), world.snapshot()
    assert ben.get(f"identities/{way}").status_code == 200
    assert ben.get(f"contacts/{number}").json()["emails"][0] == MAIL
    assert ben.patch(f"contacts/{number}", {"emails": ["evil@x.example"]}).status_code == 422
    assert ben.patch(f"identities/{way}", {"value": "evil@x.example"}).status_code == 403
    assert ben.delete(f"identities/{way}").status_code == 403
    made_ = ben.post("identities", {"contact": number, "kind": "email", "value": "evil@x.example"})
    assert (made_.status_code, list(made_.json()["errors"])) == (422, ["kind"])
    assert web("Ben").post(f"/o/identities/{way}/field/value", {"value": "evil@x.example"}).status_code == 403
    line = made(world.aiko, "identity", contact=number, kind="line", value="mori")
    held = world.snapshot()
    assert ben.patch(f"identities/{line}", {"kind": "email"}).status_code == 422
    assert (len(held[0]) - len(before[0]), world.snapshot()) == (1, held)


def test_a_hidden_address_is_not_entered_through_its_copy(world: World, api: Any) -> None:
    number = person(world)
    narrowed(world, "Ben", email="none")
    refused = api("Ben").post("identities", {"contact": number, "kind": "email", "value": "evil@x.example"})
    assert (refused.status_code, list(refused.json()["errors"])) == (422, ["kind"])
    assert api("Ben").patch(f"contacts/{number}", {"emails": []}).status_code == 422
    assert api("Ben").post("contacts", {"family_name": "Sato", "emails": ["e@x.example"]}).status_code == 422


def test_who_may_not_change_an_address_still_puts_the_person_into_the_trash(world: World, api: Any) -> None:
    number = person(world)
    narrowed(world, "Ben", email="read", phone="none")
    assert api("Ben").delete(f"contacts/{number}").status_code == 204
    assert not registry.card("identity").model._default_manager.filter(contact=number, trashed_at=None).exists()


def test_a_hidden_place_of_work_is_hidden_in_the_career_too(world: World, api: Any, web: Any) -> None:
    account = made(world.aiko, "account", name="Canary Works")
    number = made(world.aiko, "contact", family_name="Mori", account=account, title="Canary head")
    world.take_roles("Ben")
    fields = {"title": "none", "department": "read"}
    world.give("Ben", {**TEAM_RIGHTS, "contact": {**TEAM_RIGHTS["*"], "fields": fields}})
    row = api("Ben").get("affiliations", filter={"field": "contact", "op": "is", "value": number}).json()["results"][0]
    assert "title" not in row
    assert "Canary head" not in web("Ben").get("/o/affiliations").content.decode()
    assert api("Ben").patch(f"affiliations/{row['id']}", {"title": "x"}).status_code == 422
    assert api("Ben").patch(f"affiliations/{row['id']}", {"department": "x"}).status_code == 422


@pytest.mark.parametrize("kept", ["task", "meeting"])
@pytest.mark.parametrize("how", ["object", "name"])
def test_the_next_step_is_not_told_to_who_may_not_read_its_title(
    world: World, api: Any, web: Any, kept: str, how: str
) -> None:
    account = made(world.aiko, "account", name="Harbour")
    contact = made(world.aiko, "contact", family_name="Mori", account=account)
    data = {"task": {"due_on": "2099-01-01"}, "meeting": {"starts_at": "2099-01-01T10:00"}}[kept]
    made(world.aiko, kept, name="Canary plan", account=account, contact=contact, **data)
    assert api("Ben").get(f"accounts/{account}").json()["next_step"] == "Canary plan"
    right = {"see": "none"} if how == "object" else {**TEAM_RIGHTS["*"], "fields": {"name": "none"}}
    world.take_roles("Ben")
    world.give("Ben", {**TEAM_RIGHTS, kept: right})
    for key, number in (("accounts", account), ("contacts", contact)):
        assert "next_step" not in api("Ben").get(f"{key}/{number}").json()
        assert api("Ben").get(key, sort="next_step").status_code == 400
        for path in (f"/o/{key}/{number}", f"/o/{key}", f"/o/{key}/print", "/"):
            assert "Canary plan" not in web("Ben").get(path).content.decode(), path
    assert api("Ben").get("accounts", q="canary").json()["results"] == []
    if kept == "task":
        assert "Canary plan" not in web("Ben").get(f"/o/accounts/{account}/card").content.decode()


def test_work_entered_by_somebody_does_not_tell_him_a_hidden_account(world: World, api: Any) -> None:
    account = made(world.aiko, "account", name="Kestrel Mills")
    contact = made(world.aiko, "contact", family_name="Mori", account=account)
    for hidden, told in (("none", None), ("edit", account)):
        world.take_roles("Ben")
        every = TEAM_RIGHTS["*"]
        world.give("Ben", {"*": every, "contact": {**every, "fields": {"account": hidden}}})
        answer = api("Ben").post("calls", {"name": "Rang", "direction": "in", "outcome": "talked", "contact": contact})
        assert answer.status_code == 201, answer.content
        assert answer.json()["account"] == told
