"""What all tests share: the small world of `enishi.testing`, and tables that can be emptied despite their guards."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from enishi.testing.fixtures import *  # noqa: F403


@pytest.fixture(scope="session")
def company(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """The small company of the condition language: its tables are there for all tests that ask for them."""
    from enishi.kernel.condition.tests.company import tables

    with django_db_blocker.unblock(), tables():
        yield
