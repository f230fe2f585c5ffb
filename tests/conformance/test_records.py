"""Every object through the API: create, read, change, send back, refuse; and what audit, feed and undo keep of it."""

from __future__ import annotations

import json
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from enishi.kernel.card import Card, FieldCard
from enishi.kernel.registry import registry
from enishi.platform.api.openapi import document
from enishi.platform.models import Audit, Change
from enishi.platform.own.objects import is_own
from enishi.platform.undo import undo
from enishi.testing import samples
from enishi.testing.world import World

pytestmark = pytest.mark.django_db


def described(world: World, name: str, body: Any) -> None:
    """The body is what the OpenAPI document says of it."""
    whole = {**document(world.admin), "$ref": f"#/components/schemas/{name}"}
    problems = [f"{list(p.path)}: {p.message}" for p in Draft202012Validator(whole).iter_errors(body)]
    assert problems == []


def schema_of(card: Card) -> str:
    return card.key if is_own(card) else "".join(part.capitalize() for part in card.key.split("_"))


def test_a_record_made_by_data_reads_as_it_was_written_and_as_it_is_described(
    world: World, api: Any, card: Card
) -> None:
    if not samples.by_data(card):
        pytest.skip("made by a verb")
    given = samples.data(card, 1)
    for spec in card.fields.values():
        if spec.required and spec.target:
            given[spec.name] = samples.make(registry.card(spec.target), world.admin, 7)
    made = api().post(card.plural, given)
    assert made.status_code == 201, made.content.decode()
    body = made.json()
    assert made["ETag"] == f'"v{body["version"]}"'
    assert made["Location"] == f"/api/v1/{card.plural}/{body['id']}"
    described(world, schema_of(card), body)
    read = api().get(f"{card.plural}/{body['id']}").json()
    assert read == body
    kept = {name: read[name] for name, value in given.items() if name in read and read[name] == value}
    assert kept.keys() == given.keys(), {name: (value, read.get(name)) for name, value in given.items()}


def test_what_was_read_can_be_sent_back_and_changes_nothing(world: World, api: Any, card: Card) -> None:
    number = samples.make(card, world.admin, 2)
    before = world.snapshot()
    body = api().get(f"{card.plural}/{number}").json()
    sent = api().patch(f"{card.plural}/{number}", body)
    assert sent.status_code == 200, sent.content.decode()
    assert sent.json() == body
    assert world.snapshot() == before


def test_every_field_that_can_be_set_takes_another_value_and_empties(world: World, api: Any, card: Card) -> None:
    number = samples.make(card, world.admin, 3)
    address = f"{card.plural}/{number}"
    for spec in samples.fields(card):
        if spec.name in ("kind", "value") and card.key == "identity":
            continue
        wanted = samples.value(spec, 4)
        changed = api().patch(address, {spec.name: wanted})
        assert changed.status_code == 200, (spec.name, changed.content.decode())
        assert changed.json()[spec.name] == wanted, spec.name
        emptied = api().patch(address, {spec.name: None})
        if spec.required:
            assert emptied.status_code == 422
            assert spec.name in emptied.json()["errors"]
        else:
            assert emptied.status_code == 200, (spec.name, emptied.content)
            assert emptied.json()[spec.name] in (None, []), spec.name
            assert api().patch(address, {spec.name: wanted}).status_code == 200, spec.name


def test_what_nobody_may_set_is_refused_by_name_and_nothing_is_written(world: World, api: Any, card: Card) -> None:
    number = samples.make(card, world.admin, 5)
    before = world.snapshot()
    body = api().get(f"{card.plural}/{number}").json()
    assert api().patch(f"{card.plural}/{number}", {"id": number + 1}).status_code == 422
    for spec in card.fields.values():
        if spec.writable or spec.name not in body:
            continue
        other = 987_654 if spec.target else another(spec, body[spec.name])
        refused = api().patch(f"{card.plural}/{number}", {spec.name: other})
        assert refused.status_code == 422, spec.name
        assert spec.name in refused.json()["errors"]
    for unknown in ("no_such_field", "trash_group", "custom", "sources", "is_admin", "user", "pk", "owner_id"):
        if unknown not in card.fields:
            refused = api().patch(f"{card.plural}/{number}", {unknown: 1})
            assert refused.status_code == 422
            assert unknown in refused.json()["errors"]
    assert world.snapshot() == before


def another(spec: FieldCard, stored: Any) -> Any:
    """A good value of the field that is not the stored one."""
    if spec.type.name not in samples.VALUES:
        return "x"
    return next(value for n in range(70, 80) if (value := samples.value(spec, n)) != stored)


#: What a person or a program may send by mistake or on purpose.
BAD = (
    "1e400000", 10**400, -(10**30), "9" * 10_000, "x" * 200_001, "99999-01-01", [[[[1]]]], {"a": {"b": 1}}, True,
    1.5e308, "\x00", "\u202eevil", "👩‍👩‍👧‍👦", "ﷺ" * 200, "'; DROP TABLE x; --", "{{7*7}}", -1, 0, [], {}, ["a", None],
)  # fmt: skip


