"""Moments reach the database as Django itself would write them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from django.db import connection

from enishi.kernel.doors.moments import stored


@pytest.mark.parametrize(
    "moment",
    [
        datetime(2026, 11, 27, 20, 40, tzinfo=UTC),
        datetime(2026, 11, 27, 20, 40, 1, 7, tzinfo=UTC),
        datetime(2026, 1, 1, 0, 30, tzinfo=ZoneInfo("Asia/Tokyo")),
        datetime(1951, 5, 6, 0, 30, tzinfo=ZoneInfo("Asia/Tokyo")),
        datetime(2026, 6, 1, 12, 0, 0, 500_000, tzinfo=timezone(timedelta(hours=-3, minutes=-30))),
    ],
)
def test_a_moment_is_stored_as_the_adapter_of_the_orm_stores_it(moment: datetime) -> None:
    assert stored(moment) == connection.ops.adapt_datetimefield_value(moment)


def test_no_moment_stays_none() -> None:
    assert stored(None) is None
