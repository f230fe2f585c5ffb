"""Duplicates on the screen: the inbox, two records side by side, the merge and its undo."""

from __future__ import annotations

from typing import Any

import pytest

from enishi.kernel.doors.verbs import Create
from enishi.kernel.doors.write import write
from enishi.kernel.registry import registry
from enishi.platform.models import DuplicateCase, ImportRun, Merging
from enishi.testing.clock import FixedClock
from enishi.testing.world import World

pytestmark = pytest.mark.django_db


def person(world: World, **data: Any) -> int:
    return write(Create, world.aiko, registry.card("contact"), data={"family_name": "Mori", **data}).id or 0


def pair(world: World, clock: FixedClock, *ids: int) -> int:
    run = ImportRun.objects.create(object="contact", member=world.members["Aiko"].pk, made_at=clock.now())
    case = DuplicateCase.objects.create(
        object="contact", first=ids[0], second=ids[1], reasons=["email"], score=7.5, run=run, at=clock.now()
    )
    return case.pk


def test_a_pair_is_merged_from_the_inbox_with_the_values_chosen(world: World, clock: FixedClock, browser: Any) -> None:
    one = person(world, title="Clerk", notes="First")
    two = person(world, title="Head", notes="Second", phone="+81355500142")
    write(Create, world.aiko, registry.card("task"), data={"name": "Call back", "contact": two})
    number = pair(world, clock, one, two)
    aiko = browser("Aiko", page=True)
    text = aiko.get("/duplicates").content.decode()
    assert "7.5" in text
    assert "The e-mail address is the same." in text
    assert "Clerk" in text
    assert "+81 3-5550-0142" in text or "03-5550-0142" in text
    assert "keep.phone" not in text  # one of the two has none: nothing to choose
    sent = {"with": two, "prefer": "fullest", "keep.account": two, "keep.notes": "both", "pair": number, "after": ""}
    answer = aiko.post(f"/o/contacts/{one}/merge", sent)
    assert (answer.status_code, answer["Location"]) == (302, "/duplicates")
    held = registry.card("contact").every_row().get(pk=one)
    assert (held.title, held.notes, held.phone) == ("Head", "First\n\nSecond", "+81355500142")
    assert DuplicateCase.objects.get(pk=number).state == "same"
    assert "Every pair has been looked at." in aiko.get("/duplicates").content.decode()
    moved = aiko.get(f"/o/contacts/{two}")
    assert (moved.status_code, moved["Location"]) == (308, f"/o/contacts/{one}")


def test_the_undo_says_what_comes_back_and_what_stays(world: World, browser: Any) -> None:
    one, two = person(world), person(world, notes="Theirs")
    task = write(Create, world.aiko, registry.card("task"), data={"name": "Call back", "contact": two}).id
    aiko = browser("Aiko", page=True)
    aiko.post(f"/o/contacts/{one}/merge", {"with": two})
    history = aiko.get(f"/o/contacts/{one}/history").content.decode()
    assert f"/o/contacts/{one}/unmerge/{two}" in history
    page = aiko.get(f"/o/contacts/{one}/unmerge/{two}").content.decode()
    assert "Tasks" in page
    assert aiko.post(f"/o/contacts/{one}/unmerge/{two}").status_code == 302
    assert registry.card("task").every_row().get(pk=task).contact_id == two
    assert aiko.get(f"/o/contacts/{two}").status_code == 200
    assert f"/unmerge/{two}" not in aiko.get(f"/o/contacts/{one}/history").content.decode()
    assert aiko.get(f"/o/contacts/{one}/unmerge/{two}").status_code == 404


def test_two_that_are_not_the_same_never_come_back(world: World, clock: FixedClock, browser: Any) -> None:
    one, two, three = (person(world) for _n in range(3))
    number = pair(world, clock, one, two)
    aiko = browser("Aiko", page=True)
    assert aiko.post("/duplicates", {"pair": number}).status_code == 302
    assert "Every pair has been looked at." in aiko.get("/duplicates").content.decode()
    aiko.post(f"/o/contacts/{three}/merge", {"with": one, "decision": "different"})
    states = {(case.first, case.second): case.state for case in DuplicateCase.objects.all()}
    assert states == {(one, two): "different", (one, three): "different"}
    assert not Merging.objects.exists()


def test_the_other_record_is_picked_and_seen_before_anything_happens(world: World, browser: Any) -> None:
    one, two = person(world, title="Clerk"), person(world, title="Head")
    aiko = browser("Aiko", page=True)
    assert f"/o/contacts/{one}/merge" in aiko.get(f"/o/contacts/{one}").content.decode()
    assert "/o/contacts/options" in aiko.get(f"/o/contacts/{one}/merge").content.decode()
    page = aiko.get(f"/o/contacts/{one}/merge?with={two}").content.decode()
    assert "Clerk" in page
    assert "Head" in page
    assert not Merging.objects.exists()


def test_a_record_one_may_not_see_is_compared_with_nothing(world: World, browser: Any) -> None:
    one = person(world)
    hidden = write(Create, world.chie, registry.card("contact"), data={"family_name": "Hidden"}).id or 0
    aiko = browser("Aiko", page=True)
    for number in (hidden, 999_999):
        assert aiko.get(f"/o/contacts/{one}/merge?with={number}").status_code == 404
        assert aiko.post(f"/o/contacts/{one}/merge", {"with": number, "decision": "different"}).status_code == 404
    assert not DuplicateCase.objects.exists()
