"""Numbers of records as they come in by addresses, forms and cursors."""

from __future__ import annotations

HIGHEST = 2**63 - 1


def number_of(text: str | None) -> int | None:
    """The number that a text means; None for what no record can have: a sign, foreign digits, more than 64 bits."""
    if not text or len(text) > 19 or not text.isascii() or not text.isdigit():
        return None
    number = int(text)
    return number if number <= HIGHEST else None
