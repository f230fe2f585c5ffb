"""The trash: a whole with its parts goes and returns together; what collides says with what."""

from __future__ import annotations

import pytest

from enishi.kernel.doors.read import records
from enishi.kernel.doors.verbs import Create, Restore, Trash
from enishi.kernel.doors.write import write
from enishi.kernel.errors import Conflict
from enishi.kernel.registry import registry

pytestmark = pytest.mark.django_db


def test_parts_go_to_the_trash_with_their_whole_and_come_back_with_it(world, customers):
    card = registry.card("contact")
    number = customers.contacts[0]
    mine = {"field": "contact", "op": "is", "value": number}
    assert records("identity", world.aiko).where(mine).count().number == 1
    assert records("affiliation", world.aiko).where(mine).count().number == 1
    write(Trash, world.aiko, card, number)
    assert not registry.card("identity").model._default_manager.filter(contact=number, trashed_at=None).exists()
    write(Restore, world.aiko, card, number)
    assert records("identity", world.aiko).where(mine).count().number == 1
    assert records("affiliation", world.aiko).where(mine).count().number == 1


def test_a_part_that_was_deleted_before_stays_in_the_trash(world, customers):
    identity = records("identity", world.aiko).where({"field": "contact", "op": "is", "value": customers.contacts[0]})
    part = identity.first(1)[0]
    write(Trash, world.aiko, registry.card("identity"), part.id)
    write(Trash, world.aiko, registry.card("contact"), customers.contacts[0])
    write(Restore, world.aiko, registry.card("contact"), customers.contacts[0])
    assert identity.count().number == 0


def test_a_part_comes_back_by_itself_but_never_before_its_whole(world, customers, browser):
    number = customers.contacts[0]
    identity = records("identity", world.aiko).where({"field": "contact", "op": "is", "value": number})
    part = identity.first(1)[0].id
    write(Trash, world.aiko, registry.card("identity"), part)
    assert browser("Aiko").post(f"/o/identities/{part}/restore").status_code == 204
    assert [row.id for row in identity.first(1)] == [part]
    write(Trash, world.aiko, registry.card("contact"), number)
    refused = browser("Admin").post(f"/o/identities/{part}/restore")
    assert (refused.status_code, "Restore that first" in refused.content.decode()) == (409, True)
    chosen = browser("Admin").post("/o/identities/bulk/restore", {"id": part})
    assert "Restore that first" in chosen.content.decode()
    assert not registry.card("identity").model._default_manager.filter(pk=part, trashed_at=None).exists()


def test_a_restore_that_collides_names_the_other_record(world, customers):
    card = registry.card("contact")
    first, second = ({"family_name": name, "external_id": "7", "external_source": "old"} for name in ("Abe", "Baba"))
    old = write(Create, world.aiko, card, data=first)
    write(Trash, world.aiko, card, old.id)
    write(Create, world.aiko, card, data=second)
    with pytest.raises(Conflict, match="Baba"):
        write(Restore, world.aiko, card, old.id)


def test_the_trash_shows_only_what_the_person_may_restore(world, customers, browser):
    browser("Aiko").post(f"/o/contacts/{customers.contacts[0]}/trash")
    assert "Tanaka" in browser("Ben").get("/trash").content.decode()
    assert "Tanaka" not in browser("Chie").get("/trash").content.decode()
    assert browser("Ben").post(f"/o/contacts/{customers.contacts[0]}/restore").status_code == 204
    assert "Tanaka" not in browser("Ben").get("/trash?object=contacts").content.decode()
