"""Binds the kernel's ports to the platform and freezes the registry: the one place where the house is put together."""

from __future__ import annotations

import importlib

from django.apps import apps

from enishi.kernel.ports import ports
from enishi.kernel.registry import registry
from enishi.platform.audit import AuditTrail
from enishi.platform.changes import ChangeFeed
from enishi.platform.clock import SystemClock
from enishi.platform.jobs.queue import JobQueue
from enishi.platform.lock import FairLock
from enishi.platform.overlay import CardOverlays
from enishi.platform.people.grants import RowGrants
from enishi.platform.search.index import SearchIndex
from enishi.platform.secrets import WorkspaceSecrets
from enishi.platform.timeline import Timelines

_bound = False


def bind() -> None:
    """Load what the rooms' apps say they declare, bind the ports, freeze the registry. A second call does nothing.

    Nothing here reads the database: ports work on their first use.
    """
    global _bound
    if _bound:
        return
    for room in apps.get_app_configs():
        for part in getattr(room, "declares", ()):
            importlib.import_module(f"{room.name}.{part}")
    ports.grants = RowGrants()
    ports.audit = AuditTrail()
    ports.changes = ChangeFeed()
    ports.timeline = Timelines()
    ports.search = SearchIndex()
    ports.jobs = JobQueue()
    ports.clock = SystemClock()
    ports.secrets = WorkspaceSecrets()
    ports.lock = FairLock()
    registry.freeze()
    registry.overlay = CardOverlays()
    _bound = True
