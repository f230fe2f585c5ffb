"""First visits: by invitation, or as the first administrator of an empty workspace."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.models import Login
from allauth.core import ratelimit
from django.contrib.auth import logout
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from enishi.kernel.errors import Invalid
from enishi.platform.models import User
from enishi.platform.people import first_admin, sign_ins
from enishi.screens.entry.shown import card, message
from enishi.screens.page_models.common import Action
from enishi.screens.page_models.form_page import FormField

Make = Callable[[str], User]


@require_http_methods(["GET", "POST"])
def accept(request: HttpRequest, token: str) -> HttpResponse:
    """Choose a user name and a password; whoever had the name as owner of records now has them."""
    member = sign_ins.invited(token)
    if member is None:
        text = _("This invitation has been used or is too old. Ask for a new one.")
        action = Action(_("Sign in"), "/accounts/login/", primary=True)
        return message(request, _("The invitation does not work"), text, action, 410)
    title = _("Welcome, {name}").format(name=member.name)
    sub = _("Choose how you sign in from now on.")
    field = _field(request, "login", _("E-mail or user name"), member.email or "", "username")
    if request.method == "GET":
        return card(request, title, sub, _("Begin"), (field, *_passwords({})))
    names = {"name": "login", "password": "password1"}
    return _made(
        request, title, sub, (field,), names, lambda word: sign_ins.accept(token, _given(request, "login"), word)
    )


@require_http_methods(["GET", "POST"])
def setup(request: HttpRequest, token: str) -> HttpResponse:
    """The first administrator. Not there at all once there is one."""
    if not first_admin.fits(token):
        raise Http404
    title, sub = _("Set up Enishi"), _("You become the administrator of this workspace.")
    fields = (
        _field(request, "name", _("Your name"), "", "name"),
        _field(request, "email", _("E-mail"), "", "username", "email"),
    )
    if request.method == "GET":
        return card(request, title, sub, _("Begin"), (*fields, *_passwords({})))

    def make(password: str) -> User:
        language = getattr(request, "LANGUAGE_CODE", "ja")
        return first_admin.create(token, _given(request, "name"), _given(request, "email"), password, language)

    return _made(request, title, sub, fields, {"password": "password1"}, make)


def _made(
    request: HttpRequest, title: str, sub: str, fields: tuple[FormField, ...], names: dict[str, str], make: Make
) -> HttpResponse:
    """Make the sign-in and go in, or show what is wrong; `names` says which control a remark belongs to.

    One address may try 20 times a minute.
    """
    limited: HttpResponse | None = ratelimit.consume_or_429(request, action="signup")
    if limited is not None:
        return limited
    password = request.POST.get("password1", "")
    wrong: dict[str, str] = {}
    if password != request.POST.get("password2", ""):
        wrong["password2"] = _("The two passwords are not the same.")
    else:
        try:
            return _enter(request, make(password))
        except Invalid as problem:
            wrong = {names.get(name, name): str(text) for name, text in problem.fields.items()}
    named = {field.name for field in fields} | {"password1", "password2"}
    marked = tuple(replace(field, error=wrong.get(field.name, "")) for field in fields)
    errors = tuple(text for name, text in wrong.items() if name not in named)
    return card(request, title, sub, _("Begin"), (*marked, *_passwords(wrong)), errors=errors)


def _enter(request: HttpRequest, user: User) -> HttpResponse:
    if request.user.is_authenticated:
        logout(request)
    record_authentication(request, user, method="password")
    response: HttpResponse = perform_login(request, Login(user=user, redirect_url="/"))
    return response or HttpResponseRedirect("/")


def _given(request: HttpRequest, name: str) -> str:
    return request.POST.get(name, "").strip()


def _field(
    request: HttpRequest, name: str, label: str, first: str, autocomplete: str, control: str = "text"
) -> FormField:
    value = request.POST.get(name, first)[:254]
    return FormField(name, label, control, value, autocomplete=autocomplete, required=True)


def _passwords(wrong: dict[str, str]) -> tuple[FormField, ...]:
    return (
        FormField(
            "password1", _("Password"), "password", autocomplete="new-password", error=wrong.get("password1", ""),
            hint=_("At least 10 characters"), required=True,
        ),
        FormField(
            "password2", _("Password again"), "password", autocomplete="new-password", required=True,
            error=wrong.get("password2", ""),
        ),
    )  # fmt: skip
