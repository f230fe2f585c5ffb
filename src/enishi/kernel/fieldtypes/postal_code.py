"""A postal code: Japanese ones as seven digits, those of other countries as written there."""

from __future__ import annotations

from typing import Any

from enishi.kernel.fieldtypes.base import ValueContext
from enishi.kernel.fieldtypes.column import TextColumn
from enishi.kernel.fieldtypes.japan.postal import read_postal, show_postal
from enishi.kernel.fieldtypes.text import Text


class PostalCode(Text):
    """100-0001 of any width is kept as 1000001; others keep their letters in upper case."""

    name = "postal_code"
    widget = "postal_code"
    cell = "postal_code"
    limit = 40

    def parse(self, text: str, ctx: ValueContext) -> str | None:
        found = super().parse(text, ctx)
        return found and read_postal(found)

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
