"""Latin spellings of readings, and back."""

import pytest

from enishi.kernel.fieldtypes.japan.romaji import kana_from_romaji, romaji


@pytest.mark.parametrize(
    ("kana", "spellings"),
    [
        ("サトウ", {"satou", "sato", "satoh"}),
        ("おおた", {"oota", "ota", "ohta"}),
        ("ホンマ", {"honma", "homma"}),
        ("しんいち", {"shinichi", "siniti".replace(" ", "")}),
        ("じゅんこ", {"junko", "zyunko"}),
        ("ハットリ", {"hattori"}),
    ],
)
def test_a_reading_has_its_usual_latin_spellings(kana, spellings):
    assert spellings <= set(romaji(kana))


@pytest.mark.parametrize(
    ("word", "kana"),
    [
        ("tanaka", "たなか"),
        ("misaki", "みさき"),
        ("hattori", "はっとり"),
        ("homma", "ほんま"),
        ("sin'iti", "しんいち"),
        ("smith", None),
    ],
)
def test_latin_spellings_become_kana_when_they_are_japanese(word, kana):
    assert kana_from_romaji(word) == kana
