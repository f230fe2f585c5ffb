"""The form of an own field: what an administrator is asked about it."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from enishi.kernel.actor import Actor
from enishi.kernel.card import Card
from enishi.platform.models import FieldDef
from enishi.platform.own.asked import LONGEST_HELP, LONGEST_LABEL, Asked, Option, default_text, targets
from enishi.platform.own.kinds import KINDS, told
from enishi.screens.answer import beside
from enishi.screens.looks import facts
from enishi.screens.page_models.common import Choice
from enishi.screens.page_models.form_page import FormField, FormPart, FormSection, OptionLine

HERE = "/settings/fields"


def name_of(row: FieldDef) -> str:
    """What a field is called, in the language of the reader."""
    return str(told(row.label_ja, row.label_en))


def answers(given: Any) -> Asked:
    """What the form sent."""
    texts = {
        name: given.get(name, "")
        for name in (
            "kind", "key", "target", "label_ja", "label_en", "back_ja", "back_en", "help_ja", "help_en", "default",
        )
    }  # fmt: skip
    lists = [given.getlist(f"options_{part}") for part in ("key", "ja", "en", "tone")]
    scale = given.get("scale", "") or "0"
    return Asked(
        **texts,
        required=given.get("required") == "1",
        alone=given.get("alone") == "1",
        quick=given.get("quick") == "1",
        scale=int(scale) if scale.isascii() and scale.isdigit() and len(scale) < 3 else -1,
        options=tuple(Option(*values) for values in zip(*lists, strict=False)),
    )


def as_it_is(row: FieldDef, actor: Actor) -> Asked:
    """A field as its form shows it."""
    return Asked(
        kind=row.kind,
        key=row.key,
        label_ja=row.label_ja,
        label_en=row.label_en,
        help_ja=row.help_ja,
        help_en=row.help_en,
        required=row.required,
        alone=row.alone,
        quick=row.quick,
        scale=row.scale,
        target=row.target,
        back_ja=row.back_ja,
        back_en=row.back_en,
        default=default_text(row, actor),
        options=tuple(Option(**one) for one in row.options),
    )


def form_of(
    request: HttpRequest,
    actor: Actor,
    card: Card,
    asked: Asked,
    row: FieldDef | None = None,
    wrong: dict[str, str] | None = None,
) -> HttpResponse:
    """The form of a new field, or of `row`, with what was asked and what is wrong with it, by field."""
    wrong = wrong or {}
    title = _("Field of {object}: {field}") if row else _("New field of {object}")
    fields = [*_names(asked, wrong), *_kind_fields(asked, row, wrong), *_wishes(asked, row, wrong)]
    known = {field.name for field in fields}
    part = FormPart(
        title=title.format(object=card.label, field=name_of(row) if row else ""),
        url=f"{HERE}/{row.pk}/edit" if row else f"{HERE}/{card.key}/new",
        sections=(FormSection(tuple(fields)),),
        csrf_token=get_token(request),
        submit_label=_("Save") if row else _("Add a field"),
        seen=(("version", request.POST.get("seen-version", str(row.version))),) if row else (),
        errors=tuple(text for name, text in wrong.items() if name not in known),
    )
    return beside(request, actor, "form.jinja", part, 422 if wrong else 200)


def _names(asked: Asked, wrong: dict[str, str]) -> list[FormField]:
    told_apart = (
        ("label_ja", _("Name in Japanese"), asked.label_ja),
        ("label_en", _("Name in English"), asked.label_en),
    )
    return [
        FormField(name, label, value=value, error=wrong.get(name, ""), width=3, maxlength=LONGEST_LABEL)
        for name, label, value in told_apart
    ]


def _kind_fields(asked: Asked, row: FieldDef | None, wrong: dict[str, str]) -> list[FormField]:
    """Kind and what hangs on it: of a field that is there they are only told."""
    tones = {
        "": pgettext("colour", "Grey"), "good": pgettext("colour", "Green"), "warn": pgettext("colour", "Amber"),
        "bad": pgettext("colour", "Red"), "info": pgettext("colour", "Blue"), "plum": pgettext("colour", "Plum"),
    }  # fmt: skip
    chosen = " ".join(name for name, kind in KINDS.items() if kind.chosen)
    options = FormField(
        "options", _("Choices"), "options", error=wrong.get("options", ""), when="" if row else f"kind={chosen}",
        choices=tuple(Choice(key, label) for key, label in tones.items()),
        lines=tuple(OptionLine(one.key, one.ja, one.en, one.tone) for one in asked.options),
    )  # fmt: skip
    places = FormField(
        "scale", _("Decimals"), "choice", error=wrong.get("scale", ""), width=3, when="kind=number",
        choices=tuple(Choice(str(n), str(n), n == asked.scale) for n in range(7)),
    )  # fmt: skip
    linked = _leads(asked, row, wrong)
    if row:
        hint = _("The kind cannot be changed later, nor can the key.")
        kind = str(KINDS[row.kind].label)
        text = facts(kind, _("{number} decimals").format(number=row.scale)) if row.kind == "number" else kind
        told_only = [
            FormField("kind", _("Kind"), "fixed", row.kind, text, hint, wrong.get("kind", ""), width=3),
            FormField("key", _("Key"), "fixed", row.key, row.key, error=wrong.get("key", ""), width=3),
            FormField("scale", "", "hidden", str(row.scale)),
        ]
        more = [options] if KINDS[row.kind].chosen else linked if row.target else []
        return [*told_only, *more]
    kinds = tuple(Choice(name, str(kind.label), name == asked.kind) for name, kind in KINDS.items())
    return [
        FormField(
            "kind", _("Kind"), "choice", choices=kinds, error=wrong.get("kind", ""), width=3,
            hint=_("The kind cannot be changed later, nor can the key."),
        ),
        FormField(
            "key", _("Key"), value=asked.key, error=wrong.get("key", ""), width=3, maxlength=42,
            hint=_("For the API and files; made from the name when left empty."),
        ),
        places,
        options,
        *linked,
    ]  # fmt: skip


def _leads(asked: Asked, row: FieldDef | None, wrong: dict[str, str]) -> list[FormField]:
    """Where a link leads, and what its records are called there."""
    when = "" if row else f"kind={' '.join(name for name, kind in KINDS.items() if kind.linked)}"
    cards = targets()
    if row:
        there = cards.get(row.target)
        to = [
            FormField("target", _("Leads to"), "fixed", row.target, str(there.label) if there else row.target,
                      error=wrong.get("target", "")),
        ]  # fmt: skip
    else:
        objects = tuple(Choice(key, str(card.label), key == asked.target) for key, card in cards.items())
        to = [FormField("target", _("Leads to"), "choice", choices=objects, error=wrong.get("target", ""), when=when)]
    labels = {"back_ja": _("Tab there in Japanese"), "back_en": _("Tab there in English")}
    return to + [
        FormField(
            name, label, value=getattr(asked, name), error=wrong.get(name, ""), width=3, maxlength=LONGEST_LABEL,
            when=when, hint=_("The linked record lists these under it; empty means the name of the object."),
        )
        for name, label in labels.items()
    ]  # fmt: skip


def _wishes(asked: Asked, row: FieldDef | None, wrong: dict[str, str]) -> list[FormField]:
    may_be_alone = " ".join(name for name, kind in KINDS.items() if kind.alone)
    guides = {"help_ja": _("Entry guide in Japanese"), "help_en": _("Entry guide in English")}
    found = [
        FormField(
            name, label, "long", getattr(asked, name), error=wrong.get(name, ""), width=3, maxlength=LONGEST_HELP,
            hint=_("Stands under the field in every form."),
        )
        for name, label in guides.items()
    ]  # fmt: skip
    filled = " ".join(name for name, kind in KINDS.items() if not kind.linked)
    if row is None or not row.target:
        default = FormField(
            "default", pgettext("field", "Default"), value=asked.default, error=wrong.get("default", ""),
            hint=_("What a new record has at first, written as in a form or file."),
            when="" if row else f"kind={filled}",
        )  # fmt: skip
        found.append(default)
    found += [
        FormField(
            "required", _("Required"), "check", checked=asked.required, error=wrong.get("required", ""),
            hint=_("Asked of new records. Those that lack it can still be changed."),
        ),
        FormField("quick", _("Stands in the short form of a new record"), "check", checked=asked.quick),
    ]  # fmt: skip
    if row is None or KINDS[row.kind].alone:
        alone = FormField(
            "alone", _("No two records may have the same value"), "check", checked=asked.alone,
            error=wrong.get("alone", ""), when="" if row else f"kind={may_be_alone}",
        )  # fmt: skip
        found.append(alone)
    return found
