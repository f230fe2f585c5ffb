"""The sheets of a handover: whoever hands over writes them, whoever takes over reads and prints them."""

from __future__ import annotations

from collections.abc import Mapping

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from enishi.kernel.actor import Actor
from enishi.kernel.errors import Invalid
from enishi.kernel.numbers import number_of
from enishi.kernel.registry import registry
from enishi.platform.handover import drafting, sheets
from enishi.platform.handover.drafting import Unit
from enishi.platform.models import Handover
from enishi.screens.answer import said, screen, show
from enishi.screens.contributed import sheet_addresses
from enishi.screens.frame import shell_of
from enishi.screens.looks import facts, full_day, url_of
from enishi.screens.page_models.common import Action
from enishi.screens.page_models.form_page import FormField
from enishi.screens.page_models.settings_page import (
    SettingsFacts,
    SettingsForm,
    SettingsPage,
    SettingsRow,
    SettingsTable,
)
from enishi.screens.settings.frame import Block

#: So many sheets are written or read on a page.
PAGE = 20


@screen("GET", "POST")
def index(request: HttpRequest, actor: Actor, number: int) -> HttpResponse:
    """What is to be known of each record; a page at a time."""
    row = sheets.found(actor, number)
    if request.method == "GET":
        return _page(request, actor, row)
    names = [name for name in request.POST if name.startswith("note-")]
    words = {item: request.POST.get(name, "") for name in names if (item := number_of(name[5:]))}
    try:
        sheets.write(actor, row, words)
    except Invalid as problem:
        return _page(request, actor, row, words, tuple(problem.fields.values()))
    page = number_of(request.POST.get("page", "")) or 1
    return said(request, _("The sheets are saved."), to=f"/handovers/{number}?page={page}")


def _page(
    request: HttpRequest,
    actor: Actor,
    row: Handover,
    words: Mapping[int, str] | None = None,
    errors: tuple[str, ...] = (),
) -> HttpResponse:
    units, place = sheets.lines(actor, row), max(1, number_of(request.GET.get("page", "")) or 1)
    shown = units[(place - 1) * PAGE : place * PAGE]
    title = _("Handover by {name}").format(name=row.giver.name)
    day = _("from {day}").format(day=full_day(row.on, actor)) if row.on else ""
    text = _("What whoever takes over should know: who decides, what was agreed, what needs care.")
    blocks: list[Block] = [SettingsFacts("told", title, facts(day, text))]
    if sheets.writes(actor, row):
        blocks += [_form(row, shown, place, words or {}, errors), _printed(row, shown, actor)]
    else:
        blocks += _read(row, shown, actor)
    pages = range(1, (len(units) - 1) // PAGE + 2)
    if len(pages) > 1:
        links = tuple(Action(str(n), f"/handovers/{row.pk}?page={n}", disabled=n == place) for n in pages)
        blocks.append(SettingsFacts("pages", _("Further records"), _("Save before you go on."), actions=links))
    page = SettingsPage(shell_of(request, actor, title), title, (), tuple(blocks))
    return show(request, "settings.jinja", page, 422 if errors else 200)


def _form(
    row: Handover, units: list[Unit], place: int, words: Mapping[int, str], errors: tuple[str, ...]
) -> SettingsForm:
    fields = tuple(
        FormField(f"note-{unit.item}", unit.title, "long", words.get(unit.item, unit.words)) for unit in units
    )
    hidden = FormField("page", "", "hidden", str(place))
    return SettingsForm(
        "write", _("Write the sheets"), f"/handovers/{row.pk}", _("Save"), (hidden, *fields), errors=errors
    )


def _printed(row: Handover, units: list[Unit], actor: Actor) -> SettingsTable:
    """For who writes: to whom each goes, with the sheet as it is printed."""
    names = drafting.names()
    rows = tuple(
        SettingsRow((unit.title, names.get(unit.to or 0, _("Nobody yet"))), actions=_actions(row, unit, actor))
        for unit in units
    )
    return SettingsTable("sheets", _("Handover sheets"), (_("Record"), _("Who takes over")), rows)


def _read(row: Handover, units: list[Unit], actor: Actor) -> list[SettingsFacts]:
    """For who takes over: what was written of each record."""
    nothing = _("Nothing written yet")
    return [
        SettingsFacts(f"of-{unit.item}", unit.title, unit.words or nothing, actions=_actions(row, unit, actor))
        for unit in units
    ]


def _actions(row: Handover, unit: Unit, actor: Actor) -> tuple[Action, ...]:
    card = registry.card(unit.object)
    page = Action(pgettext("button", "Open"), url_of(card, unit.record))
    address = sheet_addresses(card, actor, [unit.record]).get(unit.record)
    return (page, Action(_("Handover sheet"), f"{address}?handover={row.pk}", "printer")) if address else (page,)
