"""The corporate number (法人番号) of a Japanese company or body, and its number for qualified invoices (登録番号)."""

from __future__ import annotations

from typing import Any

from enishi.kernel.fieldtypes.base import EQUALITY, FieldType, ValueContext
from enishi.kernel.fieldtypes.column import TextColumn
from enishi.kernel.fieldtypes.japan.corporate_number import parse_corporate_number, parse_invoice_number


class CorporateNumber(FieldType):
    """Thirteen digits, the first of which checks the others; the T of an invoice registration number is dropped."""

    name = "corporate_number"
    operators = EQUALITY
    read = staticmethod(parse_corporate_number)
    pattern = "^[1-9][0-9]{12}$"

    def parse(self, text: str, ctx: ValueContext) -> str | None:
        text = text.strip()
        return self.read(text[:60]) if text else None

    def schema(self) -> dict[str, Any]:
        return {"type": "string", "pattern": self.pattern}


class InvoiceNumber(CorporateNumber):
    """T and thirteen digits with the same check; a T that is missing is put before them."""

    name = "invoice_number"
    read = staticmethod(parse_invoice_number)
    pattern = "^T[1-9][0-9]{12}$"


class CorporateNumberField(TextColumn):
    """A column of corporate numbers."""

    field_type = CorporateNumber()


class InvoiceNumberField(TextColumn):
    """A column of registration numbers of invoice issuers."""

    field_type = InvoiceNumber()
