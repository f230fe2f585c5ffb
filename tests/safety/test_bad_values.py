"""Bad input by the API and by forms: a refusal in the reader's language, never a fault, and nothing is written."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction

from enishi.kernel.card import Card, FieldCard
from enishi.kernel.registry import registry
from enishi.testing import samples
from enishi.testing.world import World

pytestmark = pytest.mark.django_db

LONG, DEEP = "x" * 10_000, "[" * 5_000 + "]" * 5_000
#: As JSON text, because some of these no encoder would write.
VALUES = {
    "a number beyond all": "1e400000",
    "a negative number beyond all": "-1e400000",
    "digits without end": "9" * 5_000,
    "the same as text": '"1e400000"',
    "not a number": '"NaN"',
    "infinity": '"Infinity"',
    "a year far away": '"99999-01-01"',
    "a day that is none": '"2026-02-30"',
    "a moment far away": '"99999-01-01T00:00:00Z"',
    "the year zero": '"0000-00-00"',
    "a name of ten thousand characters": json.dumps(LONG),
    "ten thousand kana": json.dumps("カ" * 10_000),
    "emoji": '"\\ud83d\\ude00\\ud83c\\uddef\\ud83c\\uddf5"',
    "right to left": '"\\u202e\\u05d0\\u05d1 \\u0645\\u0631"',
    "a zero byte": '"a\\u0000b"',
    "half a character": '"a\\ud800b"',
    "a list": "[1, 2]",
    "a list of lists": "[[[]]]",
    "a mapping": '{"a": {"b": 1}}',
    "truth": "true",
    "a negative number": "-1",
    "a number that no column holds": str(2**63),
    "a fraction": "0.1234567890123456789",
    "an unknown choice": '"no-such-choice"',
    "only blanks": '"   "',
    "a script": '"<script>alert(1)</script>"',
    "an address that runs": '"javascript:alert(1)"',
    "a formula": "\"=cmd|' /C calc'!A0\"",
    "a template": '"{{7*7}}{% debug %}"',
}


def fields(every: bool) -> Iterator[tuple[Card, FieldCard]]:
    """The fields that data may set: all of them, or one of each kind and each object."""
    known = set()
    for card in filter(samples.by_data, registry.cards.values()):
        known.add(card.key)
        for spec in card.fields.values():
            kind = (spec.type.name, bool(spec.collected))
            if spec.writable and (every or kind not in known):
                known.add(kind)
                yield card, spec


def refusal(answer: Any) -> dict[str, str]:
    """The fields a refusal names, each with a sentence."""
    body = answer.json()
    assert answer["Content-Type"] == "application/problem+json"
    errors = body.get("errors") or {"": body["detail"]}
    assert all(isinstance(text, str) and len(text) > 10 for text in errors.values()), errors
    assert "。" not in " ".join(errors.values())  # the reader reads English
    return dict(errors)


@pytest.mark.parametrize("every", [False, pytest.param(True, marks=pytest.mark.full)])
@pytest.mark.parametrize("what", VALUES)
def test_any_value_in_any_field_is_taken_or_refused_by_name_and_nothing_is_written(
    world: World, api: Any, what: str, every: bool
) -> None:
    person, made, taken, wrong = api("Admin"), {}, 0, []
    for card, spec in fields(every):
        if card.key not in made:
            made[card.key] = samples.make(card, world.admin, 20 * len(made) + 1)
        before, text = world.snapshot(), f"[{VALUES[what]}]" if spec.collected else VALUES[what]
        with transaction.atomic():
            answer = person.patch(f"{card.plural}/{made[card.key]}", f'{{"{spec.name}": {text}}}')
            if answer.status_code == 200:
                taken += 1
                transaction.set_rollback(True)
                continue
        if answer.status_code not in (400, 422) or world.snapshot() != before:
            wrong.append((card.key, spec.name, answer.status_code, answer.content[:200]))
        elif answer.status_code == 422 and refusal(answer).keys() != {spec.name}:
            wrong.append((card.key, spec.name, 422, answer.content[:200]))
    assert wrong == []
    assert taken or what not in ("emoji", "right to left", "a script", "a formula", "a template")


BODIES = {
    "no JSON": (b"{", 400),
    "two values": (b"{}{}", 400),
    "not UTF-8": (b'{"name": "\xff\xfe"}', 400),
    "half a character": (b'{"name": "\\ud800"}', 400),
    "a list": (b"[]", 400),
    "a word": (b'"name"', 400),
    "nested without end": (f'{{"name": {DEEP}}}'.encode(), 400),
    "an unknown field": (b'{"no_such_field": 1}', 422),
    "a field with an odd name": (b'{"__class__": 1, "": 2, "\\u0000": 3}', 422),
    "a field of ten thousand characters": (f'{{"{LONG}": 1}}'.encode(), 422),
    "ten thousand unknown fields": (json.dumps({f"f{n}": n for n in range(10_000)}).encode(), 422),
    "what nobody may set": (b'{"created_at": "2020-01-01T00:00:00Z", "tie": 5, "id": 7}', 422),
}


@pytest.mark.parametrize("what", BODIES)
@pytest.mark.parametrize(
    "path", ["contacts", "contacts/batch", "contacts/query", "contacts/{id}", "accounts/{id}/actions/rename"]
)
def test_a_body_that_cannot_be_read_is_refused_in_words(world: World, api: Any, path: str, what: str) -> None:
    number = samples.make(registry.card("contact"), world.admin, 5)
    body, status = BODIES[what]
    before = world.snapshot()
    method = "PATCH" if path.endswith("{id}") else "POST"
    answer = api("Admin").ask(method, path.format(id=number), body)
    expected = 404 if "/actions/" in path else 400 if path.endswith(("batch", "query")) else status
    assert answer.status_code == expected
    assert len(answer.content) < 30_000
    refusal(answer)
    assert world.snapshot() == before


@pytest.mark.parametrize(
    ("kind", "status"),
    [("text/plain", 415), ("application/xml", 415), ("multipart/form-data; boundary=x", 415), ("", 415)],
)
def test_another_kind_of_body_is_refused(world: World, api: Any, kind: str, status: int) -> None:
    person = api("Admin")
    answer = person._client.generic(
        "POST", "/api/v1/contacts", b'{"family_name": "x"}', content_type=kind,
        headers={"Authorization": f"Bearer {person.token}"},
    )  # fmt: skip
    assert answer.status_code == status
    refusal(answer)


def test_a_body_of_eleven_megabytes_is_refused_before_it_is_read(world: World, api: Any) -> None:
    body, before = b'{"notes": "' + b"x" * 11 * 1024 * 1024 + b'"}', world.snapshot()
    answer = api("Admin").post("contacts", body)
    assert answer.status_code == 413
    assert "10 MB" in answer.json()["detail"]
    assert world.snapshot() == before


NUMBERS = ("0", "-1", str(2**63), "9" * 400, "1e3", "１", "%00", "1%0a", "..", "1;drop")


@pytest.mark.parametrize("number", NUMBERS)
def test_an_odd_number_of_a_record_is_not_there(world: World, api: Any, web: Any, number: str) -> None:
    person, browser, before = api("Admin"), web("Admin"), world.snapshot()
    for path in ("", "/timeline", "/actions/rename"):
        answer = person.ask("POST" if "actions" in path else "GET", f"accounts/{number}{path}")
        assert answer.status_code == 404, path
    for path in ("", "/edit", "/history", "/timeline", "/field/name"):
        assert browser.get(f"/o/accounts/{number}{path}").status_code in (404, 400), path
    assert browser.get(f"/files/{number}").status_code == 404
    assert browser.post("/undo", {"audit": number}).status_code in (400, 404, 422)
    batch = person.post("contacts/batch", {"operations": [{"op": "delete", "id": number}]})
    assert [row["status"] for row in batch.json()["results"]] == [400]
    assert world.snapshot() == before


PARAMETERS = {
    "limit": ("0", "-1", "201", "x", "9" * 400, "1e3"),
    "cursor": ("x", LONG[:3_000], "AAAA", "%00"),
    "sort": ("name;--", "-(select 1)", "no_such_field", "\x00", LONG[:3_000]),
    "fields": ("no_such_field", "\x00", LONG[:3_000]),
    "expand": ("no_such_field", "name", "\x00"),
    "filter": (
        "{",
        "[]",
        "1",
        '{"field": "name"}',
        '{"field": "name", "op": "is", "value": "' + LONG + '"}',
        DEEP[:3_000] * 1,
        "~nothing",
        '{"field":"name","op":"is","value":"\\u0000"}x',
    ),
    "updated_since": ("yesterday", "2026-01-01", "9" * 400, "\x00"),
    "count": ("maybe", "\x00"),
    "no_such_parameter": ("1",),
}


@pytest.mark.parametrize("name", PARAMETERS)
def test_a_parameter_that_cannot_be_read_is_refused_by_name(world: World, api: Any, web: Any, name: str) -> None:
    person, browser = api("Admin"), web("Admin")
    for text in PARAMETERS[name]:
        answer = person.get("accounts", **{name: text})
        assert answer.status_code == 400, text[:80]
        assert list(refusal(answer)) != [], text[:80]
        page = browser.get("/o/accounts", {name: text})
        assert page.status_code in (200, 400), text[:80]


FORMS = (
    "new", "{id}/edit", "{id}/field/name", "{id}/trash", "{id}/pin", "{id}/files", "bulk/edit", "bulk/tag", "views",
    "compose", "export", "columns", "{id}/act/rename", "{id}/move", "{id}/at",
)  # fmt: skip


@pytest.mark.parametrize("what", ["emoji", "a zero byte", "a name of ten thousand characters", "digits without end",
                                  "a negative number", "a year far away", "a list of lists", "a script"])  # fmt: skip
def test_a_form_with_bad_values_is_answered_in_words(world: World, web: Any, what: str) -> None:
    card = registry.card("account")
    number, browser = samples.make(card, world.admin, 5), web("Admin")
    value = json.loads(VALUES[what]) if VALUES[what][0] == '"' else VALUES[what]
    names = [spec.name for spec in card.fields.values()]
    more = (
        "ids",
        "id",
        "at",
        "to",
        "q",
        "filter",
        "sort",
        "columns",
        "title",
        "kind",
        "text",
        "subject",
        "value",
        "field",
    )
    for form in FORMS:
        path = f"/o/accounts/{form.format(id=number)}"
        given = {name: str(value) for name in (*names, *more)}
        for data in (given, {}, {name: [str(value)] * 3 for name in given}):
            for part in ({}, {"HX-Request": "true"}):
                answer = browser.post(path, data, headers=part)
                assert answer.status_code < 500, (path, answer.content[:300])
                plain = answer.get("Content-Type", "").startswith("text/plain")
                assert answer.get("HX-Reswap") == "none" if plain else b"<script>alert(1)" not in answer.content, path
            if form.endswith("/trash"):
                browser.post(f"/o/accounts/{number}/restore")
