"""Signing in and out, and a new password by mail."""

from __future__ import annotations

from typing import Any

from allauth.account import views
from allauth.account.forms import LoginForm, ResetPasswordForm
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from enishi.kernel.actor import SYSTEM
from enishi.kernel.ports import ports
from enishi.platform import mail, workspace
from enishi.platform.people import sign_ins
from enishi.screens.entry.shown import Ask, card, errors_of, fields_of, message, next_of
from enishi.screens.looks import facts
from enishi.screens.page_models.common import Action
from enishi.screens.page_models.form_page import FormField


class QuietResetForm(ResetPasswordForm):  # type: ignore[misc]
    """Takes any address alike: whether somebody has it is looked up by a job, so that neither words nor time tell."""

    def clean_email(self) -> str:
        return str(self.cleaned_data["email"]).lower()

    def save(self, request: HttpRequest, **kwargs: Any) -> str:
        email: str = self.cleaned_data["email"]
        if mail.is_on():
            with ports.lock.write():
                ports.jobs.enqueue("mail.reset", {"email": email}, SYSTEM)
        return email


class EvenForm(LoginForm):  # type: ignore[misc]
    """Has the password checked once, whoever asks: a second check for known addresses would tell by time who is here.

    The backend tries what is given as a user name as an address, too.
    """

    def user_credentials(self) -> dict[str, str]:
        given = super().user_credentials()
        return {"username": self.cleaned_data["login"], "password": given.get("password", "")}


class SignIn(views.LoginView):  # type: ignore[misc]
    """Name or e-mail and password."""

    form_class = EvenForm

    def render_to_response(self, context: dict[str, Any], **kwargs: Any) -> HttpResponse:
        form = context["form"]
        asks = (
            Ask("login", _("E-mail or user name"), autocomplete="username"),
            Ask("password", _("Password"), "password", "current-password"),
        )
        remember = FormField("remember", _("Remember this device for 30 days"), "check")
        return card(
            self.request,
            _("Sign in to Enishi"),
            place(self.request),
            _("Sign in"),
            fields_of(form, asks),
            errors=errors_of(form),
            next_url=next_of(self),
            forgot=Action(_("Forgot password?"), "/accounts/password/reset/"),
            remember=remember,
            footer=(_("If you were invited, use the link in the mail."),),
        )


class SignOut(views.LogoutView):  # type: ignore[misc]
    """Asks once more when it is opened as a page."""

    def render_to_response(self, context: dict[str, Any], **kwargs: Any) -> HttpResponse:
        return card(self.request, _("Sign out"), _("You will need your password to come back."), _("Sign out"))


class Confirm(views.ReauthenticateView):  # type: ignore[misc]
    """The password once more, before something dangerous."""

    def render_to_response(self, context: dict[str, Any], **kwargs: Any) -> HttpResponse:
        form = context["form"]
        asks = (Ask("password", _("Password"), "password", "current-password"),)
        others = tuple(Action(_("Use a code instead"), other["url"], "smartphone") for other in alternatives(context))
        return card(
            self.request,
            _("Confirm that it is you"),
            _("This step concerns your sign-in or other people's access."),
            _("Confirm"),
            fields_of(form, asks),
            errors=errors_of(form),
            next_url=next_of(self),
            others=others,
        )


class AskForReset(views.PasswordResetView):  # type: ignore[misc]
    """Where to send the link for a new password."""

    form_class = QuietResetForm

    def get_form_class(self) -> Any:
        return self.form_class

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Where no mail is sent there is nothing to ask for here."""
        if not mail.is_on():
            text = _("This server sends no mail. Ask your administrator for a link to a new password.")
            return message(request, _("Forgot password?"), text, back())
        answered: HttpResponse = super().dispatch(request, *args, **kwargs)
        return answered

    def render_to_response(self, context: dict[str, Any], **kwargs: Any) -> HttpResponse:
        form = context["form"]
        sub = _("Enter your e-mail address. A link for a new password comes by mail.")
        fields = fields_of(form, (Ask("email", _("E-mail"), "email", "username"),))
        back = (Action(_("Back to sign-in"), "/accounts/login/", "log-out"),)
        return card(self.request, _("New password"), sub, _("Send the link"), fields, others=back)


class ResetSent(views.PasswordResetDoneView):  # type: ignore[misc]
    """The same answer for every address."""

    def render_to_response(self, context: dict[str, Any], **kwargs: Any) -> HttpResponse:
        text = _("If there is a sign-in with this address, a link is on its way. It works once, for three hours.")
        return message(self.request, _("Look into your mail"), text, back())


class NewPassword(views.PasswordResetFromKeyView):  # type: ignore[misc]
    """Behind the link of the mail, or of an administrator; a disabled sign-in gets no new password."""

    def form_valid(self, form: Any) -> HttpResponse:
        if not self.reset_user.is_active:
            text = _("This sign-in is disabled. Ask your administrator.")
            return message(self.request, _("Sign-in disabled"), text, back(), 403)
        answered: HttpResponse = super().form_valid(form)
        sign_ins.chose_anew(self.reset_user)
        return answered

    def render_to_response(self, context: dict[str, Any], **kwargs: Any) -> HttpResponse:
        if context.get("token_fail"):
            text = _("This link has been used or is too old. Ask for a new one.")
            again = Action(_("Ask for a new link"), "/accounts/password/reset/", "mail", primary=True)
            return message(self.request, _("The link does not work"), text, again, 410)
        return card(
            self.request,
            _("Choose a new password"),
            _("At least 10 characters. Three words that do not belong together are good."),
            _("Save"),
            fields_of(context["form"], new_password_asks()),
            errors=errors_of(context["form"]),
        )


class PasswordChanged(views.PasswordResetFromKeyDoneView):  # type: ignore[misc]
    """Back to the sign-in."""

    def render_to_response(self, context: dict[str, Any], **kwargs: Any) -> HttpResponse:
        return message(self.request, _("The password is changed"), _("Sign in with the new one."), back())


class Inactive(views.AccountInactiveView):  # type: ignore[misc]
    """For a sign-in that was disabled."""

    def render_to_response(self, context: dict[str, Any], **kwargs: Any) -> HttpResponse:
        text = _("This sign-in is disabled. Ask your administrator.")
        return message(self.request, _("Sign-in disabled"), text, back(), 403)


def new_password_asks() -> tuple[Ask, ...]:
    """A password typed twice."""
    return (
        Ask("password1", _("New password"), "password", "new-password"),
        Ask("password2", _("New password again"), "password", "new-password"),
    )


def back() -> Action:
    return Action(_("Sign in"), "/accounts/login/", primary=True)


def place(request: HttpRequest) -> str:
    """The company and the server, so that people see where their password goes."""
    return facts(workspace.current().name, request.get_host())


def alternatives(context: dict[str, Any]) -> list[dict[str, Any]]:
    """Other ways to confirm that it is you."""
    return list(context.get("reauthentication_alternatives", ()))


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """The button in the side bar: out at once, to the sign-in page."""
    logout(request)
    return HttpResponseRedirect("/accounts/login/")
