"""Two-step sign-in turned on and off, and its recovery codes."""

from __future__ import annotations

from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from allauth.mfa.totp.internal.auth import TOTP
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _

from enishi.screens.entry.second_step import code_ask
from enishi.screens.entry.shown import errors_of, fields_of
from enishi.screens.page_models.common import Action
from enishi.screens.page_models.settings_page import SettingsForm, ShownOnce
from enishi.screens.settings.frame import actor_of, settings_page

SECURITY = "/settings/security"
CODES = "/accounts/2fa/recovery-codes/"


class TurnOn(totp.ActivateTOTPView):  # type: ignore[misc]
    """Shows the secret to the app and asks for its first code."""

    def get_success_url(self) -> str:
        return CODES if self.did_generate_recovery_codes else SECURITY

    def form_valid(self, form: Any) -> HttpResponse:
        response: HttpResponse = super().form_valid(form)
        mine = self.request.user.authenticator_set.get(type=Authenticator.Type.TOTP)
        TOTP(mine).validate_code(form.cleaned_data["code"])  # it has served: nobody who saw it signs in with it
        self.request.session.cycle_key()
        return response

    def render_to_response(self, context: dict[str, Any], **kwargs: Any) -> HttpResponse:
        form = context["form"]
        block = SettingsForm(
            "two-step",
            _("Turn on two-step sign-in"),
            self.request.path,
            _("Turn on"),
            fields_of(form, (code_ask(),)),
            text=_("Take a picture of this with an app for one-time codes, then enter the code the app shows."),
            errors=errors_of(form),
            picture=context["totp_svg_data_uri"],
            picture_label=_("Picture with the secret for your app"),
            secret=form.secret,
            secret_label=_("If you cannot take a picture, type this into the app:"),
        )
        return settings_page(self.request, actor_of(self.request), "security", (block,), wrong=form.is_bound)


class TurnOff(totp.DeactivateTOTPView):  # type: ignore[misc]
    """Back to the password alone."""

    success_url = SECURITY

    def form_valid(self, form: Any) -> HttpResponse:
        response: HttpResponse = super().form_valid(form)
        self.request.session.cycle_key()
        return response

    def render_to_response(self, context: dict[str, Any], **kwargs: Any) -> HttpResponse:
        block = SettingsForm(
            "two-step",
            _("Turn off two-step sign-in"),
            self.request.path,
            _("Turn off"),
            text=_("The password alone will be enough to sign in. The recovery codes end, too."),
            danger=True,
        )
        return settings_page(self.request, actor_of(self.request), "security", (block,))


class Codes(recovery.ViewRecoveryCodesView):  # type: ignore[misc]
    """The recovery codes that are left."""

    def render_to_response(self, context: dict[str, Any], **kwargs: Any) -> HttpResponse:
        actions = (
            Action(_("Download"), f"{CODES}download/", "download"),
            Action(_("Make new codes"), f"{CODES}generate/", "refresh-cw"),
            Action(_("Done"), SECURITY, "check", primary=True),
        )
        block = ShownOnce(
            "recovery-codes",
            _("Recovery codes"),
            _("Each code signs you in once when the phone is not at hand. Keep them where only you find them."),
            tuple(context["unused_codes"]),
            actions,
        )
        return settings_page(self.request, actor_of(self.request), "security", (block,))


class NewCodes(recovery.GenerateRecoveryCodesView):  # type: ignore[misc]
    """Replaces the recovery codes."""

    success_url = CODES

    def render_to_response(self, context: dict[str, Any], **kwargs: Any) -> HttpResponse:
        block = SettingsForm(
            "recovery-codes",
            _("New recovery codes"),
            self.request.path,
            _("Make new codes"),
            text=_("The old codes no longer work afterwards. Left of the old ones: {count}").format(
                count=context["unused_code_count"]
            ),
            errors=errors_of(context["form"]),
        )
        return settings_page(self.request, actor_of(self.request), "security", (block,))


class CodesFile(recovery.DownloadRecoveryCodesView):  # type: ignore[misc]
    """The codes as a text file."""

    def render_to_response(self, context: dict[str, Any], **kwargs: Any) -> HttpResponse:
        text = "\r\n".join((_("Enishi recovery codes"), "", *context["unused_codes"], ""))
        response = HttpResponse(text, content_type="text/plain; charset=utf-8")
        response["Content-Disposition"] = 'attachment; filename="enishi-recovery-codes.txt"'
        return response


def overview(request: HttpRequest) -> HttpResponse:
    """Allauth's own overview is a part of the security page."""
    return HttpResponseRedirect(SECURITY)
