"""Who works in this thread: a request or a job gives it its id as a name, which stands in every line of the log."""

from __future__ import annotations

import json
import logging
import re
import secrets
import threading
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

_GIVEN = re.compile(r"[\w.-]{8,64}", re.ASCII)


def request_id(given: str, *, trusted: bool) -> str:
    """The id that a trusted proxy gave, else one of our own: 64 random bits."""
    return given if trusted and _GIVEN.fullmatch(given) else secrets.token_hex(8)


@contextmanager
def working(name: str) -> Iterator[None]:
    """What this thread says within is said under this name."""
    thread = threading.current_thread()
    before, thread.name = thread.name, name
    try:
        yield
    finally:
        thread.name = before


class Lines(logging.Formatter):
    """One JSON object a line. Of a fault it tells the kind and the places in the code, not the message: a database
    quotes values in it."""

    def format(self, record: logging.LogRecord) -> str:
        at = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
        told: dict[str, object] = {
            "at": at, "level": record.levelname, "logger": record.name, "work": record.threadName,
            "text": record.getMessage(), **getattr(record, "told", {}),
        }  # fmt: skip
        if record.exc_info and record.exc_info[0] is not None:
            frames = traceback.extract_tb(record.exc_info[2])
            told["fault"] = record.exc_info[0].__name__
            told["places"] = [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames]
        return json.dumps(told, ensure_ascii=False)
