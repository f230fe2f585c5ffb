"""Roles: what each lets people do, in sentences and as a table, who has it, and which fields it hides."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from enishi.kernel.actor import REACHES, VERBS, Actor
from enishi.kernel.card import Card
from enishi.kernel.errors import Conflict, Invalid, Missing
from enishi.kernel.numbers import number_of
from enishi.kernel.registry import registry
from enishi.platform.models import Role
from enishi.platform.people import members, role_changes
from enishi.platform.people.role_changes import REST, fixed, narrowable, part, reach
from enishi.platform.search import guards
from enishi.screens.answer import said, screen
from enishi.screens.page_models.common import Action, Badge, Choice, Note
from enishi.screens.page_models.form_page import FormField
from enishi.screens.page_models.settings_page import (
    GridRow,
    RowButton,
    SettingsFacts,
    SettingsForm,
    SettingsGrid,
    SettingsRow,
    SettingsTable,
)
from enishi.screens.settings.frame import Block, fresh, settings_page
from enishi.screens.settings.role_words import matters, reaches, summary, verbs

HERE = "/settings/roles"


@screen("GET", "POST")
@fresh
def index(request: HttpRequest, actor: Actor) -> HttpResponse:
    """All roles in sentences, and the form that makes one, alone or as a copy."""
    members.administrators_only(actor)
    if request.method == "GET":
        return settings_page(request, actor, "roles", _all(), notes=_notes())
    given = {name: request.POST.get(name, "") for name in ("name", "like")}
    try:
        made = role_changes.make(actor, given["name"], number_of(given["like"]) if given["like"] else None)
    except Invalid as problem:
        return settings_page(request, actor, "roles", _all(problem.fields, given), wrong=True, notes=_notes())
    return said(request, _("The role {name} is made.").format(name=made.name), to=f"{HERE}/{made.pk}")


@screen("GET", "POST")
@fresh
def role(request: HttpRequest, actor: Actor, number: int) -> HttpResponse:
    """One role: its name and the table of its rights, and who has it."""
    members.administrators_only(actor)
    kept = role_changes.found(number)
    if request.method == "GET":
        return _page(request, actor, kept)
    rights = role_changes.with_reaches(kept.rights, *_sent(request.POST))
    shown = Role(pk=kept.pk, name=request.POST.get("name", ""), rights=rights, version=kept.version)
    try:
        role_changes.change(actor, number, _version(request.POST), name=shown.name, rights=rights)
    except Invalid as problem:
        return _page(request, actor, shown, problem.fields)
    except Conflict:
        return _page(request, actor, shown, {"": _meanwhile()})
    return said(request, _("The role is saved. It holds from now on."), to=f"{HERE}/{number}")


@screen("GET", "POST")
@fresh
def fields(request: HttpRequest, actor: Actor, number: int, plural: str) -> HttpResponse:
    """Which fields of one object people with the role edit, only see, or do not see."""
    members.administrators_only(actor)
    kept, card = role_changes.found(number), registry.find(plural)
    if card is None or card.plural != plural or not {card.key, _whole_of(card)} & {one.key for one in matters()}:
        raise Missing(_("There is no such page."))
    if request.method == "GET":
        return _fields_page(request, actor, kept, card)
    names = [spec.name for spec in narrowable(card)]
    sent = {name: request.POST[f"field-{name}"] for name in names if f"field-{name}" in request.POST}
    rights = role_changes.with_fields(kept.rights, card.key, sent)
    shown = Role(pk=kept.pk, name=kept.name, rights=rights, version=kept.version)
    try:
        role_changes.change(actor, number, _version(request.POST), rights=rights)
    except Invalid as problem:
        return _fields_page(request, actor, shown, card, tuple(problem.fields.values()))
    except Conflict:
        return _fields_page(request, actor, shown, card, (_meanwhile(),))
    return said(request, _("The role is saved. It holds from now on."), to=f"{HERE}/{number}")


@screen("POST")
@fresh
def give(request: HttpRequest, actor: Actor, number: int) -> HttpResponse:
    """Give the role to a person or a team."""
    name = role_changes.give(actor, number, request.POST.get("principal", ""))
    return said(request, _("{name} has the role now.").format(name=name), to=f"{HERE}/{number}")


@screen("POST")
@fresh
def take(request: HttpRequest, actor: Actor, number: int) -> HttpResponse:
    """Take the role from whom it was given to."""
    name = role_changes.take(actor, number, number_of(request.POST.get("id", "")) or 0)
    return said(request, _("{name} no longer has the role.").format(name=name), to=f"{HERE}/{number}")


@screen("POST")
@fresh
def delete(request: HttpRequest, actor: Actor, number: int) -> HttpResponse:
    """Delete a role that nobody has."""
    gone = role_changes.delete(actor, number)
    return said(request, _("The role {name} is deleted.").format(name=gone.name), to=HERE)


def _version(sent: QueryDict) -> int:
    return number_of(sent.get("version", "")) or 0


def _meanwhile() -> str:
    return _("Somebody else changed this role meanwhile. Below stands what you chose: check it and save again.")


def _sent(sent: QueryDict) -> tuple[dict[str, str], dict[str, dict[str, str]]]:
    """The reaches that were chosen, of the rest and of the objects; what is no reach counts as not chosen."""

    def chosen(key: str) -> dict[str, str]:
        values = {verb: sent.get(f"{key}.{verb}", "") for verb in VERBS}
        return {verb: value for verb, value in values.items() if value in REACHES}

    return chosen(REST), {card.key: chosen(card.key) for card in matters()}


def _notes() -> tuple[Note, ...]:
    """What is still going on after a field was hidden or shown again."""
    names = [str(card.label_plural) for key in guards.settling() if (card := registry.cards.get(key))]
    if not names:
        return ()
    text = _(
        "Search is being adapted to the new rights ({objects}). Until then nobody finds what was hidden or shown again."
    )
    return (Note(text.format(objects=pgettext("between words", ", ").join(names)), icon="search"),)


def _people(count: int) -> Badge:
    return Badge(ngettext("{number} person", "{number} people", count).format(number=count))


def _all(wrong: Mapping[str, str] | None = None, given: Mapping[str, str] | None = None) -> tuple[Block, ...]:
    wrong, given = wrong or {}, given or {}
    roles = role_changes.counted()
    like = [Choice("", _("Nothing: no rights yet"), not given.get("like"))]
    like += [Choice(str(row.pk), row.name, given.get("like") == str(row.pk)) for row, _count in roles]
    form = SettingsForm(
        "make",
        _("Make a role"),
        HERE,
        _("Make the role"),
        (
            FormField(
                "name", _("Name"), value=given.get("name", ""), error=wrong.get("name", ""), required=True, width=3,
                maxlength=role_changes.LONGEST,
            ),
            FormField("like", _("Begin with a copy of"), "choice", choices=tuple(like), width=3),
        ),
        text=_("Who has several roles may do what any of them allows."),
    )  # fmt: skip
    return (*(_told(row, count, edit=True) for row, count in roles), form)


def _told(row: Role, count: int, *, edit: bool) -> SettingsFacts:
    """A role in sentences."""
    actions = (Action(_("See and change rights"), f"{HERE}/{row.pk}"),) if edit else (Action(_("All roles"), HERE),)
    text = summary(row.rights)
    return SettingsFacts(f"role-{row.pk}", row.name, text, _people(count), actions)


def _page(request: HttpRequest, actor: Actor, row: Role, wrong: Mapping[str, str] | None = None) -> HttpResponse:
    wrong = wrong or {}
    stored, count = next((kept, count) for kept, count in role_changes.counted() if kept.pk == row.pk)
    grid = SettingsGrid(
        "rights",
        _("Rights"),
        f"{HERE}/{row.pk}",
        _("Save"),
        (
            FormField("version", "", "hidden", str(row.version)),
            FormField(
                "name", _("Name"), value=row.name, error=wrong.get("name", ""), required=True, width=3,
                maxlength=role_changes.LONGEST,
            ),
        ),
        (_("Object"), *verbs().values()),
        (_rest(row), *(line for card in matters() for line in _lines(row, card))),
        text=_(
            "Own: records whose owner the person is. Team: those of everybody in the person's teams and the teams"
            " below. A part, such as a site, goes with its whole."
        ),
        errors=tuple(text for name, text in wrong.items() if name != "name"),
    )  # fmt: skip
    blocks = (_told(stored, count, edit=False), grid, *_holders(row))
    return settings_page(request, actor, "roles", blocks, wrong=bool(wrong), notes=_notes())


def _rest(row: Role) -> GridRow:
    label = _("All objects")
    return GridRow(
        label, tuple(_cell(row, REST, label, verb) for verb in VERBS), note=_("Unless a line below says otherwise")
    )


def _lines(row: Role, card: Card) -> list[GridRow]:
    """An object and the parts of it, which have fields only."""
    named = reaches()
    cells = tuple(
        named[always] if (always := fixed(card, verb)) else _cell(row, card.key, str(card.label_plural), verb)
        for verb in VERBS
    )
    parts = [other for other in registry.cards.values() if _whole_of(other) == card.key and any(narrowable(other))]
    return [
        GridRow(str(card.label_plural), cells, _fields_link(row, card)),
        *(
            GridRow(str(other.label_plural), tuple("" for _verb in VERBS), _fields_link(row, other), part=True)
            for other in parts
        ),
    ]


def _whole_of(card: Card) -> str:
    return card.fields[card.part_of].target if card.part_of else ""


def _fields_link(row: Role, card: Card) -> Action:
    narrowed = {name for name, right in part(row.rights, card.key).get("fields", {}).items() if right != "edit"}
    count = sum(1 for spec in narrowable(card) if spec.name in narrowed)
    label = (
        ngettext("Fields: {number} restricted", "Fields: {number} restricted", count).format(number=count)
        if count
        else _("Fields: all open")
    )
    title = _("Fields of {objects}").format(objects=card.label_plural)
    return Action(label, f"{HERE}/{row.pk}/fields/{card.plural}", title=title)


def _cell(row: Role, key: str, label: str, verb: str) -> FormField:
    """The choice of a reach; an object can follow the rest."""
    now, rest, named = reach(row.rights, key, verb), reach(row.rights, REST, verb), reaches()
    follows = key != REST and now == rest
    choices = [Choice(value, text, value == now and not follows) for value, text in named.items()]
    if key != REST:
        choices.insert(0, Choice("", _("As above: {reach}").format(reach=named[rest]), follows))
    name = f"{label}: {verbs()[verb]}"
    return FormField(f"{key}.{verb}", name, "choice", choices=tuple(choices))


def _fields_page(
    request: HttpRequest, actor: Actor, row: Role, card: Card, wrong: tuple[str, ...] = ()
) -> HttpResponse:
    has = part(row.rights, card.key).get("fields", {})
    controls = tuple(_field(spec, has.get(spec.name, "edit")) for spec in narrowable(card))
    title = _("{role}: fields of {objects}").format(role=row.name, objects=card.label_plural)
    text = _(
        "A hidden field is nowhere: in no list, page, filter, sort, search, export or interface. What names a record,"
        " and what it must have, is always seen."
    )
    form = SettingsForm(
        "fields",
        title,
        f"{HERE}/{row.pk}/fields/{card.plural}",
        _("Save"),
        (FormField("version", "", "hidden", str(row.version)), *controls),
        text=text,
        errors=wrong,
    )
    back = SettingsFacts(
        "back",
        row.name,
        summary(row.rights),
        actions=(Action(_("Back to the role"), f"{HERE}/{row.pk}"),),
    )
    return settings_page(request, actor, "roles", (back, form), wrong=bool(wrong), notes=_notes())


def _field(spec: Any, right: str) -> FormField:
    """Who may not write a field at all has two choices."""
    named = {
        "edit": _("See and edit") if spec.writable else _("See"),
        **({"read": _("Only see")} if spec.writable else {}),
        "none": _("Hide"),
    }
    right = right if right in named else "edit"
    choices = tuple(Choice(value, text, value == right) for value, text in named.items())
    return FormField(f"field-{spec.name}", str(spec.label), "choice", choices=choices, width=2)


def _holders(row: Role) -> tuple[Block, ...]:
    """Who has it, and giving it to one more; a role that nobody has can be deleted."""
    have = role_changes.holders(row)
    here = f"{HERE}/{row.pk}"
    rows = tuple(
        SettingsRow(
            (one.name,),
            Badge(_("Team and those below")) if one.team else None,
            (RowButton(_("Take the role"), f"{here}/take", value=str(one.id), danger=True),),
        )
        for one in have
    )
    choices = tuple(Choice(value, name) for value, name in role_changes.principals())
    found: list[Block] = [
        SettingsTable("holders", _("Who has this role"), (_("Name"),), rows, _("Nobody has this role yet.")),
        SettingsForm(
            "give", _("Give this role"), f"{here}/give", _("Give the role"),
            (FormField("principal", _("Person or team"), "choice", choices=choices, width=3),),
        ),
    ]  # fmt: skip
    if not have:
        found.append(SettingsForm("delete", _("Delete this role"), f"{here}/delete", _("Delete the role"), danger=True))
    return tuple(found)
