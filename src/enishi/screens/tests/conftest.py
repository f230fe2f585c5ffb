"""Some customers of Aiko's, and browsers without JavaScript for everybody."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from django.test import Client

from enishi.kernel.doors.verbs import Create
from enishi.kernel.doors.write import Item, write_many
from enishi.kernel.registry import registry
from enishi.testing.world import World

NAMES = ("Tanaka", "Suzuki", "Sato", "Ito", "Mori")


@dataclass(frozen=True)
class Customers:
    """Ids of Aiko's records, in the order they were made."""

    accounts: list[int]
    contacts: list[int]
    tasks: list[int]
    meetings: list[int]


@pytest.fixture
def customers(world: World) -> Customers:
    accounts = _made(world, "account", [{"name": f"{name} Works", "deal_status": "prospect"} for name in NAMES])
    contacts = _made(
        world,
        "contact",
        [
            {"family_name": name, "given_name": "Ken", "account": number, "email": f"{name.lower()}@example.jp"}
            for name, number in zip(NAMES, accounts, strict=True)
        ],
    )
    tasks = _made(world, "task", [{"name": f"Call {name}", "due_on": "2026-04-07"} for name in NAMES])
    meetings = _made(
        world, "meeting", [{"name": "Visit", "starts_at": "2026-04-07T10:00", "ends_at": "2026-04-07T11:00"}]
    )
    return Customers(accounts, contacts, tasks, meetings)


def _made(world: World, key: str, rows: list[dict[str, Any]]) -> list[int]:
    written = write_many(Create, world.aiko, registry.card(key), [Item(data=row) for row in rows])
    assert not [one.refused for one in written if one.refused]
    return [one.id for one in written if one.id is not None]


@pytest.fixture
def browser(world: World) -> Callable[[str], Client]:
    """A signed-in browser of one person; htmx headers unless told otherwise."""

    def sign_in(name: str, *, page: bool = False) -> Client:
        client = Client() if page else Client(headers={"HX-Request": "true"})
        user = world.members[name].user
        assert user is not None
        client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
        return client

    return sign_in
