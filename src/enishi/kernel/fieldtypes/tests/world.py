"""A throw-away record with one column of each kind, and where each kind's good values come from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from django.db import models
from hypothesis import strategies as st

from enishi.kernel.card import Choice
from enishi.kernel.fieldtypes.base import ValueContext
from enishi.kernel.fieldtypes.choice import ChoiceField
from enishi.kernel.fieldtypes.column import Column
from enishi.kernel.fieldtypes.currencies import CODES
from enishi.kernel.fieldtypes.date import DateField
from enishi.kernel.fieldtypes.date_time import DateTimeField
from enishi.kernel.fieldtypes.email import EmailField
from enishi.kernel.fieldtypes.kana import KanaField
from enishi.kernel.fieldtypes.money import MoneyField
from enishi.kernel.fieldtypes.month import MonthField
from enishi.kernel.fieldtypes.multi_choice import MultiChoiceField
from enishi.kernel.fieldtypes.number import NumberField
from enishi.kernel.fieldtypes.percent import PercentField
from enishi.kernel.fieldtypes.phone import PhoneField
from enishi.kernel.fieldtypes.postal_code import PostalCodeField
from enishi.kernel.fieldtypes.rating import RatingField
from enishi.kernel.fieldtypes.reference import ReferenceField
from enishi.kernel.fieldtypes.rich_text import RichTextField
from enishi.kernel.fieldtypes.tags import TagsField
from enishi.kernel.fieldtypes.text import LongTextField, TextField
from enishi.kernel.fieldtypes.url import UrlField
from enishi.kernel.fieldtypes.yes_no import YesNoField

CTX = ValueContext(language="en", now=datetime(2026, 11, 24, 3, 0, tzinfo=UTC))

RANKS = (Choice("a", "Top, best"), Choice("b", "Good"), Choice("c", "特別"), Choice("d", "Good"), Choice("e", "a"))


class Sample(models.Model):
    """A record of every kind of value."""

    text = TextField(folded=True)
    long_text = LongTextField()
    email = EmailField(folded=True)
    phone = PhoneField()
    url = UrlField()
    kana = KanaField()
    number = NumberField()
    weight = NumberField(scale=3)
    percent = PercentField()
    money = MoneyField()
    date = DateField()
    date_time = DateTimeField()
    yes_no = YesNoField()
    choice = ChoiceField(options=RANKS)
    multi_choice = MultiChoiceField(options=RANKS)
    tags = TagsField()
    rating = RatingField()
    rich_text = RichTextField()
    postal_code = PostalCodeField()
    month = MonthField()
    reference = ReferenceField()

    class Meta:
        app_label = "fieldtypes_tests"

    def __str__(self) -> str:
        return f"sample {self.pk}"


@dataclass(frozen=True)
class Kind:
    """A column, values that it takes, and whether conditions compare by order or by part."""

    column: Column
    values: st.SearchStrategy[Any]

    @property
    def name(self) -> str:
        return self.column.name


def column(name: str) -> Column:
    found = Sample._meta.get_field(name)
    assert isinstance(found, Column)
    return found


WORDS = st.text(st.characters(codec="utf-8"), max_size=30)
KEYS = st.sampled_from([choice.key for choice in RANKS])
LETTERS = st.text("abcxyz0123456789", min_size=1, max_size=8)


def _amounts(number: Decimal, code: str) -> dict[str, str]:
    return {"value": f"{number:f}", "currency": code}


GOOD: dict[str, st.SearchStrategy[Any]] = {
    "text": WORDS,
    "long_text": WORDS,
    "email": st.builds(lambda a, b: f"{a}@{b}.example.com", LETTERS, st.text("abcz", min_size=1, max_size=6)),
    "phone": st.from_regex(r"\A0(?:[789]0-[1-9][0-9]{3}|3-[3-6][0-9]{3})-[1-9][0-9]{3}\Z"),
    "url": st.builds(lambda a, b: f"https://{a}.example.com/{b}", st.text("abcz", min_size=1, max_size=6), LETTERS),
    "kana": st.text("アイウエオたなかﾔﾏﾀﾞー ", max_size=12),
    "number": st.integers(-(10**18) + 1, 10**18 - 1),
    "weight": st.decimals(-(10**14), 10**14, places=3),
    "percent": st.one_of(st.integers(-1000, 1000), st.decimals(-100, 100, places=2)),
    "money": st.builds(_amounts, st.decimals(-(10**13), 10**13, places=4), st.sampled_from(sorted(CODES))),
    "date": st.dates(date(1000, 1, 1)),
    "date_time": st.datetimes(datetime(1000, 1, 2), datetime(9999, 12, 30)),
    "yes_no": st.booleans(),
    "choice": KEYS,
    "multi_choice": st.lists(KEYS, max_size=4),
    "tags": st.lists(st.text("abAB タグｱア#,", max_size=5), max_size=6),
    "rating": st.integers(1, 5),
    "rich_text": st.one_of(WORDS, st.text("<>/abpsvgmath &;=\"'!-", max_size=40)),
    "postal_code": st.integers(1, 9999999).map(lambda n: f"{n:07d}"),
    "month": st.integers(1, 12),
    "reference": st.builds("{}:{}".format, st.sampled_from(["contact", "account"]), st.integers(1, 3)),
}

KINDS = [Kind(column(name), values) for name, values in GOOD.items()]
