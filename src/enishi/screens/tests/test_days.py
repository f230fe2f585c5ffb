"""Days on which people work, and how many of them the month still has."""

from __future__ import annotations

from datetime import date

import jpholiday
import pytest

from enishi.screens.day.days import holiday, is_working_day


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


@pytest.mark.parametrize(
    ("day", "ja", "en"),
    [
        (date(2026, 4, 29), "昭和の日", "Shōwa Day"),
        (date(2026, 5, 6), "憲法記念日 振替休日", "Constitution Memorial Day (observed)"),
        (date(2026, 5, 7), "", ""),
    ],
)
def test_a_holiday_has_its_name_in_both_languages(day, ja, en):
    assert (holiday(day), holiday(day, "en")) == (ja, en)


def test_every_holiday_of_these_years_has_an_english_name():
    days = (day for year in range(2021, 2036) for day, _name in jpholiday.year_holidays(year))
    assert [day for day in days if not holiday(day, "en").isascii() and "Shōwa" not in holiday(day, "en")] == []


@pytest.mark.django_db
def test_a_holiday_is_not_among_the_working_days_left_this_month(clock, customers, browser):
    page = browser("Aiko", page=True).get("/").content.decode()
    assert "18 working days left this month" in page  # 6 to 30 April 2026: 19 from Monday to Friday, less 29 April
