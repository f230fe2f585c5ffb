"""What an administrator may ask of a field: every answer checked, each refusal says what to do."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from enishi.kernel.actor import Actor
from enishi.kernel.card import Card
from enishi.kernel.doors.read import context
from enishi.kernel.errors import Invalid
from enishi.kernel.fieldtypes.base import ValueProblem
from enishi.kernel.fieldtypes.choice import LANGUAGES
from enishi.kernel.fieldtypes.japan.romaji import romaji
from enishi.kernel.registry import field_of, registry
from enishi.kernel.text import fold
from enishi.platform.models import FieldDef
from enishi.platform.own.kinds import KINDS, column_of

LONGEST_LABEL, LONGEST_HELP, MOST_CHOICES, MOST_FIELDS = 60, 500, 200, 200
TONES = ("", "good", "warn", "bad", "info", "plum")
#: What a name may not end with: columns that stand beside a value have names of theirs.
BESIDE = ("_fold", "_currency", "_base")


@dataclass(frozen=True, slots=True)
class Option:
    """One choice: what is stored, what it is called, the tone of its badge. A new one has no key yet."""

    key: str = ""
    ja: str = ""
    en: str = ""
    tone: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """A field as an administrator describes it. `default` is text as a person types it; `key` counts for a new field
    only, and is proposed from the label where it is empty. A link leads to `target`, on whose page its records are
    called `back`."""

    kind: str = "text"
    label_ja: str = ""
    label_en: str = ""
    key: str = ""
    help_ja: str = ""
    help_en: str = ""
    required: bool = False
    alone: bool = False
    quick: bool = True
    scale: int = 0
    target: str = ""
    back_ja: str = ""
    back_en: str = ""
    default: str = ""
    options: Sequence[Option] = ()


def checked(card: Card, asked: Asked, row: FieldDef, actor: Actor) -> FieldDef:
    """The row, not yet stored, with what was asked. Raises `Invalid` with all that is wrong, by field."""
    asked = _tidy(asked)
    wrong = dict(_labels(card, asked, row))
    if asked.kind not in KINDS:
        raise Invalid(wrong, kind=_("Choose one of the list."))
    kind = KINDS[asked.kind]
    if not 0 <= asked.scale <= 6:
        wrong["scale"] = _("Enter a number of decimals from 0 to 6.")
    options = asked.options if kind.chosen else ()
    if kind.chosen and (problem := _options_problem(options)):
        wrong["options"] = problem
    if kind.linked and asked.target not in targets():
        wrong["target"] = _("Choose the object that it leads to.")
    if wrong:
        raise Invalid(wrong)
    row.target, row.back_ja, row.back_en = (asked.target, asked.back_ja, asked.back_en) if kind.linked else ("", "", "")
    row.kind, row.label_ja, row.label_en = asked.kind, asked.label_ja, asked.label_en
    row.help_ja, row.help_en = asked.help_ja, asked.help_en
    row.required, row.alone = asked.required, asked.alone and kind.alone
    row.quick = asked.quick
    row.scale = asked.scale if asked.kind == "number" else 0
    row.options = _keyed(options, {one["key"] for one in row.options})
    row.default = _default(asked, row, actor)
    return row


def targets() -> dict[str, Card]:
    """The objects that a link can lead to, by key: what has a list of its own, and colleagues."""
    listed = {card.key: card for card in registry.cards.values() if card.menu}
    return {**listed, "member": registry.card("member")}


def key_for(key: str, labels: Sequence[str], taken: set[str], otherwise: str) -> str:
    """The name of a new field or object: the one asked for, else made of the first label that gives one. Raises
    `Invalid` for one that cannot be."""
    wished = key.strip().lower().removeprefix("x_")
    if wished:
        name = f"x_{wished}"
        if not re.fullmatch("[a-z0-9][a-z0-9_]{0,39}", wished) or name.endswith(BESIDE):
            text = _(
                "Use up to 40 small letters, digits and _ for the key, such as renewal_date; not {endings} at its end."
            )
            raise Invalid(key=text.format(endings=" ".join(BESIDE)))
        if name in taken:
            text = _("The key “{key}” is taken, maybe by what is archived. A key is never used twice: choose another.")
            raise Invalid(key=text.format(key=name))
        return name
    proposed = next((slug for label in labels if (slug := slug_of(label))), otherwise)
    names = (f"x_{proposed}" if n == 1 else f"x_{proposed}_{n}" for n in range(1, len(taken) + 2))
    return next(name for name in names if name not in taken)


def slug_of(label: str) -> str:
    """Small letters, digits and _ of a label in Latin letters or kana; empty where it has others."""
    spelled = next(iter(romaji(label)), "")
    plain = unicodedata.normalize("NFD", spelled).encode("ascii", "ignore").decode()
    if not all(char.isascii() or unicodedata.category(char) == "Mn" for char in unicodedata.normalize("NFD", spelled)):
        return ""
    slug = re.sub("[^a-z0-9]+", "_", plain.lower())[:40].strip("_")
    return f"{slug}_value" if slug.endswith(tuple(end[1:] for end in BESIDE)) else slug


def _tidy(asked: Asked) -> Asked:
    """Without blanks and control characters around and in the texts, and without choices left empty."""
    options = [replace(one, ja=line(one.ja), en=line(one.en)) for one in asked.options]
    return replace(
        asked,
        label_ja=line(asked.label_ja),
        label_en=line(asked.label_en),
        back_ja=line(asked.back_ja),
        back_en=line(asked.back_en),
        help_ja=line(asked.help_ja),
        help_en=line(asked.help_en),
        options=[one for one in options if one.key or one.ja or one.en],
    )


def line(text: str) -> str:
    """A text without control characters, and with single blanks between words."""
    plain = "".join(" " if unicodedata.category(char) in ("Cc", "Cs") else char for char in text)
    return " ".join(unicodedata.normalize("NFC", plain).split())


def _labels(card: Card, asked: Asked, row: FieldDef) -> Any:
    if not asked.label_ja and not asked.label_en:
        yield "label_ja", _("Say what the field is called, in one language at least.")
    names = _called(card, row.key)
    for name in ("label_ja", "label_en", "back_ja", "back_en"):
        label = getattr(asked, name)
        if len(label) > LONGEST_LABEL:
            yield name, _("Shorten the name to {most} characters.").format(most=LONGEST_LABEL)
        elif label and name.startswith("label") and fold(label) in names:
            yield (
                name,
                _("{object} has a field “{label}” already. Choose another name.").format(
                    object=card.label, label=label
                ),
            )
    for name in ("help_ja", "help_en"):
        if len(getattr(asked, name)) > LONGEST_HELP:
            yield name, _("Shorten the guide to {most} characters.").format(most=LONGEST_HELP)


def _called(card: Card, but: str) -> set[str]:
    """What the other fields of the object are called in any language, archived ones too."""
    found = set()
    for language in LANGUAGES:
        with translation.override(language):
            found |= {fold(str(spec.label)) for spec in card.fields.values() if spec.name != but}
            found |= {fold(str(group.label)) for group in card.groups.values()}
    return found


def _options_problem(options: Sequence[Option]) -> str:
    if not options:
        return _("Enter one choice at least.")
    if len(options) > MOST_CHOICES:
        text = _("{number} choices are too many; {most} are the most. For a longer list make a text field.")
        return text.format(number=f"{len(options):,}", most=MOST_CHOICES)
    seen: set[str] = set()
    for one in options:
        labels = {fold(label) for label in (one.ja, one.en) if label}
        shown = one.ja or one.en
        if not labels:
            return _("Every choice needs a name in one language at least.")
        if max(map(len, (one.ja, one.en))) > LONGEST_LABEL:
            return _("Shorten “{label}…” to {most} characters.").format(label=shown[:20], most=LONGEST_LABEL)
        if labels & seen:
            return _("“{label}” is there twice. Give each choice a name of its own.").format(label=shown)
        if one.tone not in TONES:
            return _("Choose one of the colours.")
        seen |= labels
    return ""


def _keyed(options: Sequence[Option], known: set[str]) -> list[dict[str, str]]:
    """The choices as they are stored: those that were there keep their keys, new ones get one."""
    used, found = set(known), []
    for one in options:
        key = one.key if one.key in known else ""
        if not key:
            slug = slug_of(one.en) or slug_of(one.ja) or "choice"
            key = next(k for n in range(1, len(used) + 2) if (k := slug if n == 1 else f"{slug}_{n}") not in used)
            used.add(key)
        found.append({"key": key, "ja": one.ja, "en": one.en, "tone": one.tone})
    return found


def _default(asked: Asked, row: FieldDef, actor: Actor) -> Any:
    """The default as the API gives it. Raises `Invalid` for text that the field would refuse."""
    if not asked.default.strip() or row.target:
        return None
    if row.alone:
        raise Invalid(default=_("A value that only one record may have cannot be filled in for all. Leave it empty."))
    spec = _spec(row)
    try:
        return spec.type.to_json(spec.type.parse(asked.default, context(actor)))
    except ValueProblem as problem:
        raise Invalid(default=str(problem.message)) from problem


def _spec(row: FieldDef) -> Any:
    column = column_of(row)
    column.set_attributes_from_name(row.key or "x_new")
    return field_of(column)


def default_text(row: FieldDef, actor: Actor) -> str:
    """The default as a person types it."""
    if row.default is None:
        return ""
    spec = _spec(row)
    try:
        return str(spec.type.export(spec.type.clean(row.default, context(actor))))
    except ValueProblem:
        return ""
