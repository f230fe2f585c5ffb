"""A telephone number, kept as E.164 and shown in the habit of its country."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from enishi.kernel.fieldtypes.base import ValueContext, ValueProblem
from enishi.kernel.fieldtypes.column import TextColumn
from enishi.kernel.fieldtypes.japan.phones import parse_phone, show_phone
from enishi.kernel.fieldtypes.text import Text


class Phone(Text):
    """Any width and grouping is read; a number without a country is a Japanese one.

    Sources: ITU-T E.164; 総務省 番号計画.
    """

    name = "phone"
    widget = "tel"
    cell = "phone"
    limit = 60

    def parse(self, text: str, ctx: ValueContext) -> str | None:
        found = super().parse(text, ctx)
        if found is None:
            return None
        phone = parse_phone(found)
        if phone.extension or phone.note:
            message = _("Enter the number alone, {number}; extension and remarks have their own fields.")
            raise ValueProblem("phone.more", message.format(number=show_phone(phone.e164, ctx.language)))
        return phone.e164

    def render(self, value: Any, language: str) -> str:
        return "" if value is None else show_phone(value, language)

    def index_text(self, value: Any) -> tuple[str, ...]:
        return () if value is None else (value, show_phone(value, "ja"))

    def schema(self) -> dict[str, Any]:
        return {"type": "string", "maxLength": self.limit}


class PhoneField(TextColumn):
    """A column of telephone numbers."""

    field_type = Phone()
