"""A cell made tidy for the cleaned file; what cannot be read stays as it is."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

import phonenumbers

from enishi.platform.transfer.texts.choices import rank_of
from enishi.platform.transfer.texts.days import day
from enishi.platform.transfer.texts.keys import email_keys, phone_keys, value_text
from enishi.platform.transfer.texts.kinds import HONORIFIC, POSTAL

HIRAGANA = {code: code + 0x60 for code in range(0x3041, 0x3097)}

Cleaner = Callable[[str, str], str]
"""Kind of the field and text of the cell → tidy text."""


def tidy(kind: str, text: str) -> str:
    """The tidy text of a cell of this kind."""
    clean = BY_KIND.get(kind)
    return (clean(text) or text.strip()) if clean and text.strip() else text.strip()


def _kana(text: str) -> str:
    return " ".join(value_text(text).translate(HIRAGANA).split())


def _name(text: str) -> str:
    bare = HONORIFIC.sub("", text.strip()).strip()
    return " ".join(bare.split())


def _company(text: str) -> str:
    plain = text.replace("㈱", "株式会社").replace("㈲", "有限会社").strip()
    plain = re.sub(r"[(（]株[)）]", "株式会社", plain)
    plain = re.sub(r"[(（]有[)）]", "有限会社", plain)
    plain = re.sub(r"[(（]同[)）]", "合同会社", plain)
    return re.sub(r"[\s　]*(株式会社|有限会社|合同会社)[\s　]*", r"\1", HONORIFIC.sub("", plain)).strip()


def _emails(text: str) -> str:
    return ", ".join(email_keys(text))


@lru_cache(maxsize=100_000)
def _phones(text: str) -> str:
    extension = re.search(r"(?:内線?|ext\.?)\D{0,3}(\d{1,6})", value_text(text), re.I)
    shown = ", ".join(_phone(digits) for digits in phone_keys(text))
    return f"{shown} ext. {extension[1]}" if shown and extension else shown


def _phone(digits: str) -> str:
    if len(digits) == 11 and digits[:3] in ("070", "080", "090", "050"):
        return f"{digits[:3]}-{digits[3:7]}-{digits[7:]}"
    try:
        number = phonenumbers.parse(digits, "JP")
    except phonenumbers.NumberParseException:
        return digits
    style = phonenumbers.PhoneNumberFormat
    home = number.country_code == 81
    return phonenumbers.format_number(number, style.NATIONAL if home else style.INTERNATIONAL)


def _postal(text: str) -> str:
    plain = value_text(text)
    digits = re.sub(r"\D", "", plain)
    if POSTAL.match(plain) or (len(digits) == 7 and plain.strip("〒 ").replace("-", "").isdecimal()):
        return f"{digits[:3]}-{digits[3:]}"
    return plain


def _date(text: str) -> str:
    found = day(text)
    return found.isoformat() if found else ""


BY_KIND: dict[str, Callable[[str], str]] = {
    "kana": _kana,
    "person_name": _name,
    "company_name": _company,
    "email": _emails,
    "phone": _phones,
    "postal_code": _postal,
    "date": _date,
    "rank": lambda text: rank_of(text),
    "url": lambda text: value_text(text),
    "code": lambda text: value_text(text),
}
