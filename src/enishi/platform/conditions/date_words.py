"""Relative dates as people read them, in both languages."""

from __future__ import annotations

from typing import Any

from django.utils.dates import MONTHS
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from enishi.kernel.condition.dates import AGO, AHEAD, STRETCH
from enishi.kernel.fieldtypes.japan.months import NAMES
from enishi.kernel.fieldtypes.japan.relative import plain


def phrase(raw: str, language: str) -> str:
    """The relative date in words, for sentences and chips; what is none comes back unchanged."""
    with override(language):
        return _told(plain(raw)) or raw


def is_relative(raw: Any) -> bool:
    """Whether these words name a day or a stretch of time relative to today."""
    return isinstance(raw, str) and bool(_told(plain(raw)))


def _told(text: str) -> str:
    if found := STRETCH.fullmatch(text):
        return _stretch(found[1], int(found[2]), found[3])
    if found := AGO.fullmatch(text):
        return _ago(int(found[1]), found[2])
    if found := AHEAD.fullmatch(text):
        return _ahead(int(found[1]), found[2])
    return str(MONTHS[NAMES.index(text) + 1]) if text in NAMES else _named(text)


def _named(text: str) -> str:
    words = {
        "today": _("today"), "yesterday": _("yesterday"), "tomorrow": _("tomorrow"),
        "last week": _("last week"), "this week": _("this week"), "next week": _("next week"),
        "last month": _("last month"), "this month": _("this month"), "next month": _("next month"),
        "last quarter": _("last calendar quarter"), "this quarter": _("this calendar quarter"),
        "next quarter": _("next calendar quarter"),
        "last year": _("last year"), "this year": _("this year"), "next year": _("next year"),
        "last fiscal quarter": _("last fiscal quarter"), "this fiscal quarter": _("this fiscal quarter"),
        "next fiscal quarter": _("next fiscal quarter"),
        "last fiscal half": _("last fiscal half"), "this fiscal half": _("this fiscal half"),
        "next fiscal half": _("next fiscal half"),
        "last fiscal year": _("last fiscal year"), "this fiscal year": _("this fiscal year"),
        "next fiscal year": _("next fiscal year"),
    }  # fmt: skip
    return words.get(text, "")


def _stretch(direction: str, number: int, unit: str) -> str:
    if direction == "last":
        words = {
            "day": ngettext("the last {n} day", "the last {n} days", number),
            "week": ngettext("the last {n} week", "the last {n} weeks", number),
            "month": ngettext("the last {n} month", "the last {n} months", number),
            "year": ngettext("the last {n} year", "the last {n} years", number),
        }
    else:
        words = {
            "day": ngettext("the next {n} day", "the next {n} days", number),
            "week": ngettext("the next {n} week", "the next {n} weeks", number),
            "month": ngettext("the next {n} month", "the next {n} months", number),
            "year": ngettext("the next {n} year", "the next {n} years", number),
        }
    return words[unit].format(n=number)


def _ago(number: int, unit: str) -> str:
    words = {
        "day": ngettext("{n} day ago", "{n} days ago", number),
        "week": ngettext("{n} week ago", "{n} weeks ago", number),
        "month": ngettext("{n} month ago", "{n} months ago", number),
        "year": ngettext("{n} year ago", "{n} years ago", number),
    }
    return words[unit].format(n=number)


def _ahead(number: int, unit: str) -> str:
    words = {
        "day": ngettext("in {n} day", "in {n} days", number),
        "week": ngettext("in {n} week", "in {n} weeks", number),
        "month": ngettext("in {n} month", "in {n} months", number),
        "year": ngettext("in {n} year", "in {n} years", number),
    }
    return words[unit].format(n=number)
