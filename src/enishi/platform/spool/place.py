"""Where the spools of this workspace lie."""

from __future__ import annotations

import os
from pathlib import Path

from django.conf import settings

from enishi.platform import workspace


def where() -> str:
    """The folder, which carries the workspace's key."""
    return f"{settings.ENISHI_DATA}/spool/{workspace.current().key or 'new'}"


def sync_folder(path: Path) -> None:
    """Make sure that files which came or went have done so for good."""
    handle = os.open(path, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
