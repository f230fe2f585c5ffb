"""What `enishi demo` does with a database that is there already."""

from __future__ import annotations

import pytest

from enishi.config import commands
from enishi.config.commands import Failed, demo, init
from enishi.kernel.ports import ports
from enishi.platform import workspace
from enishi.testing.world import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def prepared(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Languages in which a workspace was prepared; the database lacks a migration."""
    found: list[str] = []
    monkeypatch.setattr(commands, "is_ready", lambda: False)
    monkeypatch.setattr(init, "prepare", found.append)
    return found


def test_a_demo_of_an_earlier_version_is_brought_up_to_date(world: World, prepared: list[str]) -> None:
    with ports.lock.write():
        workspace.change(is_demo=True, made_at=ports.clock.now())
    assert demo._is_made() is True
    assert prepared == ["ja"]


def test_a_workspace_of_ones_own_is_left_alone(world: World, prepared: list[str]) -> None:
    with pytest.raises(Failed, match="workspace of its own"):
        demo._is_made()
    assert prepared == []


def test_a_demo_that_was_broken_off_while_it_was_made_is_not_served(world: World, prepared: list[str]) -> None:
    with ports.lock.write():
        workspace.change(is_demo=True)
    with pytest.raises(Failed, match="never finished"):
        demo._is_made()
