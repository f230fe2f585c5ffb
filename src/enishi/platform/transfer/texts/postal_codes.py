"""Postal codes of Japan that a spreadsheet took for numbers: 001-0010 became 10010."""

from __future__ import annotations

import re
from collections.abc import Sequence

from enishi.kernel.fieldtypes.japan.postal import lookup_postal
from enishi.platform.transfer.texts import kinds

SHORT = re.compile(r"[0-9]{5,6}")


def with_zeros(text: str) -> str:
    """The seven digits of a code that the book of codes has with its zeros back; anything else as it is."""
    digits = kinds.plain(text)
    return digits.zfill(7) if SHORT.fullmatch(digits) and lookup_postal(digits.zfill(7)) else text


def at_home(samples: Sequence[Sequence[str]], column: int) -> bool:
    """Whether most codes in a column are Japanese ones: five digits are a code of many countries."""
    told = [text for text in samples[column] if text.strip()] if column < len(samples) else []
    return sum(1 for text in told if kinds.POSTAL.match(kinds.plain(with_zeros(text)))) > len(told) * 0.5
