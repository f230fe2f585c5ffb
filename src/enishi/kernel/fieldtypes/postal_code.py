"""A postal code: Japanese ones as seven digits, those of other countries as written there."""

from __future__ import annotations

import re
import unicodedata
from typing import Any

from django.utils.translation import gettext as _

from enishi.kernel.fieldtypes.base import ValueContext, ValueProblem
from enishi.kernel.fieldtypes.column import TextColumn
from enishi.kernel.fieldtypes.japan.postal import parse_postal, show_postal
from enishi.kernel.fieldtypes.text import Text

JAPANESE = re.compile(r"[0-9]{3}-?[0-9]{4}")
FOREIGN = re.compile(r"[A-Z0-9](?:[A-Z0-9 -]{0,14}[A-Z0-9])?")
#: Hyphens, dashes, the minus sign, the long-vowel mark and the box line, all typed for a hyphen.
DASHES = dict.fromkeys((0x2010, 0x2011, 0x2012, 0x2013, 0x2014, 0x2015, 0x2212, 0x30FC, 0x2500), "-")


class PostalCode(Text):
    """100-0001 of any width is kept as 1000001; others keep their letters in upper case."""

    name = "postal_code"
    widget = "postal_code"
    cell = "postal_code"
    limit = 40

    def parse(self, text: str, ctx: ValueContext) -> str | None:
        found = super().parse(text, ctx)
        if found is None:
            return None
        code = found if found.isascii() else unicodedata.normalize("NFKC", found).translate(DASHES)
        code = " ".join(code.removeprefix("〒").upper().split())
        if JAPANESE.fullmatch(code.replace(" ", "")):
            return parse_postal(code)
        if not FOREIGN.fullmatch(code) or not any(c.isdigit() for c in code):
            message = _("“{text}” is not a postal code. Enter seven digits, such as 100-0001.")
            raise ValueProblem("postal.unreadable", message.format(text=found[:20]))
        return code

    def render(self, value: Any, language: str) -> str:
        return "" if value is None else show_postal(value) if value.isdigit() else str(value)

    def export(self, value: Any) -> str:
        """With its hyphen, so that a spreadsheet takes no zeros away."""
        return self.render(value, "en")

    def index_text(self, value: Any) -> tuple[str, ...]:
        return () if value is None else tuple(dict.fromkeys((value, self.render(value, "en"))))

    def schema(self) -> dict[str, Any]:
        return {"type": "string", "maxLength": 16}


class PostalCodeField(TextColumn):
    """A column of postal codes."""

    field_type = PostalCode()
