"""What the values of a column look like: the share of them that could be an e-mail, a telephone number, a name…"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

from enishi.kernel.fieldtypes.japan.countries import country_code

PREFECTURE = r"(?:東京都|北海道|(?:京都|大阪)府|.{2,3}県)"
EMAIL = re.compile(r"^\W{0,2}(?:mailto:)?\W{0,2}[^\s@]{1,64}\s?@\s?[\w-]+(?:[.,。]\s?[\w-]+)*\W?", re.I)
PHONE_JUNK = re.compile(r"tel|fax|電話|携帯|直通|代表|内線|ext|内|[\s()+.\-/・,、;:‐‑–—−ー―~()代]", re.I)
POSTAL = re.compile(r"^〒?\s?\d{3}[-‐‑–—−ー―]?\d{4}$")
POSTAL_ABROAD = re.compile(
    r"^(?:[a-z]{1,2}\d[a-z\d]? ?\d[a-z]{2}|\d{4,6}(?:-\d{3,4})?|[a-z]\d[a-z] ?\d[a-z]\d|\d{2}-\d{3})$", re.I
)
DATE = re.compile(
    r"^(?:\d{4}[-/.年]\s?\d{1,2}[-/.月]\s?\d{1,2}日?(?:[ T].*)?|(?:[MTSHR]|明治|大正|昭和|平成|令和|明|大|昭|平|令)\s?"
    r"(?:\d{1,2}|元)\s?[-/.年]\s?\d{1,2}\s?[-/.月]\s?\d{1,2}日?|\d{1,2}[-/. ](?:\d{1,2}|[a-z]{3,9})[-/. ]\d{2,4}|"
    r"(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])|[a-z]{3,9} \d{1,2},? \d{4})$",
    re.I,
)
SERIAL = re.compile(r"^[1-5]\d{4}(?:\.\d+)?$")
KANA = re.compile(r"^[ぁ-ゖァ-ヺーヽヾ・･\s　]{2,}$")
HONORIFIC = re.compile(r"(?:\s*(?:様|さま|殿|先生|さん|氏|御中|ご担当者様?))+$")
REMARK = re.compile(r"[(（※].*$")
JAPANESE_NAME = re.compile(
    r"^[一-鿿々〆ヶヵぁ-ゖァ-ヺー㐀-䶿豈-﫿𠀀-𪛟?]{1,6}[\s　]*[一-鿿々〆ヶヵぁ-ゖァ-ヺー㐀-䶿豈-﫿𠀀-𪛟?]{1,6}$"
)
LATIN_NAME = re.compile(r"^[^\W\d_]+(?:[ '’.-]+[^\W\d_]+\.?){1,4}$")
LATIN_WORD = re.compile(r"^[^\W\d_]+(?:[ '’-][^\W\d_]+)?$")
COMPANY = re.compile(
    r"株式会社|有限会社|合同会社|合資会社|合名会社|法人|組合|協会|"
    r"\([株有同資名医社財学福]\)|[株有]\)|㈱|㈲|商店|工業|製作所|商事|病院|"
    r"大学|銀行|ホールディングス|"
    r"\b(?:inc|ltd|llc|llp|gmbh|corp|corporation|company|co|plc|s\.?a\.?|ag|bv|oy|ab|sp\. z o\.o|group|"
    r"holdings|partners)\b\.?",
    re.I,
)
ADDRESS = re.compile(rf"{PREFECTURE}|^\S{{1,7}}[市区町村郡]\S|\d+(?:丁目|番地|番|号)")
STREET = re.compile(
    r"^\d+[a-z]?(?:[-/]\d+)* [^\d\s]+|^[^\d]+ \d+[a-z]?$|street|road|avenue|straße|\d+-\d+|丁目|番地", re.I
)
URL = re.compile(r"^(?:https?://|www\.)|^[\w-]+(?:\.[\w-]+)+/?$", re.I)
DEPARTMENT = re.compile(
    r"(?:部|課|室|局|係|センター|本部|事業所|支店|営業所|グループ|チーム)(?:\s|　|$|第)|department|division", re.I
)
TITLE = re.compile(
    r"社長|会長|部長|課長|係長|主任|取締役|専務|常務|次長|店長|工場長|所長|支店長|マネージャー?|リーダー|代表|監査役|理事|院長|顧問|主査|参事|"
    r"担当$|室長|本部長|\b(?:manager|director|ceo|cto|cfo|president|head|buyer|sales|engineer|officer|chief|lead|assistant)\b",
    re.I,
)
RANK = re.compile(r"^(?:特?[a-es]|仮|[a-es]ランク|ランク[a-es]|[a-es]\?|特[a-e]?|-|[1-5]|★+|◎|○|△)$", re.I)
NUMBER = re.compile(r"^[¥$€]?-?\d[\d,]*(?:\.\d+)?(?:円|人|名|万円|千円|月)?$")
CODE = re.compile(r"^(?=.*\d)[A-Z\d][A-Z\d_-]{0,20}$", re.I)
EMPTY = """
- -- --- ー ― なし (なし) 無し 無 該当なし 特になし 不明 (不明) 未定 未登録 未入力 未確認 空欄 (空白)
n/a na null none nil nan unknown tbd 同上 〃 " 々
"""
EMPTY_WORDS = frozenset(EMPTY.split())
"""Cells that only say that nothing is there, as `plain` and casefold leave them; not ×, x, 〇, * and ?, which are
values in columns of marks."""
LONGEST_EMPTY = max(map(len, EMPTY_WORDS))
PEOPLE = frozenset(("Na", "Nan", "Nil", "Null"))
"""Written like this they are names that people have; programs that mean nothing write na, NaN, nil, NULL."""


NOBODY = re.compile(r"(?:ご|御)担当(?:者|の方)?[\s　]*(?:様|殿|さま)?|担当者[\s　]*(?:様|殿|さま)")
"""Whoever is in charge: the way to address somebody whose name is not known."""


def plain(text: str) -> str:
    """A value in half width without outer blanks."""
    return unicodedata.normalize("NFKC", text).strip()


def is_empty(text: str) -> bool:
    """Whether a cell stands for nothing: blank, or one of the words that only say so, or address nobody by name."""
    bare = text.strip()
    return not bare or (
        len(bare) <= LONGEST_EMPTY
        and (plain(bare).casefold() in EMPTY_WORDS or bool(NOBODY.fullmatch(bare)))
        and plain(bare) not in PEOPLE
    )


def _phone(text: str) -> bool:
    digits = sum(char.isdigit() for char in text)
    if not 8 <= digits <= 26 or "@" in text:
        return False
    rest = PHONE_JUNK.sub("", re.sub(r"\d", "", text))
    return len(rest) <= digits * 0.15


def is_name(text: str) -> bool:
    """Looks like the name of a person, with or without honorific and remark."""
    bare = HONORIFIC.sub("", REMARK.sub("", text)).strip()
    if COMPANY.search(text) or TITLE.fullmatch(bare) or re.search(r"[部課室局店]$", bare):
        return False
    return bool((2 <= len(bare) <= 12 and JAPANESE_NAME.match(bare)) or LATIN_NAME.match(bare))


TESTS: dict[str, Callable[[str], object]] = {
    "email": EMAIL.match,
    "phone": _phone,
    "postal_code": lambda text: POSTAL.match(text) or POSTAL_ABROAD.match(text),
    "date": lambda text: DATE.match(text) or SERIAL.match(text),
    "kana": KANA.match,
    "person_name": is_name,
    "company_name": COMPANY.search,
    "address": ADDRESS.search,
    "street": STREET.search,
    "prefecture": lambda text: re.fullmatch(PREFECTURE, text) or re.fullmatch(r"[A-Za-z]{2,3}", text),
    "url": lambda text: URL.match(text) and "@" not in text,
    "department": DEPARTMENT.search,
    "title": TITLE.search,
    "rank": RANK.match,
    "number": NUMBER.match,
    "corporate_number": lambda text: re.fullmatch(r"\d{13}|\d-\d{4}-\d{4}-\d{4}", text),
    "invoice_number": lambda text: re.fullmatch(r"T-?\d{13}", text, re.I),
    "extension": lambda text: re.fullmatch(r"(?:内線|ext\.?)?\s?\d{1,6}", text, re.I),
    "code": CODE.match,
    "country": country_code,
    "latin_word": LATIN_WORD.match,
}
STRICT = frozenset(
    {"email", "phone", "postal_code", "date", "kana", "url", "rank", "number", "corporate_number", "invoice_number"}
)
"""Kinds whose values can hardly be anything else, and which a column of other values cannot be."""


def shares(values: list[str], limit: int = 200) -> dict[str, float]:
    """Kind → share of the given values that fit it; nothing for a column without values."""
    told = [plain(text) for text in values if not is_empty(text)][:limit]
    if not told:
        return {}
    return {kind: sum(1 for text in told if test(text)) / len(told) for kind, test in TESTS.items()}


def distinct(values: list[str]) -> tuple[int, int]:
    """How many values there are, and how many different ones."""
    told = [text for text in map(plain, values) if text]
    return len(told), len(set(told))
