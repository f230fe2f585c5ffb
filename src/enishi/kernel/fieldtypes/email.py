"""An e-mail address."""

from __future__ import annotations

from typing import Any

from enishi.kernel.fieldtypes.base import ValueContext
from enishi.kernel.fieldtypes.column import TextColumn
from enishi.kernel.fieldtypes.japan.emails import parse_email
from enishi.kernel.fieldtypes.text import Text


class Email(Text):
    """The address alone, without a name beside it; its host in lower case."""

    name = "email"
    widget = "email"
    cell = "email"
    limit = 254

    def parse(self, text: str, ctx: ValueContext) -> str | None:
        found = super().parse(text, ctx)
        return None if found is None else parse_email(found)

    def schema(self) -> dict[str, Any]:
        return {"type": "string", "format": "email", "maxLength": self.limit}


class EmailField(TextColumn):
    """A column of e-mail addresses."""

    field_type = Email()
