"""The kinds of field that an administrator can make, each with the column it becomes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import lazy
from django.utils.translation import get_language, pgettext_lazy

from enishi.kernel.card import Choice
from enishi.kernel.fieldtypes.choice import ChoiceField
from enishi.kernel.fieldtypes.column import Column
from enishi.kernel.fieldtypes.date import DateField
from enishi.kernel.fieldtypes.date_time import DateTimeField
from enishi.kernel.fieldtypes.email import EmailField
from enishi.kernel.fieldtypes.money import MoneyField
from enishi.kernel.fieldtypes.multi_choice import MultiChoiceField
from enishi.kernel.fieldtypes.number import NumberField
from enishi.kernel.fieldtypes.percent import PercentField
from enishi.kernel.fieldtypes.phone import PhoneField
from enishi.kernel.fieldtypes.rating import RatingField
from enishi.kernel.fieldtypes.text import LongTextField, TextField
from enishi.kernel.fieldtypes.url import UrlField
from enishi.kernel.fieldtypes.yes_no import YesNoField
from enishi.platform.models import FieldDef
from enishi.platform.own.link_column import OwnLinkColumn


@dataclass(frozen=True, slots=True)
class Kind:
    """What people choose between: `chosen` ones have options, `linked` ones a target, `alone` ones no value twice."""

    label: Any
    column: Callable[..., Column]
    chosen: bool = False
    alone: bool = False
    linked: bool = False


KINDS: Mapping[str, Kind] = {
    "text": Kind(pgettext_lazy("kind of field", "Text"), TextField, alone=True),
    "long_text": Kind(pgettext_lazy("kind of field", "Long text"), LongTextField),
    "number": Kind(pgettext_lazy("kind of field", "Number"), NumberField, alone=True),
    "percent": Kind(pgettext_lazy("kind of field", "Percent"), PercentField),
    "money": Kind(pgettext_lazy("kind of field", "Amount of money"), MoneyField),
    "date": Kind(pgettext_lazy("kind of field", "Date"), DateField, alone=True),
    "date_time": Kind(pgettext_lazy("kind of field", "Date and time"), DateTimeField),
    "yes_no": Kind(pgettext_lazy("kind of field", "Yes or no"), YesNoField),
    "choice": Kind(pgettext_lazy("kind of field", "One choice"), ChoiceField, chosen=True),
    "multi_choice": Kind(pgettext_lazy("kind of field", "Several choices"), MultiChoiceField, chosen=True),
    "rating": Kind(pgettext_lazy("kind of field", "Stars"), RatingField),
    "email": Kind(pgettext_lazy("kind of field", "E-mail address"), EmailField, alone=True),
    "phone": Kind(pgettext_lazy("kind of field", "Telephone number"), PhoneField, alone=True),
    "url": Kind(pgettext_lazy("kind of field", "Web address"), UrlField),
    "link": Kind(pgettext_lazy("kind of field", "Link to a record"), OwnLinkColumn, linked=True),
}


def _in_language(ja: str, en: str) -> str:
    return (ja or en) if (get_language() or "").startswith("ja") else (en or ja)


#: What an administrator wrote in two languages, as the reader's; the other one where that is empty.
told = lazy(_in_language, str)


def column_of(row: FieldDef) -> Column:
    """The column that a field is to everybody."""
    more: dict[str, Any] = {"help": told(row.help_ja, row.help_en), "unique": row.alone}
    if row.kind == "number":
        more["scale"] = row.scale
    if row.kind == "text":
        more["folded"] = True
    if KINDS[row.kind].linked:
        more["target"] = row.target
    if KINDS[row.kind].chosen:
        more["options"] = tuple(Choice(one["key"], told(one["ja"], one["en"]), one["tone"]) for one in row.options)
    return KINDS[row.kind].column(told(row.label_ja, row.label_en), **more)
