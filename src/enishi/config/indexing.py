"""A second process makes the search index while this one fills a new workspace: each takes about as long."""

from __future__ import annotations

import os
import select
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from enishi.config.forked import Forked, disconnect

Report = Callable[[str, int, int], None]
#: What the second process is told when everything is stored; without it the first one has died.
COMPLETE = b"."


@contextmanager
def beside(report: Report) -> Iterator[Callable[[Report], None]]:
    """Index new records in a second process. Gives what waits until all are: call it when everything is stored.

    When that process has died, the index is made here.
    """
    disconnect()
    hears, tells = os.pipe()
    second = Forked(lambda: _keep_up(hears, tells, report), "enishi-index")
    os.close(hears)

    def finish(report: Report) -> None:
        from enishi.customers.seeds.make import index_all

        if second.poll() is None:
            os.write(tells, COMPLETE)
        while second.poll() is None:
            time.sleep(0.02)
        if second.returncode:
            index_all(report)

    try:
        yield finish
    finally:
        os.close(tells)
        second.send(signal.SIGKILL)


def _keep_up(hears: int, tells: int, report: Report) -> None:
    from enishi.customers.seeds.make import searched
    from enishi.platform.filling import hasty
    from enishi.platform.search.rebuild import keep_up

    os.close(tells)
    cards = searched()

    def complete() -> bool:
        if not select.select([hears], [], [], 0)[0]:
            return False
        if os.read(hears, 1) != COMPLETE:
            raise SystemExit(1)
        return True

    with hasty():
        keep_up(cards, complete, lambda done, total: report("search", done, total))
