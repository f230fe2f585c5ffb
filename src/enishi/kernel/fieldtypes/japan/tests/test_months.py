"""Days of the year: birthdays and anniversaries in a stretch of time, whatever year they began in."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enishi.kernel.fieldtypes.base import Span
from enishi.kernel.fieldtypes.date import Date
from enishi.kernel.fieldtypes.japan.months import days_of_year

DAYS = st.dates(date(1900, 1, 1), date(2100, 1, 1))


def _falls(day: date, value: object) -> bool:
    return Date().holds(day, "in_any_year", value)


@given(DAYS, DAYS, st.integers(1, 800))
def test_a_day_is_met_where_it_comes_round_within_the_stretch(born: date, start: date, length: int) -> None:
    days = [start + timedelta(days=n) for n in range(length)]
    comes = any((day.month, day.day) == (born.month, born.day) for day in days)
    in_its_stead = (born.month, born.day) == (2, 29) and any(
        (day.month, day.day) == (2, 28) and (day + timedelta(days=1)).month == 3 for day in days
    )
    assert _falls(born, Span(start, start + timedelta(days=length))) is (comes or in_its_stead)


@pytest.mark.parametrize(
    ("day", "congratulated"),
    [(date(2027, 2, 28), True), (date(2027, 3, 1), False), (date(2028, 2, 28), False), (date(2028, 2, 29), True)],
)
def test_who_was_born_on_29_february_has_the_birthday_on_the_last_day_of_february(
    day: date, congratulated: bool
) -> None:
    assert _falls(date(1996, 2, 29), day) is congratulated
    assert _falls(date(1996, 2, 28), day) is (day.day == 28)


def test_a_stretch_over_new_year_has_the_days_of_both_sides() -> None:
    assert days_of_year(Span(date(2026, 12, 20), date(2027, 1, 10))) == [(12, 20, 31), (1, 1, 9)]


def test_a_year_and_more_has_all_days() -> None:
    assert {month for month, *_days in days_of_year(Span(date(2026, 4, 1), date(2029, 1, 1)))} == set(range(1, 13))
    assert _falls(date(1980, 3, 31), Span(date(2026, 4, 1), date(2027, 4, 1)))


def test_the_last_day_that_there_is_can_be_asked_for() -> None:
    assert _falls(date(1980, 12, 31), date(9999, 12, 31))
    assert not _falls(date(1980, 12, 30), date(9999, 12, 31))
    assert not Date().holds(None, "in_any_year", date(2026, 1, 1))
