"""Django's forms as controls of our own templates: allauth decides what is valid, we decide how it looks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.forms import Form
from django.http import HttpRequest, HttpResponse

from enishi.screens.answer import show
from enishi.screens.frame import LANGUAGES, frame_of
from enishi.screens.page_models.common import Action, Choice, State
from enishi.screens.page_models.entry_pages import ErrorPage, SignInPage
from enishi.screens.page_models.form_page import FormField


@dataclass(frozen=True, slots=True)
class Ask:
    """How one field of a form is asked for."""

    name: str
    label: str
    control: str = "text"
    autocomplete: str = "off"
    hint: str = ""
    inputmode: str = ""


def fields_of(form: Form | None, asks: Sequence[Ask]) -> tuple[FormField, ...]:
    """The controls with what was typed, secrets apart, and what is wrong with it."""
    return tuple(
        FormField(
            ask.name,
            ask.label,
            ask.control,
            value=_typed(form, ask),
            hint=ask.hint,
            error=" ".join(str(text) for text in form.errors.get(ask.name, ()))
            if form is not None and form.is_bound
            else "",
            autocomplete=ask.autocomplete,
            inputmode=ask.inputmode,
        )
        for ask in asks
    )


def errors_of(form: Form | None) -> tuple[str, ...]:
    """Remarks that belong to no field."""
    return tuple(str(text) for text in form.non_field_errors()) if form is not None and form.is_bound else ()


def _typed(form: Form | None, ask: Ask) -> str:
    if form is None or not form.is_bound or ask.control == "password" or ask.autocomplete == "one-time-code":
        return ""
    return str(form.data.get(ask.name, ""))[:254]


def card(
    request: HttpRequest,
    title: str,
    sub: str,
    submit_label: str,
    fields: tuple[FormField, ...] = (),
    *,
    errors: tuple[str, ...] = (),
    url: str = "",
    next_url: str = "",
    forgot: Action | None = None,
    remember: FormField | None = None,
    others: tuple[Action, ...] = (),
    footer: tuple[str, ...] = (),
) -> HttpResponse:
    """The one card of all pages around the sign-in; 422 when something is wrong."""
    frame = frame_of(request)
    page = SignInPage(
        frame=frame,
        title=title,
        heading=title,
        sub=sub,
        url=url or request.path,
        fields=fields,
        submit_label=submit_label,
        next=next_url,
        errors=errors,
        forgot=forgot,
        remember=remember,
        others=others,
        footer=footer,
        languages=tuple(Choice(key, label, key == frame.language) for key, label in LANGUAGES.items()),
    )
    wrong = bool(errors) or any(field.error for field in fields)
    return show(request, "sign_in.jinja", page, 422 if wrong else 200)


def message(request: HttpRequest, title: str, text: str, action: Action, status: int = 200) -> HttpResponse:
    """A sentence and the way on, without the shell."""
    state = State("nothing_found" if status == 200 else "error", title, text, action)
    return show(request, "error.jinja", ErrorPage(title, state, frame_of(request)), status)


def next_of(view: Any) -> str:
    """The safe address to go to afterwards; empty when there is none or it leads out of the house."""
    return view.get_next_url() or ""
