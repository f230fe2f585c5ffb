"""E-mail addresses, numbers and corporate numbers."""

import contextlib
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enishi.kernel.fieldtypes.base import ValueProblem
from enishi.kernel.fieldtypes.japan.corporate_number import check_digit, parse_corporate_number, parse_invoice_number
from enishi.kernel.fieldtypes.japan.digits import parse_number, parse_rate
from enishi.kernel.fieldtypes.japan.emails import parse_email, parse_emails


@pytest.mark.parametrize(
    "text",
    [
        "misaki@example.com",
        " Misaki@Example.COM ",
        "ｍｉｓａｋｉ＠ｅｘａｍｐｌｅ．ｃｏｍ",
        "mailto:misaki@example.com",
        "misaki @ example.com",
        "misaki@example,com",
        "田中 美咲 <misaki@example.com>",
        "misaki@example.com（自宅）",
        "<misaki@example.com>",
        "misaki@example.com.",
    ],
)
def test_an_address_is_cleaned(text):
    assert parse_email(text) == "misaki@example.com"


@pytest.mark.parametrize("between", [", ", ",", ";", "; ", "、", " / ", "/", "\n", " "])
def test_two_addresses_in_a_cell_become_two(between):
    assert parse_emails(f"a.b@example.com{between}c_d@example.co.jp") == ["a.b@example.com", "c_d@example.co.jp"]


def test_names_before_addresses_are_dropped_and_no_address_is():
    assert parse_emails('Misaki "M" <m@example.com>, s@example.com') == ["m@example.com", "s@example.com"]


def test_a_blank_inside_an_address_does_not_make_it_another_address():
    with pytest.raises(ValueProblem):
        parse_emails("mi saki@example.com")


def test_an_old_carrier_address_with_two_dots_is_accepted_only_there():
    assert parse_email("mi..saki.@docomo.ne.jp") == "mi..saki.@docomo.ne.jp"
    with pytest.raises(ValueProblem):
        parse_email("mi..saki@example.com")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("misaki.example.com", "email.at"),
        ("misaki@", "email.domain"),
        ("@example.com", "email.local"),
        ("a@a", "email.no_dot"),
        ("a@b@example.com", "email.two_at"),
        ("なし", "email.at"),
        ("a" * 65 + "@example.com", "email.long"),
        ("mi saki@exa_mple..com", "email.unreadable"),
    ],
)
def test_an_unusable_address_says_what_is_missing(text, code):
    with pytest.raises(ValueProblem) as refused:
        parse_email(text)
    assert refused.value.code == code


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1,980", "1980"),
        ("￥１，９８０", "1980"),
        ("\\1980", "1980"),
        ("1980円", "1980"),
        ("△1,980", "-1980"),
        ("▲1980円", "-1980"),
        ("(1,980)", "-1980"),
        ("¥-1,980", "-1980"),
        ("-¥1,980", "-1980"),
        ("1.5億", "150000000"),
        ("1億2,000万円", "120000000"),
        ("3万5千", "35000"),
        ("300百万円", "300000000"),
        ("８％", "0.08"),
        ("1e3", "1000"),
        ("0.1", "0.1"),
        ("金1,980円也", "1980"),
    ],
)
def test_a_number_is_read_exactly(text, number):
    assert parse_number(text.removeprefix("金")) == Decimal(number)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("1e400000", "number.large"),
        ("1e31", "number.large"),
        ("9" * 19, "number.large"),
        ("9" * 5000, "number.large"),
        ("1e-400000", "number.large"),
        ("nan", "number.unreadable"),
        ("Infinity", "number.unreadable"),
        ("12,34", "number.unreadable"),
        ("", "number.unreadable"),
        ("0.0000000000001", "number.fine"),
        ("３つ", "number.unreadable"),
        ("1e5e5", "number.unreadable"),
    ],
)
def test_a_monstrous_number_is_refused(text, code):
    with pytest.raises(ValueProblem) as refused:
        parse_number(text)
    assert refused.value.code == code


@given(st.text(alphabet="0123456789.,-+e億万千円¥%()△ ", max_size=30))
def test_no_text_breaks_the_number_reader(text):
    with contextlib.suppress(ValueProblem):
        assert abs(parse_number(text)) < Decimal(10) ** 18


@pytest.mark.parametrize("text", ["8%", "軽減8%", "8", "0.08", "８％"])
def test_a_tax_rate_is_a_fraction(text):
    assert parse_rate(text) == Decimal("0.08")


def test_the_published_corporate_number_of_the_tax_agency_fits_its_check_digit():
    assert parse_corporate_number("7000012050002") == "7000012050002"
    assert parse_corporate_number("Ｔ７０００－０１２０－５０００２") == "7000012050002"
    assert parse_invoice_number("7000012050002") == "T7000012050002"


@pytest.mark.parametrize(("text", "code"), [
    ("登録済み", "invoice_number.unreadable"), ("T123", "invoice_number.length"),
    ("T7000012050003", "corporate_number.check"),
])  # fmt: skip
def test_what_is_no_registration_number_of_invoices_is_refused_by_name(text, code):
    with pytest.raises(ValueProblem) as problem:
        parse_invoice_number(text)
    assert problem.value.code == code


@given(st.from_regex(r"[0-9]{12}", fullmatch=True), st.integers(0, 12), st.integers(1, 9))
def test_one_wrong_digit_never_passes_as_another_company_unless_it_is_nine_for_zero(base, place, change):
    number = str(check_digit(base)) + base
    wrong = number[:place] + str((int(number[place]) + change) % 10) + number[place + 1 :]
    if {number[place], wrong[place]} == {"0", "9"}:
        return
    with pytest.raises(ValueProblem):
        parse_corporate_number(wrong)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("123", "corporate_number.length"),
        ("7000012050003", "corporate_number.check"),
        ("7.00001E+12", "corporate_number.unreadable"),
    ],
)
def test_a_wrong_corporate_number_is_refused(text, code):
    with pytest.raises(ValueProblem) as refused:
        parse_corporate_number(text)
    assert refused.value.code == code
