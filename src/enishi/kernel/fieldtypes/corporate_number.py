"""The corporate number (法人番号) of a Japanese company or body."""

from __future__ import annotations

from typing import Any

from enishi.kernel.fieldtypes.base import EQUALITY, FieldType, ValueContext
from enishi.kernel.fieldtypes.column import TextColumn
from enishi.kernel.fieldtypes.japan.corporate_number import parse_corporate_number


class CorporateNumber(FieldType):
    """Thirteen digits, the first of which checks the others; the T of an invoice registration number is dropped."""

    name = "corporate_number"
    operators = EQUALITY

    def parse(self, text: str, ctx: ValueContext) -> str | None:
        text = text.strip()
        return parse_corporate_number(text[:60]) if text else None

    def schema(self) -> dict[str, Any]:
        return {"type": "string", "pattern": "^[1-9][0-9]{12}$"}


class CorporateNumberField(TextColumn):
    """A column of corporate numbers."""

    field_type = CorporateNumber()
