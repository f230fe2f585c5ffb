"""Days on which people work, and how many of them the month still has."""

from __future__ import annotations

from datetime import date

import pytest

from enishi.screens.day.days import is_working_day


@pytest.mark.parametrize(
    ("day", "works"),
    [
        (date(2026, 4, 28), True),
        (date(2026, 4, 29), False),  # Showa Day, a Wednesday
        (date(2026, 5, 6), False),  # the day off for Constitution Day, which is a Sunday
        (date(2026, 5, 9), False),
        (date(2026, 5, 10), False),
        (date(2026, 5, 11), True),
    ],
)
def test_people_work_from_monday_to_friday_but_not_on_holidays(day, works):
    assert is_working_day(day) == works


@pytest.mark.django_db
def test_a_holiday_is_not_among_the_working_days_left_this_month(clock, customers, browser):
    page = browser("Aiko", page=True).get("/").content.decode()
    assert "18 working days left this month" in page  # 6 to 30 April 2026: 19 from Monday to Friday, less 29 April
