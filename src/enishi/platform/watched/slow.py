"""Slow statements go into the log: their text and their time, never their values."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from typing import Any

from enishi.platform.watched import figures

#: Seconds from which on a statement is slow, and characters of it that are told.
SLOW, LENGTH = 0.25, 2_000
log = logging.getLogger("enishi.slow")


def watch(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
    """Runs a statement (`connection.execute_wrapper`). Cost: below a microsecond."""
    began = time.monotonic()
    try:
        return execute(sql, params, many, context)
    finally:
        taken = time.monotonic() - began
        if taken >= SLOW:
            figures.count_slow()
            log.warning("%.0f ms: %s", taken * 1000, " ".join(str(sql).split())[:LENGTH])
