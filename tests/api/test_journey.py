"""A program with a token works a day: it finds, makes, changes, is warned of a stale copy, and reads what happened."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.test import Client

from enishi.platform.api import tokens


@pytest.fixture
def ask(world):
    """`ask("GET", "contacts", …)` as a program that acts for Aiko."""
    token = tokens.create(world.members["Aiko"].pk, "a program", ("read", "write"))
    client = Client()

    def send(method: str, path: str, body: Any = None, **headers: str) -> Any:
        more: dict[str, Any] = {"headers": {"Authorization": f"Bearer {token}", **headers}}
        if method == "GET":
            more["query_params"] = {k: v if isinstance(v, str) else json.dumps(v) for k, v in (body or {}).items()}
        elif body is not None:
            more |= {"data": json.dumps(body), "content_type": "application/json"}
        return (
            client.generic(method, f"/api/v1/{path}", **more)
            if method == "DELETE"
            else getattr(client, method.lower())(f"/api/v1/{path}", **more)
        )

    return send


@pytest.mark.django_db(transaction=True)  # the feed tells only what is committed
def test_a_program_with_a_token_does_a_days_work(ask):
    start = ask("GET", "changes", {"cursor": "now"}).json()["next"]
    account = ask("POST", "accounts", {"name": "Kestrel Mills", "rank": "a"}).json()
    made = ask("POST", "contacts", {"family_name": "Dunmore", "given_name": "Iris", "account": account["id"]})
    assert made.status_code == 201
    contact = made.json()
    assert ask("GET", made["Location"].removeprefix("/api/v1/")).json()["family_name"] == "Dunmore"

    found = ask("GET", "contacts", {"filter": {"field": "account.rank", "op": "is", "value": "a"}, "limit": "10"})
    assert [row["id"] for row in found.json()["results"]] == [contact["id"]]
    none = ask("GET", "contacts", {"filter": {"field": "account.rank", "op": "is", "value": "b"}})
    assert none.json()["results"] == []
    wrong = ask("GET", "contacts", {"filter": {"field": "shoe_size", "op": "is", "value": 41}})
    assert (wrong.status_code, wrong["Content-Type"]) == (400, "application/problem+json")
    assert "shoe_size" in wrong.content.decode()

    path, tag = f"contacts/{contact['id']}", made["ETag"]
    changed = ask("PATCH", path, {"department": "Purchasing"}, **{"If-Match": tag})
    assert (changed.status_code, changed.json()["department"]) == (200, "Purchasing")
    stale = ask("PATCH", path, {"department": "Sales"}, **{"If-Match": tag})
    assert stale.status_code == 412
    assert stale.json()["version"] == changed.json()["version"]
    assert stale.json()["theirs"] == {"department": "Purchasing"}
    assert ask("GET", path).json()["department"] == "Purchasing"

    batch = ask(
        "POST",
        "calls/batch",
        {
            "operations": [
                {"op": "create", "data": {"name": "Asked for the price", "contact": contact["id"],
                                          "at": "2026-04-03T01:00:00Z", "direction": "in", "outcome": "talked"}},
                {"op": "create", "data": {"name": "No such outcome", "outcome": "sung"}},
                {"op": "update", "id": 999_999, "data": {"name": "Nowhere"}},
            ]
        },
    )  # fmt: skip
    assert [row["status"] for row in batch.json()["results"]] == [201, 422, 404]
    assert "outcome" in batch.json()["results"][1]["problem"]["errors"]

    touches = ask("GET", f"{path}/timeline").json()["results"]
    assert "Asked for the price" in json.dumps(touches)
    feed = ask("GET", "changes", {"cursor": start, "limit": "200"}).json()["results"]
    seen = {(row["object"], row["id"]) for row in feed}
    assert {("account", account["id"]), ("contact", contact["id"])} <= seen
    assert ("call", batch.json()["results"][0]["id"]) in seen


def test_the_timeline_is_read_in_pages_of_any_size_like_a_list(ask):
    account = ask("POST", "accounts", {"name": "Heron Mills"}).json()
    for subject in ("first", "second", "third"):
        call = {"name": subject, "account": account["id"], "direction": "in", "outcome": "talked"}
        assert ask("POST", "calls", call).status_code == 201
    path = f"accounts/{account['id']}/timeline"
    whole = [touch["record"]["id"] for touch in ask("GET", path).json()["results"]]
    page = ask("GET", path, {"limit": "2"}).json()
    rest = ask("GET", path, {"limit": "2", "cursor": page["next"]}).json()
    assert [touch["record"]["id"] for touch in page["results"] + rest["results"]] == whole
    assert (len(page["results"]), len(whole), rest["next"]) == (2, 3, None)
    for wrong in ("0", "201", "many"):
        assert ask("GET", path, {"limit": wrong}).status_code in (400, 422)


def test_a_program_without_a_valid_token_learns_nothing(ask, world):
    made = ask("POST", "accounts", {"name": "Kestrel Mills"}).json()
    other = tokens.create(world.members["Chie"].pk, "another", ())
    for token, status in (("", 401), ("enishi_" + "x" * 40, 401), (other, 404)):
        answer = Client().get(f"/api/v1/accounts/{made['id']}", headers={"Authorization": f"Bearer {token}"})
        assert answer.status_code == status
        assert "Kestrel" not in answer.content.decode()
