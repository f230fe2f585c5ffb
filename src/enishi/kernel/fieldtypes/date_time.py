"""A moment: stored in UTC, read and shown in a person's time zone."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _

from enishi.kernel.condition.dates import day_span, resolve
from enishi.kernel.fieldtypes.base import ValueContext, ValueProblem
from enishi.kernel.fieldtypes.column import Column
from enishi.kernel.fieldtypes.date import EARLIEST, Temporal, day_text, read_day
from enishi.kernel.fieldtypes.japan.clock import split_clock, unreadable

LENGTH = 60
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


class DateTime(Temporal):
    """ISO 8601 with a zone, or local text in the context's zone. In the API YYYY-MM-DDTHH:MM:SS.ffffffZ."""

    name = "date_time"
    widget = "datetime"
    cell = "date_time"

    def parse(self, text: str, ctx: ValueContext) -> datetime | None:
        text = text.strip()
        if not text:
            return None
        if len(text) > LENGTH:
            raise unreadable(text)
        if text[:1].isdigit() and text.isascii():
            try:
                found = datetime.fromisoformat(text)
            except ValueError:
                return self._local(text, ctx)
            return _utc(found, ctx)
        return self._local(text, ctx)

    def _local(self, text: str, ctx: ValueContext) -> datetime:
        words, at = split_clock(text)
        return _utc(datetime.combine(read_day(words, ctx), at), ctx)

    def clean(self, value: Any, ctx: ValueContext) -> datetime | None:
        if value is None:
            return None
        if isinstance(value, datetime):
            return _utc(value, ctx)
        if isinstance(value, date):
            return _utc(datetime.combine(value, time()), ctx)
        found: datetime | None = super().clean(value, ctx)
        return found

    def term(self, raw: Any, ctx: ValueContext) -> Any:
        if not isinstance(raw, str):
            return self.clean(raw, ctx)
        if DAY.fullmatch(raw.strip()):
            return day_span(read_day(raw.strip(), ctx), ctx)
        found = resolve(raw, "date_time", ctx)
        return self.clean(raw, ctx) if found is None else found

    def render(self, value: Any, language: str) -> str:
        """In the time zone that is current for this request."""
        if value is None:
            return ""
        try:
            local = value.astimezone(timezone.get_current_timezone())
        except OverflowError:
            local = value
        comma = "" if language == "ja" else ","
        return f"{day_text(local, language)}{comma} {local.hour:02d}:{local.minute:02d}"

    def export(self, value: Any) -> str:
        return self.to_json(value) or ""

    def to_json(self, value: Any) -> str | None:
        if value is None:
            return None
        found: str = value.astimezone(UTC).isoformat(timespec="microseconds")
        return found.replace("+00:00", "Z")

    def schema(self) -> dict[str, Any]:
        return {"type": "string", "format": "date-time"}


class DateTimeField(Column, models.DateTimeField):  # type: ignore[type-arg]
    """A column of moments."""

    field_type = DateTime()


def _utc(value: datetime, ctx: ValueContext) -> datetime:
    try:
        aware = value if value.tzinfo else value.replace(tzinfo=ZoneInfo(ctx.timezone))
        found = aware.astimezone(UTC)
    except OverflowError:
        raise ValueProblem("date.range", _("The year must be between 1000 and 9999.")) from None
    if found.year < EARLIEST:
        raise ValueProblem("date.range", _("The year must be between 1000 and 9999."))
    return found
