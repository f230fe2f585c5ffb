"""A postal code: Japanese ones as 123-4567, those of other countries as written there."""

from __future__ import annotations

import re
import unicodedata
from typing import Any

from django.utils.translation import gettext as _

from enishi.kernel.fieldtypes.base import ValueContext, ValueProblem
from enishi.kernel.fieldtypes.column import TextColumn
from enishi.kernel.fieldtypes.text import Text

JAPANESE = re.compile(r"(\d{3})-?(\d{4})")
FOREIGN = re.compile(r"[A-Z0-9](?:[A-Z0-9 -]{0,14}[A-Z0-9])?")
DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−ー─"), "-")


class PostalCode(Text):
    """Seven digits, of any width, with 〒 or without, become 123-4567; others keep their letters in upper case."""

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
        if japanese := JAPANESE.fullmatch(code.replace(" ", "")):
            return f"{japanese[1]}-{japanese[2]}"
        if not FOREIGN.fullmatch(code) or not any(c.isdigit() for c in code):
            raise ValueProblem("postal_code.text", _("This is not a postal code. Example: 100-0001"))
        return code

    def schema(self) -> dict[str, Any]:
        return {"type": "string", "maxLength": 16}


class PostalCodeField(TextColumn):
    """A column of postal codes."""

    field_type = PostalCode()
