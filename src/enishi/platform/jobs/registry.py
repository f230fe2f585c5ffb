"""Which function does which job, how often it is tried, and which jobs run by the clock."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from enishi.platform.jobs.run import Run

Work = Callable[["Run"], Any]


@dataclass(frozen=True, slots=True)
class JobCard:
    """One kind of job. `retries` beyond the first attempt, for work that may be repeated; `every` or `at` (HH:MM in
    the workspace's zone) for work that runs by itself."""

    name: str
    work: Work
    retries: int = 0
    every: timedelta | None = None
    at: str = ""
    quiet: bool = False


JOBS: dict[str, JobCard] = {}


def job(
    name: str, *, retries: int = 0, every: timedelta | None = None, at: str = "", quiet: bool = False
) -> Callable[[Work], Work]:
    """Register a function as the work of a job. `quiet` jobs leave no row behind when they went well."""

    def register(work: Work) -> Work:
        known = JOBS.get(name)
        if known is not None and known.work.__qualname__ != work.__qualname__:
            raise ValueError(f"two functions want to be the job {name}")
        JOBS[name] = JobCard(name, work, retries, every, at, quiet)
        return work

    return register
