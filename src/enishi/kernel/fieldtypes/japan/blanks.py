"""Cells that say nothing: dashes, なし, 不明, spreadsheet errors; and the marks for “as above”."""

from __future__ import annotations

import re
from functools import lru_cache

from enishi.kernel.text import fold

_WORDS = """
なし 無し 無 ナシ 不明 未定 未登録 未入力 未確認 該当なし 特になし 空欄 ー － - -- --- ― – — . * × x n/a na none
null nil nan unknown tbd ? ?? #n/a #ref! #value! #name? #div/0! #num! #null! (空白) (なし) (不明) nothing 〇
"""
_NOTHING = frozenset(fold(word) for word in _WORDS.split())
_DITTO = re.compile(r'(?:[〃々"”″\']{1,2}|[〃]+|同\s*上|上に同じ|以下同じ|ditto|do\.)', re.IGNORECASE)


@lru_cache(maxsize=10_000)
def means_nothing(text: str) -> bool:
    """True for an empty cell and for words that only say so, such as 不明, なし, N/A, #REF!, or a row of dashes."""
    folded = fold(text).strip()
    return not folded or folded in _NOTHING or not folded.strip("-ー―‐–—_ .・")


def is_ditto(text: str) -> bool:
    """True when the cell takes the value of the row above: 同上, 〃, ″."""
    text = text.strip()
    return len(text) <= 6 and bool(_DITTO.fullmatch(text))
