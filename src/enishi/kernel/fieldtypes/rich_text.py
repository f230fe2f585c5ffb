"""Formatted text: a small, safe part of HTML."""

from __future__ import annotations

import html
import re
from typing import Any

import nh3
from django.utils.html import linebreaks
from django.utils.translation import gettext as _

from enishi.kernel.fieldtypes.base import FieldType, ValueContext, ValueProblem
from enishi.kernel.fieldtypes.column import TextColumn
from enishi.kernel.fieldtypes.text import CONTROL, TEXT_LIMIT

#: No svg, math, style, form, frame or image: nothing that runs, loads from elsewhere or reads differently twice.
TAGS = frozenset((
    "p", "br", "strong", "b", "em", "i", "u", "s", "ul", "ol", "li", "blockquote", "pre", "code", "h2", "h3", "h4",
    "hr", "a", "table", "thead", "tbody", "tr", "th", "td",
))  # fmt: skip
ATTRIBUTES = {"a": {"href"}, "th": {"colspan", "rowspan"}, "td": {"colspan", "rowspan"}}
SCHEMES = {"http", "https", "mailto", "tel"}
MARKUP = re.compile(r"<[a-zA-Z/!]")
ELEMENT = re.compile(r"<[a-z]")
BREAK = re.compile(r"<(?:br|/p|/li|/h[234]|/tr|/pre|/blockquote|hr)\b[^>]*>")


class RichText(FieldType):
    """Cleaned on the way in and again on the way out. Text without markup becomes paragraphs."""

    name = "rich_text"
    operators = ("is_empty", "is_not_empty")
    widget = "rich_text"
    cell = "rich_text"
    sortable = False

    def parse(self, text: str, ctx: ValueContext) -> str | None:
        text = CONTROL.sub("", text)
        if len(text) > TEXT_LIMIT:
            message = _("The text has {length} characters; {limit} is the most. Shorten it or attach it as a file.")
            raise ValueProblem("text.long", message.format(length=f"{len(text):,}", limit=f"{TEXT_LIMIT:,}"))
        if not text.strip():
            return None
        if not MARKUP.search(text):
            text = linebreaks(text.strip(), autoescape=True)
        found = settled(text)
        if not ELEMENT.search(found):
            found = f"<p>{found.strip()}</p>"
        return found if plain(found) or "<hr" in found else None

    def render(self, value: Any, language: str) -> str:
        """The words, line by line; where formatting can be shown, `settled` gives the HTML."""
        return "" if value is None else plain(str(value))

    def index_text(self, value: Any) -> tuple[str, ...]:
        return () if value is None else (plain(value),)

    def schema(self) -> dict[str, Any]:
        return {"type": "string", "contentMediaType": "text/html", "maxLength": TEXT_LIMIT}


class RichTextField(TextColumn):
    """A column of formatted text."""

    field_type = RichText()


def settled(text: str) -> str:
    """The safe part of the HTML, cleaned until cleaning changes nothing; text alone should that not come to rest."""
    for _round in range(4):
        found = _clean(text)
        if found == text:
            return found
        text = found
    return f"<p>{html.escape(plain(text), quote=False)}</p>"


def plain(text: str) -> str:
    """The words of the HTML, line by line."""
    bare = nh3.clean(BREAK.sub(lambda found: found[0] + "\n", text), tags=set())
    lines = (" ".join(line.split()) for line in html.unescape(bare).splitlines())
    return "\n".join(line for line in lines if line)


def _clean(text: str) -> str:
    return nh3.clean(
        text,
        tags=set(TAGS),
        attributes={tag: set(names) for tag, names in ATTRIBUTES.items()},
        url_schemes=set(SCHEMES),
        link_rel="noopener noreferrer nofollow",
    )
