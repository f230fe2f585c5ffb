"""Conditions are told as a person would write them, in both languages."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from enishi.kernel.actor import Actor
from enishi.kernel.condition.parse import parse
from enishi.kernel.condition.tests.conftest import japanese
from enishi.kernel.condition.tests.trees import case
from enishi.kernel.condition.tests.world import CHIE, CTX, REGISTRY
from enishi.platform.conditions.sentence import chips, sentence
from enishi.platform.conditions.tests.test_agreement import read

__all__ = ["japanese"]

pytestmark = pytest.mark.usefixtures("japanese")

NEAR = {"field": "shop.area", "op": "is", "value": "tohoku"}
OFTEN = {
    "count": "purchases",
    "where": {"field": "bought_on", "op": "is", "value": "last 90 days"},
    "op": "gte",
    "value": 3,
}

GOLDEN: list[tuple[dict[str, Any], str, str]] = [
    (
        {"all": [NEAR, OFTEN, {"not": {"field": "emails", "op": "contains", "value": "example"}}]},
        "取引先のエリアが東北で、直近90日の購入が3回以上、メールアドレスに「example」を含まない",
        "取引先’s エリア is 東北, has at least 3 購入 in the last 90 days, "
        "and メールアドレス does not contain “example”",
    ),
    ({"all": []}, "すべての担当者", "all 担当者"),
    ({"field": "role", "op": "is_not", "value": "部長"}, "役職が「部長」ではない", "役職 is not “部長”"),
    ({"field": "role", "op": "is_empty"}, "役職が未入力", "役職 is empty"),
    ({"field": "last_contact", "op": "is_empty"}, "最終接点がない", "there is no 最終接点"),
    (
        {"all": [{"field": "role", "op": "ends_with", "value": "長"}, {"field": "score", "op": "gte", "value": "3.5"}]},
        "役職が「長」で終わり、スコアが3.5以上",
        "役職 ends with “長” and スコア is at least 3.5",
    ),
    (
        {"any": [NEAR, {"field": "score", "op": "gt", "value": 3}]},
        "取引先のエリアが東北、またはスコアが3を超える",
        "取引先’s エリア is 東北 or スコア is more than 3",
    ),
    (
        {
            "all": [
                {"field": "vip", "op": "is", "value": True},
                {"any": [NEAR, {"field": "role", "op": "is", "value": "部長"}]},
            ]
        },
        "重要顧客が「はい」で、（取引先のエリアが東北、または役職が「部長」）",
        "重要顧客 is Yes and (取引先’s エリア is 東北 or 役職 is “部長”)",
    ),
    (
        {"not": {"all": [NEAR, {"field": "role", "op": "is", "value": "部長"}]}},
        "（取引先のエリアが東北で、役職が「部長」）ではない",
        "not (取引先’s エリア is 東北 and 役職 is “部長”)",
    ),
    (
        {"field": "purchases.item", "op": "is_not", "value": "靴"},
        "商品が「靴」の購入が1件もない",
        "has no 購入 where 商品 is “靴”",
    ),
    (
        {
            "some": "purchases",
            "where": {
                "all": [
                    {"field": "item", "op": "is", "value": "靴"},
                    {"field": "amount", "op": "gte", "value": "10000"},
                ]
            },
        },
        "（商品が「靴」で、金額が1万円以上）の購入が1件以上ある",
        "has 購入 where (商品 is “靴” and 金額 is at least ¥10,000)",
    ),
    (
        {
            "sum": "purchases",
            "of": "amount",
            "where": {"field": "bought_on", "op": "is", "value": "this fiscal year"},
            "op": "lt",
            "value": 50000,
        },
        "今年度の購入の金額の合計が5万円未満",
        "total 金額 of 購入 in this fiscal year is less than ¥50,000",
    ),
    (
        {"max": "purchases", "of": "bought_on", "op": "lt", "value": "90 days ago"},
        "購入の最後の購入日が90日前より前",
        "last 購入日 of 購入 is before 90 days ago",
    ),
    ({"count": "purchases", "op": "is", "value": 0}, "購入が1件もない", "has no 購入"),
    ({"not": OFTEN}, "直近90日の購入が3回未満", "has fewer than 3 購入 in the last 90 days"),
    (
        {"field": "shop.area", "op": "in", "value": ["tohoku", "kanto", "kansai"]},
        "取引先のエリアが東北、関東、関西のいずれか",
        "取引先’s エリア is one of 東北, 関東, 関西",
    ),
    (
        {"field": "shop.area", "op": "not_in", "value": ["tohoku", "kanto"]},
        "取引先のエリアが東北、関東のいずれでもない",
        "取引先’s エリア is none of 東北, 関東",
    ),
    ({"field": "shop", "op": "is", "value": 7}, "取引先が「山田商事」", "取引先 is “山田商事”"),
    (
        {"field": "birthday", "op": "between", "value": ["1980-01-01", "today"]},
        "誕生日が1980年1月1日から今日まで",
        "誕生日 is from 1 Jan 1980 to today",
    ),
    (
        {"field": "last_contact", "op": "gte", "value": "this week"},
        "最終接点が今週以降",
        "最終接点 is this week or later",
    ),
]


def label_of(key: str, id: int) -> str:
    return "山田商事" if (key, id) == ("shop", 7) else ""


@pytest.mark.parametrize(("tree", "ja", "en"), GOLDEN)
def test_a_condition_reads_like_a_sentence(tree: dict[str, Any], ja: str, en: str) -> None:
    card = REGISTRY.card("person")
    node = parse(tree, card, CHIE, REGISTRY, CTX)
    assert sentence(node, card, "ja", label_of) == ja
    assert sentence(node, card, "en", label_of) == en


@settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))
@given(case())
def test_every_readable_condition_can_be_told_in_both_languages(given_case: tuple[str, dict[str, Any], Actor]) -> None:
    key, tree, actor = given_case
    node = read(key, tree, actor)
    if node is None:
        return
    for language in ("ja", "en"):
        text = sentence(node, REGISTRY.card(key), language)
        assert text
        assert "{" not in text
        assert "|" not in text
        chips(node, language)


@pytest.mark.parametrize(
    ("value", "ja", "en"),
    [
        ("next month", "誕生日の月日が来月", "誕生日 in any year is in next month"),
        ("3月", "誕生日の月日が3月", "誕生日 in any year is in March"),
        ("next 30 days", "誕生日の月日が今後30日", "誕生日 in any year is in the next 30 days"),
        ("today", "誕生日の月日が今日", "誕生日 in any year is today"),
    ],
)
def test_a_day_that_comes_round_every_year_is_told_without_its_year(value: str, ja: str, en: str) -> None:
    card = REGISTRY.card("person")
    node = parse({"field": "birthday", "op": "in_any_year", "value": value}, card, CHIE, REGISTRY, CTX)
    assert (sentence(node, card, "ja"), sentence(node, card, "en")) == (ja, en)
    assert chips(node, "ja")[0].op == "の月日が"


def test_each_term_becomes_a_chip_and_one_of_related_records_a_clause() -> None:
    card = REGISTRY.card("person")
    found = chips(parse({"all": [NEAR, {"field": "role", "op": "is_empty"}, OFTEN]}, card, CHIE, REGISTRY, CTX), "ja")
    assert [(chip.field, chip.op, chip.value) for chip in found[:2]] == [
        ("取引先 › エリア", "が", "東北"),
        ("役職", "が未入力", ""),
    ]
    assert [(chip.op, chip.value) for chip in found[2:]] == [("", "")]
    assert found[2].field == sentence(parse(OFTEN, card, CHIE, REGISTRY, CTX), card, "ja")
    either = parse({"any": [NEAR, OFTEN]}, card, CHIE, REGISTRY, CTX)
    assert [chip.field for chip in chips(either, "en")] == [sentence(either, card, "en")]
