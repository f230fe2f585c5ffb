"""Folding of text for comparison and search: width, case, kana, variant kanji, accents."""

from __future__ import annotations

import re
import unicodedata

from enishi.kernel.fieldtypes.japan.variants import DAILY

#: Katakana → hiragana: ァ..ヶ and the iteration marks ヽヾ.
_TO_HIRAGANA = {code: code - 0x60 for code in (*range(0x30A1, 0x30F7), 0x30FD, 0x30FE)}

_DASHES = "‐‑‒–—―−ー─━﹣－"
_QUOTES = {"’": "'", "‘": "'", "ʼ": "'", "′": "'", "`": "'", "´": "'", "“": '"', "”": '"', "″": '"', "〜": "~"}
#: Latin letters which Unicode does not decompose into a base letter and a mark.
_LETTERS = {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h", "ŋ": "n"}
_INVISIBLE = "\u200b\u200c\u200d\u2060\ufeff\u00ad\u200e\u200f"


def fold(s: str) -> str:
    """NFKC, casefold, katakana → hiragana (half-width kana by NFKC): the stored `<field>_fold`. Idempotent."""
    if s.isascii():
        return s.lower()
    s = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", s).casefold())
    return s.translate(_TO_HIRAGANA)


_MARKS = re.compile(r"[\u0300-\u036f\u3099\u309a]")


def compose(s: str) -> str:
    """Letters and their separate marks as one character (e + ◌́ → é, か + ◌゙ → が); variant kanji stay as typed.

    NFC on the whole text would replace compatibility kanji of names (神 with the old radical) by others.
    """
    return unicodedata.normalize("NFC", s) if not s.isascii() and _MARKS.search(s) else s


class _SearchTable(dict[int, str]):
    """Code point → what search compares, worked out once per character and then remembered."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        plain = unicodedata.normalize("NFD", char)
        if 0x300 <= code <= 0x36F or 0xFE00 <= code <= 0xFE0F or 0xE0100 <= code <= 0xE01EF:
            char = ""  # a mark of its own, or a selector of a glyph variant
        elif len(plain) > 1 and all(0x300 <= ord(mark) <= 0x36F for mark in plain[1:]):
            char = _LETTERS.get(plain[0], plain[0])
        self[code] = char
        return char


def _search_table() -> _SearchTable:
    table = _SearchTable()
    table.update({ord(char): "-" for char in _DASHES})
    table.update({ord(char): "" for char in _INVISIBLE})
    table.update({ord(char): plain for char, plain in {**_QUOTES, **_LETTERS}.items()})
    table.update(DAILY)
    return table


_SEARCH = _search_table()


def search_fold(s: str) -> str:
    """`fold`, with variant kanji as one (髙 = 高), accents dropped (é = e, ø = o), dashes and ー as "-", one space.

    The prolonged sound mark counts as a dash because both are typed for each other; keys are compared, never shown.
    """
    if s.isascii():
        return " ".join(s.lower().split())
    return " ".join(fold(s).translate(_SEARCH).split())
