"""What a verb writes elsewhere is taken back with it; what declares itself final is not taken back at all."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.utils import translation

from enishi.customers.actions.complete import Complete, Reopen
from enishi.customers.actions.record_consent import RecordConsent
from enishi.customers.models import Consent, Task
from enishi.customers.tests.test_pages import made
from enishi.kernel.doors.verbs import Update
from enishi.kernel.doors.write import write
from enishi.kernel.errors import Denied
from enishi.kernel.registry import registry
from enishi.platform import history
from enishi.platform.undo import put_back, undo, undo_all
from enishi.testing.world import World

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    with translation.override("en"):
        yield


def monthly(world: World) -> int:
    return made(world.aiko, "task", name="Call about stock", due_on="2031-01-31", repeats="monthly")


def done(world: World, number: int) -> int:
    audit = write(Complete, world.aiko, registry.card("task"), number).audit
    assert audit is not None
    return audit


def following() -> Any:
    return Task.objects.filter(name="Call about stock", due_on="2031-02-28")


def test_done_undone_and_done_again_leaves_one_next_task(world: World) -> None:
    number = monthly(world)
    undo(done(world, number), world.aiko)
    assert Task.objects.get(pk=number).done_at is None
    assert not following().filter(trashed_at=None).exists()
    done(world, number)
    assert following().filter(trashed_at=None).count() == 1


def test_done_opened_again_and_done_again_leaves_one_next_task(world: World) -> None:
    number = monthly(world)
    done(world, number)
    write(Reopen, world.aiko, registry.card("task"), number)
    done(world, number)
    assert following().filter(trashed_at=None).count() == 1
    done(world, following().get().pk)
    assert Task.objects.filter(name="Call about stock", due_on="2031-03-28").count() == 1


def test_a_next_task_that_was_changed_since_stays_and_is_named(world: World, web: Any) -> None:
    number = monthly(world)
    audit = done(world, number)
    write(Update, world.aiko, registry.card("task"), following().get().pk, {"notes": "ask for Mori"})
    answer = web("Aiko").post("/undo", {"id": str(audit)}, headers={"HX-Request": "true"})
    assert "stays as it is: it was changed since" in answer.headers["HX-Trigger"]
    assert "Call about stock" in answer.headers["HX-Trigger"]
    assert Task.objects.get(pk=number).done_at is None
    assert following().get().trashed_at is None


def test_many_done_at_once_are_undone_with_what_followed_each(world: World) -> None:
    numbers = [monthly(world), monthly(world)]
    found = undo_all([done(world, number) for number in numbers], world.aiko)
    assert [one.refused for one in found] == [None, None]
    assert not following().filter(trashed_at=None).exists()


def test_a_verb_that_says_it_is_final_is_not_taken_back(world: World, web: Any) -> None:
    card, number = registry.card("contact"), made(world.aiko, "contact", family_name="Mori")
    given = {"purpose": "news", "channel": "email", "state": "granted", "basis": "consent", "evidence": "form"}
    audit = write(RecordConsent, world.aiko, card, number, given).audit
    assert audit is not None
    with pytest.raises(Denied, match="cannot be undone"):
        undo(audit, world.aiko)
    answer = web("Aiko").post("/undo", {"id": str(audit)}, headers={"HX-Request": "true"})
    assert answer.status_code == 403
    assert "cannot be undone" in answer.content.decode()
    assert Consent.objects.filter(contact=number, trashed_at=None).count() == 1
    entry = next(line for line in history.of(card, number, 10) if line.number == audit)
    with pytest.raises(Denied):
        put_back(entry, world.aiko)
