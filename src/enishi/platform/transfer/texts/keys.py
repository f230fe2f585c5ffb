"""Texts reduced to what two spellings of one thing share: the keys by which rows are compared before any database.

They decide only what is compared; the stored value is made by the field types.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from enishi.kernel.fieldtypes.japan.companies import company_fold, split_company
from enishi.kernel.fieldtypes.japan.variants import DAILY
from enishi.kernel.text import fold
from enishi.platform.transfer.texts.kinds import HONORIFIC, is_empty

EMAIL = re.compile(r"[\w.!#$%&'*+/=?^`{|}~-]+@[\w-]+(?:\.[\w-]+)+")
EXTENSION = re.compile(r"[(（]?(?:内線?|ext\.?|x)[)）]?\s*[:：]?\s*\d+.*$", re.I)
NOT_DIGIT = re.compile(r"\D")
DASHES = re.compile(r"[‐‑‒–—―−ー－ｰ]")
GROUP = re.compile(r"\+?[\d(][\d\s().-]*\d")
LEGAL = re.compile(
    r"(?:株式|有限|合同|合資|合名)会社|(?:一般|公益)?(?:社団|財団)法人|(?:医療|学校|社会福祉|宗教|特定非営利活動|税理士|弁護士|監査|司法書士|行政書士|社労士|特許業務|農事組合|独立行政)法人|npo法人|\([一公][社財]\)|㈱|㈲|㈳|㈶|"
    r"\([株有同資名医社財学福]\)|^[カユド]\)|\([カユド]\)?$|[カユド]\)|\([カユド]|^[かゆど]\)|\([かゆど]\)?$|"
    r"\b(?:inc|ltd|llc|llp|gmbh|corp|corporation|company|co|plc|ag|bv|oy|ab|sp z o ?o|s ?a|kk|k k|limited)\b",
    re.I,
)
BRANCH = re.compile(r"[\s　]+\S{1,8}?(?:支店|営業所|支社|本社|本店|工場|事業所|出張所|センター|事業部|支部|オフィス)$")
TITLES = re.compile(
    r"(?:代表取締役)?(?:社長|会長|専務|常務)|取締役|(?:副|次)?(?:本部|支店|工場|営業所)?(?:部長|課長|係長|室長|所長|局長|店長|工場長|支店長|園長|校長|院長)"
    r"|次長|主任|マネージャー|リーダー|代表"
)
PROVIDERS = re.compile(
    r"(?:^|\.)(?:gmail|googlemail|yahoo|ymail|hotmail|outlook|live|msn|icloud|me|mac|aol|gmx|web|proton|protonmail|docomo|ezweb|au|softbank|"
    r"vodafone|i|nifty|biglobe|ocn|plala|so-net|dion|mail|mobile)\.|^example\."
)
ROMAN_SPACE = re.compile(r"[^\w]+")


def value_text(text: str) -> str:
    """The text in half width without outer blanks; nothing for words that stand for nothing."""
    plain = text.strip() if text.isascii() else unicodedata.normalize("NFKC", text).strip()
    return "" if is_empty(plain) else plain


@lru_cache(maxsize=30_000)
def email_keys(text: str) -> tuple[str, ...]:
    """Addresses in a cell, in lower case, with a comma for a dot repaired."""
    if "@" not in text and "＠" not in text:
        return ()
    plain = value_text(text).casefold().replace("mailto:", " ")
    plain = re.sub(r"\s*@\s*", "@", plain)
    plain = re.sub(r"(?<=[\w-])[,。、](?=(?:\w+\.)*(?:com|net|org|jp|co|example|info|biz|io|de|fr|uk)\b)", ".", plain)
    return tuple(dict.fromkeys(found.rstrip(".") for found in EMAIL.findall(plain)))


@lru_cache(maxsize=30_000)
def phone_keys(text: str) -> tuple[str, ...]:
    """Telephone numbers in a cell as national digits; a lost leading zero is put back, an extension left out."""
    plain = value_text(text)
    if not plain:
        return ()
    plain = EXTENSION.sub("", DASHES.sub("-", plain))
    found = []
    for part in re.split(r"[/,;、|]|\s{2,}|\n|(?<=\d)\s+(?=\+|0\d{1,3}[-(]|0\d{9})", plain):
        for match in GROUP.findall(part):
            digits = _national(match)
            if 7 <= len(digits) <= 15:
                found.append(digits)
    return tuple(dict.fromkeys(found))


def _national(text: str) -> str:
    digits = NOT_DIGIT.sub("", re.sub(r"\(0\)", "", text) if "+" in text else text)
    if text.lstrip("( ").startswith("+81") or (digits.startswith("0081") and len(digits) > 12):
        return "0" + digits.removeprefix("00").removeprefix("81").lstrip("0")
    if digits.startswith("00"):
        return "+" + digits.lstrip("0")
    if text.lstrip().startswith("+"):
        return "+" + digits
    short = len(digits) == 9 or (len(digits) == 10 and digits[0] in "789" and digits[1] == "0")
    return "0" + digits if short and digits[0] != "0" else digits


@lru_cache(maxsize=30_000)
def name_key(text: str) -> str:
    """A person's name without blanks, honorific, title in it, remarks and spelling variants of its characters."""
    plain = re.sub(r"[(（※].*$", "", value_text(text))
    plain = HONORIFIC.sub("", plain)
    plain = TITLES.sub("", plain) or plain
    plain = HONORIFIC.sub("", plain)
    if plain.isascii() or not re.search(r"[぀-ヿ一-鿿㐀-䶿𠀀-𪛟]", plain):
        bare = unicodedata.normalize(
            "NFKD", plain.replace("ß", "ss").replace("ø", "o").replace("ł", "l").replace("đ", "d")
        )
        letters = "".join(char for char in bare if not unicodedata.combining(char)).casefold()
        letters = letters.replace("ø", "o").replace("ł", "l").replace("đ", "d").replace("ı", "i")
        return " ".join(sorted(ROMAN_SPACE.sub(" ", letters).split()))
    return "".join(fold(plain).translate(DAILY).split())


