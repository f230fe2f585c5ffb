"""Countries under their ISO 3166 code: their names in Japanese and English, what people write for them, and where the
postal code stands in their addresses."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files

from enishi.kernel.text import fold

HOME = "JP"
#: Countries that write the postal code before the name of the town.
CODE_FIRST = frozenset(
    [
        "AT",
        "BA",
        "BE",
        "BG",
        "CH",
        "CZ",
        "DE",
        "DK",
        "EE",
        "ES",
        "FI",
        "FR",
        "GR",
        "HR",
        "HU",
        "IL",
        "IS",
        "IT",
        "LI",
        "LT",
        "LU",
        "MC",
        "ME",
        "MK",
        "MY",
        "NL",
        "NO",
        "PH",
        "PL",
        "PT",
        "RO",
        "RS",
        "SE",
        "SI",
        "SK",
        "TR",
        "VN",
    ]
)


@lru_cache(maxsize=1)
def _table() -> dict[str, tuple[str, ...]]:
    """Code → Japanese name, English name, further names; those that trade most with Japan first."""
    text = files(__package__).joinpath("countries.txt").read_text(encoding="utf-8")
    return {line[:2]: tuple(line[3:].split("|")) for line in text.splitlines()}


@lru_cache(maxsize=1)
def _words() -> dict[str, str]:
    found = {fold(code): code for code in _table()}
    for code, names in _table().items():
        for name in names:
            found.setdefault(fold(name), code)
    return found


def countries() -> tuple[str, ...]:
    """The codes of all countries in the order in which they are offered."""
    return tuple(_table())


def country_name(code: str, language: str) -> str:
    """What the country is called; a code that is none as it is."""
    names = _table().get(code)
    return code if names is None else names[0 if language == "ja" else 1]


def country_code(text: str) -> str | None:
    """The code that a name, a short form or a code stands for, whatever its width and case; None for anything else."""
    return _words().get(fold(" ".join(text.split()))) if len(text) <= 100 else None
