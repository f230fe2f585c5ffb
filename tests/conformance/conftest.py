"""What every conformance test gets: the world, a client of the API for any person, and one object at a time."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from enishi.kernel.card import Card
from enishi.kernel.registry import registry
from enishi.platform.api import tokens
from enishi.testing.fixtures import *  # noqa: F403
from enishi.testing.world import World

FULL = connection.vendor == "sqlite"
#: Both a table of several objects and own fields are what test_own_object.py runs over on both databases; what else
#: is made of them is looked at on SQLite, and on PostgreSQL in the long check.
LONG_ON_POSTGRESQL = [] if FULL else [pytest.mark.full]


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Every registered object; on PostgreSQL every second test of each, so that two runs see all pairs."""
    if "key" not in metafunc.fixturenames:
        return
    keys = list(registry.bare)
    name = sum(map(ord, metafunc.function.__name__))
    marked = [
        key if FULL or (place + name) % 2 == 0 else pytest.param(key, marks=pytest.mark.full)
        for place, key in enumerate(keys)
    ]
    metafunc.parametrize("key", marked)


@pytest.fixture
def card(key: str) -> Card:
    return registry.card(key)


class Api:
    """The REST API as one person with a token sees it."""

    def __init__(self, world: World, name: str, scopes: tuple[str, ...] = ()) -> None:
        self.token = tokens.create(world.members[name].pk, "test", scopes)
        self._client = Client(raise_request_exception=True)

    def ask(self, method: str, path: str, body: Any = None, **headers: str) -> Any:
        more: dict[str, Any] = {"headers": {"Authorization": f"Bearer {self.token}", **headers}}
        if body is not None:
            text = body if isinstance(body, bytes | str) else json.dumps(body)
            more.update(data=text, content_type="application/json")
        return getattr(self._client, method.lower())(f"/api/v1/{path}", **more)

    def get(self, path: str, **params: Any) -> Any:
        packed = {name: json.dumps(v) if isinstance(v, dict) else v for name, v in params.items()}
        return self._client.get(f"/api/v1/{path}", packed, headers={"Authorization": f"Bearer {self.token}"})

    def post(self, path: str, body: Any, **headers: str) -> Any:
        return self.ask("POST", path, body, **headers)

    def patch(self, path: str, body: Any, **headers: str) -> Any:
        return self.ask("PATCH", path, body, **headers)

    def delete(self, path: str, **headers: str) -> Any:
        return self.ask("DELETE", path, **headers)


@pytest.fixture
def api(world: World) -> Any:
    """`api("Ben")`: the API as Ben."""
    return lambda name="Admin", *scopes: Api(world, name, scopes)


@pytest.fixture
def web(world: World) -> Any:
    """`web("Ben")`: a browser in which Ben is signed in."""

    def signed_in(name: str = "Admin") -> Client:
        client = Client()
        client.force_login(world.members[name].user)
        return client

    return signed_in


@pytest.fixture(autouse=True)
def own_data(data_folder: Any) -> Iterator[None]:
    """Files of a test lie in its own folder."""
    return
