"""Creating and editing: the drawer form, one value in place, a verb's question, the answers of comboboxes, undo."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.middleware.csrf import get_token
from django.utils.translation import gettext as _

from enishi.kernel.action import Action as Verb
from enishi.kernel.actor import Actor
from enishi.kernel.card import Card, FieldCard
from enishi.kernel.doors.labels import links
from enishi.kernel.doors.read import context, records
from enishi.kernel.doors.rows import Linked, Row
from enishi.kernel.doors.scope import may, reach_of
from enishi.kernel.doors.verbs import Create, Restore, Trash, Update
from enishi.kernel.doors.write import write
from enishi.kernel.errors import Conflict, Denied, Invalid, Missing
from enishi.kernel.fieldtypes.base import ValueProblem
from enishi.kernel.object import Section
from enishi.platform.cards import card_of
from enishi.platform.merging.verbs import Merge
from enishi.screens.answer import beside, is_alone, is_part, said, screen, show
from enishi.screens.frame import shell_of
from enishi.screens.looks import cell_of, inside, url_of
from enishi.screens.page_models.form_page import (
    DialogPart,
    EditPart,
    FormPage,
    FormPart,
    FormSection,
)
from enishi.screens.record import controls
from enishi.screens.record.alike import asks
from enishi.screens.record.controls import argument_of, compared, control_of, data_of, proposed


@screen("GET", "POST")
def create(request: HttpRequest, actor: Actor, plural: str) -> HttpResponse:
    """The create form; GET parameters fill fields in."""
    card = card_of(plural, actor)
    if reach_of(card, actor, "create") == "none":
        raise Denied(_("Your role does not allow you to create {objects}.").format(objects=card.label_plural))
    specs = _specs(card, actor, card.quick)
    if request.method == "GET":
        return _form(request, actor, card, specs, _first_values(card, specs, request.GET, actor))
    data = data_of(card, specs, request.POST)
    try:
        written = write(Create, actor, card, data=data)
    except Invalid as problem:
        return _form(request, actor, card, specs, {}, typed=request.POST, problem=problem)
    title = _title(card, actor, written.id)
    text = _("{title} is created.").format(title=title)
    again = f"/o/{card.plural}/new" if "next" in request.POST else ""
    if again:
        return said(request, text, undo=written.audit, to=again if is_alone(request) else "")
    shown = card.timeline or is_alone(request)
    return said(request, text, undo=written.audit, to=url_of(card, written.id) if shown else "")


@screen("GET", "POST")
def edit(request: HttpRequest, actor: Actor, plural: str, number: int) -> HttpResponse:
    """The edit form with every field the person may change."""
    card = card_of(plural, actor)
    row = records(card, actor).get(number)
    if reach_of(card, actor, "edit") == "none":
        raise Denied(_("You may read this, but not change it. Ask an administrator for the right."))
    names = tuple(name for part in card.page if isinstance(part, Section) for name in part.fields)
    specs = {name: spec for name, spec in _specs(card, actor, names).items() if card.edits(actor, name)}
    if request.method == "GET":
        return _form(request, actor, card, specs, row.values, row=row)
    seen = {name.removeprefix("seen-"): text for name, text in request.POST.items() if name.startswith("seen-")}
    data = data_of(card, specs, request.POST)
    changed = {name: value for name, value in data.items() if name not in seen or value != seen[name]}
    try:
        written = write(Update, actor, card, number, changed, seen=seen)
    except Invalid as problem:
        return _form(request, actor, card, specs, row.values, row=row, typed=request.POST, problem=problem)
    except Conflict as conflict:
        return _form(request, actor, card, specs, row.values, row=row, typed=request.POST, conflict=conflict)
    to = url_of(card, number) if is_alone(request) else ""
    return said(request, _("{title} is saved.").format(title=row.title), undo=written.audit, to=to)


def _specs(card: Card, actor: Actor, names: tuple[str, ...]) -> dict[str, FieldCard]:
    """The scalar fields behind these names, groups unfolded, without what is hidden or not writable."""
    flat = [part for name in names for part in (card.groups[name].fields if name in card.groups else (name,))]
    found = {name: card.reads(actor, name) for name in dict.fromkeys(flat)}
    return {name: spec for name, spec in found.items() if spec is not None and card.edits(actor, name)}


def _first_values(card: Card, specs: Mapping[str, FieldCard], given: QueryDict, actor: Actor) -> dict[str, Any]:
    """Values a link to the form brings along, such as the account of a new contact, and those that the workspace has
    given; the owner is who makes it."""
    ctx = context(actor)
    found: dict[str, Any] = {name: spec.default for name, spec in specs.items() if spec.default is not None}
    if card.owned and "owner" in specs and actor.member:
        found["owner"] = links("member", actor, [actor.member])[actor.member]
    for name in specs.keys() & given.keys():
        spec = specs[name]
        try:
            value = spec.type.clean(given[name], ctx)
        except ValueProblem:
            continue  # a link that brings nonsense along opens the form without it
        if spec.target and value:
            value = links(spec.target, actor, [value])[value]
        found[name] = value
    return found


def _form(
    request: HttpRequest,
    actor: Actor,
    card: Card,
    specs: Mapping[str, FieldCard],
    values: Mapping[str, Any],
    *,
    row: Row | None = None,
    typed: QueryDict | None = None,
    problem: Invalid | None = None,
    conflict: Conflict | None = None,
) -> HttpResponse:
    """The drawer body, or the same form as a page; refused values are shown as they were typed."""
    wrong = dict(problem.fields) if problem else {}
    if conflict:
        wrong.update({name: _theirs(conflict, specs[name], values.get(name), actor) for name in conflict.theirs})
    fields = []
    for name, spec in specs.items():
        text = typed.get(name) if typed is not None else None
        control = control_of(card, spec, values.get(name), actor, error=str(wrong.pop(name, "")), text=text)
        if row is None and asks(card, spec):
            control = replace(control, check_url=f"/o/{card.plural}/alike?by={name}")
        fields.append(control)
    label = str(card.label)
    title = _("Edit {title}").format(title=row.title) if row else _("Create {object}").format(object=inside(label))
    form = FormPart(
        title=title,
        url=f"/o/{card.plural}/{row.id}/edit" if row else f"/o/{card.plural}/new",
        sections=(FormSection(tuple(fields)),),
        csrf_token=get_token(request),
        submit_label=_("Save") if row else _("Create"),
        seen=tuple(_seen(specs, values, actor)) if row else (),
        errors=tuple(str(text) for text in wrong.values()),
        save_and_next_label="" if row else _("Create and next"),
    )
    status = 422 if problem or conflict else 200
    if is_part(request):
        return show(request, "form.jinja", form, status)
    return show(request, "form_page.jinja", FormPage(shell_of(request, actor, title), title, form), status)


def _seen(specs: Mapping[str, FieldCard], values: Mapping[str, Any], actor: Actor) -> Iterator[tuple[str, str]]:
    """What the form shows, to tell what the person changed and whether somebody else changed it too."""
    for name, spec in specs.items():
        if compared(spec):
            yield name, controls.written(spec, values.get(name), actor)


def _theirs(conflict: Conflict, spec: FieldCard, value: Any, actor: Actor) -> str:
    """That somebody else changed the field, and to what."""
    shown = value.label if isinstance(value, Linked) else spec.type.render(value, actor.language) or _("(empty)")
    return f"{conflict.message} " + _("It is now “{value}”.").format(value=shown)


@screen("GET", "POST")
def field(request: HttpRequest, actor: Actor, plural: str, number: int, name: str) -> HttpResponse:
    """One value in place: GET gives its control, POST saves it against the value that was shown."""
    card = card_of(plural, actor)
    spec = card.reads(actor, name)
    if spec is None:
        raise Missing(_("There is no such page."))
    row = records(card, actor).get(number)
    if request.method == "GET":
        control = control_of(card, spec, row[name], actor)
        return show(request, "edit_part.jinja", EditPart(control, control.value if compared(spec) else None))
    data = data_of(card, {name: spec}, request.POST)
    shown = request.POST.get("seen")
    try:
        written = write(Update, actor, card, number, data, seen=None if shown is None else {name: shown})
    except Invalid as problem:
        wrong = str(problem.fields.get(name, problem))
        control = control_of(card, spec, row[name], actor, error=wrong, text=request.POST.get(name))
        return show(request, "edit_part.jinja", EditPart(control, shown), 422)
    except Conflict as conflict:  # what was typed stays; who sends it again has seen the other value
        now = records(card, actor).get(number)
        wrong = _theirs(conflict, spec, now[name], actor) + " " + _("Enter saves yours, Esc keeps that one.")
        control = control_of(card, spec, now[name], actor, error=wrong, text=request.POST.get(name))
        part = EditPart(control, controls.written(spec, now[name], actor), cell_of(now, name, actor))
        return show(request, "edit_part.jinja", part, 409)
    text = _("{field} is changed.").format(field=spec.label)
    if not is_part(request):
        return said(request, text, undo=written.audit, to=url_of(card, number))
    after = records(card, actor).get(number)
    response = show(request, "cell.jinja", cell_of(after, name, actor))
    response["HX-Trigger"] = said(request, text, undo=written.audit, close=False)["HX-Trigger"]
    return response


@screen("GET", "POST")
def act(request: HttpRequest, actor: Actor, plural: str, number: int, verb: str) -> HttpResponse:
    """A verb of the object: at once when it needs nothing, else after its question."""
    card = card_of(plural, actor)
    action = card.actions.get(verb)
    if action is None:
        raise Missing(_("There is no such page."))
    row = records(card, actor).get(number)
    sent = request.GET if request.method == "GET" else request.POST  # a link to a question may propose answers
    given = {name: sent[name] for name in sent if name != "csrfmiddlewaretoken"}
    if request.method == "GET":
        if not may(card, actor, action):
            raise Denied(_("Your role does not allow this."))
        if verb == Merge.verb:
            return HttpResponseRedirect(f"{url_of(card, number)}/merge")
        return beside(request, actor, "dialog.jinja", _question(request, actor, card, row, action, given, {}))
    try:
        written = write(action, actor, card, number, given)
    except Invalid as problem:
        return beside(
            request, actor, "dialog.jinja", _question(request, actor, card, row, action, given, problem.fields), 422
        )
    undo = written.audit if action.undo else None
    return said(request, _("{title}: {verb}").format(title=row.title, verb=action.label), undo=undo)


def _question(
    request: HttpRequest,
    actor: Actor,
    card: Card,
    row: Row,
    action: type[Verb],
    given: Mapping[str, str],
    wrong: Mapping[str, str],
) -> DialogPart:
    fields = []
    for need in action.needs:
        value = given[need.name] if need.name in given else proposed(need, actor)
        fields.append(argument_of(need, value, str(wrong.get(need.name, ""))))
    return DialogPart(
        title=f"{str(action.label).rstrip('…')}: {row.title}",
        text=" ".join(str(text) for name, text in wrong.items() if name not in {need.name for need in action.needs}),
        url=f"/o/{card.plural}/{row.id}/act/{action.verb}",
        csrf_token=get_token(request),
        submit_label=_("Save"),
        fields=tuple(fields),
    )


@screen("POST")
def trash(request: HttpRequest, actor: Actor, plural: str, number: int) -> HttpResponse:
    """Into the trash; the toast brings it back."""
    card = card_of(plural, actor)
    title = _title(card, actor, number)
    written = write(Trash, actor, card, number)
    return said(request, _("{title} is in the trash.").format(title=title), undo=written.audit, to=f"/o/{card.plural}")


@screen("POST")
def restore(request: HttpRequest, actor: Actor, plural: str, number: int) -> HttpResponse:
    """Back from the trash."""
    card = card_of(plural, actor)
    written = write(Restore, actor, card, number)
    return said(request, _("{title} is back.").format(title=_title(card, actor, number)), undo=written.audit)


def _title(card: Card, actor: Actor, number: int | None) -> str:
    found = records(card, actor).among([number or 0]).first(1)
    return found[0].title if found else str(card.label)
