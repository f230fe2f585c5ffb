"""The search index of a new workspace is whole, whatever becomes of the process that makes it beside."""

from __future__ import annotations

import os
import signal

import pytest

from enishi.config import indexing
from enishi.config.forked import Forked
from enishi.customers.seeds.make import Scale, index_all, make, searched
from enishi.platform import workspace
from enishi.platform.people import roles
from enishi.platform.search.rebuild import verify
from enishi.testing.clock import FixedClock

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize("dies", [False, True])
def test_all_that_is_loaded_is_found(dies: bool, clock: FixedClock, monkeypatch: pytest.MonkeyPatch) -> None:
    roles.seed("ja")
    seconds: list[Forked] = []
    here: list[bool] = []

    def second(*args: object) -> Forked:
        seconds.append(Forked(*args))  # type: ignore[arg-type]
        return seconds[0]

    def index_here(report: indexing.Report) -> None:
        here.append(True)
        index_all(report)

    monkeypatch.setattr(indexing, "Forked", second)
    monkeypatch.setattr("enishi.customers.seeds.make.index_all", index_here)
    with indexing.beside(lambda *_progress: None) as index:
        if dies:
            os.kill(seconds[0].number, signal.SIGKILL)
        make(Scale("tiny", 60, 10), index=index)
    assert [verify(card).clean for card in searched()] == [True] * len(searched())
    assert workspace.current().made_at is not None
    assert bool(here) is dies
    assert seconds[0].returncode == (-signal.SIGKILL if dies else 0)
