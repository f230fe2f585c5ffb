"""Company names taken apart: name, legal form and where it stands, branch, note; and the key under which they match."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from enishi.kernel.fieldtypes.japan.legal_forms import FOREIGN, JAPANESE, LEGAL_FORMS
from enishi.kernel.text import compose, search_fold

Position = Literal["front", "back"]


@dataclass(frozen=True, slots=True)
class CompanyName:
    """A company as typed, in parts; `legal_form` is a key of `LEGAL_FORMS`, `note` what stood in brackets beside it."""

    name: str
    legal_form: str | None = None
    position: Position | None = None
    branch: str = ""
    note: str = ""


def _longest_first(words: dict[str, str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


_FULL = {word: form.key for form in JAPANESE for word in (form.ja, *form.also)}
_SHORT = {f"({word})": form.key for form in JAPANESE for word in form.short}
_WRITTEN = _FULL | _SHORT
_BANK = {word: form.key for form in reversed(JAPANESE) for word in form.bank}
_LATIN = {word.casefold(): form.key for form in FOREIGN for word in (form.ja, *form.also)}

_WITH_BRANCH = re.compile(rf"(.+?)[ ・]?({_longest_first(_WRITTEN)})( ?.*)")
_BANK_FRONT = re.compile(rf"\(?({_longest_first(_BANK)})\)([ァ-ヺー・ A-Z0-9.&()-]+)")
_BANK_BACK = re.compile(rf"([ァ-ヺー・ A-Z0-9.&-]+)\(({_longest_first(_BANK)})\)?([ァ-ヺー ]*)")
_LATIN_BACK = re.compile(rf"(.+?)(?:,\s*|\s+)({_longest_first(_LATIN)})", re.IGNORECASE)
_AND_CO = re.compile(r"(.+&) *$")

_HONORIFIC = re.compile(r"\s*(?:御中|様|さま|殿)$")
_NOTE = re.compile(r"\s*(?:【([^】]*)】|\[([^\]]*)\]|〔([^〕]*)〕|※(.*)|\(([^()]*)\))$")
_NOTE_FRONT = re.compile(r"^(?:【([^】]*)】|\[([^\]]*)\])\s*")
_BRACKETS = str.maketrans({"（": "(", "）": ")", "［": "[", "］": "]", "　": " ", "\u00a0": " "})
_HALF_KANA = re.compile(r"[\uff61-\uff9f]+")
_ENCLOSED = re.compile(r"[㈱㈲㈳㈴㈵㈶㈷㈸㈹㈻㈼㈿㊑㊒㊓㊔㊕㊖㊙㊝㍿]")

_SITE = (
    r"(?:支店|支社|支局|支所|営業所|出張所|事業所|工場|製造所|事業部|営業部"
    r"|研究所|センター|オフィス|事務所|倉庫|物流センター)"
)
_PLACES = """
北海道 青森 岩手 秋田 宮城 山形 福島 茨城 栃木 群馬 埼玉 千葉 東京 神奈川 新潟 富山 石川 福井 山梨 長野 岐阜
静岡 愛知 三重 滋賀 京都 大阪 兵庫 奈良 和歌山 鳥取 島根 岡山 広島 山口 徳島 香川 愛媛 高知 福岡 佐賀 長崎 熊本
大分 宮崎 鹿児島 沖縄 札幌 函館 旭川 仙台 盛岡 郡山 水戸 つくば 宇都宮 前橋 高崎 大宮 さいたま 川越 船橋 横浜
川崎 相模原 金沢 甲府 松本 浜松 名古屋 豊田 豊橋 岡崎 四日市 堺 神戸 姫路 倉敷 福山 高松 松山 北九州 久留米 那覇
新宿 渋谷 品川 池袋 上野 銀座 日本橋 丸の内 多摩 八王子 立川 町田 梅田 難波 東北 北陸 関東 首都圏 北関東 東関東
甲信越 信越 中部 東海 近畿 関西 中国 山陰 山陽 四国 九州 南九州 東日本 西日本 中日本 東部 西部 南部 北部 中央
"""
_SITE_ENDS = frozenset("店社局所場部ス庫ー")
_BRANCH_WORD = re.compile(rf"(?:.{{0,8}}{_SITE}|本社|本店|本部|.{{1,6}}(?<![酒商書茶薬])店|本社工場)(?:.{{0,8}}課)?")
_GLUED_BRANCH = re.compile(
    rf"(?:第[一二三四五六七八九十\d]+|(?:{'|'.join(_PLACES.split())})(?:中央|[東西南北第][一二三\d]?)?)"
    rf"(?:{_SITE}|本社|本部)$|(?<![日松山宮橋坂岡藤川杉榎根榊谷吉木森西熊河島絵])本社(?:工場)?$"
)


def _by(place: int) -> dict[str, list[str]]:
    """The written forms by their first (0) or last (-1) character, the longest first."""
    table: dict[str, list[str]] = {}
    for word in sorted(_WRITTEN, key=len, reverse=True):
        table.setdefault(word[place], []).append(word)
    return table


_BY_FIRST, _BY_LAST = _by(0), _by(-1)
_NOTE_ENDS = frozenset("中様ま殿】])〕")
_FORM_SIGNS = ("社", "法人", "組合", "(", ")")


def _take_notes(text: str) -> tuple[str, list[str]]:
    """The text without honorific and without bracketed remarks at its ends; brackets of a legal form stay."""
    notes: list[str] = []
    while text[-1:] in _NOTE_ENDS or "※" in text:
        shorter = _HONORIFIC.sub("", text)
        found = _NOTE.search(shorter)
        if found and shorter[found.start() :].strip() not in _SHORT and found.group(5) not in _BANK and found.start():
            notes.insert(0, next(part for part in found.groups() if part is not None).strip())
            shorter = shorter[: found.start()]
        if shorter == text:
            break
        text = shorter.rstrip()
    front = _NOTE_FRONT.match(text)
    if front and text[front.end() :]:
        notes.insert(0, (front.group(1) or front.group(2)).strip())
        text = text[front.end() :]
    return text, notes


def _take_branch(name: str) -> tuple[str, str]:
    """The name and the branch after it: a word after a blank, or joined on when a known place or number precedes it."""
    head, blank, tail = name.rpartition(" ")
    if blank and head and _BRANCH_WORD.fullmatch(tail):
        return head.rstrip(), tail
    found = _GLUED_BRANCH.search(name) if name[-1:] in _SITE_ENDS else None
    if found and found.start() >= 2:
        return name[: found.start()].rstrip(), name[found.start() :]
    return name, ""


def _bank_parts(text: str) -> CompanyName | None:
    if found := _BANK_FRONT.fullmatch(text):
        return CompanyName(found.group(2).strip(), _BANK[found.group(1)], "front")
    if found := _BANK_BACK.fullmatch(text):
        return CompanyName(found.group(1).strip(), _BANK[found.group(2)], "back", found.group(3).strip())
    return None


def _japanese_parts(text: str) -> CompanyName | None:
    for form in _BY_FIRST.get(text[:1], ()):
        if text.startswith(form) and len(text) > len(form):
            name, branch = _take_branch(text[len(form) :].lstrip(" ・"))
            return CompanyName(name, _WRITTEN[form], "front", branch) if name else None
    for form in _BY_LAST.get(text[-1:], ()):
        if text.endswith(form) and len(text) > len(form):
            return CompanyName(text[: -len(form)].rstrip(" ・"), _WRITTEN[form], "back")
    found = _WITH_BRANCH.fullmatch(text)
    if found:
        rest = found.group(3).strip()
        if _BRANCH_WORD.fullmatch(rest) or found.group(3).startswith(" "):
            return CompanyName(found.group(1).strip(), _WRITTEN[found.group(2)], "back", rest)
    return None


def _latin_parts(text: str) -> CompanyName | None:
    found = _LATIN_BACK.fullmatch(text)
    if not found:
        return None
    name, form = found.group(1), found.group(2)
    if _AND_CO.fullmatch(name) and form.casefold().startswith("co"):  # “Kestrel & Co Ltd.”: “& Co” is the name
        head, _, tail = form.partition(" ")
        name, form = f"{name} {head.rstrip('.,')}", tail or form
    return CompanyName(name.rstrip(" ,"), _LATIN.get(form.casefold(), "co_ltd"), "back")


@lru_cache(maxsize=100_000)
def split_company(text: str) -> CompanyName:
    """Take a company cell apart. Never splits at commas; what is not understood stays in the name.

    A branch joined to the name without a blank is taken off only after a known place name or a number.
    """
    text = " ".join(text.translate(_BRACKETS).split())
    if not text.isascii():
        text = compose(text)
        text = _ENCLOSED.sub(lambda m: unicodedata.normalize("NFKC", m[0]), text)
        if _HALF_KANA.search(text):
            text = _HALF_KANA.sub(lambda m: unicodedata.normalize("NFKC", m[0]), text)
            text = re.sub(r"(?<=[ァ-ヺ])-", "ー", text)
    core, notes = _take_notes(text)
    parts = None
    if not core.isascii() and any(sign in core for sign in _FORM_SIGNS):
        parts = _bank_parts(core) if ")" in core or "(" in core else None
        parts = parts or _japanese_parts(core)
    if parts is None and core[-1:].isascii():
        parts = _latin_parts(core)
    if parts is None:
        name, branch = _take_branch(core)
        parts = CompanyName(name, branch=branch)
    if not notes:
        return parts
    return CompanyName(parts.name, parts.legal_form, parts.position, parts.branch, " ".join(filter(None, notes)))


def full_company_name(name: str, legal_form: str | None, position: str | None) -> str:
    """The name with its legal form on the side where it is registered: 株式会社みなと精機, Lindqvist AB."""
    form = LEGAL_FORMS.get(legal_form or "")
    if form is None:
        return name
    if form.latin:
        return f"{name} {form.ja}"
    return form.ja + name if position != "back" else name + form.ja


_IGNORED = re.compile(r"[\s・･.,'\"/()&]+|(?<=[a-z0-9])-(?=[a-z0-9])")


@lru_cache(maxsize=100_000)
def company_fold(name: str) -> str:
    """The key under which spellings of one company are equal: ㈱みなと 精機 = みなと精機株式会社.

    The branch does not count.
    """
    return _IGNORED.sub("", search_fold(split_company(name).name))
