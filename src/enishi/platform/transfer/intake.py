"""What rooms say about files of their objects: the fields that columns usually go to, and the words above them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from django.utils import translation

from enishi.kernel.actor import Actor
from enishi.kernel.card import Card, FieldCard
from enishi.kernel.doors.scope import reach_of
from enishi.kernel.registry import registry
from enishi.platform import memory
from enishi.platform.transfer.texts.headings import NEUTRAL, NEVER, UNDECIDED, header_key, words

LANGUAGES = ("ja", "en")


@dataclass(frozen=True, slots=True)
class Target:
    """A field that a column can go to. `many` takes several columns, `kind` is the name of its field type."""

    object: str
    name: str
    label_ja: str = ""
    label_en: str = ""
    kind: str = "text"
    choices: tuple[str, ...] = ()
    synonyms: tuple[str, ...] = ()
    many: bool = False

    @property
    def keys(self) -> frozenset[str]:
        """Folded words that name this field: its own labels first, then the common vocabulary."""
        return _keys(self)


@lru_cache(maxsize=1000)
def _keys(target: Target) -> frozenset[str]:
    own = (target.label_ja, target.label_en, target.name.replace("_", " "), *target.synonyms)
    return frozenset(filter(None, map(header_key, own))) | intake_of(target.object).words.get(target.name, frozenset())


@dataclass(frozen=True, slots=True)
class Intake:
    """Files of one object: the usual fields in their order, and target name → folded words that mean it.

    Rows name the company they belong to by the field `link`, a record of the object `company`. `person` says that a
    row is somebody with a name of their own; `named` are the words above a column of another file that names such a
    record.
    """

    object: str
    fields: tuple[Target, ...]
    words: Mapping[str, frozenset[str]]
    company: str
    link: str = ""
    person: bool = False
    named: frozenset[str] = frozenset()

    @property
    def is_company(self) -> bool:
        """Whether the rows are companies themselves."""
        return self.object == self.company

    def of_company(self, name: str) -> str:
        """The target for a field of the company, seen from a row."""
        return f"{self.link}.{name}" if self.link else name

    def named_by(self, card: Card) -> str:
        """The field of a row that names a company to be found or made; other links are looked up only."""
        return self.link or next((spec.name for spec in card.fields.values() if spec.target == self.company), "")


_declared: dict[str, Intake] = {}


def declare(*intakes: Intake) -> None:
    """Make objects importable, in the order in which they are tried for a file."""
    _declared.update({intake.object: intake for intake in intakes})
    for cached in (known_words, _keys):
        cached.cache_clear()


def importable(actor: Actor) -> tuple[str, ...]:
    """The objects that this person may bring in by a file, those with a declaration of their own first; none whose
    records come into being through a verb alone."""
    others = [key for key, card in registry.cards.items() if key not in _declared and _by_data(card)]
    return tuple(key for key in (*_declared, *others) if reach_of(registry.card(key), actor, "import") != "none")


def _by_data(card: Card) -> bool:
    return all(spec.writable for spec in card.fields.values() if spec.required)


def usual(object_key: str) -> bool:
    """Whether files of this object were declared."""
    return object_key in _declared


def intake_of(object_key: str) -> Intake:
    """What was declared about an object; of any other one what its own fields say."""
    found = _declared.get(object_key)
    if found is None:
        others = _read().others
        found = others[object_key] = others.get(object_key) or _found(object_key)
    return found


@dataclass(slots=True)
class _Read:
    """What was read from a state of the cards: a workspace names fields and makes some of its own."""

    cards: Mapping[str, Card] | None = None
    others: dict[str, Intake] = field(default_factory=dict)
    labels: frozenset[str] = frozenset()


def _read() -> _Read:
    kept, cards = memory.here().of(_Read), registry.cards
    if kept.cards is not cards:
        kept.cards, kept.others, kept.labels = cards, {}, _labels(cards)
    return kept


def _found(object_key: str) -> Intake:
    card = registry.card(object_key)
    company = next((intake.object for intake in _declared.values() if intake.is_company), "")
    link = next((name for name, spec in card.fields.items() if company and spec.target == company), "")
    named = card.groups.get(card.title)
    return Intake(object_key, (), {}, company, link, person=named is not None and named.kind == "person_name")


def header_words() -> frozenset[str]:
    """These, and what the fields of every object are called in each language."""
    return known_words() | _read().labels


def _labels(cards: Mapping[str, Card]) -> frozenset[str]:
    specs = [spec for card in cards.values() for spec in card.fields.values() if not spec.system]
    return frozenset(header_key(text) for spec in specs for text in labels(spec)) - {""}


def labels(spec: FieldCard) -> tuple[str, str]:
    """The label of a field in Japanese and in English."""
    return both(spec.label)


def both(label: Any) -> tuple[str, str]:
    """A text in Japanese and in English."""
    found = []
    for language in LANGUAGES:
        with translation.override(language):
            found.append(str(label))
    return found[0], found[1]


@lru_cache(maxsize=1)
def known_words() -> frozenset[str]:
    """Every word that is ever a header: what makes a row look like one."""
    declared = (keys for intake in _declared.values() for keys in intake.words.values())
    return frozenset().union(*declared, words(UNDECIDED), words(NEUTRAL), words(NEVER))


def usual_fields(object_key: str, text: str, *, prefix: str = "", only: Iterable[str] = ()) -> tuple[Target, ...]:
    """Fields written as `name kind 日本語 English`, apart by `|` or lines; a `*` at the end takes several columns."""
    found = []
    for entry in text.strip().replace("\n", "|").split("|"):
        name, kind, japanese, *english = entry.split()
        many = english[-1] == "*"
        if not only or name in only:
            label = " ".join(english[:-1] if many else english)
            found.append(Target(object_key, prefix + name, japanese, label, kind, many=many))
    return tuple(found)
