"""Numbers as people write them: full-width digits, thousands commas, ▲ for minus, 万 and 億."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal

from django.utils.translation import gettext as _

from enishi.kernel.fieldtypes.base import ValueProblem

LIMIT = 10**18
"""Scaled integers stay below this in absolute value: 64 bits hold nine times as much, so a few may be added."""

LENGTH = 120
PLAIN = re.compile(r"[+-]?(?:\d{1,3}(?:,\d{3})+|\d+)?(?:\.\d*)?(?:[eE][+-]?\d{1,2})?")
UNITS = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "億": 10**8, "兆": 10**12}
PART = re.compile(r"(\d[\d,]*(?:\.\d+)?)([十百千]?)([万億兆]?)")
DIGITS = dict(zip(map(ord, "〇一二三四五六七八九"), "0123456789", strict=True))
MINUS = dict.fromkeys(map(ord, "▲△−–‐‑－―"), "-")


def read_decimal(text: str) -> Decimal:
    """The number a text stands for, such as `1,234.5`, `１２３`, `▲５`, `(5)`, `1億2,000万`. Raises `ValueProblem`."""
    text = text.strip()
    if len(text) > LENGTH:
        raise _unreadable(text)
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text).translate(DIGITS).translate(MINUS).strip()
    if text.startswith("(") and text.endswith(")"):
        text = "-" + text[1:-1]
    text = text.replace(" ", "")
    if PLAIN.fullmatch(text) and any("0" <= c <= "9" for c in text.split("e")[0].split("E")[0]):
        return Decimal(text.replace(",", ""))
    found = _with_units(text)
    if found is None:
        raise _unreadable(text)
    return found


def _with_units(text: str) -> Decimal | None:
    """`1億2,000万` and the like: parts in falling order of their unit."""
    sign, text = (-1, text[1:]) if text.startswith("-") else (1, text)
    total, last, place = Decimal(0), 10**17, 0
    while place < len(text):
        part = PART.match(text, place)
        if part is None or not PLAIN.fullmatch(part[1]):
            return None
        factor = UNITS.get(part[2], 1) * UNITS.get(part[3], 1)
        if factor >= last:
            return None
        total += Decimal(part[1].replace(",", "")) * factor
        last, place = factor, part.end()
    return sign * total if place else None


def scaled(value: Decimal | int, scale: int) -> int:
    """The number in units of 10^-scale, as it is stored. Raises `ValueProblem` when it is too large or too fine."""
    if isinstance(value, int):
        found = value * 10**scale if -LIMIT < value < LIMIT else LIMIT
    else:
        if not value.is_finite() or value.adjusted() >= 19:
            raise too_large()
        if value.adjusted() < -60:
            raise too_fine(scale)
        moved = value.scaleb(scale)
        found = int(moved)
        if moved != found:
            raise too_fine(scale)
    if not -LIMIT < found < LIMIT:
        raise too_large()
    return found


def exact(value: object) -> Decimal | int:
    """A JSON or Python number without loss: a finite float is taken as the shortest text that means it."""
    if isinstance(value, bool):
        raise _unreadable(str(value))
    if isinstance(value, int | Decimal):
        return value
    if isinstance(value, float):
        return Decimal(repr(value))
    if isinstance(value, str):
        return read_decimal(value)
    raise _unreadable(type(value).__name__)


def plain(stored: int, scale: int, least: int = 0) -> str:
    """The stored integer as decimal text, without zeros at its end beyond `least` decimals."""
    if not scale:
        return str(stored)
    whole, part = divmod(abs(stored), 10**scale)
    digits = f"{part:0{scale}d}".rstrip("0").ljust(least, "0")
    sign = "-" if stored < 0 else ""
    return f"{sign}{whole}.{digits}" if digits else f"{sign}{whole}"


def grouped(stored: int, scale: int, least: int = 0) -> str:
    """The stored integer as people read it, with commas between thousands."""
    head, dot, tail = plain(stored, scale, least).partition(".")
    sign = "-" if head.startswith("-") else ""
    return f"{sign}{int(head.lstrip('-')):,}{dot}{tail}"


def too_large() -> ValueProblem:
    return ValueProblem("number.large", _("The number is too large. Check the digits."))


def too_fine(scale: int) -> ValueProblem:
    if not scale:
        return ValueProblem("number.decimals", _("Enter a whole number, without decimals."))
    message = _("The number has too many decimals; {scale} is the most. Round it.")
    return ValueProblem("number.decimals", message.format(scale=scale))


def _unreadable(text: str) -> ValueProblem:
    message = _("“{text}” is not a number. Enter digits, for example 1234.5.")
    return ValueProblem("number.text", message.format(text=text[:40]))
