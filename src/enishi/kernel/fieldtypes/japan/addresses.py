"""Postal addresses taken apart: code, prefecture, municipality, street and building; joined again without commas."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from enishi.kernel.fieldtypes.base import ValueProblem
from enishi.kernel.fieldtypes.japan.postal import lookup_postal, municipalities, parse_postal

_PREFECTURES = """
北海道 青森県 岩手県 宮城県 秋田県 山形県 福島県 茨城県 栃木県 群馬県 埼玉県 千葉県 東京都 神奈川県 新潟県
富山県 石川県 福井県 山梨県 長野県 岐阜県 静岡県 愛知県 三重県 滋賀県 京都府 大阪府 兵庫県 奈良県 和歌山県
鳥取県 島根県 岡山県 広島県 山口県 徳島県 香川県 愛媛県 高知県 福岡県 佐賀県 長崎県 熊本県 大分県 宮崎県
鹿児島県 沖縄県
"""
PREFECTURES = tuple(_PREFECTURES.split())


@dataclass(frozen=True, slots=True)
class Address:
    """An address in parts; `street` is town and house number, empty strings where nothing was given."""

    postal_code: str = ""
    prefecture: str = ""
    city: str = ""
    street: str = ""
    building: str = ""


_PREFECTURE = re.compile("|".join(PREFECTURES))
_CODE = re.compile(
    r"^\s*(?:〒\s*([0-9０-９]{3}[-‐‑–—―−ー－]?[0-9０-９]{4})|([0-9０-９]{3}[-‐‑–—―−ー－][0-9０-９]{4}))(?![0-9０-９])[\s,、]*"
)
_BUILDING_WORD = (
    r"(?:ビル|マンション|ﾏﾝｼｮﾝ|ハイツ|ハイム|コーポ|アパート|荘|タワー|プラザ|レジデンス|メゾン"
    r"|パレス|ヒルズ|会館|棟|号室|階|センター|[0-9０-９]+[FＦ])"
)
_NUMBERED = re.compile(r"^(.*?(?:[0-9０-９]|番地|丁目|番|号|地割|番町))[\s]+(\S.*)$")
#: House numbers up to their end; 北1条西1丁目 is one in Hokkaido, where streets are counted.
_HOUSE = r"^(.*?[0-9０-９](?:[-‐‑–—―−ー－の0-9０-９]|条[東西南北]?|丁目|番地|番|号)*)"
_JOINED = re.compile(rf"{_HOUSE}(?![\d０-９])([^\d０-９\s].*{_BUILDING_WORD}.*)$")
#: A name in katakana or Latin letters with the number of a room at its end, straight after a house number.
_ROOM = re.compile(
    rf"{_HOUSE}(?:(?<=[-‐‑–—―−ー－][0-9０-９])|(?<=[-‐‑–—―−ー－0-9０-９][0-9０-９]{{2}})|(?<=番地)|(?<=[番号]))"
    r"([ァ-ヺA-Za-zＡ-Ｚａ-ｚ][^\d０-９]+[0-9０-９]{2,4}号?)$"
)
_HOUSE_PART = re.compile(r"[-‐‑–—―−ー－の丁番号地]")


def _key(text: str) -> str:
    """Spellings of a municipality as one: ヶ = ケ = が, 竜 stays."""
    return text.replace("ヶ", "ケ").replace("が", "ケ").replace("ガ", "ケ")


@lru_cache(maxsize=1)
def _cities() -> tuple[dict[str, frozenset[str]], int]:
    """Municipality (full, without its 郡, or the city of a ward) → prefectures it may lie in; and the longest name."""
    table: dict[str, set[str]] = {}
    for prefecture, city in municipalities():
        names = {city}
        _, county, town = city.partition("郡")
        if county and town and not city.startswith(("郡山市", "郡上市")):
            names.add(town)
        if ward := re.match(r"(.+?市).+区$", city):
            names.add(ward[1])
        for name in names:
            table.setdefault(_key(name), set()).add(prefecture)
    return {name: frozenset(where) for name, where in table.items()}, max(map(len, table))


def prefecture_of(city: str) -> str | None:
    """The prefecture of a municipality when only one has that name, else None (府中市 lies in 東京都 and 広島県)."""
    where = _cities()[0].get(_key(city), frozenset())
    return next(iter(where)) if len(where) == 1 else None


def _take_city(text: str, prefecture: str) -> str:
    """The municipality with which the text begins; of several the longest that fits the prefecture, if one is known."""
    table, longest = _cities()
    for size in range(min(longest, len(text)), 1, -1):
        where = table.get(_key(text[:size]))
        if where and (not prefecture or prefecture in where):
            return text[:size]
    return ""


def _take_building(rest: str) -> tuple[str, str]:
    if found := _NUMBERED.match(rest):
        if _HOUSE_PART.match(found[2]):
            return rest, ""
        return found[1], found[2].strip()
    if found := _JOINED.match(rest) or _ROOM.match(rest):
        return found[1], found[2].strip()
    return rest, ""


@lru_cache(maxsize=50_000)
def split_address(text: str, postal_code: str = "") -> Address:
    """Take an address apart. A code in the text counts unless one is given; a missing prefecture is found
    by city or code.

    What is not understood stays in `street`, as written. A prefecture is inferred only when no other is possible.
    """
    text = " ".join(text.split()).strip("、, ")
    if found := _CODE.match(text):
        text = text[found.end() :]
        postal_code = postal_code or unicodedata.normalize("NFKC", found[1] or found[2])
    try:
        code = parse_postal(postal_code) if postal_code else ""
    except ValueProblem:
        code = ""
    given = _PREFECTURE.match(text)
    prefecture = given.group() if given else ""
    rest = text[len(prefecture) :].lstrip()
    towns = lookup_postal(code) if code else ()
    by_code = {town.prefecture for town in towns}
    guess = prefecture or (next(iter(by_code)) if len(by_code) == 1 else "")
    city = _take_city(rest, guess)
    if not city and guess and not prefecture:
        city, guess = _take_city(rest, ""), ""
    rest = rest[len(city) :].lstrip()
    street, building = _take_building(rest) if city else (rest, "")
    if not prefecture:
        prefecture = guess or (prefecture_of(city) if city else None) or ""
    return Address(code, prefecture, city, street.strip(), building)


def join_address(parts: Iterable[str]) -> str:
    """Columns of one address as one text: joined without a blank, but with one before a building name."""
    text = ""
    for part in (" ".join(part.split()) for part in parts):
        if not part or (text and text.endswith(part)):
            continue
        after_number = bool(text) and bool(re.search(r"[0-9０-９号地番]$", text))
        blank = " " if after_number and not _HOUSE_PART.match(part) else ""
        text += blank + part
    return text
