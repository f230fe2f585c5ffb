"""Who has been silent for too long is a setting of the workspace, for the page of the day and of the account alike."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import translation

from enishi.customers.panels.glance import AtAGlance
from enishi.customers.today.days import Days
from enishi.customers.today.neglected import Neglected, neglected
from enishi.kernel.doors.read import records
from enishi.kernel.ports import ports
from enishi.kernel.registry import registry
from enishi.platform import workspace
from enishi.testing import samples
from enishi.testing.clock import FixedClock
from enishi.testing.world import World

pytestmark = pytest.mark.django_db


def test_the_days_of_silence_are_those_of_the_workspace(world: World, clock: FixedClock) -> None:
    card = registry.card("account")
    number = samples.make(card, world.aiko, 1, rank="a", deal_status="active")
    spoken = ports.clock.now() - timedelta(days=40)
    card.model._base_manager.filter(pk=number).update(last_contact_at=spoken)

    def silent() -> list[int]:
        return [row.id for row in records("account", world.aiko).where({"all": neglected(world.aiko)}).first(5)]

    assert silent() == []
    with ports.lock.write():
        workspace.change(rank_thresholds={"A": 30, "B": 90})
    assert silent() == [number]
    with translation.override("en"):
        block = Neglected().read(world.aiko, [])
        assert block is not None
        assert block.stats[0].note == "Rank A over 30 days, B over 90"
        assert "within 30 days" in str(AtAGlance().read(world.aiko, [number])[0])


def test_who_has_no_customers_of_his_own_is_shown_everybodys(world: World, clock: FixedClock) -> None:
    birthday = clock.today().replace(year=1980)
    samples.make(registry.card("account"), world.aiko, 1, rank="a", deal_status="active", owner=world.aiko.member)
    samples.make(registry.card("contact"), world.aiko, 1, birthday=birthday, owner=world.aiko.member)
    with translation.override("en"):
        for actor, note in ((world.admin, "Everybody's customers"), (world.aiko, "")):
            silent, days = Neglected().read(actor, []), Days().read(actor, [])
            assert silent is not None
            assert days is not None
            assert [table.note for table in silent.lists] == [note]
            assert [card.note for card in days.cards] == [note]


def test_a_day_with_nothing_but_zeros_tells_no_figures(world: World, browser: Callable[[str], Client]) -> None:
    number = samples.make(
        registry.card("account"), world.aiko, 1, rank="c", deal_status="active", owner=world.aiko.member
    )
    assert 'class="stats' not in browser("Aiko").get("/").content.decode()
    registry.card("account").model._base_manager.filter(pk=number).update(rank="a")
    assert 'class="stats' in browser("Aiko").get("/").content.decode()


def test_pairs_that_wait_for_a_decision_stand_on_the_first_page(
    world: World, browser: Callable[[str], Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    samples.make(registry.card("account"), world.aiko, 1, rank="a", deal_status="active")
    assert 'id="waiting"' not in browser("Aiko").get("/").content.decode()
    monkeypatch.setattr("enishi.platform.transfer.progress.open_questions", lambda actor: 62)
    page = browser("Aiko").get("/").content.decode()
    assert '<a class="m" href="/duplicates">62 open questions of your imports</a>' in page
