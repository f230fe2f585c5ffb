"""Form controls by the `widget` of a field type, and what comes back from them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.http import QueryDict

from enishi.kernel.action import Need
from enishi.kernel.actor import Actor
from enishi.kernel.card import Card, FieldCard
from enishi.kernel.doors.read import context
from enishi.kernel.doors.rows import Linked
from enishi.kernel.registry import registry
from enishi.screens.looks import local
from enishi.screens.page_models.common import Choice
from enishi.screens.page_models.form_page import FormField

#: Widget of the field type → control of the template.
CONTROLS = {
    "textarea": "long", "rich_text": "rich", "email": "email", "tel": "phone", "url": "url", "number": "number",
    "money": "number", "percent": "number", "rating": "choice", "date": "date", "datetime": "datetime",
    "checkbox": "check", "choice": "choice", "multi_choice": "choices", "link": "record", "user": "record",
    "month": "choice", "file": "file", "postal_code": "postal",
    "reference": "hidden",
}  # fmt: skip
#: Widths in sixths; everything else takes the half of a row.
WIDE = ("textarea", "rich_text", "tags", "url", "multi_choice")


def control_of(
    card: Card, spec: FieldCard, value: Any, actor: Actor, *, error: str = "", text: str | None = None
) -> FormField:
    """The control of one field; `text` is what a person typed and the server refused, shown again as typed."""
    widget = spec.type.widget
    shown = text if text is not None else written(spec, value, actor)
    return FormField(
        name=spec.name,
        label=str(spec.label),
        control=CONTROLS.get(widget, "text"),
        value=shown,
        text=value.label if isinstance(value, Linked) else "",
        hint=str(spec.help or ""),
        error=error,
        required=spec.required,
        checked=bool(value) if text is None else text == "1",
        width=6 if widget in WIDE else 3,
        choices=_choices(spec, value, text),
        url=f"/o/{registry.card(spec.target).plural}/options" if spec.target else "",
        inputmode={"tel": "tel", "number": "numeric", "money": "numeric"}.get(widget, ""),
    )


def written(spec: FieldCard, value: Any, actor: Actor) -> str:
    """A value as its control shows it for editing."""
    if isinstance(value, Linked):
        return str(value.value or "")
    if value is None:
        return ""
    if spec.type.widget == "date" and not spec.collected:
        return day_typed(value, actor)
    if spec.type.widget == "datetime":
        return local(value, actor).strftime("%Y-%m-%dT%H:%M")
    if spec.choices or spec.type.widget in ("month", "rating"):
        return str(value)
    if spec.type.widget == "tel" and not spec.collected:
        return spec.type.render(value, actor.language)
    if spec.collected:
        return "\n".join(spec.type.export(item) for item in value)
    return spec.type.export(value)


def day_typed(day: date, actor: Actor) -> str:
    """A day as its control shows it, the way en-date writes it: 2026/11/24 in Japanese, else 2026-11-24."""
    return f"{day:%Y/%m/%d}" if actor.language == "ja" else day.isoformat()


def _choices(spec: FieldCard, value: Any, text: str | None) -> tuple[Choice, ...]:
    picked = set(value or ()) if spec.type.many else {str(value) if value is not None else ""}
    if text is not None:
        picked = set(text.split("\n"))
    if spec.type.widget == "month":
        options = [(str(n), spec.type.render(n, "ja") or str(n)) for n in range(1, 13)]
    elif spec.type.widget == "rating":
        options = [(str(n), str(n)) for n in range(1, 6)]
    else:
        options = [(choice.key, str(choice.label)) for choice in spec.choices]
    if not options:
        return ()
    empty = () if spec.type.many else (Choice("", "—", "" in picked),)
    return (*empty, *(Choice(key, label, key in picked) for key, label in options))


def compared(spec: FieldCard) -> bool:
    """Whether a form tells what it showed of this field: what is one text in its control."""
    return not (spec.collected or spec.type.many or spec.type.widget == "checkbox")


def data_of(card: Card, names: Mapping[str, FieldCard], form: QueryDict) -> dict[str, Any]:
    """What the controls sent, as data for the write door."""
    data: dict[str, Any] = {}
    for name, spec in names.items():
        if spec.type.widget == "checkbox":
            data[name] = form.get(name) == "1"
        elif spec.type.many and spec.choices:
            data[name] = form.getlist(name)
        elif spec.collected and name in form:
            data[name] = [line for line in str(form[name]).splitlines() if line.strip()]
        elif name in form:
            data[name] = form[name]
    return data


def proposed(need: Need, actor: Actor) -> str:
    """What stands in the control of an argument before anything is given."""
    first = need.default(context(actor)) if callable(need.default) else need.default
    return day_typed(first, actor) if isinstance(first, date) else str(first or "")


def argument_of(need: Need, value: str, error: str) -> FormField:
    """The control of one argument of a verb."""
    options = tuple(Choice(choice.key, str(choice.label), choice.key == value) for choice in need.choices)
    widget = need.type.widget
    return FormField(
        name=need.name,
        label=str(need.label),
        control=CONTROLS.get(widget, "text"),
        value=value,
        error=error,
        required=need.required,
        width=6 if widget in WIDE else 3,
        choices=options if need.required or not options else (Choice("", "—", not value), *options),
        url=f"/o/{registry.card(need.target).plural}/options" if need.target else "",
        when=f"{need.when[0]}={' '.join(need.when[1])}" if need.when[0] else "",
    )
