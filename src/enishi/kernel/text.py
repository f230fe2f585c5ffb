"""Folding of text for comparison and search: width, case, kana, variant kanji, accents, romaji, n-grams, distance."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from enishi.kernel.variants import variant_table

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
    table.update({ord(char): base for char, base in variant_table().items()})
    return table


_SEARCH = _search_table()


def search_fold(s: str) -> str:
    """`fold`, with variant kanji as one (髙 = 高), accents dropped (é = e, ø = o), dashes and ー as "-", one space.

    The prolonged sound mark counts as a dash because both are typed for each other; keys are compared, never shown.
    """
    if s.isascii():
        return " ".join(s.lower().split())
    return " ".join(fold(s).translate(_SEARCH).split())


def bigrams(s: str) -> list[str]:
    """The pairs of neighbouring characters of each word, in order, each once; a word of one character is itself."""
    found: dict[str, None] = {}
    for word in s.split():
        if len(word) == 1:
            found[word] = None
        for start in range(len(word) - 1):
            found[word[start : start + 2]] = None
    return list(found)


def damerau_levenshtein(a: str, b: str, limit: int) -> int:
    """Edits between two words, a swap of neighbours counting one; `limit + 1` as soon as it is more than the limit.

    The restricted form (optimal string alignment), after F. J. Damerau, CACM 7 (1964).
    """
    if a == b:
        return 0
    if abs(len(a) - len(b)) > limit:
        return limit + 1
    before: list[int] = []
    previous = list(range(len(b) + 1))
    for i, left in enumerate(a, 1):
        current = [i]
        for j, right in enumerate(b, 1):
            cost = min(previous[j] + 1, current[j - 1] + 1, previous[j - 1] + (left != right))
            if i > 1 and j > 1 and left == b[j - 2] and a[i - 2] == right:
                cost = min(cost, before[j - 2] + 1)
            current.append(cost)
        if min(current) > limit and min(previous) > limit:
            return limit + 1
        before, previous = previous, current
    return min(previous[-1], limit + 1)


_ROWS = {
    "": "あいうえお", "k": "かきくけこ", "s": "さしすせそ", "t": "たちつてと", "n": "なにぬねの", "h": "はひふへほ",
    "m": "まみむめも", "r": "らりるれろ", "g": "がぎぐげご", "z": "ざじずぜぞ", "d": "だぢづでど", "b": "ばびぶべぼ",
    "p": "ぱぴぷぺぽ",
}  # fmt: skip


def _kunrei() -> dict[str, str]:
    table = {kana: head + vowel for head, row in _ROWS.items() for kana, vowel in zip(row, "aiueo", strict=True)}
    table.update({"や": "ya", "ゆ": "yu", "よ": "yo", "わ": "wa", "を": "o", "ゔ": "vu", "ぢ": "zi", "づ": "zu"})
    table.update({"ぁ": "a", "ぃ": "i", "ぅ": "u", "ぇ": "e", "ぉ": "o", "ゃ": "ya", "ゅ": "yu", "ょ": "yo"})
    for kana, sound in list(table.items()):
        if kana in "きしちにひみりぎじぢびぴ":
            table.update({kana + small: sound[0] + "y" + v for small, v in zip("ゃゅょ", "auo", strict=True)})
    foreign = {"ふ": "h", "ゔ": "v", "う": "w", "つ": "ts"}
    for kana, head in foreign.items():
        table.update({kana + small: head + v for small, v in zip("ぁぃぇぉ", "aieo", strict=True)})
    table.update({"てぃ": "ti", "でぃ": "di", "とぅ": "tu", "どぅ": "du", "しぇ": "sye", "ちぇ": "tye", "じぇ": "zye"})
    return table


_KUNREI = _kunrei()
_HEPBURN = _KUNREI | {"し": "shi", "ち": "chi", "つ": "tsu", "ふ": "fu", "じ": "ji", "ぢ": "ji", "づ": "zu"}
_HEPBURN |= {a + b: head + v for a, head in (("し", "sh"), ("ち", "ch"), ("じ", "j"), ("ぢ", "j"))
             for b, v in zip("ゃゅょぇ", "auoe", strict=True)}  # fmt: skip
_HEPBURN |= {"ふ" + small: "f" + v for small, v in zip("ぁぃぇぉ", "aieo", strict=True)}


def _sounds(kana: str, table: dict[str, str]) -> Iterator[str]:
    """Romaji syllable by syllable; `*` doubles the next consonant, `N` is ん, `-` lengthens, the rest stays."""
    place = 0
    while place < len(kana):
        for size in (2, 1):
            piece = kana[place : place + size]
            if piece in table:
                yield table[piece]
                break
        else:
            size = 1
            yield {"っ": "*", "ん": "N", "ー": "-"}.get(piece[0], piece[0])
        place += size


def _write(sounds: list[str], *, nasal: str, double_ch: str) -> str:
    out = ""
    for place, sound in enumerate(sounds):
        following = sounds[place + 1] if place + 1 < len(sounds) else ""
        if sound == "*":
            out += double_ch if following.startswith("ch") else following[:1]
        elif sound == "N":
            out += nasal if following[:1] in ("b", "m", "p") and following else "n"
        elif sound == "-":
            out += out[-1:] if out[-1:] in "aiueo" else ""
        else:
            out += sound
    return out


@lru_cache(maxsize=20_000)
def romaji(kana: str) -> tuple[str, ...]:
    """The usual Latin spellings of a reading: Hepburn and Kunrei, long vowels written, dropped or with h; no repeats.

    Sources: 内閣告示第一号「ローマ字のつづり方」(1954); 外務省 旅券のローマ字つづり.
    """
    folded = fold(kana)
    if not folded:
        return ()
    hepburn, kunrei = list(_sounds(folded, _HEPBURN)), list(_sounds(folded, _KUNREI))
    full = [_write(hepburn, nasal="n", double_ch="t"), _write(hepburn, nasal="m", double_ch="c")]
    full.append(_write(kunrei, nasal="n", double_ch="t"))
    found: dict[str, None] = dict.fromkeys(full)
    for spelling in full:
        found[spelling.replace("ou", "o").replace("oo", "o").replace("uu", "u")] = None
        found[spelling.replace("ou", "oh").replace("oo", "oh").replace("uu", "u")] = None
    return tuple(found)


_TO_KANA = {sound: kana for table in (_KUNREI, _HEPBURN) for kana, sound in reversed(list(table.items()))}
_TO_KANA |= {"tu": "つ", "ti": "ち", "zi": "じ", "ji": "じ", "zu": "ず", "o": "お", "di": "ぢ", "du": "づ", "ya": "や",
             "yu": "ゆ", "yo": "よ", "a": "あ", "i": "い", "u": "う", "e": "え"}  # fmt: skip


@lru_cache(maxsize=20_000)
def kana_from_romaji(word: str) -> str | None:
    """Hiragana of a Latin spelling (Hepburn or Kunrei), or None when it is not one: `tanaka` → たなか."""
    word, out, place = word.lower().replace("mb", "nb").replace("mm", "nm").replace("mp", "np"), "", 0
    while place < len(word):
        here, after = word[place], word[place + 1 : place + 2]
        if here == "n" and after not in ("a", "i", "u", "e", "o", "y"):
            out, place = out + "ん", place + (2 if after == "'" else 1)
        elif here.isalpha() and (here == after or word[place : place + 3] == "tch") and here not in "aiueo":
            out, place = out + "っ", place + 1
        else:
            size = next((n for n in (3, 2, 1) if word[place : place + n] in _TO_KANA), 0)
            if not size:
                return None
            out, place = out + _TO_KANA[word[place : place + size]], place + size
    return out or None
