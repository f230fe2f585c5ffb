"""Folding of text for comparison; replaced by the full module of the same name."""

import unicodedata


def fold(s: str) -> str:
    s = unicodedata.normalize("NFKC", s).casefold()
    return "".join(chr(ord(c) - 0x60) if "ァ" <= c <= "ヶ" else c for c in s)
