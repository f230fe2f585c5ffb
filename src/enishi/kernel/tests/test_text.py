"""Folding and distance."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enishi.kernel.fieldtypes.japan.variants import VARIANTS
from enishi.kernel.text import fold, search_fold


@pytest.mark.parametrize("text", ["ﾀﾅｶ", "タナカ", "たなか"])
def test_every_kana_folds_to_one(text):
    assert fold(text) == "たなか"


def test_fold_keeps_accents_and_variant_kanji_apart():
    assert fold("É髙") == "é髙"
    assert fold("ＡＢＣ　ｶﾞ") == "abc が"


@given(st.text())
def test_fold_is_idempotent(text):
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_search_fold_is_idempotent(text):
    assert search_fold(search_fold(text)) == search_fold(text)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("髙橋", "高橋"),
        ("山﨑", "山崎"),
        ("渡邊", "渡辺"),
        ("𠮷田", "吉田"),
        ("齋藤", "斉藤"),
        ("濵田", "浜田"),
        ("Ágnes Bjørnstad", "agnes bjornstad"),
        ("Żółć", "zolc"),
        ("İpek", "ipek"),
        ("A‐B", "A-B"),
        ("ｻｰﾊﾞｰ", "サ－バ－"),
        ("O’Brien", "O'Brien"),
        ("田中　 美咲", "田中 美咲"),
        ("e\u0301", "é"),
        ("辻\U000e0100", "辻"),
        ("Weiß", "weiss"),
        ("鎌ヶ谷", "鎌ケ谷"),
    ],
)
def test_search_holds_spellings_for_one(a, b):
    assert search_fold(a) == search_fold(b)


def test_search_keeps_different_words_apart():
    assert search_fold("か") != search_fold("が")
    assert search_fold("田中") != search_fold("中田")


def test_no_variant_stands_in_two_groups():
    characters = "".join(VARIANTS.split())
    doubled = {char for char in characters if characters.count(char) > 1}
    assert doubled == set()
