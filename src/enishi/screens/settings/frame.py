"""What all settings pages share: tabs, and the password again before dangerous acts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import wraps
from typing import Any

from allauth.account.internal.flows.reauthentication import is_reauthentication_required
from allauth.core.exceptions import ReauthenticationRequired
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from enishi.kernel.actor import Actor
from enishi.platform.handover import drafting
from enishi.screens.answer import show
from enishi.screens.frame import shell_of
from enishi.screens.page_models.common import Note, Tab
from enishi.screens.page_models.settings_page import (
    SettingsFacts,
    SettingsForm,
    SettingsGrid,
    SettingsPage,
    SettingsPlaces,
    SettingsTable,
    SettingsTree,
    ShownOnce,
)
from enishi.screens.page_models.shell import Crumb

Block = SettingsForm | SettingsTable | SettingsGrid | SettingsFacts | SettingsPlaces | SettingsTree | ShownOnce
View = Callable[..., HttpResponse]


def settings_page(
    request: HttpRequest,
    actor: Actor,
    place: str,
    blocks: Sequence[Block],
    *,
    wrong: bool = False,
    notes: Sequence[Note] = (),
) -> HttpResponse:
    """One settings page; 422 when what was sent cannot be taken."""
    title = dict(_places(actor))[place]
    page = SettingsPage(
        shell=shell_of(request, actor, title, crumbs=(Crumb(_("Settings"), "/settings"),)),
        title=title,
        tabs=tuple(Tab(label, f"/settings/{tab}", tab == place) for tab, label in _places(actor)),
        blocks=tuple(blocks),
        notes=tuple(notes),
    )
    return show(request, "settings.jinja", page, 422 if wrong else 200)


def _places(actor: Actor) -> list[tuple[str, str]]:
    places = [("profile", _("Profile")), ("security", _("Sign-in and security")), ("tokens", _("API tokens"))]
    if actor.admin:
        places += [
            ("people", pgettext("settings", "People")), ("teams", _("Teams")), ("roles", _("Roles")),
            ("workspace", _("Workspace")), ("objects", pgettext("settings", "Objects")),
            ("fields", pgettext("settings", "Fields")), ("webhooks", _("Webhooks")),
        ]  # fmt: skip
    if drafting.may_begin(actor):
        places.append(("handovers", _("Handovers")))
    return places


def actor_of(request: HttpRequest) -> Actor:
    """The acting member on a page of allauth. Raises `PermissionDenied` for a user without a member."""
    actor: Actor | None = getattr(request, "actor", None)
    if actor is None:
        raise PermissionDenied
    return actor


def fresh(view: View) -> View:
    """What this view writes needs a password or code given within 15 minutes."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method == "POST" and is_reauthentication_required(request, app="allauth.account"):
            raise ReauthenticationRequired
        return view(request, *args, **kwargs)

    return guarded
