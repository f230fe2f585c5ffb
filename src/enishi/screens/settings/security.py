"""Sign-in and security of one person: password, e-mail, second step, sessions."""

from __future__ import annotations

from typing import Any

from allauth.account import views
from allauth.account.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from allauth.usersessions.internal.flows.sessions import end_other_sessions
from allauth.usersessions.views import ListUserSessionsView
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from enishi.kernel.actor import Actor
from enishi.kernel.errors import Invalid
from enishi.platform.people import own
from enishi.screens.answer import said, screen
from enishi.screens.entry.shown import Ask, errors_of, fields_of
from enishi.screens.looks import moment_text
from enishi.screens.page_models.common import Action, Badge
from enishi.screens.page_models.form_page import FormField
from enishi.screens.page_models.settings_page import RowButton, SettingsFacts, SettingsForm, SettingsRow, SettingsTable
from enishi.screens.settings.frame import Block, actor_of, fresh, settings_page

HERE = "/settings/security"
SESSIONS = "/accounts/sessions/"
#: What a browser says of itself → what people call it; the first that fits counts.
BROWSERS = (("Edg/", "Edge"), ("Firefox/", "Firefox"), ("Chrome/", "Chrome"), ("Safari/", "Safari"))
SYSTEMS = (
    ("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("Windows", "Windows"),
    ("Mac OS", "macOS"), ("Linux", "Linux"),
)  # fmt: skip


@screen("GET")
def overview(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Everything about one's own sign-in on one page."""
    return settings_page(request, actor, "security", _blocks(request, actor))


@screen("POST")
@fresh
def email(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Another address for the sign-in; the former one is told."""
    try:
        user, former = own.change_email(actor, request.POST.get("email", ""))
    except Invalid as problem:
        return settings_page(request, actor, "security", _blocks(request, actor, problem.fields["email"]), wrong=True)
    if former:
        get_adapter().send_notification_mail("account/email/email_changed", user, email=former)
    end_other_sessions(request, user)
    return said(request, _("The e-mail address is changed."), to=HERE)


class ChangePassword(views.PasswordChangeView):  # type: ignore[misc]
    """The present password and a new one. All other sessions end."""

    success_url = HERE

    def get_success_url(self) -> str:
        return HERE

    def form_valid(self, form: Any) -> HttpResponse:
        response: HttpResponse = super().form_valid(form)
        self.request.session.cycle_key()
        self.request.session["toast"] = {"text": _("The password is changed."), "undo": ""}
        return response

    def render_to_response(self, context: dict[str, Any], **kwargs: Any) -> HttpResponse:
        form = context["form"]
        asks = (
            Ask("oldpassword", _("Present password"), "password", "current-password"),
            Ask("password1", _("New password"), "password", "new-password"),
            Ask("password2", _("New password again"), "password", "new-password"),
        )
        block = SettingsForm(
            "password",
            _("Change the password"),
            self.request.path,
            _("Save"),
            fields_of(form, asks),
            text=_("At least 10 characters. You stay signed in here; all other devices are signed out."),
            errors=errors_of(form),
        )
        return settings_page(self.request, actor_of(self.request), "security", (block,), wrong=form.is_bound)


class Sessions(ListUserSessionsView):  # type: ignore[misc]
    """Where one is signed in; the button ends all others."""

    success_url = HERE

    def form_valid(self, form: Any) -> HttpResponse:
        response: HttpResponse = super().form_valid(form)
        self.request.session["toast"] = {"text": _("All other devices are signed out."), "undo": ""}
        return response

    def render_to_response(self, context: dict[str, Any], **kwargs: Any) -> HttpResponse:
        actor = actor_of(self.request)
        return settings_page(self.request, actor, "security", (_sessions(actor, context["sessions"]),))


def _blocks(request: HttpRequest, actor: Actor, problem: str = "") -> tuple[Block, ...]:
    mine = own.profile(actor)
    field = FormField("email", _("E-mail"), "email", mine.email, error=problem, autocomplete="email")
    return (
        SettingsFacts(
            "password",
            _("Password"),
            _("User name: {name}").format(name=mine.username),
            actions=(Action(_("Change the password"), "/accounts/password/change/", "lock"),),
        ),
        SettingsForm(
            "email",
            _("E-mail of the sign-in"),
            "/settings/security/email",
            _("Save"),
            (field,),
            text=_("You sign in with it, and links for a new password go there."),
        ),
        _second_step(request),
        _sessions(actor, own.sessions(request.user)),
    )


def _second_step(request: HttpRequest) -> SettingsFacts:
    on = is_mfa_enabled(request.user, [Authenticator.Type.TOTP])
    text = _("After the password, a code from an app is asked for. A stolen password alone is then of no use.")
    off_actions = (Action(_("Turn on"), "/accounts/2fa/totp/activate/", "shield-check"),)
    on_actions = (
        Action(_("Recovery codes"), "/accounts/2fa/recovery-codes/", "key"),
        Action(_("Turn off"), "/accounts/2fa/totp/deactivate/", "x", danger=True),
    )
    badge = Badge(pgettext("two-step sign-in", "On"), "good") if on else Badge(pgettext("two-step sign-in", "Off"))
    return SettingsFacts("second-step", _("Two-step sign-in"), text, badge, on_actions if on else off_actions)


def _sessions(actor: Actor, sessions: list[Any]) -> SettingsTable:
    others = len(sessions) > 1
    return SettingsTable(
        "sessions",
        _("Signed in on"),
        (_("Device"), _("Network address"), pgettext("session", "Since")),
        tuple(
            SettingsRow(
                (device_of(one.user_agent), str(one.ip), moment_text(one.created_at, actor)),
                Badge(_("This device"), "good") if one.is_current() else None,
            )
            for one in sessions
        ),
        empty=_("Only here."),
        buttons=(RowButton(_("Sign out everywhere else"), SESSIONS),) if others else (),
    )


def device_of(agent: str) -> str:
    """Browser and system in the words people use, from what the browser says of itself."""
    parts = [next((name for mark, name in table if mark in agent), "") for table in (BROWSERS, SYSTEMS)]
    return " · ".join(part for part in parts if part) or _("Unknown device")