def test_anything_at_all_is_taken_or_refused_at_its_field(world: World, api: Any, card: Card) -> None:
    number = samples.make(card, world.admin, 6)
    person, address = api(), f"{card.plural}/{number}"
    for spec in card.fields.values():
        for raw in BAD:
            answer = person.patch(address, {spec.name: raw})
            assert answer.status_code in (200, 422), (spec.name, raw, answer.content[:300])
            if answer.status_code == 422:
                assert answer.json()["errors"], (spec.name, raw)
            else:
                assert person.get(address).status_code == 200
    described(world, schema_of(card), person.get(address).json())


def test_bodies_that_are_none_are_refused(world: World, api: Any, card: Card) -> None:
    person = api()
    deep = "[" * 5_000 + "]" * 5_000
    for body in (
        "",
        "{",
        "[]",
        "1",
        '"x"',
        "null",
        b"\xff\xfe",
        '{"a": 1e400000}',
        deep,
        '{"name": "\\ud800"}',
        "{}\x00",
    ):
        answer = person.ask("POST", card.plural, body or " ")
        assert 400 <= answer.status_code < 500, (body[:40], answer.status_code)
        assert answer["Content-Type"] == "application/problem+json"


def test_a_write_leaves_an_audit_row_a_change_and_can_be_undone(world: World, api: Any, card: Card) -> None:
    if not samples.by_data(card):
        pytest.skip("made by a verb")
    number = samples.make(card, world.admin, 8)
    made = Audit.objects.get(object=card.key, record=number)
    assert made.op == "created"
    spec = next(s for s in samples.fields(card) if s.type.name in ("text", "long_text", "rich_text", "choice"))
    address, wanted = f"{card.plural}/{number}", samples.value(spec, 9)
    was = api().get(address).json()[spec.name]
    assert api().patch(address, {spec.name: wanted}).status_code == 200
    entry = Audit.objects.filter(object=card.key, record=number).latest("pk")
    assert (entry.op, entry.member) == ("updated", world.members["Admin"].pk)
    told = list(Change.objects.filter(object=card.key, record=number).order_by("pk"))
    assert [c.op for c in told] == ["put", "put"]
    assert spec.name in told[-1].fields
    undo(entry.pk, world.admin)
    assert api().get(address).json()[spec.name] == was


def test_a_stale_version_is_refused_and_changes_nothing(world: World, api: Any, card: Card) -> None:
    number = samples.make(card, world.admin, 10)
    person, address = api(), f"{card.plural}/{number}"
    before, etag = world.snapshot(), person.get(address)["ETag"]
    body = {"external_id": "Y1"}
    assert person.patch(address, body, **{"If-Match": '"v9999"'}).status_code == 412
    assert person.delete(address, **{"If-Match": '"v9999"'}).status_code == 412
    assert world.snapshot() == before
    changed = person.patch(address, body, **{"If-Match": etag})
    assert changed.status_code == 200, changed.content
    assert changed["ETag"] != etag


def test_the_trash_hides_it_shows_it_on_request_and_gives_it_back(world: World, api: Any, web: Any, card: Card) -> None:
    number = samples.make(card, world.admin, 11)
    person, address = api(), f"{card.plural}/{number}"
    body = person.get(address).json()
    assert person.delete(address).status_code == 204
    gone, never = person.get(address), person.get(f"{card.plural}/999999999")
    assert (gone.status_code, gone.content) == (404, never.content)
    assert person.delete(address).status_code == 404
    assert number not in [row["id"] for row in person.get(card.plural).json()["results"]]
    assert person.get(address, trash="1").json()["id"] == number
    assert [row["id"] for row in person.get(card.plural, trash="1").json()["results"]] == [number]
    restored = web().post(f"/o/{card.plural}/{number}/restore", headers={"HX-Request": "true"})
    assert restored.status_code == 204, restored.content
    after = person.get(address).json()
    moved = {name for name in body if after[name] != body[name]}
    assert moved <= {"version", "updated_at", "updated_by"}


def test_a_batch_answers_row_by_row_in_order(world: World, api: Any, card: Card) -> None:
    number = samples.make(card, world.admin, 12)
    operations: list[Any] = [
        {"op": "update", "id": number, "data": {"external_id": "Z1"}},
        {"op": "update", "id": 999_999_999, "data": {}},
        {"op": "update", "id": number, "data": {"no_such": 1}},
        {"op": "burn", "id": number},
        {"op": "update", "id": number, "values": {"external_id": "Z2"}},
        "nonsense",
        {"op": "delete", "id": number, "version": 9_999},
        {"op": "delete", "id": number},
        {"op": "update", "id": number, "data": {}},
    ]
    answer = api().post(f"{card.plural}/batch", {"operations": operations})
    assert answer.status_code == 200
    found = answer.json()["results"]
    assert [row["status"] for row in found] == [200, 404, 422, 400, 400, 400, 409, 200, 404], json.dumps(
        found, indent=1
    )
    assert "values" in found[4]["problem"]["detail"]
    described(world, "BatchResults", answer.json())
