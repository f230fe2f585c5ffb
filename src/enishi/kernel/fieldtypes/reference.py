"""A reference to a record of any object that work may be about, such as `contact:7`."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db.models import Q
from django.utils.translation import gettext as _

from enishi.kernel.fieldtypes.base import FieldType, ValueContext, ValueProblem
from enishi.kernel.fieldtypes.column import Column, IntegerColumn, TextColumn
from enishi.kernel.numbers import number_of


def parts(reference: str) -> tuple[str, int]:
    """Object and number of a clean reference."""
    key, _colon, number = reference.partition(":")
    return key, int(number)


class Reference(FieldType):
    """`object:number`, stored and written alike. Its label is read through the door of that object."""

    name = "reference"
    operators: ClassVar[tuple[str, ...]] = ("is", "is_not", "is_empty", "is_not_empty")
    widget = "reference"
    cell = "link"
    sortable = False
    anywhere = True

    def parse(self, text: str, ctx: ValueContext) -> str | None:
        text = text.strip()
        key, _colon, number = text.partition(":")
        if not text:
            return None
        if not (key.isascii() and key.isidentifier() and len(key) <= 60 and number_of(number)):
            message = _("Name the record as object:number, such as {example}.")
            raise ValueProblem("reference.form", message.format(example="contact:7"))
        return f"{key}:{number_of(number)}"

    def to_q(self, column: str, op: str, value: Any) -> Q:
        """By the number too, which has an index."""
        found = super().to_q(column, op, value)
        return found & Q(**{f"{column}_id": parts(value)[1]}) if op == "is" else found

    def index_text(self, value: Any) -> tuple[str, ...]:
        return ()

    def schema(self) -> dict[str, Any]:
        return {"type": "string", "pattern": "^[a-z_][a-z0-9_]*:[0-9]+$"}


class ReferenceField(TextColumn):
    """A column of references, with the number alone in `<name>_id` beside it: by that the rows about a record are
    found. Only records of objects with a `timeline` can be named."""

    field_type = Reference()

    def companions(self, name: str) -> list[tuple[str, Column]]:
        return [(f"{name}_id", IntegerColumn(system=True)), *super().companions(name)]
