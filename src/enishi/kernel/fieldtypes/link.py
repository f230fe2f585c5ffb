"""A link to one record of another object; links to a member (owner, assignee) are links as well."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext as _

from enishi.kernel.fieldtypes.base import EQUALITY, FieldType, ValueContext, ValueProblem
from enishi.kernel.fieldtypes.column import Column
from enishi.kernel.numbers import HIGHEST, number_of


class Link(FieldType):
    """The id of the other record. "me" stands for the acting member. Its label is read through the other's door."""

    name = "link"
    operators: ClassVar[tuple[str, ...]] = EQUALITY
    widget = "link"
    cell = "link"
    groupable = True

    def parse(self, text: str, ctx: ValueContext) -> int | None:
        text = text.strip()
        if not text:
            return None
        if text == "me" and ctx.extra.get("me"):
            return int(ctx.extra["me"])
        return number_of(text) or self.clean(0, ctx)  # 0 is no record: refused

    def clean(self, value: Any, ctx: ValueContext) -> int | None:
        if isinstance(value, dict):
            value = value.get("id")
        if isinstance(value, bool) or (isinstance(value, int) and not 0 < value <= HIGHEST):
            raise ValueProblem("link.id", _("Choose a record from the list, or give its number."))
        found: int | None = super().clean(value, ctx)
        return found

    def index_text(self, value: Any) -> tuple[str, ...]:
        return ()

    def schema(self) -> dict[str, Any]:
        return {"type": "integer", "minimum": 1}


class Member(Link):
    """A person of the workspace, with or without sign-in."""

    name = "user"
    widget = "user"
    cell = "user"


class LinkField(Column, models.ForeignKey):  # type: ignore[type-arg]
    """A column that points to another object. The other record may go to the trash; it is never deleted beneath.

    `back` is what the rows that point here are called on the other's page, where their own plural would mislead.
    """

    field_type = Link()

    def __init__(self, to: Any = None, label: Any = "", *, back: Any = "", **more: Any) -> None:
        self.back = back
        more.setdefault("on_delete", models.PROTECT)
        more.setdefault("db_index", True)
        super().__init__(label, to=to, **more)


class MemberField(LinkField):
    """A column that points to a member."""

    field_type = Member()
