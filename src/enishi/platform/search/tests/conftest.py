"""The people of the search tests: their tables are made once, their rows in each test's transaction."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection

from enishi.kernel.registry import registry
from enishi.platform.search.index import SearchIndex
from enishi.platform.search.tests import world
from enishi.testing.fixtures import bound


@pytest.fixture(scope="session")
def tables(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    with django_db_blocker.unblock():
        with connection.schema_editor() as editor:
            for model in world.MODELS:
                editor.create_model(model)
        yield
        with connection.schema_editor() as editor:
            for model in reversed(world.MODELS):
                editor.delete_model(model)


@pytest.fixture
def town(tables: None, db: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[world.Town]:
    """Firms and people, indexed, with simple ports."""
    monkeypatch.setattr(registry, "bare", {**registry.bare, **world.cards()})
    grants, queue = world.Grants(), world.Queue()
    with bound(grants=grants, jobs=queue):
        found = world.Town(SearchIndex(), grants, queue)
        found.fill()
        yield found
