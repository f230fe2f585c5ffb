"""The jobs of search: index what a bulk write left, rebuild an object."""

from __future__ import annotations

from typing import TYPE_CHECKING

from enishi.kernel.registry import registry
from enishi.platform.jobs.registry import job
from enishi.platform.search.rebuild import index_chunks, rebuild
from enishi.platform.search.restrictions import REBUILD

if TYPE_CHECKING:
    from enishi.platform.jobs.run import Run

INDEX = "search.index"


@job(INDEX, retries=5, quiet=True)
def index_records(run: Run) -> None:
    """Bring the rows of these records in step; may be repeated."""
    index_chunks(registry.card(run.arguments["object"]), run.arguments["ids"], run.step)


@job(REBUILD, retries=5)
def rebuild_object(run: Run) -> dict[str, int]:
    """Rebuild an object, after a change of restrictions or on request."""
    return {"records": rebuild(registry.card(run.arguments["object"]), run.step)}
