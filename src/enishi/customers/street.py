"""Streets and buildings: numbers of any width and with any dash are kept as 7-18-16."""

from __future__ import annotations

import re
import unicodedata

from enishi.kernel.fieldtypes.base import ValueContext
from enishi.kernel.fieldtypes.column import TextColumn
from enishi.kernel.fieldtypes.text import Text

WIDE = re.compile(r"[\uff01-\uff5e]+")
#: Dashes, the minus sign and the long-vowel mark between or after numbers, all typed for a hyphen.
DASH = re.compile(r"(?<=[0-9])\s*[\u2010-\u2015\u2212\u30fc\u2500\uff0d\uff70]\s*(?=[0-9])")


class Street(Text):
    """A line of an address."""

    def parse(self, text: str, ctx: ValueContext) -> str | None:
        found = super().parse(text, ctx)
        if found is None or found.isascii():
            return found
        return DASH.sub("-", WIDE.sub(lambda wide: unicodedata.normalize("NFKC", wide[0]), found))


class StreetField(TextColumn):
    """A column of streets or buildings."""

    field_type = Street()
