"""What points at a record is known in one list; rows that move to another record come back exactly."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.apps import apps

from enishi.kernel.doors.verbs import Create
from enishi.kernel.doors.write import write
from enishi.kernel.ports import TimelineEntry, ports
from enishi.kernel.registry import registry
from enishi.platform import pointers
from enishi.platform.models import (
    EntryLink,
    FileLink,
    Notification,
    Pin,
    RecordGrant,
    ScopeGroup,
    ScopeGroupMember,
    StoredFile,
)
from enishi.testing import samples
from enishi.testing.clock import FixedClock
from enishi.testing.world import World

pytestmark = pytest.mark.django_db
#: Tables that tell something of an object as a whole, and that of the records which a workspace's own objects have.
OF_OBJECTS = {"savedview", "cardoverlay", "fielddef", "importrun", "savedmapping", "ownrecord"}


def test_every_table_that_names_records_is_in_the_list() -> None:
    naming = {m._meta.model_name for m in apps.get_models() if "object" in {f.name for f in m._meta.get_fields()}}
    assert naming == {table.name for table in pointers.TABLES} | OF_OBJECTS


@pytest.mark.parametrize("table", [one for one in pointers.TABLES if one.moves], ids=lambda one: one.name)
def test_once_is_what_the_database_allows_once(table: pointers.Table) -> None:
    unique = [set(found.fields) - {"object", "record"} for found in table.model._meta.total_unique_constraints]
    assert unique == ([set(table.once)] if table.once else [])


def test_every_link_and_reference_to_a_contact_is_found() -> None:
    found = {(field.card.key, field.link) for field in pointers.fields_to(registry.card("contact"))}
    for card in registry.cards.values():
        leads = {spec.name for spec in card.fields.values() if spec.target == "contact" or spec.type.anywhere}
        assert {(card.key, name) for name in leads if not card.fields[name].system} <= found
    assert ("task", "about") in found


def planted(world: World, clock: FixedClock, one: int, other: int) -> None:
    """Rows of every table that moves: of the first record, and some that the other has as well."""
    now = clock.now()
    files = [
        StoredFile.objects.create(key=f"k{n}", name="a", kind="text/plain", size=1, sha256="", at=now) for n in (1, 2)
    ]
    groups = [ScopeGroup.objects.create(name=name) for name in ("West", "East")]
    for record, count in ((one, 2), (other, 1)):
        for n in range(count):
            FileLink.objects.create(file=files[n], object="contact", record=record)
            ScopeGroupMember.objects.create(group=groups[n], object="contact", record=record)
            Pin.objects.create(member=world.members[("Aiko", "Ben")[n]], object="contact", record=record, at=now)
            RecordGrant.objects.create(
                object="contact",
                record=record,
                principal=f"member:{n}",
                right="see",
                until=date(2027, 1, record % 28 + 1),
            )
        Notification.objects.create(member=world.members["Ben"], kind="test", object="contact", record=record, at=now)
    teams = [world.teams[name].pk for name in ("Tokyo", "Osaka")]
    subjects = [(("contact", one),), (("contact", one), ("contact", other))]
    ports.timeline.write(
        [TimelineEntry(now, "note", "team", n, None, None, to) for n, to in zip(teams, subjects, strict=True)]
    )


def everything() -> dict[str, list[Any]]:
    return {table.name: list(table.model._default_manager.order_by("pk").values()) for table in pointers.TABLES}


def test_what_moves_goes_to_the_other_record_and_comes_back_exactly(world: World, clock: FixedClock) -> None:
    one, other = (samples.make(registry.card("contact"), world.admin, n) for n in (1, 2))
    planted(world, clock, one, other)
    Pin.objects.create(member=world.members["Aiko"], object="account", record=one, at=clock.now())
    before, counted = everything(), pointers.counts("contact", one)
    moved = pointers.move("contact", one, other)
    assert {name: len(rows) for name, rows in moved.items()} == {
        "filelink": 1, "entrylink": 1, "recordgrant": 1, "scopegroupmember": 1, "pin": 1, "notification": 1,
    }  # fmt: skip
    assert Pin.objects.filter(object="account", record=one).exists()
    assert EntryLink.objects.filter(object="contact", record=other).count() == 2
    assert pointers.counts("contact", one)["filelink"] == 1  # both had that file: it stays
    later = Notification.objects.create(
        member=world.members["Ben"], kind="later", object="contact", record=other, at=clock.now()
    )
    pointers.move_back("contact", one, other, moved)
    assert Notification.objects.get(pk=later.pk).record == other
    later.delete()
    assert everything() == before
    assert pointers.counts("contact", one) == counted


def test_a_record_without_anything_moves_nothing(world: World) -> None:
    one, other = (write(Create, world.admin, registry.card("contact"), data={"family_name": n}).id or 0 for n in "AB")
    assert pointers.move("contact", one, other) == {}
