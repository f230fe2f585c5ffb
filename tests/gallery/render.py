"""Render the sample pages with the real templates."""

from __future__ import annotations

import io
from pathlib import Path

from babel.messages.pofile import read_po
from jinja2 import FileSystemLoader

from enishi.screens.templating import environment

SCREENS = Path(__file__).resolve().parents[2] / "src" / "enishi" / "screens"
JAPANESE = SCREENS.parent / "locale" / "ja" / "parts"


class Catalogue:
    """Words of one language straight from the .po parts; English is the text itself."""

    def __init__(self, ja: bool) -> None:
        self.words: dict[tuple[str, str], str] = {}
        for part in sorted(JAPANESE.glob("*.po")) if ja else ():
            for message in read_po(io.BytesIO(part.read_bytes()), locale="ja"):
                text = message.string[0] if isinstance(message.string, tuple) else message.string
                key = message.id[0] if isinstance(message.id, tuple) else message.id
                if key and text:
                    self.words[(message.context or "", key)] = text

    def one(self, text: str) -> str:
        return self.words.get(("", text), text)

    def many(self, one: str, many: str, number: int) -> str:
        return self.words.get(("", one), one if number == 1 else many)

    def in_context(self, context: str, text: str) -> str:
        return self.words.get((context, text), text)

    def many_in_context(self, context: str, one: str, many: str, number: int) -> str:
        return self.words.get((context, one), one if number == 1 else many)


def renderer(ja: bool):  # type: ignore[no-untyped-def]
    """Return a function that renders a template with a page model; an unknown name is an error."""
    made = environment(
        loader=FileSystemLoader([SCREENS / "templates", SCREENS.parent / "customers" / "templates"]), auto_reload=False
    )
    words = Catalogue(ja)
    made.install_gettext_callables(  # type: ignore[attr-defined]
        words.one, words.many, newstyle=True, pgettext=words.in_context, npgettext=words.many_in_context
    )
    return lambda template, page: made.get_template(template).render(page=page)
