"""Who works here: colleagues invited, invited again, disabled; owners from imports become colleagues."""

from __future__ import annotations

import logging

from django.core.mail import BadHeaderError
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from enishi.kernel.actor import VERBS, Actor
from enishi.kernel.errors import Invalid, Missing
from enishi.kernel.numbers import number_of
from enishi.platform import access, mail
from enishi.platform.models import Member
from enishi.platform.people import members, sign_ins
from enishi.screens import letters
from enishi.screens.answer import address_here, said, screen
from enishi.screens.entry.adapters import new_password_path
from enishi.screens.frame import menu_cards
from enishi.screens.looks import facts
from enishi.screens.page_models.common import Action, Badge, Choice
from enishi.screens.page_models.form_page import FormField
from enishi.screens.page_models.settings_page import (
    RowButton,
    SettingsFacts,
    SettingsForm,
    SettingsRow,
    SettingsTable,
    ShownOnce,
)
from enishi.screens.settings import role_words
from enishi.screens.settings.frame import Block, fresh, settings_page

HERE = "/settings/people"
log = logging.getLogger("enishi.screens")


@screen("GET", "POST")
@fresh
def index(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Everybody, and the form that invites. The link is shown once and mailed when a mail server is there."""
    members.administrators_only(actor)
    if request.method == "GET":
        return settings_page(request, actor, "people", _blocks(actor))
    given = {name: request.POST.get(name, "") for name in ("name", "email", "role")}
    number = _number(request.POST["id"]) if "id" in request.POST else None
    try:
        member, token = sign_ins.invite(actor, given["name"], given["email"], given["role"], number)
    except Invalid as problem:
        return settings_page(request, actor, "people", _blocks(actor, problem.fields, given), wrong=True)
    path = f"/invitation/{token}"
    shown = _link(request, member, path, mailed=_mailed(member, actor, path))
    return settings_page(request, actor, "people", (shown, *_blocks(actor)))


@screen("POST")
@fresh
def password(request: HttpRequest, actor: Actor) -> HttpResponse:
    """A way for a colleague who forgot the password. The link is shown once."""
    member, user = sign_ins.may_choose_anew(_number(request.POST.get("id", "")), actor)
    text = _("Give this link to {name}. It works once, for three hours; until then the old password works.")
    link = address_here(request, new_password_path(user))
    title = _("New password for {name}").format(name=member.name)
    shown = ShownOnce("password", title, text.format(name=member.name), (link,))
    return settings_page(request, actor, "people", (shown, *_blocks(actor)))


@screen("POST")
@fresh
def withdraw(request: HttpRequest, actor: Actor) -> HttpResponse:
    """End an invitation that nobody has used yet."""
    member = sign_ins.withdraw(_number(request.POST.get("id", "")), actor)
    return said(request, _("The invitation for {name} is withdrawn.").format(name=member.name), to=HERE)


@screen("POST")
@fresh
def disable(request: HttpRequest, actor: Actor) -> HttpResponse:
    """End a colleague's ways in at once."""
    member = sign_ins.disable(_number(request.POST.get("id", "")), actor)
    return said(request, _("{name} can no longer sign in.").format(name=member.name), to=HERE)


@screen("POST")
@fresh
def enable(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Let a disabled colleague in again."""
    member = sign_ins.enable(_number(request.POST.get("id", "")), actor)
    return said(request, _("{name} can sign in again.").format(name=member.name), to=HERE)


@screen("POST")
@fresh
def appoint(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Make a colleague an administrator."""
    member = sign_ins.appoint(_number(request.POST.get("id", "")), actor)
    return said(request, _("{name} is an administrator now.").format(name=member.name), to=HERE)


@screen("POST")
@fresh
def dismiss(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Take an administrator's rights from a colleague."""
    member = sign_ins.dismiss(_number(request.POST.get("id", "")), actor)
    return said(request, _("{name} is no longer an administrator.").format(name=member.name), to=HERE)


@screen("GET")
def person(request: HttpRequest, actor: Actor, number: int) -> HttpResponse:
    """What one person meets: menus, and how far each right reaches; nothing can be changed here."""
    members.administrators_only(actor)
    member = members.by_number(number)
    acting = access.actor_of(member.pk)
    back = (Action(_("All people"), HERE),)
    if acting is None:
        text = _("They cannot sign in: they have left, have not begun, or their sign-in is disabled.")
        return settings_page(request, actor, "people", (SettingsFacts("person", member.name, text, actions=back),))
    text = _("They are an administrator.") if acting.admin else role_words.summary(role_words.kept(acting.rights))
    named, menus = role_words.reaches(), [str(card.label_plural) for card in menu_cards(acting)]
    rows = tuple(
        SettingsRow((str(card.label_plural), *(named[card.access.reach(acting, card.key, verb)] for verb in VERBS)))
        for card in role_words.matters()
    )
    menu = SettingsFacts("menu", _("Menus they see"), role_words.listed(menus) or _("None but their own settings."))
    table = SettingsTable("reach", _("How far their rights reach"), (_("Object"), *role_words.verbs().values()), rows)
    told = SettingsFacts("person", member.name, text, actions=back)
    return settings_page(request, actor, "people", (told, menu, table))


def _number(text: str) -> int:
    number = number_of(text)
    if number is None:
        raise Missing(_("There is no such person."))
    return number


def _mailed(member: Member, actor: Actor, path: str) -> bool:
    """Send the link at once, so that it is kept nowhere; whether the mail server took it."""
    if not member.email or not mail.is_on():
        return False
    try:
        mail.send(letters.invitation(member.email, member.language, member.name, actor.name, path))
    except (OSError, BadHeaderError):
        log.warning("the mail server did not take an invitation")
        return False
    return True


def _link(request: HttpRequest, member: Member, path: str, *, mailed: bool) -> ShownOnce:
    text = _("Give this link to {name}. It works once, for 72 hours.").format(name=member.name)
    if mailed:
        text = _("The invitation was mailed to {to}. The same link, to pass on yourself:").format(to=member.email)
    return ShownOnce(
        "invitation", _("Invitation for {name}").format(name=member.name), text, (address_here(request, path),)
    )


def _blocks(
    actor: Actor, wrong: dict[str, str] | None = None, given: dict[str, str] | None = None
) -> tuple[Block, ...]:
    wrong, given = wrong or {}, given or {}
    choices = tuple(Choice(str(pk), name, given.get("role") == str(pk)) for pk, name in members.role_choices())
    fields = (
        FormField("name", _("Name"), value=given.get("name", ""), error=wrong.get("name", ""), required=True, width=3),
        FormField("email", _("E-mail"), "email", given.get("email", ""), error=wrong.get("email", ""), width=3),
        FormField("role", _("Role"), "choice", choices=choices, error=wrong.get("role", ""), width=3),
    )
    return (
        SettingsForm(
            "invite",
            _("Invite a colleague"),
            HERE,
            _("Make an invitation"),
            fields,
            text=_(
                "A one-time link, valid for 72 hours. A name known as owner from an import brings its records along."
            ),
        ),
        SettingsTable(
            "people",
            pgettext("settings", "People"),
            (_("Name"), _("E-mail"), _("Roles")),
            tuple(_row(actor, one) for one in members.colleagues()),
        ),
    )


def _row(actor: Actor, one: members.Colleague) -> SettingsRow:
    badges = {
        "active": Badge(_("Active"), "good"),
        "invited": Badge(_("Invited"), "info"),
        "waiting": Badge(_("Not invited yet"), "warn"),
        "disabled": Badge(_("Disabled"), "bad"),
    }
    named = (_("Administrator"), *one.roles) if one.admin else one.roles
    sight = Action(_("What they see"), f"{HERE}/{one.id}")
    return SettingsRow((one.name, one.email, facts(*named)), badges[one.state], _buttons(actor, one), (sight,))


def _buttons(actor: Actor, one: members.Colleague) -> tuple[RowButton, ...]:
    if one.state == "waiting":
        return (RowButton(_("Invite"), HERE, value=str(one.id)),)
    if one.state == "invited":
        return (
            RowButton(_("New link"), HERE, value=str(one.id)),
            RowButton(_("Withdraw"), f"{HERE}/withdraw", value=str(one.id), danger=True),
        )
    if one.state == "disabled":
        return (RowButton(_("Enable"), f"{HERE}/enable", value=str(one.id)),)
    if one.id == actor.member:
        return ()
    admin = (
        RowButton(_("Take administrator's rights"), f"{HERE}/dismiss", value=str(one.id), danger=True)
        if one.admin
        else RowButton(_("Make administrator"), f"{HERE}/appoint", value=str(one.id))
    )
    return (
        admin,
        RowButton(_("Reset password"), f"{HERE}/password", value=str(one.id)),
        RowButton(_("Disable"), f"{HERE}/disable", value=str(one.id), danger=True),
    )
