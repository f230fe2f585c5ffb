"""The second step of signing in: a code from an app, or one of the recovery codes."""

from __future__ import annotations

from typing import Any

from allauth.mfa.base import views as base
from django.http import HttpResponse
from django.utils.translation import gettext as _

from enishi.screens.entry.shown import Ask, card, errors_of, fields_of, next_of
from enishi.screens.entry.sign_in import alternatives
from enishi.screens.page_models.common import Action


def code_ask() -> Ask:
    return Ask("code", _("Code"), autocomplete="one-time-code", inputmode="numeric")


class SecondStep(base.AuthenticateView):  # type: ignore[misc]
    """After the password, for people who turned on two-step sign-in."""

    def render_to_response(self, context: dict[str, Any], **kwargs: Any) -> HttpResponse:
        form = context["form"]
        return card(
            self.request,
            _("Second step"),
            _("Enter the six digits of your app, or one of your recovery codes."),
            _("Sign in"),
            fields_of(form, (code_ask(),)),
            errors=errors_of(form),
            others=(Action(_("Sign in as somebody else"), "/accounts/logout/", "undo-2"),),
        )


class ConfirmByCode(base.ReauthenticateView):  # type: ignore[misc]
    """A code once more, before something dangerous."""

    def render_to_response(self, context: dict[str, Any], **kwargs: Any) -> HttpResponse:
        form = context["form"]
        others = tuple(Action(_("Use the password instead"), other["url"], "key") for other in alternatives(context))
        return card(
            self.request,
            _("Confirm that it is you"),
            _("Enter the six digits of your app, or one of your recovery codes."),
            _("Confirm"),
            fields_of(form, (code_ask(),)),
            errors=errors_of(form),
            next_url=next_of(self),
            others=others,
        )
