"""Telephone numbers as ledgers hold them."""

import pytest

from enishi.kernel.fieldtypes.base import ValueProblem
from enishi.kernel.fieldtypes.japan.phones import Phone, parse_phone, parse_phones, show_phone


@pytest.mark.parametrize(
    ("text", "e164"),
    [
        ("03-1234-5678", "+81312345678"),
        ("0312345678", "+81312345678"),
        ("０３（１２３４）５６７８", "+81312345678"),
        ("03ー1234ー5678", "+81312345678"),
        ("℡+81 (0)3-1234-5678", "+81312345678"),
        ("+81 3 1234 5678", "+81312345678"),
        ("0081312345678", "+81312345678"),
        ("81312345678", "+81312345678"),
        ("TEL: 090.1234.5678", "+819012345678"),
        ("0120-123-456", "+81120123456"),
        ("06-0713-2344", "+81607132344"),
        ("060-1234-5678", "+816012345678"),
        ("+46 8 123 456 78", "+46812345678"),
        ("010-46-8-123-456-78", "+46812345678"),
    ],
)
def test_a_number_is_kept_as_e164(text, e164):
    assert parse_phone(text).e164 == e164


@pytest.mark.parametrize(("text", "e164"), [("312345678", "+81312345678"), ("9012345678", "+819012345678")])
def test_a_zero_lost_in_a_spreadsheet_is_put_back_and_said(text, e164):
    assert parse_phone(text) == Phone(e164, repaired=True)


@pytest.mark.parametrize(
    "text", ["03-1234-5678 内線638", "03-1234-5678（内）638", "03-1234-5678 ext.638", "0312345678(内線638)"]
)
def test_an_extension_stands_apart(text):
    assert parse_phone(text) == Phone("+81312345678", "638")


@pytest.mark.parametrize("between", [" / ", "／", "、", "\n", "　", "; "])
def test_two_numbers_in_a_cell_become_two(between):
    found = parse_phones(f"03-1234-5678{between}090-1234-5678")
    assert [phone.e164 for phone in found] == ["+81312345678", "+819012345678"]


def test_what_stands_beside_a_number_is_kept():
    assert parse_phone("03-1234-5678（代表）").note == "代表"
    assert parse_phones("03-1234-5678/不明") == [Phone("+81312345678", note="不明")]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("1234-5678", "phone.short"),
        ("090-1234-567", "phone.short"),
        ("03-1234-56789", "phone.long"),
        ("000-0000-0000", "phone.placeholder"),
        ("090-0000-0000", "phone.placeholder"),
        ("03-5000-0000", "phone.placeholder"),
        ("不明です", "phone.unreadable"),
        ("misaki@example.com", "phone.unreadable"),
        ("9" * 400, "phone.unreadable"),
        ("+999 1234", "phone.unreadable"),
    ],
)
def test_an_impossible_number_is_refused_with_a_reason(text, code):
    with pytest.raises(ValueProblem) as refused:
        parse_phone(text)
    assert refused.value.code == code
    assert refused.value.message.endswith((".", "。"))


def test_a_number_that_ends_in_zeros_is_not_called_all_zeros():
    with pytest.raises(ValueProblem) as refused:
        parse_phone("03-5000-0000")
    assert "7" in refused.value.message  # not: these zeros


def test_the_label_of_a_line_begins_the_next_number():
    found = parse_phones("(03)1234-5678 FAX03-1234-5679")
    assert found == [Phone("+81312345678"), Phone("+81312345679", note="FAX")]


def test_a_range_of_lines_keeps_its_first_number():
    assert parse_phones("03-1234-5678～9") == [Phone("+81312345678", note="~9")]


def test_a_field_for_one_number_refuses_two():
    with pytest.raises(ValueProblem) as refused:
        parse_phone("03-1234-5678 / 090-1234-5678")
    assert refused.value.code == "phone.several"


@pytest.mark.parametrize(
    ("e164", "shown"),
    [
        ("+81312345678", "03-1234-5678"),
        ("+819012345678", "090-1234-5678"),
        ("+81120123456", "0120-123-456"),
        ("+81422123456", "0422-12-3456"),
        ("+81425123456", "042-512-3456"),
        ("+81126721234", "01267-2-1234"),
        ("+81429201234", "04-2920-1234"),
        ("+81255201234", "025-520-1234"),
        ("+46812345678", "+46 8 123 456 78"),
    ],
)
def test_a_number_is_shown_in_the_habit_of_its_country(e164, shown):
    assert show_phone(e164, "ja") == shown


def test_other_languages_see_the_country_code():
    assert show_phone("+81312345678", "en") == "+81 3-1234-5678"
