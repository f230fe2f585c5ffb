"""API tokens of one person: made, shown once, ended."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from enishi.kernel.actor import Actor
from enishi.kernel.errors import Invalid, Missing
from enishi.kernel.numbers import number_of
from enishi.platform.api import tokens
from enishi.platform.people import own
from enishi.screens.answer import address_here, said, screen
from enishi.screens.looks import moment_text
from enishi.screens.page_models.common import Choice
from enishi.screens.page_models.form_page import FormField
from enishi.screens.page_models.settings_page import RowButton, SettingsForm, SettingsRow, SettingsTable, ShownOnce
from enishi.screens.settings.frame import Block, fresh, settings_page

HERE = "/settings/tokens"
#: What is chosen → scopes of the token.
SCOPES = {"read": ("read",), "write": tokens.SCOPES}


@screen("GET", "POST")
@fresh
def index(request: HttpRequest, actor: Actor) -> HttpResponse:
    """The list and the form; a new token is shown in the answer and nowhere again."""
    if request.method == "GET":
        return settings_page(request, actor, "tokens", _blocks(request, actor))
    name = request.POST.get("name", "").strip()
    scopes = SCOPES.get(request.POST.get("scopes", ""), ())
    try:
        if not name or len(name) > 100:
            raise Invalid(name=_("Say in at most 100 characters what the token is for."))
        if not scopes:
            raise Invalid(scopes=_("Choose what the token may do."))
        text = tokens.create(actor.member or 0, name, scopes, own.expiry(request.POST.get("expires", "")))
    except Invalid as problem:
        return settings_page(request, actor, "tokens", _blocks(request, actor, problem.fields, name), wrong=True)
    shown = ShownOnce("new-token", name, _("Copy the token now. It is not shown again."), (text,))
    return settings_page(request, actor, "tokens", (shown, *_blocks(request, actor)))


@screen("POST")
def revoke(request: HttpRequest, actor: Actor) -> HttpResponse:
    """End a token at once."""
    number = number_of(request.POST.get("id"))
    if number is None:
        raise Missing(_("There is no such token."))
    own.revoke(actor, number)
    return said(request, _("The token is revoked."), to=HERE)


def _blocks(
    request: HttpRequest, actor: Actor, wrong: dict[str, str] | None = None, name: str = ""
) -> tuple[Block, ...]:
    wrong = wrong or {}
    labels = {"read": pgettext("token", "Read only"), "write": pgettext("token", "Read and write")}
    ends = {"30": _("In 30 days"), "90": _("In 90 days"), "365": _("In a year"), "": _("Never")}
    fields = (
        FormField("name", _("What is it for?"), value=name, error=wrong.get("name", ""), required=True, maxlength=100),
        FormField(
            "scopes",
            pgettext("token", "May"),
            "segments",
            error=wrong.get("scopes", ""),
            choices=tuple(Choice(key, label, key == "read") for key, label in labels.items()),
            width=3,
        ),
        FormField(
            "expires",
            _("Ends"),
            "choice",
            error=wrong.get("expires", ""),
            choices=tuple(Choice(days, label, days == "90") for days, label in ends.items()),
            width=3,
        ),
    )
    rows = tuple(_row(actor, token, labels) for token in own.tokens(actor))
    return (
        SettingsTable(
            "tokens",
            _("API tokens"),
            (_("Name"), _("Begins with"), pgettext("token", "May"), pgettext("token", "Made"), _("Ends")),
            rows,
            empty=_("No tokens yet."),
            text=_(
                "A token lets a program act for you, with your rights and no more. "
                "The API is at {api}, its OpenAPI description at {description}."
            ).format(api=address_here(request, "/api/v1"), description=address_here(request, "/api/v1/openapi.json")),
        ),
        SettingsForm("make-token", _("Make a token"), HERE, _("Make a token"), fields),
    )


def _row(actor: Actor, token: own.Token, labels: dict[str, str]) -> SettingsRow:
    may = labels["write" if "write" in (token.scopes or tokens.SCOPES) else "read"]
    ends = moment_text(token.expires_at, actor) if token.expires_at else _("Never")
    cells = (token.name, f"{token.prefix}…", may, moment_text(token.made_at, actor), ends)
    return SettingsRow(cells, buttons=(RowButton(_("Revoke"), f"{HERE}/revoke", value=str(token.id), danger=True),))
