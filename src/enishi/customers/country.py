"""The country of an address, kept by its code and read by any of its names."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.utils.functional import lazystr
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from enishi.kernel.card import Choice
from enishi.kernel.fieldtypes.base import ValueContext, ValueProblem
from enishi.kernel.fieldtypes.choice import LANGUAGES, SingleChoice
from enishi.kernel.fieldtypes.column import TextColumn
from enishi.kernel.fieldtypes.japan.countries import countries, country_code, country_name


class _Name:
    """The name of a country in the language at work."""

    def __init__(self, code: str) -> None:
        self.code = code

    def __str__(self) -> str:
        return country_name(self.code, get_language() or "en")


class Country(SingleChoice):
    """Germany, Deutschland and DE are one country, and so is its Japanese name."""

    name = "country"
    cell = "text"

    @cached_property
    def labels(self) -> dict[str, dict[str, str]]:
        return {language: {code: country_name(code, language) for code in countries()} for language in LANGUAGES}

    def key_of(self, text: str) -> str | None:
        return country_code(text)

    def parse(self, text: str, ctx: ValueContext) -> str | None:
        found = country_code(text) if text.strip() else None
        if found is None and text.strip():
            message = _("“{text}” is not the name of a country. Enter it as Germany or DE.")
            raise ValueProblem("country.unknown", message.format(text=text.strip()[:40]))
        return found


OPTIONS = tuple(Choice(code, lazystr(_Name(code))) for code in countries())


class CountryField(TextColumn):
    """A column of countries."""

    field_type = Country(OPTIONS)

    def __init__(self, label: Any = "", **more: Any) -> None:
        super().__init__(label, options=OPTIONS, **more)
