"""Rights in plain sentences, made from what a role keeps and never written by hand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from functools import reduce
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from enishi.kernel.actor import VERBS, Rights
from enishi.kernel.card import Card
from enishi.kernel.registry import registry
from enishi.platform.people.role_changes import REST, fixed, part
from enishi.screens.looks import inside


def verbs() -> dict[str, str]:
    """The verbs as the heads of columns and in sentences."""
    return {
        "see": pgettext("right", "See"), "create": pgettext("right", "Create"), "edit": pgettext("right", "Edit"),
        "delete": pgettext("right", "Delete"), "export": pgettext("right", "Export"),
        "import": pgettext("right", "Import"),
    }  # fmt: skip


def reaches() -> dict[str, str]:
    """How far a verb goes, narrow to wide."""
    return {
        "none": pgettext("reach", "None"), "own": pgettext("reach", "Own"), "team": pgettext("reach", "Team"),
        "all": pgettext("reach", "All"),
    }  # fmt: skip


def matters() -> list[Card]:
    """The objects whose rights a role sets: no parts, and nothing that the same people may do whatever the role."""
    cards = (card for card in registry.cards.values() if not card.part_of)
    return [card for card in cards if not all(fixed(card, verb) for verb in VERBS)]


def listed(words: Iterable[str]) -> str:
    """Words in a row as a sentence has them."""
    found = list(words)
    if len(found) < 2:
        return "".join(found)
    return _("{first} and {last}").format(first=pgettext("between words", ", ").join(found[:-1]), last=found[-1])


def sentences(rights: Mapping[str, Mapping[str, Any]]) -> list[str]:
    """What a role lets people do: first of everything, then of each object that is different, then hidden fields."""
    rest = part(rights, REST)
    found = _reached(rest, _("records"))
    for card in matters():
        own = part(rights, card.key)
        if any(own.get(verb, "none") != rest.get(verb, "none") for verb in VERBS if not fixed(card, verb)):
            found += _reached(
                {verb: own.get(verb, "none") for verb in VERBS if not fixed(card, verb)}, card.label_plural
            )
    for card in registry.cards.values():
        found += _narrowed(card, part(rights, card.key).get("fields", {}))
    return found


def kept(rights: Rights) -> dict[str, dict[str, Any]]:
    """The sum of somebody's roles as one role would keep it: the rest is what most objects have."""
    reached = Counter(tuple((verb, rights.on(card.key).verb(verb)) for verb in VERBS) for card in matters())
    own = {key: {**own.reach, "fields": dict(own.fields)} for key, own in rights.objects.items()}
    return {**{card.key: {} for card in matters()}, **own, REST: dict(reached.most_common(1)[0][0])}


def summary(rights: Mapping[str, Mapping[str, Any]]) -> str:
    """The sentences in one line."""
    between = pgettext("between sentences", "{first} {next}")
    return reduce(lambda first, then: between.format(first=first, next=then), sentences(rights))


def _reached(own: Mapping[str, Any], what: object) -> list[str]:
    """One sentence for each reach, the widest first."""
    texts = {
        "all": _("Can {verbs} all {objects}."), "team": _("Can {verbs} the team's {objects} and their own."),
        "own": _("Can {verbs} their own {objects}."), "none": _("Cannot {verbs} {objects}."),
    }  # fmt: skip
    found = []
    for reach, text in texts.items():
        names = [inside(label) for verb, label in verbs().items() if own.get(verb, "none") == reach]
        if names:
            found.append(text.format(verbs=listed(names), objects=inside(what)))
    return found


def _narrowed(card: Card, fields: Mapping[str, str]) -> list[str]:
    texts = {
        "none": _("Does not see {fields} of {objects}."), "read": _("Sees {fields} of {objects}, without editing."),
    }  # fmt: skip
    found = []
    for right, text in texts.items():
        names = [
            inside(spec.label) for spec in card.fields.values() if fields.get(spec.name) == right and not spec.system
        ]
        if names:
            found.append(text.format(fields=listed(names), objects=inside(card.label_plural)))
    return found
