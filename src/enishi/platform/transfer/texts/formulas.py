"""Cells that a spreadsheet would run as a formula are written with an apostrophe, and read back without it."""

from __future__ import annotations

import unicodedata

DANGER = frozenset("=+-@|")
BLANKS = "\ufeff\0\t\r\n\v\f \u3000\u00a0\u200b"


def dangerous(text: str) -> bool:
    """Whether a spreadsheet could take the text for a formula, also behind blanks and in full width."""
    first = text.lstrip(BLANKS)[:1]
    return bool(first) and unicodedata.normalize("NFKC", first) in DANGER and text.lstrip(BLANKS) not in ("-", "－")


def guarded(text: str) -> str:
    """The text as it goes into a CSV cell."""
    return f"'{text}" if dangerous(text.lstrip("'")) else text


def unguarded(text: str) -> str:
    """The text as it was before `guarded`; any other text is unchanged."""
    return text[1:] if text[:1] == "'" and dangerous(text.lstrip("'")) else text
