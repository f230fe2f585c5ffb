"""Numbers are exact; days and moments are read, compared and told in the right zone."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from typing import Any

import pytest

from enishi.kernel.fieldtypes.base import Span, ValueContext, ValueProblem
from enishi.kernel.fieldtypes.date import Date
from enishi.kernel.fieldtypes.date_time import DateTime
from enishi.kernel.fieldtypes.month import Month
from enishi.kernel.fieldtypes.number import Number
from enishi.kernel.fieldtypes.percent import Percent
from enishi.kernel.fieldtypes.rating import Rating
from enishi.kernel.fieldtypes.tests.world import CTX
from enishi.kernel.fieldtypes.text import Text
from enishi.kernel.fieldtypes.yes_no import YesNo

day, moment = Date(), DateTime()


def test_a_number_is_kept_in_whole_steps_of_its_scale() -> None:
    assert Number(3).clean("1,234.5", CTX) == 1_234_500
    assert Number(3).to_json(1_234_500) == "1234.5"
    assert Number().to_json(1234) == 1234
    assert Number(2).clean(0.1, CTX) == 10
    assert Percent().clean("12.5%", CTX) == 1_250
    assert Percent().clean("１２．５％", CTX) == 1_250
    assert Percent().render(1_250, "ja") == "12.5%"


@pytest.mark.parametrize(
    "raw", ["1e400000", json.loads("1e400000"), float("nan"), 10**18, "9" * 10_000, True, {}, "abc"]
)
def test_a_number_that_cannot_be_stored_is_refused(raw: Any) -> None:
    with pytest.raises(ValueProblem):
        Number().clean(raw, CTX)


def test_a_number_of_thousands_of_digits_is_refused_by_every_kind() -> None:
    for kind in (Number(), Percent(), Rating(), Month(), YesNo(), day, moment, Text()):
        with pytest.raises(ValueProblem):
            kind.clean(10**5000, CTX)


def test_a_number_keeps_within_its_limits_and_decimals() -> None:
    for kind, raw in ((Number(minimum=0), "-1"), (Number(maximum=10), 11), (Number(1), "0.25"), (Number(), 0.5)):
        with pytest.raises(ValueProblem):
            kind.clean(raw, CTX)


@pytest.mark.parametrize(
    "text", ["2026-04-01", "2026/4/1", "令和8年4月1日", "R8.4.1", "２０２６年４月１日", "20260401"]
)
def test_a_day_is_read_in_every_usual_writing(text: str) -> None:
    assert day.clean(text, CTX) == date(2026, 4, 1)


def test_a_moment_on_the_clock_of_the_reader_is_stored_in_utc() -> None:
    stored = datetime(2026, 4, 1, 4, 30, tzinfo=UTC)
    for text in (
        "2026-04-01T13:30:00+09:00",
        "2026-04-01 13:30",
        "2026年4月1日 13時30分",
        "2026/4/1 午後1:30",
        "令和8年4月1日 13:30",
    ):
        assert moment.clean(text, CTX) == stored, text
    assert moment.to_json(stored) == "2026-04-01T04:30:00.000000Z"
    assert moment.clean("2026-04-01 13:30", ValueContext(timezone="UTC")) == stored.replace(hour=13)


@pytest.mark.parametrize(
    "raw", ["99999-01-01", "0001-01-01", "2026-02-30", "2026-13-01T00:00Z", "25:99", "tomorrow-ish"]
)
def test_a_day_or_moment_that_does_not_exist_is_refused(raw: str) -> None:
    for kind in (day, moment):
        with pytest.raises(ValueProblem):
            kind.clean(raw, CTX)


def test_a_moment_at_the_edge_of_time_is_refused_not_broken() -> None:
    with pytest.raises(ValueProblem):
        moment.clean("9999-12-31T23:59:59-23:00", CTX)


def test_a_day_in_a_condition_on_moments_lasts_from_midnight_to_midnight_of_the_reader() -> None:
    found = moment.operand("2026-11-24", "is", CTX)
    assert found == Span(datetime(2026, 11, 23, 15, tzinfo=UTC), datetime(2026, 11, 24, 15, tzinfo=UTC))
    assert moment.holds(datetime(2026, 11, 23, 15, tzinfo=UTC), "is", found)
    assert not moment.holds(datetime(2026, 11, 24, 15, tzinfo=UTC), "is", found)
    assert moment.holds(datetime(2026, 11, 24, 15, tzinfo=UTC), "gt", found)
    assert moment.holds(datetime(2026, 11, 24, 14, 59, tzinfo=UTC), "lte", found)


def test_relative_days_are_half_open_ranges_of_the_context_s_clock() -> None:
    span = day.operand("last 90 days", "is", CTX)
    assert span == Span(date(2026, 8, 27), date(2026, 11, 25))
    both = day.operand(["yesterday", "tomorrow"], "between", CTX)
    assert [day.holds(date(2026, 11, d), "between", both) for d in (22, 23, 25, 26)] == [False, True, True, False]


def test_days_and_moments_are_shown_in_the_habit_of_the_reader() -> None:
    assert day.render(date(2026, 4, 1), "ja") == "2026年4月1日"
    assert day.render(date(2026, 4, 1), "en") == "1 Apr 2026"


def test_small_kinds_read_what_people_type() -> None:
    assert [Month().clean(raw, CTX) for raw in ("3月末", "３", "March", "mar.", 3)] == [3] * 5
    assert [Rating().clean(raw, CTX) for raw in ("★★★☆☆", "3", "3/5", 3, 3.0)] == [3] * 5
    assert [YesNo().clean(raw, CTX) for raw in ("はい", "○", "YES", "1", 1, True)] == [True] * 6
    assert [YesNo().clean(raw, CTX) for raw in ("いいえ", "×", "no", "0", 0, False)] == [False] * 6
    assert Month().render(3, "ja") == "3月"
    for kind, raw in ((Month(), 13), (Rating(), 0), (Rating(), 2.5), (YesNo(), "maybe"), (YesNo(), 2)):
        with pytest.raises(ValueProblem):
            kind.clean(raw, CTX)
