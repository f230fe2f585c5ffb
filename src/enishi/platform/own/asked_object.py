"""What an administrator may ask of an object: every answer checked, each refusal says what to do."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields

from django.utils import translation
from django.utils.translation import gettext as _

from enishi.kernel.errors import Invalid
from enishi.kernel.fieldtypes.choice import LANGUAGES
from enishi.kernel.registry import registry
from enishi.kernel.text import fold
from enishi.platform.models import ObjectDef
from enishi.platform.own.asked import LONGEST_LABEL, line

ICONS = (
    "file-text", "folder", "briefcase", "building-2", "factory", "house", "package", "layers", "clipboard",
    "calendar-check", "target", "flag", "award", "handshake", "id-card", "key", "map-pin", "japanese-yen", "settings",
    "book-open",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class AskedObject:
    """An object as an administrator describes it. `key` counts for a new one only, and so does `closed`: at first only
    administrators see its records, until a role says more."""

    label_ja: str = ""
    label_en: str = ""
    plural_en: str = ""
    key: str = ""
    title_ja: str = ""
    title_en: str = ""
    icon: str = ICONS[0]
    timeline: bool = True
    closed: bool = False


#: What of a row is a text that an administrator wrote.
TEXTS = ("label_ja", "label_en", "plural_en", "title_ja", "title_en")


def checked(row: ObjectDef, asked: AskedObject) -> None:
    """Put what was asked on the row. Raises `Invalid` with all that is wrong, by field."""
    texts = {name: line(getattr(asked, name)) for name in TEXTS}
    wrong = dict(_problems(row.key, texts))
    if asked.icon not in ICONS:
        wrong["icon"] = _("Choose one of the list.")
    if wrong:
        raise Invalid(wrong)
    for name, text in texts.items():
        setattr(row, name, text)
    row.icon, row.timeline = asked.icon, asked.timeline


def _problems(key: str, texts: dict[str, str]) -> Iterator[tuple[str, str]]:
    if not texts["label_ja"] and not texts["label_en"]:
        yield "label_ja", _("Say what the object is called, in one language at least.")
    others = _called(key)
    for name, text in texts.items():
        if len(text) > LONGEST_LABEL:
            yield name, _("Shorten the name to {most} characters.").format(most=LONGEST_LABEL)
        elif text and not name.startswith("title") and fold(text) in others:
            yield name, _("There is an object “{label}” already. Choose another name.").format(label=text)


def _called(but: str) -> set[str]:
    """What all other objects are called in any language, one and many, archived ones too."""
    found = set()
    for language in LANGUAGES:
        with translation.override(language):
            for card in registry.cards.values():
                if card.key != but:
                    found |= {fold(str(card.label)), fold(str(card.label_plural))}
    return found


def asked_of(row: ObjectDef) -> AskedObject:
    """An object as its form shows it."""
    return AskedObject(**{one.name: getattr(row, one.name) for one in fields(AskedObject) if one.name != "closed"})
