"""Kana readings: full-width katakana for the record, hiragana by preference, and the row of the 五十音 jump."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from enishi.kernel.fieldtypes.japan.surnames import SURNAMES, longest_reading

_TO_KATAKANA = {code: code + 0x60 for code in (*range(0x3041, 0x3097), 0x309D, 0x309E)}
_TO_HIRAGANA = {katakana: hiragana for hiragana, katakana in _TO_KATAKANA.items()}
_KANA = re.compile(r"[ァ-ヺー・ヽヾ ]+")
_DASH_AFTER_KANA = re.compile(r"(?<=[ァ-ヺ])[-‐‑–—―−]")

#: First characters of the ten rows; voiced, small and historical kana belong to the row of their plain form.
ROWS = {
    "ア": "アイウエオヴァィゥェォ", "カ": "カキクケコガギグゲゴヵヶ", "サ": "サシスセソザジズゼゾ",
    "タ": "タチツテトダヂヅデドッ", "ナ": "ナニヌネノ", "ハ": "ハヒフヘホバビブベボパピプペポ",
    "マ": "マミムメモ", "ヤ": "ヤユヨャュョ", "ラ": "ラリルレロ", "ワ": "ワヰヱヲンヮ",
}  # fmt: skip
_ROW_OF = {kana: row for row, members in ROWS.items() for kana in members}


@lru_cache(maxsize=50_000)
def to_full_katakana(text: str) -> str:
    """The reading in full-width katakana, blanks as one space: ﾀﾅｶ, たなか → タナカ. Other characters stay."""
    text = " ".join(unicodedata.normalize("NFKC", text).translate(_TO_KATAKANA).split())
    return _DASH_AFTER_KANA.sub("ー", text)


def to_hiragana(text: str) -> str:
    """The reading in hiragana, for people who prefer ふりがな; other characters stay."""
    return unicodedata.normalize("NFKC", text).translate(_TO_HIRAGANA)


def is_kana(text: str) -> bool:
    """True when the text is a reading: kana of any width with blanks and ・, at least one."""
    return bool(_KANA.fullmatch(to_full_katakana(text)))


def kana_row(kana: str) -> str:
    """The row under which the 五十音 jump lists a reading (ア…ワ), a capital for Latin letters, or nothing."""
    first = to_full_katakana(kana[:2])[:1]
    row = _ROW_OF.get(first)
    if row:
        return row
    letter = unicodedata.normalize("NFD", first)[:1].upper()
    return letter if letter.isascii() and letter.isalpha() else ""


def split_kana(text: str, family: str = "") -> tuple[str, str, bool]:
    """A reading as (family, given, certain): by its blank, else by the readings known for the family name, or at all.

    Without a blank and without a known reading the whole stands as the family reading and is not certain.
    """
    kana = to_full_katakana(text).replace("・", " ").strip()
    head, blank, rest = kana.partition(" ")
    if blank:
        return head, rest.replace(" ", ""), True
    for reading in SURNAMES.get(family, ()):
        if kana.startswith(reading) and len(kana) > len(reading):
            return reading, kana[len(reading) :], True
    reading = longest_reading(kana)
    return (reading, kana[len(reading) :], False) if reading else (kana, "", False)
