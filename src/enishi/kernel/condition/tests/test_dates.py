"""Relative dates mean the same everywhere: half-open, in the asker's zone, with the workspace's fiscal year."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from enishi.kernel.condition.dates import day_span, resolve
from enishi.kernel.fieldtypes.base import Span, ValueContext

ZONES = ("Asia/Tokyo", "UTC", "America/New_York", "Australia/Lord_Howe", "America/Sao_Paulo", "Asia/Beirut")


def context(now: str = "2026-11-23T03:00:00", zone: str = "Asia/Tokyo", fiscal: int = 4) -> ValueContext:
    return ValueContext(timezone=zone, now=datetime.fromisoformat(now).replace(tzinfo=UTC), fiscal_start=fiscal)


@pytest.mark.parametrize(
    ("raw", "start", "end"),
    [
        ("today", "2026-11-23", "2026-11-24"),
        ("Yesterday", "2026-11-22", "2026-11-23"),
        ("tomorrow", "2026-11-24", "2026-11-25"),
        ("this week", "2026-11-23", "2026-11-30"),
        ("last week", "2026-11-16", "2026-11-23"),
        ("next month", "2026-12-01", "2027-01-01"),
        ("this quarter", "2026-10-01", "2027-01-01"),
        ("last year", "2025-01-01", "2026-01-01"),
        ("this fiscal quarter", "2026-10-01", "2027-01-01"),
        ("this fiscal half", "2026-10-01", "2027-04-01"),
        ("last fiscal half", "2026-04-01", "2026-10-01"),
        ("next  fiscal half", "2027-04-01", "2027-10-01"),
        ("this fiscal year", "2026-04-01", "2027-04-01"),
        ("last 1 day", "2026-11-23", "2026-11-24"),
        ("last 90 days", "2026-08-26", "2026-11-24"),
        ("last 2 weeks", "2026-11-10", "2026-11-24"),
        ("last 3 months", "2026-08-24", "2026-11-24"),
        ("next 7 days", "2026-11-23", "2026-11-30"),
        ("90 days ago", "2026-08-25", "2026-08-26"),
        ("9 months ago", "2026-02-23", "2026-02-24"),
        ("in 1 day", "2026-11-24", "2026-11-25"),
    ],
)
def test_words_mean_a_half_open_range_of_days(raw: str, start: str, end: str) -> None:
    assert resolve(raw, "date", context()) == Span(date.fromisoformat(start), date.fromisoformat(end))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("60日前", "60 days ago"), ("６０日 前", "60 days ago"), ("六十日前", "60 days ago"),
        ("3か月前", "3 months ago"),
        ("３ヶ月前", "3 months ago"), ("三ヵ月前", "3 months ago"), ("2週間前", "2 weeks ago"), ("1年前", "1 year ago"),
        ("半年前", "6 months ago"), ("10日後", "in 10 days"), ("先週", "last week"), ("今月", "this month"),
        ("来年", "next year"), ("昨年度", "last fiscal year"), ("今四半期", "this fiscal quarter"),
        ("暦の前四半期", "last quarter"), ("直近90日", "last 90 days"), ("過去3か月間", "last 3 months"),
        ("今後2週間", "next 2 weeks"), ("今日", "today"), ("おととい", "2 days ago"), ("明後日", "in 2 days"),
        ("the last 7 days", "last 7 days"), ("past 7 days", "last 7 days"), ("3 weeks from now", "in 3 weeks"),
    ],
)  # fmt: skip
def test_relative_dates_are_read_as_people_write_them(typed: str, meant: str) -> None:
    assert resolve(typed, "date", context()) == resolve(meant, "date", context()) is not None


@pytest.mark.parametrize("raw", ["", "2026-11-23", "last 0 days", "last days", "90 days", "last 99999 years", "60日"])
def test_what_is_no_relative_date_is_left_to_others(raw: str) -> None:
    assert resolve(raw, "date", context()) is None


def test_the_day_is_that_of_the_asker_not_of_the_server() -> None:
    late = "2026-11-22T15:30:00"
    assert resolve("today", "date", context(late)) == Span(date(2026, 11, 23), date(2026, 11, 24))
    assert resolve("today", "date", context(late, "UTC")) == Span(date(2026, 11, 22), date(2026, 11, 23))
    midnight = resolve("today", "date_time", context(late))
    assert midnight == Span(datetime(2026, 11, 22, 15, tzinfo=UTC), datetime(2026, 11, 23, 15, tzinfo=UTC))


def test_a_fiscal_year_that_begins_in_january_is_the_calendar_year() -> None:
    assert resolve("this fiscal year", "date", context(fiscal=1)) == resolve("this year", "date", context())


def test_the_last_day_of_a_long_month_goes_to_the_last_of_a_short_one() -> None:
    assert resolve("3 months ago", "date", context("2026-05-31T03:00:00")) == Span(date(2026, 2, 28), date(2026, 3, 1))


@pytest.mark.parametrize(("day", "hours"), [("2026-03-08", 23), ("2026-11-01", 25), ("2026-11-23", 24)])
def test_days_with_a_clock_change_are_shorter_or_longer(day: str, hours: int) -> None:
    span = resolve("today", "date_time", context(f"{day}T17:00:00", "America/New_York"))
    assert span is not None
    assert span.end - span.start == timedelta(hours=hours)


@settings(deadline=None)
@given(st.sampled_from(ZONES), st.datetimes(datetime(1990, 1, 1), datetime(2037, 1, 1)))
def test_now_lies_in_today_and_days_follow_each_other_without_gap(zone: str, moment: datetime) -> None:
    ctx = context(moment.isoformat(), zone)
    assert ctx.now is not None
    today, tomorrow = resolve("today", "date_time", ctx), resolve("tomorrow", "date_time", ctx)
    assert today is not None
    assert tomorrow is not None
    assert today.start <= ctx.now < today.end == tomorrow.start
    assert today == day_span(ctx.today, ctx)
    for words in ("this week", "this month", "this fiscal half", "last 30 days", "next 2 months"):
        wide = resolve(words, "date_time", ctx)
        assert wide is not None
        assert wide.start <= ctx.now < wide.end


@settings(deadline=None)
@given(st.sampled_from(["week", "month", "quarter", "year", "fiscal half"]),
       st.dates(date(1990, 1, 1), date(2037, 1, 1)), st.integers(1, 12))  # fmt: skip
def test_periods_follow_each_other(unit: str, day: date, fiscal: int) -> None:
    ctx = context(f"{day}T12:00:00", "UTC", fiscal)
    spans = [resolve(f"{word} {unit}", "date", ctx) for word in ("last", "this", "next")]
    assert all(spans)
    last, this, following = (span for span in spans if span is not None)
    assert last.end == this.start <= day < this.end == following.start


@pytest.mark.parametrize("raw", ["march", "March", "mar", "3月", "３月", "三月"])
def test_a_month_by_its_name_is_that_of_this_year(raw: str) -> None:
    assert resolve(raw, "date", context()) == Span(date(2026, 3, 1), date(2026, 4, 1))


def test_there_is_no_thirteenth_month() -> None:
    assert resolve("13月", "date", context()) is None
