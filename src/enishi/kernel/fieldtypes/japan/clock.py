"""Times of the day as people write them behind a day: 13:30, 午後1時30分, 1:30 pm."""

from __future__ import annotations

import re
import unicodedata
from datetime import time

from django.utils.translation import gettext as _

from enishi.kernel.fieldtypes.base import ValueProblem

_CLOCK = re.compile(
    r"(?P<half>午前|午後|AM|PM)?\s*(?P<hour>\d{1,2})\s*(?::|時)\s*(?:(?P<minute>\d{1,2})\s*分?)?"
    r"(?:\s*:?\s*(?P<second>\d{1,2})(?:\.(?P<part>\d{1,6}))?\s*秒?)?\s*(?P<after>AM|PM)?$",
    re.IGNORECASE,
)


def split_clock(text: str) -> tuple[str, time]:
    """The words of the day, and the time behind them; midnight where there is none. Raises `ValueProblem`."""
    folded = unicodedata.normalize("NFKC", text)
    clock = _CLOCK.search(folded)
    if clock is None:
        return text, time()
    half = (clock["half"] or clock["after"] or "").upper()
    hour, extra = int(clock["hour"]), 0
    if half:
        if hour > 12:
            raise unreadable(text)
        extra = 12 if half in ("午後", "PM") else 0
        hour %= 12
    part = (clock["part"] or "").ljust(6, "0")
    try:
        at = time(hour + extra, int(clock["minute"] or 0), int(clock["second"] or 0), int(part))
    except ValueError:
        raise unreadable(text) from None
    return folded[: clock.start()].strip(" T"), at


def unreadable(text: str) -> ValueProblem:
    message = _("“{text}” is not a date with a time. Example: 2026-04-01 13:30")
    return ValueProblem("date_time.text", message.format(text=text[:40]))
