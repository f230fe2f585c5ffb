"""Telephone numbers: read as people type them, kept as E.164, shown in the grouping of their country."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

import phonenumbers
from django.utils.translation import gettext as _

from enishi.kernel.fieldtypes.base import ValueProblem
from enishi.kernel.fieldtypes.japan.areas import group


@dataclass(frozen=True, slots=True)
class Phone:
    """A number as E.164, its extension, and what was written beside it; `repaired` when a lost 0 was put back."""

    e164: str
    extension: str = ""
    note: str = ""
    repaired: bool = False


_PLAIN = re.compile(r"0\d{1,4}-\d{1,4}-\d{3,4}|0\d{9,10}")
_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—―−ー─━", "-") | {"[": "(", "]": ")", "【": "(", "】": ")", "　": " "})
#: Digits of any width as ASCII; hyphens, dots, brackets and blanks inside one number dropped.
_COMPACT: dict[int, str | None] = {ord("０") + n: str(n) for n in range(10)}
_COMPACT |= dict.fromkeys(map(ord, "-‐‑‒–—―−－ーｰ.．()（） 　"))
_EXTENSION = re.compile(r"[\s(,]*(?:内線?|extension|ext|(?<![a-z])x|#)[\s):.]*(\d{1,6})\)?", re.IGNORECASE)
_LABEL = re.compile(
    r"(?:tel|telephone|phone|mobile|cell|fax|電話番号|電話|携帯|自宅|会社|直通|代表|代|本社|緊急|夜間|担当)[\s.:)]*",
    re.IGNORECASE,
)
_NOTED = {"代表": "代表", "代": "代表", "直通": "直通", "自宅": "自宅", "緊急": "緊急", "夜間": "夜間", "fax": "FAX"}
_HARD_BREAK = re.compile(r"[\n\r/;、,|]+|\bor\b|または|及び")
#: A word that begins another number: digits from 0, + or a bracket, or the label of a line.
_NEXT = re.compile(r"[0+(][+\d() .-]*\d|(?:fax|tel|mobile|携帯|直通)", re.IGNORECASE)
_LINES = re.compile(r"\s*[~〜]\s*(\d{1,4})(?!\d)")
_ZERO = re.compile(r"\(\s*0\s*\)")
_NOT_DIGIT = re.compile(r"[^\d+]+")
_ALLOWED = re.compile(r"[\d+\s().\-*]+")


def _short(digits: str) -> ValueProblem:
    message = _("The number has too few digits ({count}). Enter it with its area code, such as 03-1234-5678.")
    return ValueProblem("phone.short", message.format(count=len(digits)))


def _long(digits: str) -> ValueProblem:
    message = _("The number has too many digits ({count}). Check whether two numbers stand in one field.")
    return ValueProblem("phone.long", message.format(count=len(digits)))


def _unreadable(text: str) -> ValueProblem:
    message = _("“{text}” is not a telephone number. Enter digits and hyphens, such as 03-1234-5678.")
    return ValueProblem("phone.unreadable", message.format(text=text.strip()[:40]))


def _plan_lengths(national: str) -> tuple[int, ...]:
    """How many digits a number with this beginning may have.

    Source: 総務省 電気通信番号計画 (令和元年総務省告示第六号).

    Beginnings 020, 050, 070, 080, 090 and 0800 have 11, 0200 has 14, all others (areas, 0120, 0570) 10. 060 has 11 as a
    mobile number and 10 as area 06 with an exchange that begins with 0.
    """
    if national[2:3] == "0" and national[1:2] in "256789":
        if national[1] == "6":
            return (10, 11)
        return (14,) if national.startswith("0200") else (11,)
    return (10,)


def _national(digits: str) -> str:
    """E.164 of a Japanese number written from its leading 0; judged by its length. Raises `ValueProblem`."""
    if not digits.strip("0"):
        raise ValueProblem("phone.placeholder", _("These zeros stand for no number. Enter the real one, or nothing."))
    if not digits[3:].strip("0"):
        count = len(digits) - len(digits.rstrip("0"))
        text = _("A number that ends in {count} zeros is nobody's. Enter the real one, or nothing.")
        raise ValueProblem("phone.placeholder", text.format(count=count))
    wanted = _plan_lengths(digits)
    if len(digits) in wanted and digits[1] != "0":
        return "+81" + digits[1:]
    raise _short(digits) if len(digits) < wanted[0] else _long(digits)


def _japanese(digits: str) -> Phone:
    """A number of digits alone as it is dialled in Japan, or with a 0 that a spreadsheet dropped."""
    if digits[0] == "0":
        return Phone(_national(digits))
    if len(digits) in (11, 12) and digits.startswith("81"):
        return Phone(_national("0" + digits[2:].removeprefix("0")))
    if len(digits) in (9, 10) and len(digits) + 1 in _plan_lengths("0" + digits):
        return Phone(_national("0" + digits), repaired=True)
    raise _short(digits) if len(digits) < 10 else _long(digits)


def _foreign(text: str, country: str) -> Phone:
    try:
        number = phonenumbers.parse(text, None if text.startswith("+") else country)
    except phonenumbers.NumberParseException as problem:
        raise _unreadable(text) from problem
    length = phonenumbers.is_possible_number_with_reason(number)
    digits = _NOT_DIGIT.sub("", text)
    if length == phonenumbers.ValidationResult.TOO_SHORT:
        raise _short(digits)
    if len(digits) > 16:
        raise _long(digits)
    return Phone(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164), number.extension or "")


def _read(text: str, country: str) -> Phone:
    """One number without label and extension."""
    if not _ALLOWED.fullmatch(text) or "+" in text[1:]:
        raise _unreadable(text)
    text = _ZERO.sub("", text) if "+" in text or text.startswith("00") else text
    digits = _NOT_DIGIT.sub("", text)
    if digits.startswith("010") and len(digits) > 11:
        digits = "+" + digits[3:]  # the prefix for calls abroad from Japan
    if digits.startswith("00") and digits.strip("0") and len(digits) > 10:
        digits = "+" + digits[2:]
    if digits.startswith("+81"):
        return Phone(_national("0" + digits[3:].removeprefix("0")))
    if digits.startswith("+"):
        return _foreign(digits, country)
    if not digits:
        raise _unreadable(text)
    return _japanese(digits) if country == "JP" else _foreign(text, country)


def _complete(text: str) -> bool:
    digits = _NOT_DIGIT.sub("", text)
    if digits.startswith("+"):
        return len(digits) >= 11
    if digits.startswith("0"):
        return len(digits) >= _plan_lengths(digits)[0]
    return len(digits) >= 9


def _pieces(text: str) -> list[str]:
    """The numbers of a cell: parted by / , ; or a new line, and by a blank once a number is complete."""
    found: list[str] = []
    for chunk in _HARD_BREAK.split(text):
        current = ""
        for word in chunk.split():
            starts = bool(_NEXT.match(word))
            if current and starts and _complete(current):
                found.append(current)
                current = word
            else:
                current = f"{current} {word}".strip()
        if current:
            found.append(current)
    return found


def _labelled(piece: str, country: str) -> Phone:
    """One number with what stands around it: label, extension, remark."""
    extension, notes = "", list[str]()
    if found := _EXTENSION.search(piece):
        extension = found.group(1)
        piece = piece[: found.start()] + piece[found.end() :]
    if found := _LINES.search(piece):  # “03-1234-5678~9”: a range of lines
        notes.append(f"~{found.group(1)}")
        piece = piece[: found.start()] + piece[found.end() :]
    for found in _LABEL.finditer(piece):
        note = _NOTED.get(found.group().strip(" .:)").lower())
        notes += [note] if note else []
    piece = _LABEL.sub("", piece).strip(" :.-")
    piece = piece.removesuffix("(").strip()
    if not _ALLOWED.fullmatch(piece):
        number = re.search(r"\+?[\d(][\d().\s-]{6,}\d", piece)
        if not number:
            raise _unreadable(piece)
        notes.append((piece[: number.start()] + piece[number.end() :]).strip(" ()-:"))
        piece = number.group()
    phone = _read(piece, country)
    return Phone(phone.e164, extension or phone.extension, " ".join(filter(None, notes)), phone.repaired)


@lru_cache(maxsize=100_000)
def _cell(text: str, country: str) -> tuple[Phone, ...]:
    if len(text) > 300:
        raise _unreadable(text)
    plain = unicodedata.normalize("NFKC", text).translate(_DASHES).strip()
    found: list[Phone] = []
    unread: list[str] = []
    problem: ValueProblem | None = None
    for piece in _pieces(plain):
        digits = _NOT_DIGIT.sub("", piece)
        if found and (len(digits) <= 5 and (piece.isdigit() or not digits)):
            unread.append(piece)  # “03-1234-5678/9” or a word
            continue
        try:
            found.append(_labelled(piece, country))
        except ValueProblem as refused:
            problem = problem or refused
            unread.append(piece)
    if not found:
        raise problem or _unreadable(text)
    if unread:
        last = found[-1]
        found[-1] = Phone(last.e164, last.extension, " / ".join(filter(None, (last.note, *unread))), last.repaired)
    return tuple(dict.fromkeys(found))


def parse_phones(text: str, country: str = "JP") -> list[Phone]:
    """All numbers in a cell, in order. Raises `ValueProblem` if none can be read.

    What cannot be read beside a number goes to its note.
    """
    if country == "JP":
        if _PLAIN.fullmatch(text):
            return [Phone(_national(text.replace("-", "")))]
        compact = text.translate(_COMPACT)
        if compact.isascii():
            if compact.isdigit() and 9 <= len(compact) <= 11 and not compact.startswith("00"):
                return [_japanese(compact)]
            if compact.startswith("+81") and compact[1:].isdigit() and len(compact) <= 14:
                return [Phone(_national("0" + compact[3:].removeprefix("0")))]
    return list(_cell(text, country))


def parse_phone(text: str, country: str = "JP") -> Phone:
    """The one number of a field. Raises `ValueProblem`, also when the cell holds several."""
    found = parse_phones(text, country)
    if len(found) > 1:
        raise ValueProblem("phone.several", _("Only one number fits here. Put the others in their own fields."))
    return found[0]


@lru_cache(maxsize=20_000)
def show_phone(e164: str, language: str) -> str:
    """A stored number as people write it: 03-1234-5678 in Japanese, +81 3-1234-5678 in other languages."""
    if e164.startswith("+81"):
        shown = group("0" + e164[3:])
        return shown if language.startswith("ja") else "+81 " + shown[1:]
    try:
        number = phonenumbers.parse(e164)
    except phonenumbers.NumberParseException:
        return e164
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.INTERNATIONAL)
