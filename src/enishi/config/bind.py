"""Binds the kernel's ports to the platform and freezes the registry: the one place where the house is put together."""

from __future__ import annotations

import importlib
import importlib.util

from django.apps import apps

from enishi.kernel.ports import ports
from enishi.kernel.registry import registry
from enishi.platform.audit import AuditTrail
from enishi.platform.changes import ChangeFeed
from enishi.platform.clock import SystemClock
from enishi.platform.files import RecordFiles
from enishi.platform.grants import RowGrants
from enishi.platform.jobs.queue import JobQueue
from enishi.platform.lock import FairLock
from enishi.platform.overlay import CardOverlays
from enishi.platform.search.index import SearchIndex
from enishi.platform.secrets import WorkspaceSecrets
from enishi.platform.timeline import Timelines

#: Files of a room that declare something, in the order in which they may build on each other.
PARTS = (
    "objects", "importing", "composing", "panels", "today", "create_menu", "quick_log", "stories", "steps", "jobs",
    "jobs.house", "jobs.records", "access_log.jobs",
    "transfer.writing.jobs", "transfer.wizard.health",
)  # fmt: skip

_bound = False


def bind() -> None:
    """Load the rooms' declarations, bind the ports, freeze the registry. A second call does nothing.

    Nothing here reads the database: ports work on their first use.
    """
    global _bound
    if _bound:
        return
    for room in apps.get_app_configs():
        if room.name.startswith("enishi."):
            for part in PARTS:
                _load(f"{room.name}.{part}")
    ports.grants = RowGrants()
    ports.overlay = CardOverlays()
    ports.audit = AuditTrail()
    ports.changes = ChangeFeed()
    ports.timeline = Timelines()
    ports.search = SearchIndex()
    ports.files = RecordFiles()
    ports.jobs = JobQueue()
    ports.clock = SystemClock()
    ports.secrets = WorkspaceSecrets()
    ports.lock = FairLock()
    registry.freeze()
    _bound = True


def _load(name: str) -> None:
    """Import a part of a room, if the room has it; a part that cannot be imported stops the start."""
    try:
        there = importlib.util.find_spec(name) is not None
    except ModuleNotFoundError:  # the package around it is a plain module or absent
        return
    if there:
        importlib.import_module(name)
