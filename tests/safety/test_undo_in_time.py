"""An undo takes back what it wrote, never what somebody wrote while it was waiting for its turn."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from enishi.customers.tests.test_pages import made
from enishi.kernel.doors.verbs import Update
from enishi.kernel.doors.write import write
from enishi.kernel.errors import Conflict
from enishi.kernel.ports import ports
from enishi.kernel.registry import registry
from enishi.platform.undo import undo, undo_all
from enishi.testing.fixtures import bound
from enishi.testing.world import World

pytestmark = pytest.mark.django_db


class Turn:
    """A lock before which somebody else had his turn, once."""

    def __init__(self, first: Any) -> None:
        self._first, self._lock = first, ports.lock

    @contextmanager
    def write(self, **how: Any) -> Iterator[None]:
        first, self._first = self._first, None
        if first is not None:
            first()
        with self._lock.write(**how):
            yield


def changed(world: World, number: int, **data: Any) -> int:
    audit = write(Update, world.aiko, registry.card("contact"), number, data).audit
    assert audit is not None
    return audit


def held(number: int) -> dict[str, Any]:
    rows = registry.card("contact").model._default_manager
    found: dict[str, Any] = rows.values("title", "department").get(pk=number)
    return found


@pytest.mark.parametrize("meanwhile", [{"title": "Chief"}, {"title": "Chief", "department": "Audit"}])
def test_an_edit_made_while_the_undo_waits_is_kept(world: World, meanwhile: dict[str, str]) -> None:
    number = made(world.aiko, "contact", family_name="Mori", title="Head", department="Sales")
    audit = changed(world, number, title="Director")
    with bound(lock=Turn(lambda: changed(world, number, **meanwhile))), pytest.raises(Conflict):
        undo(audit, world.aiko)
    assert held(number) == {"title": "Head", "department": "Sales", **meanwhile}


def test_of_two_fields_only_the_one_that_was_left_alone_is_taken_back(world: World) -> None:
    number = made(world.aiko, "contact", family_name="Mori", title="Head", department="Sales")
    audit = changed(world, number, title="Director", department="Board")
    with bound(lock=Turn(lambda: changed(world, number, title="Chief"))):
        assert undo(audit, world.aiko).fields == ("department",)
    assert held(number) == {"title": "Chief", "department": "Sales"}


def test_addresses_given_meanwhile_stay(world: World, api: Any) -> None:
    number = made(world.aiko, "contact", family_name="Mori", emails=["a@x.example"])
    audit = changed(world, number, emails=["a@x.example", "b@x.example"])
    third = ["a@x.example", "b@x.example", "c@x.example"]
    with bound(lock=Turn(lambda: changed(world, number, emails=third))):
        found = undo_all([audit], world.aiko)[0]
    assert isinstance(found.refused, Conflict)
    assert api("Aiko").get(f"contacts/{number}").json()["emails"] == third
