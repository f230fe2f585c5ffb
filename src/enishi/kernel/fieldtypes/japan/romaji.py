"""Readings in Latin letters and back: Hepburn, Kunrei and the spellings people make of them."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from enishi.kernel.text import fold

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
