"""Free labels that a team gives its records."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from enishi.kernel.fieldtypes.base import ValueContext, ValueProblem
from enishi.kernel.fieldtypes.many import SEPARATORS, Many, ManyColumn
from enishi.kernel.text import fold

MOST, LENGTH = 50, 60


class Tags(Many):
    """Up to 50 tags of up to 60 characters, kept as typed; two that fold alike are the same tag, the first stays.

    Listed in the order of their folded text. A comma, 、 or line end stands between tags and never in one.
    """

    name = "tags"
    widget = "tags"
    cell = "tags"

    def identity(self, item: str) -> str:
        return fold(item)

    def parse(self, text: str, ctx: ValueContext) -> list[str] | None:
        if len(text) > 2 * MOST * LENGTH:
            raise self._too_many()
        return self._told_apart(SEPARATORS.split(text))

    def clean(self, value: Any, ctx: ValueContext) -> list[str] | None:
        if value is None:
            return None
        if isinstance(value, str):
            return self.parse(value, ctx)
        if not isinstance(value, list | tuple) or not all(isinstance(item, str) for item in value):
            raise ValueProblem("tags.list", _("Give a list of tags."))
        if len(value) > 10 * MOST:
            raise self._too_many()
        return self._told_apart(part for item in value for part in SEPARATORS.split(item))

    def _told_apart(self, items: Iterable[str]) -> list[str] | None:
        found: dict[str, str] = {}
        for item in items:
            tag = "".join(c for c in unicodedata.normalize("NFC", item) if c.isprintable() or c in " \u3000").strip()
            tag = tag.lstrip("#＃ \u3000").strip()
            if len(tag) > LENGTH:
                message = _("The tag “{tag}…” is too long; {limit} characters is the most.")
                raise ValueProblem("tags.long", message.format(tag=tag[:20], limit=LENGTH))
            if tag and fold(tag).strip():
                found.setdefault(fold(tag), tag)
        if len(found) > MOST:
            raise self._too_many()
        return [found[name] for name in sorted(found)] or None

    def _too_many(self) -> ValueProblem:
        return ValueProblem("tags.many", _("A record can have {limit} tags at most.").format(limit=MOST))

    def render(self, value: Any, language: str) -> str:
        return ("、" if language == "ja" else ", ").join(value or ())

    def export(self, value: Any) -> str:
        return ", ".join(value or ())

    def schema(self) -> dict[str, Any]:
        item = {"type": "string", "minLength": 1, "maxLength": LENGTH}
        return {"type": "array", "items": item, "maxItems": MOST}


class TagsField(ManyColumn):
    """A column of tags: an object from folded text to the text as typed, so that both databases find it by key."""

    field_type = Tags()
    part = "key"

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Any:
        found = super().from_db_value(value, expression, connection)
        return [found[name] for name in sorted(found)] if isinstance(found, dict) else found

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> Any:
        if isinstance(value, list | tuple):
            value = {fold(tag): tag for tag in value} or None
        return super().get_db_prep_value(value, connection, prepared)
