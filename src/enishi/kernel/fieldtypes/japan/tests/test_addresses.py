"""Postal codes and addresses."""

import threading

import pytest

from enishi.kernel.fieldtypes.base import ValueProblem
from enishi.kernel.fieldtypes.japan.addresses import (
    PREFECTURES,
    Address,
    join_address,
    prefecture_of,
    split_address,
)
from enishi.kernel.fieldtypes.japan.postal import Town, lookup_postal, parse_postal, show_postal


@pytest.mark.parametrize("text", ["100-0001", "1000001", "〒100-0001", "１００－０００１", "〒 100ー0001"])
def test_a_postal_code_is_seven_digits(text):
    assert parse_postal(text) == "1000001"


def test_zeros_lost_in_a_spreadsheet_are_put_back():
    assert parse_postal("600001") == "0600001"
    assert show_postal("0600001") == "060-0001"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("540229411", "postal.length"),
        ("10-00001", "postal.length"),
        ("郵便番号", "postal.unreadable"),
        ("000-0000", "postal.placeholder"),
    ],
)
def test_what_is_no_postal_code_is_refused(text, code):
    with pytest.raises(ValueProblem) as refused:
        parse_postal(text)
    assert refused.value.code == code


def test_a_code_in_two_prefectures_gives_both():
    assert {town.prefecture for town in lookup_postal("4980000")} == {"愛知県", "三重県"}


def test_a_code_gives_its_town_in_any_thread():
    found: list[Town] = []
    thread = threading.Thread(target=lambda: found.extend(lookup_postal("2200012")))
    thread.start()
    thread.join()
    assert (found[0].prefecture, found[0].city, found[0].town) == ("神奈川県", "横浜市西区", "みなとみらい")
    assert lookup_postal("0000001") == ()


def test_there_are_forty_seven_prefectures():
    assert len(set(PREFECTURES)) == 47


@pytest.mark.parametrize(
    ("text", "code", "address"),
    [
        (
            "神奈川県横浜市西区みなとみらい2-2-1 ランドマークタワー10階",
            "220-0012",
            Address("2200012", "神奈川県", "横浜市西区", "みなとみらい2-2-1", "ランドマークタワー10階"),
        ),
        (
            "〒220-0012横浜市西区みなとみらい２－２－１",
            "",
            Address("2200012", "神奈川県", "横浜市西区", "みなとみらい２－２－１"),
        ),
        (
            "横浜市西区みなとみらい2丁目2番1号ランドマークタワー",
            "",
            Address("", "神奈川県", "横浜市西区", "みなとみらい2丁目2番1号", "ランドマークタワー"),
        ),
        ("府中市宮西町2-24", "", Address("", "", "府中市", "宮西町2-24")),
        ("府中市宮西町2-24", "183-0022", Address("1830022", "東京都", "府中市", "宮西町2-24")),
        ("鎌ヶ谷市新鎌ケ谷2-6-1", "", Address("", "千葉県", "鎌ヶ谷市", "新鎌ケ谷2-6-1")),
        (
            "大阪府摂津市鳥飼上2-6-5ロイヤル花筏401",
            "",
            Address("", "大阪府", "摂津市", "鳥飼上2-6-5", "ロイヤル花筏401"),
        ),
        ("大阪府摂津市鳥飼上2丁目A-12", "", Address("", "大阪府", "摂津市", "鳥飼上2丁目A-12")),
        (
            "札幌市中央区北1条西1丁目1番地ノースビル",
            "",
            Address("", "北海道", "札幌市中央区", "北1条西1丁目1番地", "ノースビル"),
        ),
        ("35 Example Street, Leeds", "", Address("", "", "", "35 Example Street, Leeds")),
        ("", "", Address()),
    ],
)
def test_an_address_comes_apart(text, code, address):
    assert split_address(text, code) == address


def test_a_prefecture_is_only_inferred_when_no_other_is_possible():
    assert prefecture_of("横浜市西区") == "神奈川県"
    assert prefecture_of("府中市") is None


def test_columns_of_an_address_join_without_commas():
    assert (
        join_address(["神奈川県横浜市西区", "みなとみらい2-2-1", "ランドマークタワー"])
        == "神奈川県横浜市西区みなとみらい2-2-1 ランドマークタワー"
    )
