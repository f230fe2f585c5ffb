"""Every object on its screens: pages open, forms save, cards move, the palette finds, history gives back."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.html import strip_tags

from enishi.kernel.card import Card
from enishi.kernel.doors.read import records
from enishi.kernel.doors.rows import Linked
from enishi.kernel.object import Related
from enishi.platform.models import Audit
from enishi.testing import samples
from enishi.testing.world import World

from .forms import read_form

pytestmark = pytest.mark.django_db
COUNTS: dict[str, dict[str, int]] = json.loads((Path(__file__).parent / "query_counts.json").read_text())


def pages(card: Card, number: int) -> list[str]:
    """Addresses below `/o/<plural>` that this object must have."""
    found = ["", "/new", "/options", "/fields", "/columns", "/order", "/print", "/export", "/views", "/views/new"]
    found += [f"/{number}", f"/{number}/edit", f"/{number}/history", f"/{number}/files"]
    found += [f"/{number}/timeline"] * card.timeline + ["/board"] * bool(card.board)
    return found + ["/calendar"] * bool(card.calendar)


def test_every_page_opens_alone_and_as_a_part(world: World, web: Any, card: Card) -> None:
    number, browser = samples.make(card, world.admin, 40), web()
    for page in pages(card, number):
        for headers in ({}, {"HX-Request": "true"}):
            answer = browser.get(f"/o/{card.plural}{page}", headers=headers)
            assert answer.status_code == 200, (page, headers, answer.content[:300])


def test_every_related_list_is_a_tab_of_the_page_and_opens(world: World, web: Any, card: Card) -> None:
    number, browser = samples.make(card, world.admin, 49), web()
    address = f"/o/{card.plural}/{number}"
    page = browser.get(address).content.decode()
    for name in (name for part in card.page if isinstance(part, Related) for name in part.relations):
        assert f'href="{address}?tab={name}"' in page, name
        assert f'id="related-{name}"' in browser.get(f"{address}?tab={name}").content.decode()


def test_a_form_sent_as_it_was_opened_changes_nothing(world: World, web: Any, card: Card) -> None:
    number, browser = samples.make(card, world.admin, 41), web()
    address = f"/o/{card.plural}/{number}/edit"
    sent = read_form(browser.get(address).content.decode(), address)
    before, was = world.snapshot(), values(card, world, number)
    answer = browser.post(address, sent)
    assert answer.status_code == 302, answer.content.decode()[:2000]
    assert values(card, world, number) == was
    assert world.snapshot() == before


def values(card: Card, world: World, number: int) -> dict[str, Any]:
    """What data may set, with the version."""
    names = [spec.name for spec in card.fields.values() if spec.writable and not spec.collected]
    row = records(card, world.admin).only(*names).get(number)
    return {**{name: row[name] for name in names}, "version": row.version}


def test_the_drawer_makes_a_record_out_of_what_the_form_of_another_sends(world: World, web: Any, card: Card) -> None:
    if not samples.by_data(card):
        pytest.skip("made by a verb")
    number, browser = samples.make(card, world.admin, 42), web()
    edit, new = f"/o/{card.plural}/{number}/edit", f"/o/{card.plural}/new"
    sent = read_form(browser.get(edit).content.decode(), edit)
    asked = set(read_form(browser.get(new).content.decode(), new))
    was = values(card, world, number)
    assert browser.post(f"/o/{card.plural}/{number}/trash").status_code in (204, 302)
    answer = browser.post(new, {name: value for name, value in sent.items() if name in asked})
    assert answer.status_code == 302, answer.content.decode()[:2000]
    made = card.model._default_manager.latest("pk").pk
    assert made != number
    now = values(card, world, made)
    given = {name for name in asked if name in now and was[name] not in (None, [])}
    assert given
    assert {name: now[name] for name in given} == {name: was[name] for name in given}


def test_one_value_is_changed_in_place_and_the_history_gives_the_old_one_back(
    world: World, web: Any, card: Card
) -> None:
    number, browser = samples.make(card, world.admin, 43), web()
    spec = next(s for s in samples.fields(card) if s.type.name == "text" and s.name not in ("kind", "value"))
    was = values(card, world, number)[spec.name]
    address = f"/o/{card.plural}/{number}/field/{spec.name}"
    assert browser.get(address).status_code == 200
    changed = browser.post(address, {spec.name: "Marigold 7"}, headers={"HX-Request": "true"})
    assert changed.status_code == 200, changed.content.decode()[:500]
    assert "Marigold 7" in changed.content.decode()
    history = browser.get(f"/o/{card.plural}/{number}/history").content.decode()
    assert "Marigold 7" in history
    entry = Audit.objects.filter(object=card.key, record=number).latest("pk").pk
    assert browser.post(f"/o/{card.plural}/{number}/history/{entry}/restore").status_code == 302
    assert values(card, world, number)[spec.name] == was


def test_the_palette_and_the_combobox_find_it_by_its_title(world: World, web: Any, card: Card) -> None:
    number, browser = samples.make(card, world.admin, 44), web()
    if not card.search:
        pytest.skip("not searched")
    title = strip_tags(records(card, world.admin).get(number).title)
    assert f'"{number}"' in browser.get(f"/o/{card.plural}/options", {"q": title}).content.decode()
    if card.menu:
        found = browser.get("/search", {"q": title}, headers={"HX-Request": "true"}).content.decode()
        assert f"/o/{card.plural}/{number}" in found


def test_a_card_on_the_board_moves_to_another_lane(world: World, web: Any, card: Card) -> None:
    if not card.board:
        pytest.skip("no board")
    number, browser = samples.make(card, world.admin, 45), web()
    at = lane_of(values(card, world, number)[card.board])
    shown = browser.get(f"/o/{card.plural}/board").content.decode()
    lane = next(one for one in re.findall('data-lane="([^"]+)"', shown) if one not in (at, "-"))
    moved = browser.post(f"/o/{card.plural}/{number}/move?from={at}", {"lane": lane})
    assert moved.status_code == 302, moved.content.decode()[:500]
    assert lane_of(values(card, world, number)[card.board]) == lane


def lane_of(value: Any) -> str:
    """How the board calls the lane of a value."""
    return "" if value is None else str(value.id if isinstance(value, Linked) else value)


def test_many_are_trashed_at_once_and_stand_in_the_trash(world: World, web: Any, card: Card) -> None:
    numbers, browser = [samples.make(card, world.admin, n) for n in (46, 47)], web()
    titles = [strip_tags(records(card, world.admin).get(number).title) for number in numbers]
    done = browser.post(f"/o/{card.plural}/bulk/trash", {"id": numbers})
    assert done.status_code in (200, 302), done.content.decode()[:500]
    assert not records(card, world.admin).visible(numbers)
    if not card.part_of:  # parts come and go with their whole
        shown = browser.get("/trash").content.decode()
        assert [title for title in titles if title not in shown] == []
        assert f"/o/{card.plural}/bulk/restore?all=1" in browser.get(f"/trash?object={card.plural}").content.decode()
        assert browser.get(f"/o/{card.plural}/bulk/restore?all=1").status_code == 200
        browser.post(f"/o/{card.plural}/bulk/restore", {"all": "1"})
        assert records(card, world.admin).visible(numbers) == set(numbers)


def test_pages_keep_to_their_number_of_queries(world: World, web: Any, api: Any, card: Card) -> None:
    number, browser, person = samples.make(card, world.admin, 48), web(), api()
    asks = {
        "list": lambda: browser.get(f"/o/{card.plural}"),
        "record": lambda: browser.get(f"/o/{card.plural}/{number}"),
        "form": lambda: browser.get(f"/o/{card.plural}/{number}/edit"),
        "api list": lambda: person.get(card.plural),
        "api record": lambda: person.get(f"{card.plural}/{number}"),
    }
    found = {}
    for name, ask in asks.items():
        ask()
        with CaptureQueriesContext(connection) as asked:
            assert ask().status_code == 200
        found[name] = len(asked)
    kept = COUNTS.get(card.key, {})
    assert all(found[name] <= kept.get(name, -1) for name in asks), f'"{card.key}": {json.dumps(found)}'
