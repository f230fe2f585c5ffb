"""Numbers as Japanese ledgers write them: 円 and ¥, 万 and 億, △ for minus, per cent; exact, never a float."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from functools import lru_cache

from django.utils.translation import gettext as _

from enishi.kernel.fieldtypes.base import ValueProblem

#: Numbers of 10¹⁸ and more, and more than 12 digits after the point, are refused.
LARGEST = Decimal(10) ** 18
_PLAIN = re.compile(r"-?\d{1,15}(?:\.\d{1,12})?")
_NUMBER = re.compile(
    r"(?P<whole>\d{1,3}(?:,\d{3})+|\d*)(?:\.(?P<part>\d*))?(?:e(?P<exponent>[+-]?\d+))?", re.IGNORECASE
)
_UNITS = {"兆": 12, "億": 8, "万": 4, "千": 3, "百": 2}
_UNIT = re.compile(r"([\d,.]+)([兆億万千百]+)")
_NOISE = re.compile(r"^(?:[¥\\$€£]|jpy|usd|eur)|(?:円|yen|jpy|usd|eur|-)$|也$", re.IGNORECASE)
_CLEAN = str.maketrans(
    {"△": "-", "▲": "-", "−": "-", "‐": "-", "–": "-", "―": "-", "ー": "-", "、": ",", " ": "", "'": ""}
)


def _unreadable(text: str) -> ValueProblem:
    message = _("“{text}” is not a number. Use digits, such as 1,980 or -250.")
    return ValueProblem("number.unreadable", message.format(text=text[:40]))


def _too_large() -> ValueProblem:
    return ValueProblem("number.large", _("The number is too large to be stored. Check the digits."))


def _plain_number(text: str, original: str) -> Decimal:
    found = _NUMBER.fullmatch(text)
    if not found or not (found["whole"] or found["part"]):
        raise _unreadable(original)
    exponent = found["exponent"] or "0"
    if len(exponent.lstrip("+-0")) > 2 or abs(int(exponent)) > 30 or len(text) > 60:
        raise _too_large()
    return Decimal(f"{found['whole'].replace(',', '') or 0}.{found['part'] or 0}e{exponent}")


def _with_units(text: str, original: str) -> Decimal:
    """1億2,000万 or 3.5万 as a number; what follows the last unit counts as it stands."""
    total, place = Decimal(0), 0
    for found in _UNIT.finditer(text):
        if found.start() != place:
            raise _unreadable(original)
        place = found.end()
        total += _plain_number(found[1], original).scaleb(sum(_UNITS[unit] for unit in found[2]))
    rest = text[place:]
    return total + (_plain_number(rest, original) if rest else 0)


def parse_number(text: str) -> Decimal:
    """Read a number. 1,980円, ￥1980, △1,980, (1,980), 1.5億, ８％ (= 0.08). Raises `ValueProblem`."""
    if _PLAIN.fullmatch(text):
        return Decimal(text)
    return _parse_marked(text)


@lru_cache(maxsize=20_000)
def _parse_marked(text: str) -> Decimal:
    if len(text) > 200:
        raise _too_large()
    plain = unicodedata.normalize("NFKC", text).translate(_CLEAN).strip()
    plain = "".join(plain.split())
    negative = False
    if plain.startswith("(") and plain.endswith(")"):
        negative, plain = True, plain[1:-1]
    percent = plain.endswith("%")
    plain = plain.removesuffix("%")
    for _round in range(3):  # a sign may stand before or behind the currency
        if plain[:1] in ("-", "+"):
            negative, plain = negative != (plain[0] == "-"), plain[1:]
        if plain.endswith("-") and plain[:-1].replace(",", "").isdigit():
            negative, plain = not negative, plain[:-1]
        plain = _NOISE.sub("", plain)
    value = _with_units(plain, text) if any(unit in plain for unit in _UNITS) else _plain_number(plain, text)
    value = value.scaleb(-2) if percent else value
    if abs(value) >= LARGEST:
        raise _too_large()
    if value.as_tuple().exponent < -12:  # type: ignore[operator]
        raise ValueProblem("number.fine", _("The number has more than 12 digits after the point. Round it."))
    return -value if negative else value


_RATE_WORDS = re.compile(r"標準|軽減|税率|\(.*\)")


def parse_rate(text: str) -> Decimal:
    """A rate as a fraction: 8%, 軽減8%, 10 and 0.08 are all accepted; bare numbers of 1 and more count as per cent."""
    plain = _RATE_WORDS.sub("", unicodedata.normalize("NFKC", text)).strip()
    value = parse_number(plain)
    return value if plain.endswith("%") or abs(value) < 1 else value.scaleb(-2)
