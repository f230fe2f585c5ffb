"""Exact numbers between text, JSON and the scaled integers of the database; never through a float."""

from __future__ import annotations

from decimal import Decimal

from django.utils.translation import gettext as _

from enishi.kernel.fieldtypes.base import ValueProblem
from enishi.kernel.fieldtypes.japan.digits import parse_number

LIMIT = 10**18
"""Scaled integers stay below this in absolute value: 64 bits hold nine times as much, so a few may be added."""

LENGTH = 120
"""Longer texts are no numbers."""


def scaled(value: Decimal | int, scale: int) -> int:
    """The number in units of 10^-scale, as it is stored. Raises `ValueProblem` when it is too large or too fine."""
    if isinstance(value, int):
        found = value * 10**scale if -LIMIT < value < LIMIT else LIMIT
    elif not value:
        found = 0
    else:
        if not value.is_finite() or value.adjusted() >= 19:
            raise too_large()
        sign, digits, exponent = value.as_tuple()
        shift = int(exponent) + scale
        if len(digits) > LENGTH or shift < -LENGTH:
            raise too_fine(scale)
        size = int("".join(map(str, digits)))
        found, rest = (size * 10**shift, 0) if shift >= 0 else divmod(size, 10**-shift)
        if rest:
            raise too_fine(scale)
        found = -found if sign else found
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
        return parse_number(value)
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
    return ValueProblem("number.large", _("The number is too large to be stored. Check the digits."))


def too_fine(scale: int) -> ValueProblem:
    if not scale:
        return ValueProblem("number.decimals", _("Enter a whole number, without decimals."))
    message = _("The number has too many decimals; {scale} is the most. Round it.")
    return ValueProblem("number.decimals", message.format(scale=scale))


def _unreadable(text: str) -> ValueProblem:
    message = _("“{text}” is not a number. Use digits, such as 1,980 or -250.")
    return ValueProblem("number.unreadable", message.format(text=text[:40]))
