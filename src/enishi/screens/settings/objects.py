"""Objects of the workspace: those that administrators make, rename, archive and bring back, and what was there."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.middleware.csrf import get_token
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from enishi.kernel.actor import Actor
from enishi.kernel.card import Card
from enishi.kernel.doors.read import records
from enishi.kernel.errors import Invalid
from enishi.kernel.numbers import number_of
from enishi.kernel.registry import registry
from enishi.platform.models import ObjectDef
from enishi.platform.own import object_verbs, use, verbs
from enishi.platform.own.asked import LONGEST_LABEL
from enishi.platform.own.asked_object import ICONS, TEXTS, AskedObject, asked_of
from enishi.platform.own.kinds import told
from enishi.platform.own.objects import is_own
from enishi.platform.people import members
from enishi.screens.answer import beside, said, screen
from enishi.screens.page_models.common import Action, Choice
from enishi.screens.page_models.form_page import DialogPart, FormField, FormPart, FormSection
from enishi.screens.page_models.settings_page import RowButton, SettingsRow, SettingsTable
from enishi.screens.settings.field_form import name_of as field_name
from enishi.screens.settings.frame import Block, settings_page

HERE, FIELDS = "/settings/objects", "/settings/fields"


@screen("GET")
def index(request: HttpRequest, actor: Actor) -> HttpResponse:
    """All objects: those of the workspace, archived ones, and those that were there from the start."""
    members.administrators_only(actor)
    return settings_page(request, actor, "objects", _blocks(actor))


@screen("GET", "POST")
def new(request: HttpRequest, actor: Actor) -> HttpResponseBase:
    """The form of a new object; what comes next are its fields."""
    members.administrators_only(actor)
    if request.method == "GET":
        return _form(request, actor, AskedObject())
    asked = _answers(request.POST)
    try:
        row = object_verbs.make(actor, asked)
    except Invalid as problem:
        return _form(request, actor, asked, wrong=problem.fields)
    text = _("“{object}” is there for everybody now, with a name and an owner. Add its fields here.")
    if asked.closed:
        text = _("“{object}” is there for administrators now, with a name and an owner. Add its fields here.")
    return said(request, text.format(object=name_of(row)), to=f"{FIELDS}/{row.key}")


@screen("GET", "POST")
def edit(request: HttpRequest, actor: Actor, number: int) -> HttpResponseBase:
    """The form of an object that is there."""
    members.administrators_only(actor)
    row = object_verbs.by_number(number)
    if request.method == "GET":
        return _form(request, actor, asked_of(row), row)
    asked = _answers(request.POST)
    try:
        object_verbs.change(actor, number, asked, number_of(request.POST.get("seen-version", "")) or 0)
    except Invalid as problem:
        return _form(request, actor, asked, object_verbs.by_number(number), problem.fields)
    return said(request, _("The object is saved."), to=HERE)


@screen("GET", "POST")
def archive(request: HttpRequest, actor: Actor, number: int) -> HttpResponseBase:
    """Says what would go, then archives."""
    members.administrators_only(actor)
    row = object_verbs.by_number(number)
    if request.method == "POST":
        object_verbs.archive(actor, number)
        text = _("“{object}” is archived. Its records are kept.")
        return said(request, text.format(object=name_of(row)), to=HERE)
    title = _("Archive “{object}”?").format(object=name_of(row))
    part = DialogPart(title, " ".join(_goes(row)), f"{HERE}/{number}/archive", get_token(request), _("Archive"))
    return beside(request, actor, "dialog.jinja", part)


@screen("POST")
def back(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Take an archived object back."""
    members.administrators_only(actor)
    row = object_verbs.bring_back(actor, number_of(request.POST.get("id")) or 0)
    return said(request, _("“{object}” is back with its records.").format(object=name_of(row)), to=HERE)


def name_of(row: ObjectDef) -> str:
    """What an object is called, in the language of the reader."""
    return str(told(row.label_ja, row.label_en))


