"""Every address answers every kind of visitor as its line says; a refusal and a GET leave everything as it was."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection, transaction
from django.http import StreamingHttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import Resolver404, URLPattern, URLResolver, get_resolver, resolve

from enishi.platform.api import tokens
from enishi.testing.fixtures import *  # noqa: F403
from enishi.testing.fixtures import forget_caches
from enishi.testing.world import World
from tests.access import things
from tests.access.rows import PEOPLE, PRINCIPALS, lines, others

pytestmark = pytest.mark.django_db
METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")
REFUSED = (400, 401, 403, 404, 405, 410, 422)
WRITES = re.compile(r"\s*(INSERT|UPDATE|DELETE|REPLACE|MERGE|CREATE|DROP|ALTER)\b", re.IGNORECASE)
NAMES = {"none": "Dai", "own": "Chie", "owner": "Aiko", "team": "Ben", "all": "Chie", "admin": "Admin"}
SIGN_IN = "allauth.account.auth_backends.AuthenticationBackend"


class Visitors:
    """The world with Aiko's things, and a client for each principal."""

    def __init__(self, world: World) -> None:
        self.world, self.numbers = world, things.make(world)

    def client(self, principal: str) -> Client:
        if principal in ("own", "all"):
            verbs = ("see", "create", "edit", "delete", "export", "import")
            self.world.take_roles("Chie")
            self.world.give("Chie", {"*": dict.fromkeys(verbs, principal)})
        client = Client(HTTP_HOST="127.0.0.1", REMOTE_ADDR="198.41.0.4")
        if principal in PEOPLE:
            user = self.world.members[NAMES[principal]].user
            assert user is not None
            client.force_login(user, SIGN_IN)
        elif principal != "anonymous":
            token = tokens.create(self.world.members["Ben"].pk, principal, () if principal == "token" else ("read",))
            client.defaults["HTTP_AUTHORIZATION"] = f"Bearer {token}"
        return client

    def ask(self, client: Client, method: str, path: str, body: Any = None) -> tuple[int, list[str]]:
        """Status and writing statements of one request, which leaves no trace for the next."""
        cookies = client.cookies.copy()
        connection.queries_log.clear()  # it keeps 9,000
        with transaction.atomic(), CaptureQueriesContext(connection) as asked:
            if isinstance(body, dict):
                answer: Any = client.post(self.filled(path), {name: self.filled(body[name]) for name in body})
            else:
                kind = "application/json" if body else "application/x-www-form-urlencoded"
                answer = client.generic(method, self.filled(path), body or b"", content_type=kind)
            if isinstance(answer, StreamingHttpResponse):
                answer.getvalue()
            transaction.set_rollback(True)
        client.cookies = cookies
        forget_caches()
        return answer.status_code, [query["sql"][:120] for query in asked if WRITES.match(query["sql"])]

    def filled(self, text: str) -> str:
        """The address or value with numbers for the names of things."""
        return re.sub(r"\b[A-Z]{3,}\b", lambda found: str(self.numbers.get(found[0], found[0])), text)


@pytest.fixture
def visitors(world: World, data_folder: Any) -> Visitors:
    return Visitors(world)


def routes(resolver: URLResolver, before: str = "") -> Iterator[str]:
    """The patterns of all addresses, as `resolve` names them."""
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            yield from routes(entry, before + str(entry.pattern))
        else:
            assert isinstance(entry, URLPattern)
            yield before + str(entry.pattern)


def route_of(path: str) -> str:
    """The pattern behind an address; nothing for one that the table names because it must not exist."""
    try:
        return str(resolve(re.sub(r"\b[A-Z]{3,}\b", "1", path).partition("?")[0]).route)
    except Resolver404:
        return ""


def table() -> set[tuple[str, str]]:
    """Method and pattern of every line."""
    own = {(line.method, route_of(line.path)) for line in lines()}
    return own | {(method, route_of(path)) for method, path in others()}


def test_every_address_has_a_line() -> None:
    known = {route for _method, route in table()}
    assert set(routes(get_resolver())) - known == set()


@pytest.mark.parametrize("principal", PRINCIPALS)
def test_every_address_answers_each_visitor_as_its_line_says(principal: str, visitors: Visitors) -> None:
    client, place = visitors.client(principal), PRINCIPALS.index(principal)
    wrong: list[Any] = []
    for line in lines():
        status, writes = visitors.ask(client, line.method, line.path, line.body)
        if status != line.statuses[place]:
            wrong.append((line.method, line.path, f"{line.statuses[place]} expected, {status} found"))
        elif writes and (line.method == "GET" or status in REFUSED):
            wrong.append((line.method, line.path, status, writes))
    assert not wrong, "\n".join(map(str, wrong))


def test_a_method_without_a_line_is_not_taken(visitors: Visitors) -> None:
    client, told, wrong = visitors.client("admin"), table(), []
    for path in sorted({line.path for line in lines()}):
        for method in METHODS:
            if (method, route_of(path)) not in told:
                status, writes = visitors.ask(client, method, path)
                if status not in (404, 405) or writes:
                    wrong.append((method, path, status, writes))
    assert not wrong, "\n".join(map(str, wrong))


def test_no_page_of_sign_in_and_settings_writes_when_it_is_read(visitors: Visitors) -> None:
    wrong = []
    for principal in ("anonymous", "none", "team", "admin"):
        client = visitors.client(principal)
        for method, path in others():
            if method == "GET" and (found := visitors.ask(client, method, path)[1]):
                wrong.append((principal, path, found))
    assert not wrong, "\n".join(map(str, wrong))
