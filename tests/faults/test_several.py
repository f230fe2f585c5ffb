"""Several web processes on PostgreSQL: whichever answers, sessions, rights, limits and live updates are the same."""

from __future__ import annotations

import os
import re
import signal
import socket
import time
from collections.abc import Iterator
from http.cookies import SimpleCookie
from pathlib import Path
from urllib.parse import urlencode

import pytest
from django.db import connection

from tests.faults.running import Running, bearer, serving, until
from tests.faults.test_processes import cookie_of, stream_of

pytestmark = pytest.mark.skipif(connection.vendor != "postgresql", reason="one process serves SQLite")
#: Enough new connections to reach each of three processes (a miss of one: 2 in 10,000).
ROUNDS = 24


@pytest.fixture(scope="module")
def running(environment: dict[str, str], folder: Path) -> Iterator[Running]:
    with serving(environment, folder, "--workers", "3") as found:
        found.headers = bearer(environment)
        yield found


def test_each_process_knows_the_same_sessions_and_tokens(running: Running) -> None:
    assert len(running.children("web")) == 3
    cookie = cookie_of(running.environment)
    for _round in range(ROUNDS):
        assert running.ask("GET", "/api/v1/contacts")[0] == 200
        assert running.ask("GET", "/", Authorization="", Cookie=cookie)[0] == 200


def test_a_write_is_read_at_once_from_every_process(running: Running) -> None:
    status, body = running.ask("POST", "/api/v1/accounts", {"name": "Seen everywhere"})
    assert status == 201, body
    number = int(re.search(rb'"id":(\d+)', body)[1])  # type: ignore[index]
    for version in range(ROUNDS):
        name = f"Seen everywhere {version}"
        assert running.ask("PATCH", f"/api/v1/accounts/{number}", {"name": name})[0] == 200
        status, body = running.ask("GET", f"/api/v1/accounts/{number}")
        assert name.encode() in body


def test_a_change_of_rights_counts_in_every_process_at_once(running: Running) -> None:
    """A token is kept in memory by each process; revoking it raises the epoch, and none takes it any longer."""
    from tests.faults.running import enishi

    made = enishi(running.environment, "token", "create", "--user", "boss").stdout.split()[-1]
    header = {"Authorization": f"Bearer {made}"}
    for _round in range(ROUNDS):
        assert running.ask("GET", "/api/v1/contacts", **header)[0] == 200
    revoke(running, made)
    assert {running.ask("GET", "/api/v1/contacts", **header)[0] for _round in range(ROUNDS)} == {401}


def revoke(running: Running, token: str) -> None:
    import psycopg

    with psycopg.connect(running.environment["ENISHI_DATABASE_URL"], autocommit=False) as database:
        database.execute("UPDATE platform_apitoken SET revoked_at = now() WHERE prefix = %s", [token[:11]])
        database.execute("UPDATE platform_epoch SET access = access + 1")


def test_wrong_passwords_are_counted_over_all_processes(running: Running) -> None:
    form, jar = running_form(running)
    told = []
    for attempt in range(7):
        given = {"login": "boss", "password": f"wrong-wrong-{attempt}", "csrfmiddlewaretoken": form}
        told.append(post(running, "/accounts/login/", given, jar))
    assert any("Too many failed attempts" in text or "失敗" in text for text in told[5:]), told[-1][-2000:]


def running_form(running: Running) -> tuple[str, str]:
    import http.client

    link = http.client.HTTPConnection("127.0.0.1", running.port, timeout=20)
    link.request("GET", "/accounts/login/", headers={"Accept-Language": "en"})
    answer = link.getresponse()
    page = answer.read().decode()
    cookie = SimpleCookie(answer.headers["Set-Cookie"])
    link.close()
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
    assert token
    return token[1], f"enishi_csrf={cookie['enishi_csrf'].value}"


def post(running: Running, path: str, form: dict[str, str], cookie: str) -> str:
    import http.client

    link = http.client.HTTPConnection("127.0.0.1", running.port, timeout=20)
    headers = {
        "Cookie": cookie,
        "Content-Type": "application/x-www-form-urlencoded",
        "Accept-Language": "en",
        "Origin": f"http://127.0.0.1:{running.port}",
    }
    link.request("POST", path, urlencode(form), headers)
    text = link.getresponse().read().decode()
    link.close()
    return text


def heard(page: socket.socket, word: bytes, seconds: float) -> bool:
    page.settimeout(seconds)
    got = b""
    try:
        while word not in got:
            part = page.recv(4096)
            if not part:
                return False
            got += part
    except TimeoutError:
        return False
    return True


def test_pages_at_any_process_hear_of_a_write_at_any_other(running: Running) -> None:
    cookie = cookie_of(running.environment)
    pages = [stream_of(running.port, cookie) for _page in range(12)]
    try:
        time.sleep(1)  # each process takes its place in the feed a quarter of a second after its first page
        assert running.ask("POST", "/api/v1/contacts", {"family_name": "News"})[0] == 201
        for page in pages:
            assert heard(page, b"event: list", 5)
    finally:
        for page in pages:
            page.close()


def test_a_killed_process_is_replaced_while_the_others_answer(running: Running) -> None:
    first = running.children("web")
    os.kill(first[0], signal.SIGKILL)
    until(lambda: first[0] not in running.children("web"))
    assert {running.ask("GET", "/api/v1/contacts")[0] for _round in range(6)} == {200}
    until(lambda: len(running.children("web")) == 3)
