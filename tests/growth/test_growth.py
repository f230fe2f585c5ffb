"""No page asks more of the database because the workspace has become ten times as large."""

from __future__ import annotations

from django.db import connection

from tests.growth.conftest import Grown

#: A deeper tree costs a little more. Below the floor, a millisecond or two, nothing is to be gained.
FACTOR, FLOOR = 2, {"sqlite": 100_000, "postgresql": 2_000}[connection.vendor]


def test_the_work_of_a_page_does_not_grow_with_the_workspace(grown: Grown) -> None:
    grew = [
        f"{name} {path}\n    {grown.small[name, path].done} → {after}"
        for (name, path), after in grown.large.items()
        if after.done > FLOOR and after.done > FACTOR * grown.small[name, path].done
    ]
    assert not grew, "\n".join(grew)
