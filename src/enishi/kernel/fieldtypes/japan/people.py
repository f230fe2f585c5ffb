"""Person names taken apart: family and given name, honorific, title, note; and names that are surely not a person."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from enishi.kernel.fieldtypes.japan.romaji import kana_from_romaji
from enishi.kernel.fieldtypes.japan.surnames import READINGS, SURNAMES, surname_lengths
from enishi.kernel.fieldtypes.japan.variants import DAILY
from enishi.kernel.text import compose, fold

_HIRAGANA_READINGS = frozenset(fold(reading) for reading in READINGS)


@dataclass(frozen=True, slots=True)
class PersonName:
    """A name in parts, as written. `certain` is False where the split was guessed and a person should look at it."""

    family: str
    given: str = ""
    honorific: str = ""
    note: str = ""
    certain: bool = True
    title: str = ""


#: Marks that turn the direction of what follows; scripts from right to left need none of them.
_OVERRIDES = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A)])
_NOTE = re.compile(r"\s*(?:[(（]([^()（）]*)[)）]|【([^】]*)】|[\[［]([^\]］]*)[\]］]|[※＊*](.*)$)")
_STATUS = (
    ("deceased", re.compile(r"^故$|死亡|逝去|永眠|亡くな|deceased")),
    ("left", re.compile(r"^退$|退職|退社|転職|離職|left")),
    ("moved", re.compile(r"移転|転居|異動|転勤|転出|moved")),
)
_HONORIFICS = ("先生", "さま", "さん", "ちゃん", "くん", "各位", "御中", "様", "殿", "氏", "君")
_AFTER_BLANK_ONLY = ("氏", "君", "ちゃん", "くん")
_LATIN_HONORIFIC = re.compile(r"^(Mr|Mrs|Ms|Miss|Dr|Prof|Herr|Frau|M|Mme)\.?\s+(?=\S)|[-\s](san|sama)$", re.IGNORECASE)
_TITLE_WORDS = """
代表取締役社長 代表取締役会長 代表取締役専務 代表取締役 取締役社長 専務取締役 常務取締役 取締役 執行役員 監査役
代表社員 代表理事 理事長 副理事長 事務局長 本部長 事業部長 副部長 部長代理 部長 次長 副課長 課長補佐 課長代理
課長 係長 主任 主査 室長 所長 支店長 支社長 営業所長 副工場長 工場長 副店長 店長 副社長 社長 会長 専務 常務
相談役 顧問 院長 副院長 園長 校長 学長 教授 准教授 施設長 リーダー サブリーダー チーフ マネージャー マネジャー
ゼネラルマネージャー ディレクター 代表 営業担当
"""
_TITLES = sorted(_TITLE_WORDS.split(), key=len, reverse=True)
_TITLE_FRONT = re.compile(rf"({'|'.join(_TITLES)})[ :・]*(?=\S{{2}}|\S \S)")
_TITLE_BACK = re.compile(rf"(?<=\S)[ ]*({'|'.join(_TITLES)})$")
_NOBODY = re.compile(
    r"(?:ご|御)?担当(?:者)?(?:各位)?|(?:関係)?各位|ご担当部署"
    r"|.{1,10}(?:部|課|室|係|グループ)(?: ?ご担当(?:者)?)?"
)
_DEPARTMENT = re.compile(r"(\S{2,12}(?:部|課|室|係|グループ)) (?=\S{2})")
_PARTICLE_WORDS = "van von der den de da di del della dos du la le el al bin ibn ter ten zu zur af av st. mac mc"
_PARTICLES = frozenset(_PARTICLE_WORDS.split())
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f\u0370-\u04ff\u0590-\u06ff\u1e00-\u1eff]")
_KATAKANA = re.compile(r"[ァ-ヺー・=＝ ]+")
_HANGUL = re.compile(r"[가-힣]+")
_TWO_SYLLABLES = frozenset(("남궁", "제갈", "선우", "독고", "황보", "사공", "서문"))
_KANA_TAIL = re.compile(r"([一-鿿々〆ヶ]{1,3})([ぁ-ゖァ-ヺー]{2,})")


def status_of_note(note: str) -> str | None:
    """What a remark beside a name says about the person: `deceased`, `left`, `moved`, or None."""
    return next((status for status, words in _STATUS if words.search(note)), None) if note else None


def _take_honorific(text: str) -> tuple[str, str]:
    for honorific in _HONORIFICS:
        if text.endswith(honorific):
            rest = text[: -len(honorific)]
            spaced = rest.endswith(" ")
            if len(rest.strip()) >= 2 and (spaced or honorific not in _AFTER_BLANK_ONLY):
                return rest.rstrip(), honorific
            if spaced and rest.strip():
                return rest.strip(), honorific
    return text, ""


def _latin_person(text: str) -> tuple[str, str, bool]:
    """(family, given, certain) of a name in Latin letters: “Family, Given”, “FAMILY Given” or “Given Family”."""
    family, comma, given = text.partition(",")
    if comma and given.strip():
        return family.strip(), given.strip(), True
    words = text.split()
    if len(words) == 1:
        return text, "", True
    capitals = next((n for n, word in enumerate(words) if not (word.isupper() and sum(map(str.isalpha, word)) > 1)), 0)
    if capitals:
        return " ".join(words[:capitals]), " ".join(words[capitals:]), True
    start = next((n for n, word in enumerate(words[:-1]) if n and word.lower() in _PARTICLES), len(words) - 1)
    family, given = " ".join(words[start:]), " ".join(words[:start])
    if len(words) == 2:
        first, last = (kana_from_romaji(word) in _HIRAGANA_READINGS for word in words)
        if first and not last:
            return words[0], words[1], False
    return family, given, len(words) == 2 or start < len(words) - 1


def _guess_korean(text: str) -> tuple[str, str]:
    """A Korean family name is one syllable, but for a few of two; longer names come from elsewhere."""
    if len(text) not in (2, 3, 4) or text in _TWO_SYLLABLES:
        return text, ""
    size = 2 if text[:2] in _TWO_SYLLABLES else 1
    return text[:size], text[size:]


def _guess_split(text: str) -> tuple[str, str]:
    """Where a name without a blank most likely parts: a known family name, kana after kanji, else by its length."""
    if _HANGUL.fullmatch(text):
        return _guess_korean(text)
    if text.translate(DAILY) in SURNAMES:
        return text, ""
    tail = _KANA_TAIL.fullmatch(text)
    lengths = surname_lengths(text)
    if tail and len(tail.group(1)) in lengths:
        return tail.group(1), tail.group(2)
    for size in lengths:
        rest = len(text) - size
        if rest <= 3:
            return text[:size], text[size:]
    if tail:
        return tail.group(1), tail.group(2)
    size = {2: 1, 3: 2, 4: 2, 5: 2, 6: 3}.get(len(text), 0)
    return (text[:size], text[size:]) if size else (text, "")


def _japanese_person(text: str) -> tuple[str, str, bool]:
    family, blank, given = text.partition(" ")
    if blank:
        return family, given.replace(" ", ""), True
    for dot in "・=＝":
        first, found, rest = text.partition(dot)
        if found and first and rest:
            if _KATAKANA.fullmatch(text):  # ジョン・スミス stands as in its own language
                *givens, last = re.split(r"[・=＝]", text)
                return last, "・".join(givens), False
            return first, rest, True
    return (*_guess_split(text), False)


def _department(text: str) -> str:
    """A department before the name (営業部 田中), but no family name or title with one (長谷部 誠, 工場長阿部 香織)."""
    found = _DEPARTMENT.match(text)
    word = found.group(1).translate(DAILY) if found else ""
    if not found or text[found.end() :] in _HONORIFICS or any(word[-size:] in SURNAMES for size in (2, 3)):
        return ""
    return found.group(1)


@lru_cache(maxsize=100_000)
def split_person(text: str) -> PersonName:
    """Take a name cell apart; nothing is lost, and what was guessed says so (`certain=False`).

    A cell that names no person (ご担当者様, 総務部) has an empty family name and stands in the note.
    """
    text = compose(" ".join(text.translate(_OVERRIDES).split()))
    notes: list[str] = []
    if "(" in text or "（" in text or "【" in text or "[" in text or "※" in text or "*" in text:
        notes = [next(part for part in found.groups() if part is not None).strip() for found in _NOTE.finditer(text)]
        text = _NOTE.sub(" ", text).strip()
    note = " ".join(filter(None, notes))
    if _LATIN.match(text):
        honorific = _LATIN_HONORIFIC.search(text)
        text = _LATIN_HONORIFIC.sub("", text).strip() if honorific else text
        family, given, certain = _latin_person(text)
        return PersonName(family, given, honorific.group().strip(" -") if honorific else "", note, certain)
    if department := _department(text):
        note, text = f"{department} {note}".strip(), text[len(department) :].lstrip()
    if text in _HONORIFICS:
        return PersonName("", "", text, note)
    text, honorific_text = _take_honorific(text)
    if text in _TITLES:
        return PersonName("", "", honorific_text, note, title=text)
    if _NOBODY.fullmatch(text):
        return PersonName("", "", honorific_text, f"{text} {note}".strip())
    title = ""
    if found := _TITLE_FRONT.match(text):
        title, text = found.group(1), text[found.end() :]
    elif (found := _TITLE_BACK.search(text)) and found.start() >= 1:
        title, text = found.group(1), text[: found.start()]
    if not honorific_text:
        text, honorific_text = _take_honorific(text)
    family, given, certain = _japanese_person(text) if text else ("", "", True)
    return PersonName(family, given, honorific_text, note, certain or not text, title)
