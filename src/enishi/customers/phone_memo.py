"""The phone memo for an absent colleague: for whom, from whom, one line, call back; a short form on every page."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.middleware.csrf import get_token
from django.utils.translation import gettext as _

from enishi.kernel.actor import Actor
from enishi.kernel.card import Card
from enishi.kernel.doors.labels import links
from enishi.kernel.doors.scope import reach_of
from enishi.kernel.doors.verbs import Create
from enishi.kernel.doors.write import write
from enishi.kernel.errors import Denied, Invalid
from enishi.kernel.numbers import number_of
from enishi.kernel.ports import ports
from enishi.kernel.registry import registry
from enishi.screens.answer import is_alone, is_part, said, screen, show
from enishi.screens.frame import shell_of
from enishi.screens.page_models.form_page import FormPage, FormPart, FormSection
from enishi.screens.record.controls import control_of, data_of

FIELDS = ("memo_for", "contact", "account", "name", "call_back", "body")


@screen("GET", "POST")
def phone_memo(request: HttpRequest, actor: Actor) -> HttpResponse:
    """The form, and what it sends. The colleague is told at once."""
    card = registry.card("call")
    if reach_of(card, actor, "create") == "none":
        raise Denied(_("Your role does not allow you to create {objects}.").format(objects=card.label_plural))
    if request.method == "GET":
        return _form(request, actor, card, request.GET, {})
    data = data_of(card, {name: card.fields[name] for name in FIELDS}, request.POST)
    wrong = {name: _("Say for whom the call was.") for name in ("memo_for",) if not data.get(name)}
    wrong |= {name: _("Write one line about it.") for name in ("name",) if not data.get(name)}
    if wrong:
        return _form(request, actor, card, request.POST, wrong)
    data |= {"kind": "memo", "direction": "in", "outcome": "message", "at": ports.clock.now()}
    try:
        written = write(Create, actor, card, data=data)
    except Invalid as problem:
        return _form(request, actor, card, request.POST, dict(problem.fields))
    return said(request, _("The memo is passed on."), undo=written.audit, to="/" if is_alone(request) else "")


def _form(request: HttpRequest, actor: Actor, card: Card, typed: QueryDict, wrong: dict[str, Any]) -> HttpResponse:
    """The drawer body, or the same as a page; what was typed is kept."""
    fields = []
    for name in FIELDS:
        spec, text = card.fields[name], typed.get(name)
        value: Any = None
        if spec.target and (number := number_of(text)) is not None:
            value = links(spec.target, actor, [number]).get(number)
        fields.append(control_of(card, spec, value, actor, error=str(wrong.pop(name, "")), text=text))
    title = _("Phone memo")
    form = FormPart(
        title=title,
        url="/phone-memo",
        sections=(FormSection(tuple(fields)),),
        csrf_token=get_token(request),
        submit_label=_("Pass on"),
        errors=tuple(str(text) for text in wrong.values()),
    )
    status = 422 if request.method == "POST" else 200
    if is_part(request):
        return show(request, "form.jinja", form, status)
    return show(request, "form_page.jinja", FormPage(shell_of(request, actor, title), title, form), status)
