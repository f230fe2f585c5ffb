"""Fixtures for pytest: the world, a clock that stands still, and clean caches for every test."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.core.management.commands import flush
from django.core.management.sql import sql_flush
from django.utils import translation

from enishi.kernel.ports import Ports, ports
from enishi.platform import access, epoch, overlay, triggers, workspace
from enishi.platform.access_log import schema
from enishi.platform.api import openapi
from enishi.testing.clock import FixedClock
from enishi.testing.world import World, build

#: A Monday morning in Tokyo, in the first quarter of the fiscal year.
MONDAY = datetime(2026, 4, 6, 0, 30, tzinfo=UTC)


@pytest.fixture(autouse=True)
def clean_caches() -> Iterator[None]:
    """A rolled back test leaves numbers of epochs behind that mean something else in the next, and a request the
    language of its reader."""
    forget_caches()
    yield
    forget_caches()
    translation.deactivate()


def forget_caches() -> None:
    """Forget what this process has worked out from the database: needed whenever a test takes rows back."""
    epoch.forget()
    workspace.forget()
    access.forget()
    openapi.forget()
    overlay.forget()


@pytest.fixture(autouse=True, scope="session")
def emptied_in_spite_of_guards() -> Iterator[None]:
    """Tests with real transactions empty all tables afterwards; only for that moment the triggers are away."""
    wipe = sql_flush

    def guarded(style: Any, connection: Any, **more: Any) -> list[str]:
        statements = list(wipe(style, connection, **more))
        audit, shown = triggers.statements(connection), schema.guards(connection)
        return [*audit[1], *shown[1], *statements, *audit[0], *shown[0]] if statements else statements

    patch = pytest.MonkeyPatch()
    patch.setattr(flush, "sql_flush", guarded)
    yield
    patch.undo()


@pytest.fixture
def world(db: None) -> World:
    """The company of the tests, made in this test's transaction."""
    return build()


@pytest.fixture
def clock() -> Iterator[FixedClock]:
    """The ports' clock, standing at 09:30 in Tokyo on Monday, 6 April 2026."""
    fixed = FixedClock(MONDAY)
    with bound(clock=fixed):
        yield fixed


class bound:
    """Other ports for a while: `with bound(clock=fixed): …`."""

    def __init__(self, **others: Any) -> None:
        self._others = others
        self._before: dict[str, Any] = {}

    def __enter__(self) -> Ports:
        self._before = dict(vars(ports))
        vars(ports).update(self._others)
        return ports

    def __exit__(self, *_problem: object) -> None:
        vars(ports).clear()
        vars(ports).update(self._before)


@pytest.fixture
def data_folder(tmp_path: Path, settings: Any) -> Path:
    """A data folder of this test alone."""
    settings.ENISHI_DATA = tmp_path
    return tmp_path
