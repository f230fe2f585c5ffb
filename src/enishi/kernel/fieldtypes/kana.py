"""The reading of a name, in full-width katakana."""

from __future__ import annotations

import re
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from enishi.kernel.fieldtypes.base import ValueContext, ValueProblem
from enishi.kernel.fieldtypes.column import TextColumn
from enishi.kernel.fieldtypes.japan.kana import to_full_katakana
from enishi.kernel.fieldtypes.text import Text

IDEOGRAPH = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")


class Kana(Text):
    """Hiragana and half-width kana become full-width katakana; other letters stay, kanji are refused."""

    name = "kana"
    widget = "kana"
    cell = "kana"
    limit = 200

    def parse(self, text: str, ctx: ValueContext) -> str | None:
        found = super().parse(text, ctx)
        if found is None:
            return None
        found = to_full_katakana(found)
        if IDEOGRAPH.search(found):
            raise ValueProblem("kana.kanji", _("A reading has no kanji. Enter it in katakana or hiragana."))
        return super().parse(found, ctx)

    def schema(self) -> dict[str, Any]:
        return {"type": "string", "maxLength": self.limit}


class KanaField(TextColumn):
    """A column of readings."""

    field_type = Kana()

    def __init__(self, label: Any = "", **more: Any) -> None:
        super().__init__(label or gettext_lazy("Reading (kana)"), **more)
