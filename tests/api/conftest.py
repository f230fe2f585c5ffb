"""The world of the API tests."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.core import signals
from django.db import close_old_connections

from enishi.testing.fixtures import *  # noqa: F403


@pytest.fixture(autouse=True)
def one_connection() -> Iterator[None]:
    """The application is asked in this process: the end of a request must not close the test's transaction."""
    ends = (signals.request_started, signals.request_finished)
    for signal in ends:
        signal.disconnect(close_old_connections)
    yield
    for signal in ends:
        signal.connect(close_old_connections)
