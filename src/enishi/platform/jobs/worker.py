"""The worker: claims jobs in three lanes, keeps their leases alive, and stops cleanly when asked."""

from __future__ import annotations

import ctypes
import logging
import os
import platform
import threading
import traceback
from collections.abc import Collection

from django.db import close_old_connections, connection, connections

from enishi.kernel.ports import ports
from enishi.platform import epoch
from enishi.platform.jobs import schedule
from enishi.platform.jobs.claim import claim, take_over
from enishi.platform.jobs.registry import JOBS
from enishi.platform.jobs.run import Cancelled, Overtaken, Run
from enishi.platform.lock import Busy
from enishi.platform.watched import slow
from enishi.platform.watched.named import working

POLL_SECONDS, BEAT_SECONDS = 0.5, 15.0
log = logging.getLogger("enishi.jobs")


def perform(run: Run) -> None:
    """Do one claimed job to its end, whatever the end is. Slow statements and the log name it."""
    with working(f"{run.name} {run.id}"), connection.execute_wrapper(slow.watch):
        _perform(run)


def _perform(run: Run) -> None:
    epoch.refresh()
    try:
        result = run.card.work(run)
        run.done(result)
    except Overtaken:
        log.warning("job %s %d was taken over by another worker", run.name, run.id)
    except Cancelled:
        run.stopped()
    except Exception:
        log.exception("job %s %d failed", run.name, run.id)
        run.failed(traceback.format_exc())


def run_pending(limit: int = 1_000) -> int:
    """Do everything that is due, here and now; for tests and for commands that wait. Gives how many jobs ran."""
    for done in range(limit):
        run = claim(f"inline:{os.getpid()}")
        if run is None:
            return done
        perform(run)
    return limit


def give_back() -> None:
    """Return to the system what jobs left behind: pages that SQLite keeps for this thread, and freed memory, which
    glibc keeps for it. After the nightly ties of 100,000 contacts that was 32 MB."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA shrink_memory")
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)  # other C libraries return memory by themselves
    if trim is not None:
        trim(0)


class Worker:
    """A lane for long jobs, one for those that wait for other machines, one for the others; a heart; a clock for the
    schedules."""

    def __init__(self) -> None:
        self.name = f"{platform.node()}:{os.getpid()}"[:80]
        self._stop = threading.Event()
        self._running: dict[int, Run] = {}
        self._mutex = threading.Lock()

    def stop(self) -> None:
        """Finish the jobs at hand and start no more."""
        self._stop.set()

    def run(self) -> None:
        """Work until stopped. Jobs that are still running then are finished, or taken over after 60 seconds."""
        try:
            take_over(self.name)
        except Busy:
            log.warning("the jobs of workers that died wait for the end of their leases: the database is busy")
        lanes: dict[str, list[str]] = {"short": [], "long": [], "outside": []}
        for name, card in JOBS.items():
            lanes["long" if card.long else "outside" if card.outside else "short"].append(name)
        threads = [threading.Thread(target=self._lane, args=(names,), name=lane) for lane, names in lanes.items()]
        for thread in (*threads, threading.Thread(target=self._heart, name="heart", daemon=True)):
            thread.start()
        self._watch_clock()
        for thread in threads:
            thread.join()

    def _lane(self, names: Collection[str]) -> None:
        worked = False
        while not self._stop.is_set():
            try:
                close_old_connections()
                run = claim(self.name, names)
                if run is None:
                    if worked:
                        give_back()
                    worked = False
                    self._stop.wait(POLL_SECONDS)
                    continue
                worked = True
                with self._mutex:
                    self._running[run.id] = run
                try:
                    perform(run)
                finally:
                    with self._mutex:
                        self._running.pop(run.id, None)
            except Exception:
                log.exception("the worker could not claim a job")
                self._stop.wait(5)
        connections.close_all()

    def _watch_clock(self) -> None:
        while not self._stop.wait(1.0):
            try:
                close_old_connections()
                epoch.refresh()
                schedule.tick()
            except Exception:
                log.exception("the schedules could not be read")
                self._stop.wait(5)
        connections.close_all()

    def _heart(self) -> None:
        """Prolong the leases from a thread of its own, so that a job that computes for minutes keeps its claim."""
        while not self._stop.wait(BEAT_SECONDS) or self._running:
            with self._mutex:
                running = list(self._running.values())
            for run in running:
                try:
                    run.beat(ports.clock.now())
                except Busy:
                    log.warning("no heartbeat for job %d: the database is busy", run.id)
                except Exception:
                    log.exception("no heartbeat for job %d", run.id)
            if self._stop.is_set():
                self._stop.wait(BEAT_SECONDS)
