"""Mail to people of the workspace: text and HTML, sent by the server of `ENISHI_EMAIL_URL`."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.core.mail import EmailMultiAlternatives


@dataclass(frozen=True, slots=True)
class Mail:
    """One mail to one person. With `key` a second attempt carries the same Message-ID, so that readers show it once."""

    to: str
    subject: str
    text: str
    html: str = ""
    key: str = ""


def is_on() -> bool:
    """Whether a mail server is configured."""
    return not str(settings.EMAIL_BACKEND).endswith(".dummy.EmailBackend")


def address(path: str) -> str:
    """The full address of a page in a mail: from the configured base, else where this program was told to serve, never
    from what a request claims."""
    return f"{_base()}{path}"


def send(mail: Mail) -> None:
    """Hand a mail to the server. Raises `BadHeaderError` for a line break in a header, `OSError` if it is not taken."""
    headers = {"Auto-Submitted": "auto-generated"}
    if mail.key:
        host = _base().partition("://")[2].partition("/")[0].partition(":")[0]
        headers["Message-ID"] = f"<{mail.key}@{host}>"
    message = EmailMultiAlternatives(mail.subject, mail.text, None, [mail.to], headers=headers)
    if mail.html:
        message.attach_alternative(mail.html, "text/html")
    message.send()


def _base() -> str:
    return settings.ENISHI_BASE_URL or settings.ENISHI_SERVED_AT
