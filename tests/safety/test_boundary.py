"""The web boundary as a stranger tries it: forms, headers, faults, files, exports, tokens, other people's records."""

from __future__ import annotations

import ast
import io
import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib.auth.hashers import Argon2PasswordHasher
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from enishi.kernel.registry import registry
from enishi.platform import files
from enishi.testing import samples
from enishi.testing.world import World
from tools.tree import python_files

pytestmark = pytest.mark.django_db

PARTS = {
    "plural": "contacts",
    "number": "1",
    "rest": "x",
    "verb": "complete",
    "name": "notes",
    "view": "all",
    "entry": "1",
}


def addresses(found: Any = None, before: str = "/") -> Iterator[str]:
    """Every address of the product with something in each of its places."""
    for pattern in (found or get_resolver()).url_patterns:
        text = before + re.sub(r"<(?:\w+:)?(\w+)>", lambda place: PARTS.get(place[1], "1"), str(pattern.pattern))
        if isinstance(pattern, URLResolver):
            yield from addresses(pattern, text)
        elif isinstance(pattern, URLPattern):
            yield re.sub(r"\(\?P<\w+>[^)]*\)", "1-x", text).replace("^", "").replace("$", "").replace("\\", "")


def test_no_address_takes_a_form_without_its_token(world: World) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(world.members["Admin"].user)
    before, taken = world.snapshot(), []
    for path in addresses():
        for method in ("POST", "PUT", "PATCH", "DELETE"):
            answer = strict.generic(method, path, b"{}", content_type="application/json")
            if answer.status_code not in (403, 404, 405, 410):
                taken.append((method, path, answer.status_code))
    assert taken == []
    assert world.snapshot() == before


def test_every_answer_carries_the_headers_that_protect(world: World, web: Any) -> None:
    for browser in (Client(), web("Admin")):
        for path in addresses():
            if "sign-out" in path or "logout" in path:
                continue
            answer = browser.get(path)
            headers = answer.headers
            assert headers["X-Content-Type-Options"] == "nosniff", path
            assert headers["Referrer-Policy"] == "same-origin", path
            assert re.search("no-store|no-cache|max-age", headers["Cache-Control"]), path
            assert "Access-Control-Allow-Origin" not in headers, path
            policy = headers["Content-Security-Policy"]
            assert "unsafe" not in policy, path
            assert "default-src 'none'" in policy, path
            assert "frame-ancestors 'none'" in policy or "sandbox" in policy, path


@pytest.mark.parametrize("path", ["/o/contacts?q=x", "/api/v1/contacts?q=x"])
def test_a_fault_shows_nothing_of_the_inside(world: World, path: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_all: Any, **_named: Any) -> Any:
        raise ZeroDivisionError("canary of /etc/secret")

    from enishi.kernel.doors import read

    monkeypatch.setattr(read.Records, "search", broken)
    browser = Client(raise_request_exception=False, HTTP_ACCEPT_LANGUAGE="en")
    browser.force_login(world.members["Admin"].user)
    answer = browser.get(path)
    text = answer.content.decode()
    assert answer.status_code == 500
    assert "Nothing half-written was kept" in text
    for word in ("canary", "Traceback", "ZeroDivision", "/src/", "django"):
        assert word not in text.lower() if word == "django" else word not in text
    if path.startswith("/api/"):
        assert answer["Content-Type"] == "application/problem+json"


ACTIVE = {
    "picture.svg": b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
    "page.html": b"<!doctype html><script>alert(1)</script>",
    "page.png": b"<!doctype html><script>alert(1)</script>",
    "sheet.xml": b'<?xml version="1.0"?><x xmlns="http://www.w3.org/1999/xhtml"><script>alert(1)</script></x>',
    "code.js": b"alert(1)",
    "letter.pdf": b"%PDF-1.4\n1 0 obj<</OpenAction<</S/JavaScript/JS(app.alert(1))>>>>endobj\n",
    "both.gif": b"GIF89a/*\x00*/=1;alert(1)//",
}


@pytest.mark.parametrize("name", ACTIVE)
def test_an_uploaded_file_never_runs_and_is_only_for_who_sees_its_record(world: World, web: Any, name: str) -> None:
    number = samples.make(registry.card("account"), world.aiko, 2)
    file = io.BytesIO(ACTIVE[name])
    file.name = name
    answer = web("Aiko").post(f"/o/accounts/{number}/files", {"file": file})
    assert answer.status_code < 500
    kept = files.of_record("account", number)
    for one in kept:
        for asked in ("", "?inline=1", "?view=1"):
            given = web("Aiko").get(f"/files/{one.pk}{asked}")
            assert given["Content-Disposition"].startswith("attachment")
            assert given["Content-Security-Policy"] == "default-src 'none'; sandbox"
            assert given["X-Content-Type-Options"] == "nosniff"
            assert given["Content-Type"].split(";")[0] not in files.ACTIVE
        assert web("Chie").get(f"/files/{one.pk}").status_code == web("Chie").get("/files/999999").status_code == 404
    if name.endswith((".gif", "page.png")):
        assert all(one.kind != "image/gif" for one in kept)
    else:
        assert kept


