"""What stands above columns, folded for comparison, and the words there that belong to no object."""

# ruff: noqa: E501  (tables of wide characters)
from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

BRACKETS = re.compile(r"[(\[{<【〔［「『（《][^)\]}>】〕］」』）》]*[)\]}>】〕］」』）》]")
SIGNS = re.compile(r"[\s\W_]+")
NUMBERED = re.compile(r"\d{1,2}$")
KEPT_SIGNS = str.maketrans({"〒": "郵便記号", "☎": "tel", "📞": "tel", "✉": "mail", "#": "no", "№": "no"})


@lru_cache(maxsize=20_000)
def header_key(text: str) -> str:
    """A header without width, case, spaces, signs; katakana as hiragana."""
    text = unicodedata.normalize("NFKC", text.translate(KEPT_SIGNS)).casefold()
    text = "".join(chr(ord(char) - 0x60) if "ァ" <= char <= "ヶ" else char for char in text)
    return SIGNS.sub("", text.replace("ー", "ー"))


def header_variants(text: str) -> tuple[str, ...]:
    """The header as it is, without what stands in brackets, without a number at its end; the truest first."""
    whole = header_key(text)
    bare = header_key(BRACKETS.sub(" ", text))
    found = [whole, bare, NUMBERED.sub("", whole), NUMBERED.sub("", bare)]
    return tuple(dict.fromkeys(key for key in found if key))


def words(text: str) -> frozenset[str]:
    """The keys of a list of words; a sign `_` inside a word stands for a blank."""
    return frozenset(header_key(word) for word in text.split())


# A number that an authority gave to a person has no place in a customer list.
NEVER = "マイナンバー 個人番号 mynumber soc_sec_id ssn social_security_number 社会保障番号 クレジットカード番号 カード番号 credit_card card_number 暗証番号 password パスワード cvv"

# Columns that Enishi writes beside a person's own ones in the files it gives back; none of them is data.
OWN = "元のファイルの行 row_in_your_file 直すところ what_to_fix"

UNDECIDED = "担当者 担当者名"  # the customer's person or our owner: the values decide
NEUTRAL = (  # known words for what no field holds: never guessed onto another field
    "締日 締め日 支払条件 支払日 支払月 請求先 前期 当期 売上高 売上 年商 前期売上 当期売上 粗利 与信 与信限度額 sales revenue "
    "amount 金額 数量 単価 商品 税率 伝票番号 日付 price quantity product"
)
