"""Relative dates as people write them, in Japanese or loosely in English, brought to the words that conditions know."""

from __future__ import annotations

import re
import unicodedata

from enishi.kernel.fieldtypes.japan.months import NAMES

_LONGEST = 40
_NAMED = {
    "一昨日": "2 days ago", "おととい": "2 days ago", "昨日": "yesterday", "きのう": "yesterday", "前日": "yesterday",
    "今日": "today", "本日": "today", "きょう": "today", "当日": "today",
    "明日": "tomorrow", "あした": "tomorrow", "あす": "tomorrow", "翌日": "tomorrow",
    "明後日": "in 2 days", "あさって": "in 2 days",
    "先々週": "2 weeks ago", "一昨年": "2 years ago", "半年前": "6 months ago", "半年後": "in 6 months",
    "直近半年": "last 6 months", "今後半年": "next 6 months",
}  # fmt: skip
_SHIFTS = {"先": "last", "前": "last", "昨": "last", "去": "last", "今": "this", "当": "this", "本": "this",
           "来": "next", "翌": "next"}  # fmt: skip
_PERIODS = {
    "週": "week", "月": "month", "年": "year", "四半期": "fiscal quarter", "半期": "fiscal half", "期": "fiscal year",
    "年度": "fiscal year", "会計年度": "fiscal year",
}  # fmt: skip
_PERIOD = re.compile(rf"(暦の)?([{''.join(_SHIFTS)}])({'|'.join(sorted(_PERIODS, key=len, reverse=True))})")
_UNITS = {"日": "day", "週": "week", "月": "month", "年": "year"}
_COUNT = r"(\d{1,5}|[一二三四五六七八九十]{1,3})(?:[かヶケカヵ箇個]?(月)|(週|日|年))"
_MOVED = re.compile(rf"{_COUNT}間?(前|後)")
_STRETCH = re.compile(rf"(直近|過去|この|今後|これから|向こう)の?{_COUNT}間?")
_KANJI = {digit: n for n, digit in enumerate("〇一二三四五六七八九")}
_MONTH = re.compile(r"(\d{1,2}|[一二三四五六七八九十]{1,2})月")
_AHEAD = re.compile(r"(\d{1,5}) (day|week|month|year)s? (?:from now|ahead|later)")


def plain(raw: str) -> str:
    """The words of the condition language for this text, such as "60 days ago" for 60日前.

    What is no relative date comes back in small letters with single spaces; nothing is refused here.
    """
    text = " ".join(raw.lower().split()).removeprefix("the ")
    if text.isascii():
        if found := _AHEAD.fullmatch(text):
            return f"in {found[1]} {found[2]}s"
        if re.match(r"past \d", text):
            return f"last {text[5:]}"
        return next((name for name in NAMES if text == name[:3]), text)
    if len(text) > _LONGEST:
        return text
    return _japanese("".join(unicodedata.normalize("NFKC", text).split())) or text


def _japanese(text: str) -> str:
    if text in _NAMED:
        return _NAMED[text]
    if found := _PERIOD.fullmatch(text):
        unit = "quarter" if found[1] and found[3] == "四半期" else _PERIODS[found[3]]
        return f"{_SHIFTS[found[2]]} {unit}"
    if found := _MOVED.fullmatch(text):
        many = _many(found[1], found[2] or found[3])
        return f"{many} ago" if found[4] == "前" else f"in {many}"
    if found := _STRETCH.fullmatch(text):
        way = "last" if found[1] in ("直近", "過去", "この") else "next"
        return f"{way} {_many(found[2], found[3] or found[4])}"
    if found := _MONTH.fullmatch(text):
        month = int(found[1]) if found[1].isdecimal() else _number(found[1])
        return NAMES[month - 1] if 1 <= month <= 12 else ""
    return ""


def _many(count: str, unit: str) -> str:
    return f"{count if count.isdecimal() else _number(count)} {_UNITS[unit]}s"


def _number(kanji: str) -> int:
    tens, ten, ones = kanji.rpartition("十")
    return (_KANJI.get(tens, 1) * 10 if ten else 0) + _KANJI.get(ones, 0)
