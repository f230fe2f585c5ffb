"""Writes the mails of the product, each in its reader's language."""

from __future__ import annotations

from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from enishi.platform import workspace
from enishi.platform.mail import Mail, address
from enishi.screens.page_models.mail_page import MailPage


def written(page: MailPage, to: str, key: str = "") -> Mail:
    """A page model as a mail."""
    with translation.override(page.language):
        text = render_to_string("mail/letter.txt.jinja", {"page": page})
        html = render_to_string("mail/letter.html.jinja", {"page": page})
    return Mail(to, page.subject, text, html, key)


def footer() -> tuple[str, ...]:
    """Who writes, and from where."""
    name = workspace.current().name
    return (f"Enishi · {name}" if name else "Enishi", address("/"))


def reset(to: str, language: str, name: str, path: str) -> Mail:
    """The way to a new password."""
    with translation.override(language):
        page = MailPage(
            language,
            _("Enishi: new password"),
            _("Hello {name},").format(name=name),
            (
                _("Somebody, probably you, asked for a new password. The link works once, for three hours."),
                _("If it was not you, you need not do anything: the password stays as it is."),
            ),
            href=address(path),
            label=_("Choose a new password"),
            footer=footer(),
        )
    return written(page, to)


def invitation(to: str, language: str, name: str, by: str, path: str) -> Mail:
    """The one-time way in for a colleague."""
    with translation.override(language):
        company = workspace.current().name or "Enishi"
        page = MailPage(
            language,
            _("{by} invites you to Enishi").format(by=by),
            _("Hello {name},").format(name=name),
            (
                _("{by} invites you to the customer records of {company}.").format(by=by, company=company),
                _("Choose a password with this link. It works once, for 72 hours."),
            ),
            href=address(path),
            label=_("Accept the invitation"),
            footer=footer(),
        )
    return written(page, to)


def security_notice(to: str, language: str, name: str, what: str) -> Mail:
    """Something about the sign-in was changed; sent so that a stranger's change does not stay unseen."""
    with translation.override(language):
        page = MailPage(
            language,
            _("Enishi: your sign-in was changed"),
            _("Hello {name},").format(name=name),
            (what, _("If it was not you, tell your administrator at once.")),
            href=address("/settings/security"),
            label=_("Look at your sign-in"),
            footer=footer(),
        )
    return written(page, to)