def _goes(row: ObjectDef) -> list[str]:
    """What leaves everybody's sight with an object, in sentences."""
    count = f"{use.records_of(registry.card(row.key)):,}"
    text = _(
        "It leaves the menu, search, files, roles and the API, and so do its records ({count}). All of it is kept and "
        "comes back with it."
    )
    found = [text.format(count=count)]
    leading = [one for one in object_verbs.fields_leading_to(row) if one.object != row.key]
    if leading:
        names = ", ".join(f"“{registry.card(one.object).label}: {field_name(one)}”" for one in leading[:10])
        found.append(_("These fields link to it and go with it: {fields}.").format(fields=names))
    if views := use.views_of(row.key):
        named = ", ".join(f"“{name}”" for name in views[:10]) + (" …" if len(views) > 10 else "")
        found.append(_("These saved views rest until then: {views}.").format(views=named))
    return found


def _blocks(actor: Actor) -> tuple[Block, ...]:
    rows = object_verbs.objects()
    live, gone = [row for row in rows if row.archived_at is None], [row for row in rows if row.archived_at]
    columns = (
        pgettext("settings", "Object"),
        _("Key"),
        pgettext("settings", "Fields"),
        pgettext("settings", "Records"),
    )
    blocks: list[Block] = [
        SettingsTable(
            "own", _("Objects of your own"), columns, tuple(_own_row(row, actor) for row in live),
            actions=(Action(_("Add an object"), f"{HERE}/new", "plus", how="drawer", primary=True),),
            empty=_("None yet. What you add has lists, forms, search, imports, exports, roles and the API at once."),
        )
    ]  # fmt: skip
    if gone:
        blocks.append(
            SettingsTable(
                "archived", _("Archived objects"), columns, tuple(_gone_row(row) for row in gone),
                text=_("Nobody sees them. Their records, fields and keys are kept."),
            )
        )  # fmt: skip
    standard = [card for card in verbs.objects() if not is_own(card)]
    blocks.append(
        SettingsTable(
            "standard", _("Standard objects"), columns, tuple(_standard_row(card, actor) for card in standard)
        )
    )
    return tuple(blocks)


def _own_row(row: ObjectDef, actor: Actor) -> SettingsRow:
    ways = (
        Action(pgettext("settings", "Fields"), f"{FIELDS}/{row.key}"),
        Action(_("Edit"), f"{HERE}/{row.pk}/edit", how="drawer"),
        Action(_("Archive"), f"{HERE}/{row.pk}/archive", how="dialog", danger=True),
    )
    return SettingsRow(_counted(registry.card(row.key), actor), actions=ways)


def _gone_row(row: ObjectDef) -> SettingsRow:
    card = registry.card(row.key)
    ways = (RowButton(_("Bring back"), f"{HERE}/back", value=str(row.pk)),)
    return SettingsRow(_cells(card, f"{use.records_of(card):,}"), buttons=ways)


def _standard_row(card: Card, actor: Actor) -> SettingsRow:
    return SettingsRow(_counted(card, actor), actions=(Action(pgettext("settings", "Fields"), f"{FIELDS}/{card.key}"),))


def _counted(card: Card, actor: Actor) -> tuple[str, ...]:
    count = records(card, actor).count()
    return _cells(card, f"{count.number:,}{'+' if count.capped else ''}")


def _cells(card: Card, count: str) -> tuple[str, ...]:
    fields = sum(1 for spec in card.fields.values() if spec.writable and not spec.hidden)
    return str(card.label), card.key, str(fields), count


def _answers(given: Any) -> AskedObject:
    texts = {name: given.get(name, "") for name in (*TEXTS, "key", "icon")}
    return AskedObject(**texts, timeline=given.get("timeline") == "1", closed=given.get("closed") == "1")


