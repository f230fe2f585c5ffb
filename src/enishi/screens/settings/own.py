"""Settings of one person: name, language, time zone, readings, look."""

from __future__ import annotations

from zoneinfo import available_timezones

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from enishi.kernel.actor import Actor
from enishi.kernel.errors import Invalid
from enishi.platform import workspace
from enishi.platform.people import own
from enishi.screens.answer import said, screen
from enishi.screens.entry.look import keep_look
from enishi.screens.frame import LANGUAGES, density_of, theme_of
from enishi.screens.page_models.common import Choice
from enishi.screens.page_models.form_page import FormField
from enishi.screens.page_models.settings_page import SettingsForm
from enishi.screens.settings.frame import settings_page

HERE = "/settings/profile"


@screen("GET")
def index(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Settings begin with one's own."""
    return HttpResponseRedirect(HERE)


@screen("GET", "POST")
def profile(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Name, language, time zone, how readings are shown, light or dark, row height."""
    if request.method == "GET":
        return _page(request, actor, {})
    given = {name: request.POST[name] for name in ("name", "language", "timezone", "kana") if name in request.POST}
    try:
        own.change_profile(actor, **given)
    except Invalid as problem:
        return _page(request, actor, problem.fields)
    response = said(request, _("Your settings are saved."), to=HERE)
    return keep_look(request, response)


def _page(request: HttpRequest, actor: Actor, wrong: dict[str, str]) -> HttpResponse:
    mine = own.profile(actor)
    readings = {"katakana": _("Katakana"), "hiragana": _("Hiragana")}
    themes = {"": _("As the device"), "light": pgettext("theme", "Light"), "dark": pgettext("theme", "Dark")}
    densities = {
        "compact": pgettext("row height", "Compact"),
        "": pgettext("row height", "Normal"),
        "relaxed": pgettext("row height", "Relaxed"),
    }
    fields = (
        FormField("name", _("Name"), value=mine.name, error=wrong.get("name", ""), required=True, autocomplete="name"),
        FormField("language", _("Language"), "segments", choices=_choices(LANGUAGES, mine.language), width=3),
        FormField("kana", _("Readings of names"), "segments", choices=_choices(readings, mine.kana), width=3),
        FormField(
            "timezone",
            _("Time zone"),
            "choice",
            choices=zones(mine.timezone, _("As the workspace: {zone}").format(zone=workspace.current().timezone)),
            error=wrong.get("timezone", ""),
        ),
        FormField("theme", _("Light or dark"), "segments", choices=_choices(themes, theme_of(request)), width=3),
        FormField("density", _("Row height"), "segments", choices=_choices(densities, density_of(request)), width=3),
    )  # fmt: skip
    form = SettingsForm("profile", _("Profile"), HERE, _("Save"), fields)
    return settings_page(request, actor, "profile", (form,), wrong=bool(wrong))


def zones(chosen: str, empty: str = "") -> tuple[Choice, ...]:
    """All time zones by name; with `empty`, first the one that is none of its own."""
    names = sorted(name for name in available_timezones() if "/" in name and not name.startswith(("Etc/", "posix")))
    first = (Choice("", empty, not chosen),) if empty else ()
    return first + tuple(Choice(name, name, name == chosen) for name in names)


def _choices(labels: dict[str, str], chosen: str) -> tuple[Choice, ...]:
    return tuple(Choice(value, label, value == chosen) for value, label in labels.items())
