"""Dates in every writing."""

import contextlib
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enishi.kernel.fieldtypes.base import ValueProblem
from enishi.kernel.fieldtypes.japan.dates import detect_order, parse_date
from enishi.kernel.fieldtypes.japan.eras import show_wareki

THE_DAY = date(2026, 3, 4)


@pytest.mark.parametrize(
    "text",
    [
        "2026-03-04",
        "2026/3/4",
        "2026.3.4",
        "2026年3月4日",
        "２０２６年３月４日",
        "令和8年3月4日",
        "令和８年３月４日(水)",
        "R8.3.4",
        "R8/3/4",
        "r08-03-04",
        "令和八年三月四日",
        "20260304",
        "46085",
        "46085.5",
        "2026/03/04 0:00",
        "2026-03-04T09:30:00Z",
        "4 Mar 2026",
        "March 4th, 2026",
        "Wed, 4 March 2026",
        "平成38年3月4日",
    ],
)
def test_one_day_is_read_in_every_writing(text):
    assert parse_date(text) == THE_DAY


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("S63-1-7", date(1988, 1, 7)),
        ("昭和64年1月7日", date(1989, 1, 7)),
        ("平成元年1月8日", date(1989, 1, 8)),
        ("T15.12.24", date(1926, 12, 24)),
    ],
)
def test_eras_meet_where_they_should(text, day):
    assert parse_date(text) == day


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("2019/9/31", "date.impossible"),
        ("H31.2.29", "date.impossible"),
        ("2021-00-00", "date.impossible"),
        ("99999", "date.serial"),
        ("99999/1/1", "date.year"),
        ("0000-01-01", "date.year"),
        ("平成元年1月1日", "date.era"),
        ("不明", "date.unreadable"),
        ("2026", "date.incomplete"),
        ("3月4日", "date.incomplete"),
        ("3/4/2026", "date.ambiguous"),
        ("3/4/26", "date.short_year"),
        ("9" * 500, "date.unreadable"),
    ],
)
def test_an_impossible_day_is_refused_with_a_reason(text, code):
    with pytest.raises(ValueProblem) as refused:
        parse_date(text)
    assert refused.value.code == code


def test_the_column_says_how_day_and_month_are_ordered():
    assert detect_order(["3/4/2026", "12/31/2025", "1/2/2026"]) == "mdy"
    assert detect_order(["03.04.2026", "31.12.2025"]) == "dmy"
    assert detect_order(["99/4/3"]) == "ymd"
    assert detect_order(["3/4/2026", "1/2/2026"]) == "auto"
    assert detect_order(["13/1/2026", "1/13/2026"]) == "auto"
    assert parse_date("3/4/2026", "mdy") == THE_DAY
    assert parse_date("4/3/2026", "dmy") == THE_DAY
    assert parse_date("26/3/4", "ymd") == THE_DAY


def test_the_first_year_of_an_era_is_shown_as_such():
    assert show_wareki(date(2019, 4, 30)) == "平成31年4月30日"
    assert show_wareki(date(2019, 5, 1)) == "令和元年5月1日"
    assert show_wareki(date(1872, 12, 31)) == "1872年12月31日"


@given(st.dates(date(1873, 1, 1), date(2150, 1, 1)))
def test_a_date_shown_in_its_era_reads_back(day):
    assert parse_date(show_wareki(day)) == day


@given(st.text(max_size=40))
def test_no_text_breaks_the_reader(text):
    with contextlib.suppress(ValueProblem):
        assert isinstance(parse_date(text), date)
