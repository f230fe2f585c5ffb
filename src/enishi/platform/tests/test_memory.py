"""One process remembers what it read in one object, and what it remembers follows what the workspace changes."""

from __future__ import annotations

import pytest

from enishi.platform import access, epoch, memory, workspace
from enishi.platform.models import CardOverlay, Setting
from enishi.platform.transfer.intake import header_words
from enishi.platform.transfer.texts.headings import header_key
from enishi.testing.world import World

pytestmark = pytest.mark.django_db


class Part(list[int]):
    """What a module keeps."""


def test_a_part_is_kept_until_everything_is_forgotten() -> None:
    kept = memory.Memory()
    kept.of(Part).append(1)
    assert kept.of(Part) == [1]
    assert memory.Memory().of(Part) == []
    kept.forget()
    assert kept.of(Part) == []


def test_settings_actors_and_epochs_are_read_anew_after_that(world: World) -> None:
    workspace.change(name="Here")
    ben = world.ben
    assert world.ben is ben
    Setting.objects.filter(pk=1).update(name="Elsewhere")
    memory.here().forget()
    assert world.ben is not ben
    assert access.actor_of(ben.member or 0) == world.ben
    assert workspace.current().name == "Elsewhere"


def test_the_words_above_columns_are_what_the_workspace_calls_its_fields(world: World) -> None:
    word = header_key("Plant number")
    assert word not in header_words()
    CardOverlay.objects.create(object="account", labels={"code": "Plant number"})
    epoch.advance("cards")
    assert word in header_words()
    CardOverlay.objects.all().delete()
    epoch.advance("cards")
    assert word not in header_words()


def test_they_follow_a_change_to_customers_who_are_people(world: World) -> None:
    workspace.change(customers="companies")
    before = header_words()
    workspace.change(customers="people")
    assert header_key("お客様") in header_words() - before
