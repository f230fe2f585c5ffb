"""Common Japanese family names with their readings, to split a name or a reading written without a blank."""

from __future__ import annotations

from importlib.resources import files

from enishi.kernel.fieldtypes.japan.variants import DAILY

_HIRAGANA_TO_KATAKANA = {code: code + 0x60 for code in range(0x3041, 0x3097)}


def _load() -> dict[str, tuple[str, ...]]:
    text = files(__package__).joinpath("surnames.txt").read_text(encoding="utf-8")
    table: dict[str, tuple[str, ...]] = {}
    for entry in text.split():
        if "=" in entry:
            name, readings = entry.split("=")
            table[name] = tuple(readings.translate(_HIRAGANA_TO_KATAKANA).split("/"))
    return table


#: Family name in its daily form → readings in katakana, the most usual first.
SURNAMES: dict[str, tuple[str, ...]] = {name.translate(DAILY): readings for name, readings in _load().items()}
READINGS: frozenset[str] = frozenset(reading for readings in SURNAMES.values() for reading in readings)
_LONGEST_NAME = max(map(len, SURNAMES))
_LONGEST_READING = max(map(len, READINGS))


def surname_lengths(text: str) -> list[int]:
    """The lengths of the known family names with which the text begins and does not end, longest first."""
    daily = text.translate(DAILY)
    return [n for n in range(min(_LONGEST_NAME, len(text) - 1), 0, -1) if daily[:n] in SURNAMES]


def longest_reading(kana: str) -> str:
    """The longest known reading of a family name that leaves at least two kana for the given name, else empty."""
    longest = min(_LONGEST_READING, len(kana) - 2)
    return next((kana[:n] for n in range(longest, 1, -1) if kana[:n] in READINGS), "")
