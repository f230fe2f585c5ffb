"""Kana readings: full-width katakana for the record, family and given name apart."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from enishi.kernel.fieldtypes.japan.surnames import SURNAMES, longest_reading

_TO_KATAKANA = {code: code + 0x60 for code in (*range(0x3041, 0x3097), 0x309D, 0x309E)}
_DASH_AFTER_KANA = re.compile(r"(?<=[ァ-ヺ])[-‐‑–—―−]")


@lru_cache(maxsize=50_000)
def to_full_katakana(text: str) -> str:
    """The reading in full-width katakana, blanks as one space: ﾀﾅｶ, たなか → タナカ. Other characters stay."""
    text = " ".join(unicodedata.normalize("NFKC", text).translate(_TO_KATAKANA).split())
    return _DASH_AFTER_KANA.sub("ー", text)


def split_kana(text: str, family: str = "") -> tuple[str, str, bool]:
    """A reading as (family, given, certain): by its blank, else by the readings known for the family name, or at all.

    Without a blank and without a known reading the whole stands as the family reading and is not certain.
    """
    kana = to_full_katakana(text).replace("・", " ").strip()
    head, blank, rest = kana.partition(" ")
    if blank:
        return head, rest.replace(" ", ""), True
    for reading in SURNAMES.get(family, ()):
        if kana.startswith(reading) and len(kana) > len(reading):
            return reading, kana[len(reading) :], True
    reading = longest_reading(kana)
    return (reading, kana[len(reading) :], False) if reading else (kana, "", False)
