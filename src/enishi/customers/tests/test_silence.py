"""Who has been silent for too long is a setting of the workspace, for the page of the day and of the account alike."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import translation

from enishi.customers.panels.glance import AtAGlance
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
