"""A contribution that fails takes its own place away and nothing else of the page."""

from __future__ import annotations

import logging
import types
from typing import Any, Union, get_args, get_origin, get_type_hints

import pytest

from enishi.kernel.contribution import SUBJECTS, Contribution
from enishi.kernel.registry import registry
from enishi.screens.contributed import IMPORTED, after_import
from enishi.screens.page_models.common import Action

pytestmark = pytest.mark.django_db


def alternatives(given: Any) -> tuple[Any, ...]:
    return get_args(given) if get_origin(given) in (Union, types.UnionType) else (given,)


def fits(given: Any, declared: Any) -> bool:
    """Whether whoever expects the declared type can show what is given; nothing may be given anywhere."""
    if given == declared:
        return True
    if get_origin(given) is tuple and get_origin(declared) is tuple:
        return fits(get_args(given)[0], get_args(declared)[0])
    if len(alternatives(given)) > 1:
        return all(one is types.NoneType or fits(one, declared) for one in alternatives(given))
    return any(isinstance(one, type) and issubclass(given, one) for one in alternatives(declared))


def test_every_contribution_gives_what_is_shown_at_its_place():
    reading = [kind for kind in registry._contributed if kind.read is not Contribution.read]
    assert len(reading) > 20
    for kind in reading:
        declared = registry.places.get(kind.to, registry.places[SUBJECTS])[kind.place]
        assert fits(get_type_hints(kind.read)["return"], declared), (kind, declared)
    assert not fits(tuple[Action, ...], tuple[str, ...])
    assert not fits(str | None, Action | None)


def failing(to: str, place: str) -> type[Contribution]:
    """A contribution to this place that cannot be read."""

    def read(self: Contribution, actor: object, ids: list[int]) -> None:
        raise RuntimeError("the room has fallen over")

    return type("Fallen", (Contribution,), {"to": to, "place": place, "read": read})


@pytest.fixture
def with_failing(monkeypatch, caplog):
    """Let such a contribution stand before those of the rooms; gives where to read what is logged about it."""

    def add(to: str, place: str) -> pytest.LogCaptureFixture:
        monkeypatch.setattr(registry, "_contributed", [failing(to, place), *registry._contributed])
        caplog.set_level(logging.ERROR, "enishi.screens")
        found: pytest.LogCaptureFixture = caplog
        return found

    return add


@pytest.mark.parametrize("place", ["header", "middle", "panel", "action", "phone", "compose", "tie"])
def test_a_record_page_stands_when_a_contribution_fails(place, customers, browser, with_failing):
    logged = with_failing("contact", place)
    response = browser("Aiko", page=True).get(f"/o/contacts/{customers.contacts[0]}")
    page = response.content.decode()
    assert (response.status_code, set(logged.messages)) == (200, {"contribution Fallen failed"})
    assert f"/o/contacts/{customers.contacts[0]}/edit" in page
    assert ("failed-fallen" in page) == (place in ("middle", "panel"))


@pytest.mark.parametrize("address", ["/o/contacts", "/calendar", "/search?q=memo"])
def test_the_frame_of_every_page_stands_when_a_contribution_fails(address, customers, browser, with_failing):
    logged = with_failing("shell", "create")
    response = browser("Aiko", page=True).get(address)
    assert (response.status_code, set(logged.messages)) == (200, {"contribution Fallen failed"})
    assert "/phone-memo" in response.content.decode()


@pytest.mark.parametrize(("to", "shown"), [("today", True), ("first-steps", False)])
def test_the_first_page_stands_when_a_contribution_fails(to, shown, customers, browser, with_failing):
    logged = with_failing(to, "today")
    response = browser("Admin", page=True).get("/")
    assert (response.status_code, set(logged.messages)) == (200, {"contribution Fallen failed"})
    assert ("failed-fallen" in response.content.decode()) == shown


def test_the_ways_on_after_an_import_stand_when_one_contribution_fails(world, monkeypatch, with_failing):
    way = Action("Call them", "/o/tasks/new")

    class Standing(Contribution):
        to, place = IMPORTED, "action"

        def read(self, actor: object, ids: list[int]) -> tuple[Action, ...]:
            return (way,)

    monkeypatch.setattr(registry, "_contributed", [Standing])
    logged = with_failing(IMPORTED, "action")
    assert after_import(world.aiko) == (way,)
    assert logged.messages == ["contribution Fallen failed"]


def test_the_line_about_the_tie_is_read_once_for_a_page(customers, browser, monkeypatch):
    read = []

    class Counted(Contribution):
        to, place = "contact", "tie"

        def read(self, actor: object, ids: list[int]) -> str:
            read.append(ids)
            return "met five times"

    monkeypatch.setattr(registry, "_contributed", [Counted, *registry._contributed])
    page = browser("Aiko", page=True).get(f"/o/contacts/{customers.contacts[0]}").content.decode()
    assert read == [[customers.contacts[0]]]
    assert ">met five times<" in page
