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
    """One kind of job.

    `retries` beyond the first attempt are for work that may be repeated. `every` or `at` (HH:MM in the workspace's
    zone) make it run by itself, if `needed` says so. `long` jobs have a lane of their own, so that short ones never
    wait behind an import; `outside` ones wait for other machines, in a third lane; `quiet` ones leave no row behind
    when they went well.
    """

    name: str
    work: Work
    retries: int = 0
    every: timedelta | None = None
    at: str = ""
    needed: Callable[[], bool] | None = None
    long: bool = False
    outside: bool = False
    quiet: bool = False


JOBS: dict[str, JobCard] = {}


def job(name: str, **options: Any) -> Callable[[Work], Work]:
    """Register a function as the work of a job; the options are those of `JobCard`."""

    def register(work: Work) -> Work:
        known = JOBS.get(name)
        if known is not None and known.work.__qualname__ != work.__qualname__:
            raise ValueError(f"two functions want to be the job {name}")
        JOBS[name] = JobCard(name, work, **options)
        return work

    return register
