"""A mail: one shape for all, written twice, as text and as HTML."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class MailLine:
    """A line of a list, with why it stands there and the full address of its page."""

    text: str
    note: str = ""
    href: str = ""


@dataclass(frozen=True, slots=True)
class MailBlock:
    """Lines under a heading."""

    title: str
    lines: tuple[MailLine, ...]


@dataclass(frozen=True, slots=True)
class MailPage:
    """Templates ``mail/letter.txt.jinja`` and ``mail/letter.html.jinja``. ``href`` and ``label`` are the one button."""

    language: str
    subject: str
    greeting: str
    sentences: tuple[str, ...] = ()
    blocks: tuple[MailBlock, ...] = ()
    href: str = ""
    label: str = ""
    footer: tuple[str, ...] = ()
