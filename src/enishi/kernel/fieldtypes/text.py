"""A line of text, and text of many lines."""

from __future__ import annotations

import re
import unicodedata
from typing import Any, ClassVar

from django.db.models import Q
from django.utils.translation import gettext as _

from enishi.kernel.fieldtypes.base import TEXTUAL, FieldType, ValueContext, ValueProblem
from enishi.kernel.fieldtypes.column import TextColumn
from enishi.kernel.text import fold

PARTIAL = ("contains", "starts_with", "ends_with")
LINE_LIMIT, TEXT_LIMIT = 500, 100_000
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


class Text(FieldType):
    """One line. Kept as typed but in NFC, without control characters and outer blanks; `is` compares it exactly."""

    name = "text"
    operators: ClassVar[tuple[str, ...]] = TEXTUAL
    groupable = True
    limit = LINE_LIMIT

    def parse(self, text: str, ctx: ValueContext) -> str | None:
        if not text.isprintable():
            text = " ".join(CONTROL.sub("", text).splitlines())
        if not text.isascii() and not unicodedata.is_normalized("NFC", text):
            text = unicodedata.normalize("NFC", text)
        text = text.strip()
        if len(text) > self.limit:
            message = _("The text has {length} characters; {limit} is the most. Shorten it.")
            raise ValueProblem("text.long", message.format(length=f"{len(text):,}", limit=f"{self.limit:,}"))
        return text or None

    def operand(self, raw: Any, op: str, ctx: ValueContext) -> Any:
        """A part of a value need not be a value: it is only trimmed."""
        if op not in PARTIAL:
            return super().operand(raw, op, ctx)
        part = Text.parse(self, raw, ctx) if isinstance(raw, str) else None
        if part is None:
            raise ValueProblem("operand.text", _("Enter the text to look for."))
        return part

    def to_q(self, column: str, op: str, value: Any) -> Q:
        if op in PARTIAL:
            lookup = {"contains": "contains", "starts_with": "startswith", "ends_with": "endswith"}[op]
            return Q(**{f"{column}_fold__isnull": False}) & Q(**{f"{column}_fold__{lookup}": fold(value)})
        return super().to_q(column, op, value)

    def holds(self, stored: Any, op: str, value: Any) -> bool:
        if stored is not None and op in PARTIAL:
            folded, wanted = fold(stored), fold(value)
            if op == "contains":
                return wanted in folded
            return folded.startswith(wanted) if op == "starts_with" else folded.endswith(wanted)
        return super().holds(stored, op, value)


class LongText(Text):
    """Text of many lines; found by search, not by sort."""

    name = "long_text"
    operators = ("is_empty", "is_not_empty")
    widget = "textarea"
    cell = "long_text"
    sortable = groupable = False
    limit = TEXT_LIMIT

    def parse(self, text: str, ctx: ValueContext) -> str | None:
        text = CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
        text = unicodedata.normalize("NFC", text).strip()
        if len(text) > self.limit:
            message = _("The text has {length} characters; {limit} is the most. Shorten it or attach it as a file.")
            raise ValueProblem("text.long", message.format(length=f"{len(text):,}", limit=f"{self.limit:,}"))
        return text or None


class TextField(TextColumn):
    """A column of one line."""

    field_type = Text()


class LongTextField(TextColumn):
    """A column of many lines."""

    field_type = LongText()