@lru_cache(maxsize=30_000)
def kana_key(text: str) -> str:
    """A reading in hiragana without blanks."""
    return re.sub(r"[\s・ー]+", "", fold(HONORIFIC.sub("", value_text(text))))


@lru_cache(maxsize=30_000)
def company_key(text: str) -> str:
    """A company without legal form, branch, honorific, blanks and spelling variants."""
    plain = HONORIFIC.sub("", value_text(text))
    plain = re.sub(r"[(（※](?![株有同資名医社財学福カユド][)）]).{2,}$", "", plain).strip() or plain
    plain = BRANCH.sub("", plain)
    bare = LEGAL.sub(" ", plain)
    bare = re.sub(r"[\s.,・&'’\"-]+", "", bare) or plain
    return fold(bare).translate(DAILY)


@lru_cache(maxsize=30_000)
def company_record(text: str) -> str:
    """A company as an import finds or makes its record: the name without legal form, branch and remark."""
    return company_fold(split_company(HONORIFIC.sub("", text.strip()) or text).name)


def address_key(text: str) -> str:
    """The digits of an address, which survive every way of writing 丁目 and 番地, after the letters of its town."""
    plain = value_text(text)
    plain = re.sub(r"〒?\d{3}-?\d{4}", "", plain)
    numbers = re.findall(r"\d+", plain)
    town = re.search(r"([一-鿿ぁ-んァ-ヶ]{2})[^一-鿿ぁ-んァ-ヶ]*\d", plain)
    return f"{town[1]}{'-'.join(numbers[:3])}" if town and numbers else ""


def domain_keys(*texts: str) -> list[str]:
    """Domains of web and mail addresses that belong to a company, not to a mail provider."""
    found = [
        part for text in texts for part in re.findall(r"(?:@|//|www\.)([\w.-]+\.\w+)", value_text(text).casefold())
    ]
    bare = dict.fromkeys(part.removeprefix("www.").rstrip(".") for part in found)
    return [part for part in bare if not PROVIDERS.search(part)]


def postal_key(text: str) -> str:
    """Seven digits, or what is left of them."""
    return NOT_DIGIT.sub("", value_text(text)).zfill(7) if text.strip() else ""
