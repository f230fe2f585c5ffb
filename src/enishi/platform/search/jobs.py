"""The job that rebuilds an object's index, after a change of restrictions or on request."""

from __future__ import annotations

from typing import TYPE_CHECKING

from enishi.kernel.registry import registry
from enishi.platform.jobs.registry import job
from enishi.platform.search.rebuild import rebuild
from enishi.platform.search.restrictions import REBUILD

if TYPE_CHECKING:
    from enishi.platform.jobs.run import Run


@job(REBUILD, retries=5)
def rebuild_object(run: Run) -> dict[str, int]:
    """Rows that are right stay; it may be stopped and started again."""
    return {"records": rebuild(registry.card(run.arguments["object"]), run.step)}
