"""Fields of the workspace: what each object records, and the fields that administrators make, change and archive."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.middleware.csrf import get_token
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from enishi.kernel.actor import Actor
from enishi.kernel.card import Card, FieldCard
from enishi.kernel.errors import Invalid
from enishi.kernel.numbers import number_of
from enishi.kernel.registry import registry
from enishi.platform.models import FieldDef
from enishi.platform.own import use, verbs
from enishi.platform.own.asked import Asked
from enishi.platform.own.kinds import KINDS
from enishi.platform.people import members
from enishi.screens.answer import beside, said, screen
from enishi.screens.looks import facts
from enishi.screens.page_models.common import Action, Badge, Choice, Tab
from enishi.screens.page_models.form_page import DialogPart
from enishi.screens.page_models.settings_page import OrderPart, RowButton, SettingsPlaces, SettingsRow, SettingsTable
from enishi.screens.settings.field_form import HERE, answers, as_it_is, form_of, name_of
from enishi.screens.settings.frame import Block, settings_page


@screen("GET")
def index(request: HttpRequest, actor: Actor, key: str = "") -> HttpResponse:
    """All fields of one object: those of the workspace, archived ones, and those that were there from the start."""
    members.administrators_only(actor)
    card = verbs.card_of(key or verbs.objects()[0].key)
    return settings_page(request, actor, "fields", _blocks(card))


@screen("GET", "POST")
def new(request: HttpRequest, actor: Actor, key: str) -> HttpResponseBase:
    """The form of a new field."""
    members.administrators_only(actor)
    card = verbs.card_of(key)
    if request.method == "GET":
        return form_of(request, actor, card, Asked())
    asked = answers(request.POST)
    try:
        row = verbs.make(actor, key, asked)
    except Invalid as problem:
        return form_of(request, actor, card, asked, wrong=problem.fields)
    text = _("“{field}” is there for everybody now: in lists, forms, filters, files and the API.")
    return said(request, text.format(field=name_of(row)), to=f"{HERE}/{key}")


@screen("GET", "POST")
def edit(request: HttpRequest, actor: Actor, number: int) -> HttpResponseBase:
    """The form of a field that is there."""
    members.administrators_only(actor)
    row = verbs.by_number(number)
    card = verbs.card_of(row.object)
    if request.method == "GET":
        return form_of(request, actor, card, as_it_is(row, actor), row)
    asked = answers(request.POST)
    try:
        verbs.change(actor, number, asked, number_of(request.POST.get("seen-version", "")) or 0)
    except Invalid as problem:
        return form_of(request, actor, card, asked, verbs.by_number(number), problem.fields)
    return said(request, _("The field is saved."), to=f"{HERE}/{row.object}")


@screen("GET", "POST")
def archive(request: HttpRequest, actor: Actor, number: int) -> HttpResponseBase:
    """Says what would go, then archives."""
    members.administrators_only(actor)
    row = verbs.by_number(number)
    card = verbs.card_of(row.object)
    if request.method == "POST":
        verbs.archive(actor, number)
        return said(
            request, _("“{field}” is archived. Its values are kept.").format(field=name_of(row)), to=_page_of(row)
        )
    total, filled = use.filled(card)
    texts = [
        _("It leaves every list, form, filter, file and the API. The values stay and come back with it."),
        _("{count} of {total} records have a value.").format(count=f"{filled.get(row.key, 0):,}", total=f"{total:,}"),
    ]
    views = use.views_with(card, row.key)
    if views:
        named = ", ".join(f"“{name}”" for name in views[:10]) + (" …" if len(views) > 10 else "")
        texts.append(_("These saved views use it and will say so: {views}.").format(views=named))
    title = _("Archive “{field}”?").format(field=name_of(row))
    part = DialogPart(title, " ".join(texts), f"{HERE}/{number}/archive", get_token(request), _("Archive"))
    return beside(request, actor, "dialog.jinja", part)


@screen("POST")
def back(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Take an archived field back."""
    members.administrators_only(actor)
    row = verbs.bring_back(actor, number_of(request.POST.get("id")) or 0)
    return said(request, _("“{field}” is back with its values.").format(field=name_of(row)), to=_page_of(row))


