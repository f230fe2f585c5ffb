"""The timeline: entries by time, each read through the door of its source."""

from __future__ import annotations

from datetime import timedelta
from importlib import import_module

import pytest
from django.db import connection

from enishi.kernel.actor import Actor
from enishi.kernel.doors.read import records
from enishi.kernel.doors.rows import Row
from enishi.kernel.ports import TimelineEntry, ports
from enishi.platform import timeline
from enishi.platform.models import Entry, EntryLink, Team
from enishi.testing.clock import FixedClock
from enishi.testing.world import World

pytestmark = pytest.mark.django_db


def touched(
    clock: FixedClock, subject: int, count: int, kind: str = "note", private_to: int | None = None
) -> list[int]:
    """Sources (teams stand for notes here), a minute apart, the last one newest."""
    made = [Team.objects.create(name=f"{kind} {number}").pk for number in range(count)]
    ports.timeline.write(
        [
            TimelineEntry(
                clock.now() + timedelta(minutes=place), kind, "team", pk, None, private_to, (("team", subject),)
            )
            for place, pk in enumerate(made)
        ]
    )
    return made


def subject(world: World, actor: Actor) -> Row:
    return records("team", actor).get(world.teams["Tokyo"].pk)


def test_pages_are_newest_first_and_join_without_gap_or_repeat(world: World, clock: FixedClock) -> None:
    row = subject(world, world.aiko)
    made = touched(clock, row.id, 7)
    first = timeline.page(row, world.aiko, size=3)
    second = timeline.page(row, world.aiko, size=3, after=first.next)
    third = timeline.page(row, world.aiko, size=3, after=second.next)
    found = [touch.row.id for stretch in (first, second, third) for touch in stretch.touches]
    assert found == made[::-1]
    assert third.next is None


def test_entries_whose_source_cannot_be_read_are_skipped_and_the_page_is_filled(
    world: World, clock: FixedClock
) -> None:
    row = subject(world, world.aiko)
    made = touched(clock, row.id, 8)
    Team.objects.filter(pk__in=made[4:]).update(trashed_at=clock.now())
    stretch = timeline.page(row, world.aiko, size=4)
    assert [touch.row.id for touch in stretch.touches] == made[3::-1]


def test_private_entries_are_for_one_person_only(world: World, clock: FixedClock) -> None:
    row = subject(world, world.aiko)
    touched(clock, row.id, 1, private_to=world.members["Aiko"].pk)
    assert len(timeline.page(row, world.aiko).touches) == 1
    for other in (world.ben, world.admin):
        assert timeline.page(row, other).touches == []
        assert timeline.counts(row, other) == {}


def test_counts_are_of_readable_entries_by_kind(world: World, clock: FixedClock) -> None:
    row = subject(world, world.aiko)
    touched(clock, row.id, 2, "call")
    hidden = touched(clock, row.id, 3, "mail")
    Team.objects.filter(pk=hidden[0]).update(trashed_at=clock.now())
    assert timeline.counts(row, world.aiko) == {"team.call": 2, "team.mail": 2}
    assert {touch.kind for touch in timeline.page(row, world.aiko, kind="team.call").touches} == {"call"}


def test_a_word_alone_asks_for_the_kinds_of_all_objects_that_say_it() -> None:
    assert timeline.kinds("visit") == ("meeting.visit",)
    assert timeline.kinds("call") == ("call.call",)
    assert timeline.kinds("meeting.visit") == ("meeting.visit",)
    assert timeline.kinds("") == ()


@pytest.mark.django_db(transaction=True)
def test_entries_of_an_earlier_version_get_their_object_beside_their_kind(clock: FixedClock) -> None:
    """The step of the migration, on what a version before it left."""
    step = import_module("enishi.platform.migrations.0015_kinds_with_their_object")
    subjects = (("account", 1), ("contact", 2))
    ports.timeline.write(
        [
            TimelineEntry(clock.now(), "visit", "meeting", 7, None, None, subjects),
            TimelineEntry(clock.now(), "visit", "visit", 7, None, None, subjects),
        ]
    )
    kept = sorted(EntryLink.objects.values_list("object", "record", "kind"))
    for statement, kinds in ((step.ALONE, {"visit"}), (step.WITH_OBJECT, {"meeting.visit", "visit.visit"})):
        with connection.cursor() as cursor:
            cursor.execute(statement)
        assert set(EntryLink.objects.values_list("kind", flat=True)) == kinds
    assert sorted(EntryLink.objects.values_list("object", "record", "kind")) == kept


def test_an_entry_that_is_written_again_moves_and_one_that_is_dropped_is_gone(world: World, clock: FixedClock) -> None:
    row = subject(world, world.aiko)
    first, second = touched(clock, row.id, 2)
    moved = TimelineEntry(clock.now() + timedelta(days=1), "note", "team", first, None, None, (("team", row.id),))
    ports.timeline.write([moved])
    assert [touch.row.id for touch in timeline.page(row, world.aiko).touches] == [first, second]
    ports.timeline.drop("team", [first, second])
    assert not Entry.objects.exists()
    assert not EntryLink.objects.exists()


def test_at_most_twenty_subjects_get_a_link(world: World, clock: FixedClock) -> None:
    ports.timeline.write(
        [TimelineEntry(clock.now(), "note", "team", 1, None, None, tuple(("team", n) for n in range(30)))]
    )
    assert EntryLink.objects.count() == timeline.SUBJECT_LIMIT