def _form(
    request: HttpRequest,
    actor: Actor,
    asked: AskedObject,
    row: ObjectDef | None = None,
    wrong: dict[str, str] | None = None,
) -> HttpResponse:
    """The form of a new object, or of `row`, with what was asked and what is wrong with it, by field."""
    wrong = wrong or {}
    fields = [*_names(asked, row, wrong), *_looks(asked, row, wrong)]
    known = {field.name for field in fields}
    part = FormPart(
        title=_("Object: {object}").format(object=name_of(row)) if row else _("New object"),
        url=f"{HERE}/{row.pk}/edit" if row else f"{HERE}/new",
        sections=(FormSection(tuple(fields)),),
        csrf_token=get_token(request),
        submit_label=_("Save") if row else _("Add an object"),
        seen=(("version", request.POST.get("seen-version", str(row.version))),) if row else (),
        errors=tuple(text for name, text in wrong.items() if name not in known),
    )
    return beside(request, actor, "form.jinja", part, 422 if wrong else 200)


def _names(asked: AskedObject, row: ObjectDef | None, wrong: dict[str, str]) -> list[FormField]:
    labels = {
        "label_ja": (
            pgettext("object", "Name in Japanese"),
            _("Such as what you do for customers: a project, a machine, a contract."),
        ),
        "label_en": (pgettext("object", "Name in English"), _("One of them, such as Project.")),
        "plural_en": (_("Several of them in English"), _("Such as Projects. The menu is called so.")),
    }
    key = (
        FormField("key", _("Key"), "fixed", row.key, row.key, error=wrong.get("key", ""), width=3)
        if row
        else FormField(
            "key", _("Key"), value=asked.key, error=wrong.get("key", ""), width=3, maxlength=42,
            hint=_("For the API and addresses; made from the name when left empty. It never changes."),
        )
    )  # fmt: skip
    titles = {
        "title_ja": (_("What a record's name is called, in Japanese"), _("Such as project name. Empty means name.")),
        "title_en": (_("What a record's name is called, in English"), ""),
    }
    return [*_texts(asked, labels, wrong), key, *_texts(asked, titles, wrong)]


def _texts(asked: AskedObject, labels: dict[str, tuple[str, str]], wrong: dict[str, str]) -> list[FormField]:
    return [
        FormField(
            name, label, value=getattr(asked, name), error=wrong.get(name, ""), width=3, maxlength=LONGEST_LABEL,
            hint=hint,
        )
        for name, (label, hint) in labels.items()
    ]  # fmt: skip


def _looks(asked: AskedObject, row: ObjectDef | None, wrong: dict[str, str]) -> list[FormField]:
    called = icons()
    found = [
        FormField(
            "icon", pgettext("settings", "Icon"), "choice", error=wrong.get("icon", ""), width=3,
            choices=tuple(Choice(icon, called[icon], icon == asked.icon) for icon in ICONS),
        ),
        FormField(
            "timeline", _("Work can be about its records"), "check", checked=asked.timeline,
            hint=_("Their pages then have a timeline with notes, calls, tasks and files."),
        ),
    ]  # fmt: skip
    if row is None:
        found.append(
            FormField(
                "closed", _("At first for administrators only"), "check", checked=asked.closed,
                hint=_("Otherwise each role may do with it what it may do with all objects. Change it in the role."),
            )
        )  # fmt: skip
    return found


def icons() -> dict[str, str]:
    """What the icons of objects are called."""
    return {
        "file-text": pgettext("icon", "Document"),
        "folder": pgettext("icon", "Folder"),
        "briefcase": pgettext("icon", "Briefcase"),
        "building-2": pgettext("icon", "Building"),
        "factory": pgettext("icon", "Factory"),
        "house": pgettext("icon", "House"),
        "package": pgettext("icon", "Parcel"),
        "layers": pgettext("icon", "Layers"),
        "clipboard": pgettext("icon", "Clipboard"),
        "calendar-check": pgettext("icon", "Calendar"),
        "target": pgettext("icon", "Target"),
        "flag": pgettext("icon", "Flag"),
        "award": pgettext("icon", "Award"),
        "handshake": pgettext("icon", "Handshake"),
        "id-card": pgettext("icon", "Card"),
        "key": pgettext("icon", "Key"),
        "map-pin": pgettext("icon", "Place"),
        "japanese-yen": pgettext("icon", "Yen"),
        "settings": pgettext("icon", "Gear"),
        "book-open": pgettext("icon", "Book"),
    }