@screen("GET", "POST")
def order(request: HttpRequest, actor: Actor, key: str) -> HttpResponseBase:
    """The order of own fields on page and form."""
    members.administrators_only(actor)
    card = verbs.card_of(key)
    if request.method == "POST":
        verbs.order(actor, key, [number for text in request.POST.getlist("id") if (number := number_of(text))])
        return said(request, _("The order is saved."), to=f"{HERE}/{key}")
    lines = tuple(Choice(str(row.pk), name_of(row)) for row in verbs.fields_of(card) if row.archived_at is None)
    title = _("Order of the fields of {object}").format(object=card.label)
    return beside(request, actor, "order.jinja", OrderPart(title, f"{HERE}/{key}/order", get_token(request), lines))


def _page_of(row: FieldDef) -> str:
    return f"{HERE}/{row.object}"


def _blocks(card: Card) -> tuple[Block, ...]:
    total, filled = use.filled(card)
    rows = verbs.fields_of(card)
    live, gone = [row for row in rows if row.archived_at is None], [row for row in rows if row.archived_at]
    places = tuple(Tab(str(one.label_plural), f"{HERE}/{one.key}", one.key == card.key) for one in verbs.objects())
    columns = (pgettext("settings", "Field"), _("Kind"), _("Key"), _("Filled in"))
    ways = [Action(_("Add a field"), f"{HERE}/{card.key}/new", "plus", how="drawer", primary=True)]
    if len(live) > 1:
        ways.insert(0, Action(_("Change the order"), f"{HERE}/{card.key}/order", "list-ordered", how="dialog"))
    blocks: list[Block] = [
        SettingsPlaces(_("Object"), places),
        SettingsTable(
            "own", _("Fields of your own"), columns,
            tuple(_own_row(row, card, total, filled) for row in live), actions=tuple(ways),
            empty=_("None yet. What you add is at once in lists, forms, filters, imports, exports and the API."),
        ),
    ]  # fmt: skip
    if gone:
        blocks.append(
            SettingsTable(
                "archived", _("Archived fields"), columns, tuple(_gone_row(row, total, filled) for row in gone),
                text=_("Nobody sees them. Their values and keys are kept."),
            )
        )  # fmt: skip
    own = {row.key for row in rows}
    standard = [spec for spec in card.fields.values() if spec.name not in own and spec.writable and not spec.own]
    lead = _("What was there from the start. Of the newest {count} records, how many have a value.")
    blocks.append(
        SettingsTable(
            "standard", _("Standard fields"), columns, tuple(_standard_row(spec, total, filled) for spec in standard),
            text=lead.format(count=f"{total:,}"),
        )
    )  # fmt: skip
    return tuple(blocks)


def _percent(name: str, total: int, filled: dict[str, int]) -> str:
    return f"{100 * filled[name] // total} %" if total and name in filled else "–"


def _kind(row: FieldDef) -> str:
    there = registry.cards.get(row.target)
    return facts(str(KINDS[row.kind].label), str(there.label)) if there else str(KINDS[row.kind].label)


def _own_row(row: FieldDef, card: Card, total: int, filled: dict[str, int]) -> SettingsRow:
    cells = (name_of(row), _kind(row), row.key, _percent(row.key, total, filled))
    ways = (
        Action(_("Edit"), f"{HERE}/{row.pk}/edit", how="drawer"),
        Action(_("Archive"), f"{HERE}/{row.pk}/archive", how="dialog", danger=True),
    )
    return SettingsRow(cells, Badge(_("Required"), "info") if row.required else None, actions=ways)


def _gone_row(row: FieldDef, total: int, filled: dict[str, int]) -> SettingsRow:
    cells = (name_of(row), _kind(row), row.key, _percent(row.key, total, filled))
    return SettingsRow(cells, buttons=(RowButton(_("Bring back"), f"{HERE}/back", value=str(row.pk)),))


def _standard_row(spec: FieldCard, total: int, filled: dict[str, int]) -> SettingsRow:
    kind = KINDS.get(spec.type.name)
    cells = (str(spec.label), str(kind.label) if kind else _kinds().get(spec.type.name, "–"), spec.name)
    badge = Badge(_("Required"), "info") if spec.required else None
    return SettingsRow((*cells, _percent(spec.name, total, filled)), badge)


def _kinds() -> dict[str, str]:
    """What kinds are called that nobody can make."""
    return {
        "user": pgettext("kind of field", "Colleague"),
        "tags": pgettext("kind of field", "Tags"),
        "kana": pgettext("kind of field", "Reading"),
        "month": pgettext("kind of field", "Month"),
        "postal_code": pgettext("kind of field", "Postal code"),
        "corporate_number": pgettext("kind of field", "Corporate number"),
        "invoice_number": pgettext("kind of field", "Invoice number"),
        "country": pgettext("kind of field", "Country"),
        "reference": pgettext("kind of field", "Link to a record"),
    }