@pytest.mark.parametrize("text", ["=1+1", "+1+1", "-1+1", "@SUM(1)", "\t=1", "  =1", "＝1+1", "|calc"])
def test_a_cell_of_an_export_is_never_a_formula(world: World, web: Any, text: str) -> None:
    card = registry.card("contact")
    samples.make(card, world.admin, 4, family_name=f"{text}x", given_name="y")
    answer = web("Admin").post("/o/contacts/export", {"kind": "csv", "columns": "all"})
    assert answer.status_code == 200
    body = (b"".join(answer.streaming_content) if answer.streaming else answer.content).decode("utf-8-sig")
    cells = [cell.strip('"') for line in body.splitlines() for cell in line.split(",")]
    dangerous = [cell for cell in cells if cell.strip().lstrip("＝")[:1] in ("=", "+", "-", "@", "|") and "x" in cell]
    assert dangerous == []
    assert any(text.strip() in cell for cell in cells)


def test_a_token_that_only_reads_writes_nothing(world: World, api: Any) -> None:
    card = registry.card("contact")
    number = samples.make(card, world.admin, 4)
    reader, before = api("Admin", "read"), world.snapshot()
    assert reader.get(f"contacts/{number}").status_code == 200
    for method, path, body in (
        ("POST", "contacts", {"family_name": "x"}),
        ("PATCH", f"contacts/{number}", {"family_name": "x"}),
        ("DELETE", f"contacts/{number}", None),
        ("POST", "contacts/batch", {"operations": [{"op": "delete", "id": number}]}),
    ):
        assert reader.ask(method, path, body).status_code in (401, 403), (method, path)
    assert world.snapshot() == before


def test_other_peoples_records_are_not_there_in_a_batch_in_bulk_or_by_a_link(world: World, api: Any, web: Any) -> None:
    card = registry.card("contact")
    theirs = samples.make(card, world.chie, 4)
    account = samples.make(registry.card("account"), world.chie, 5)
    person, before = api("Aiko"), world.snapshot()
    batch = person.post("contacts/batch", {"operations": [
        {"op": "update", "id": theirs, "data": {"notes": "mine"}}, {"op": "delete", "id": theirs},
        {"op": "create", "data": {"family_name": "x", "account": account}},
    ]})  # fmt: skip
    assert [row["status"] for row in batch.json()["results"]] == [404, 404, 422]
    browser = web("Aiko")
    for verb in ("edit", "trash", "tag", "assign"):
        answer = browser.post(f"/o/contacts/bulk/{verb}", {"id": [theirs], "field": "notes", "notes": "mine"})
        assert answer.status_code < 500
    assert world.snapshot() == before
    assert card.model._base_manager.get(pk=theirs).version == 1  # type: ignore[attr-defined]


def test_a_sign_in_costs_the_same_work_for_a_name_that_is_there_and_one_that_is_not(
    passwords: World, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Counted, not timed: the one slow step is the hash of the password."""
    done: list[str] = []
    encode, verify = Argon2PasswordHasher.encode, Argon2PasswordHasher.verify
    monkeypatch.setattr(Argon2PasswordHasher, "encode", lambda *a: (done.append("hash"), encode(*a))[1])
    monkeypatch.setattr(Argon2PasswordHasher, "verify", lambda *a: (done.append("hash"), verify(*a))[1])
    counts = []
    for login in ("ben", "nobody", "ben@enishi.example", "nobody@enishi.example"):
        done.clear()
        assert client.post("/accounts/login/", {"login": login, "password": "wrong-wrong-wrong"}).status_code == 422
        counts.append(len(done))
    assert counts == [1, 1, 1, 1]


#: What opens connections to the outside, and who may: mail goes through Django, the probe binds and never connects.
CLIENTS = {
    "httpcore",
    "httpx",
    "requests",
    "urllib3",
    "aiohttp",
    "http.client",
    "urllib.request",
    "ftplib",
    "smtplib",
    "socket",
}
MAY = {
    "src/enishi/config/supervise.py": {"socket"},
    "src/enishi/platform/egress/guard.py": {"socket"},
    "src/enishi/platform/egress/post.py": {"httpcore"},
}


def test_nothing_but_the_guarded_way_calls_an_address_that_a_person_gave() -> None:
    """No import from an address, no picture by address: nothing inside can be reached through Enishi."""
    found = {}
    for path, source in python_files():
        names = set()
        for node in ast.walk(ast.parse(source)):
            if isinstance(node, ast.Import):
                names |= {name.name for name in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module:
                names.add(node.module)
        used = (names & CLIENTS) - MAY.get(path.as_posix(), set())
        if used and "/bench/" not in path.as_posix():
            found[path.as_posix()] = used
    assert found == {}


def test_the_trail_cannot_be_changed_or_emptied_by_sql(world: World) -> None:
    from django.db import DatabaseError, connection, transaction

    samples.make(registry.card("contact"), world.admin, 4)
    for sql in ("UPDATE platform_audit SET verb = 'x'", "DELETE FROM platform_audit"):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql)
