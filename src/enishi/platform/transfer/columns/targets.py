"""The fields that a column of a file can go to, made from the cards: own fields, composites, fields of the company."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from django.utils import translation
from django.utils.translation import gettext as _

from enishi.kernel.actor import Actor
from enishi.kernel.card import Card
from enishi.kernel.registry import registry
from enishi.platform.transfer.intake import LANGUAGES, Target, both, intake_of, labels

#: Field type → what the values of a column are judged by, where the two names differ.
KINDS = {"money": "number", "month": "number", "percent": "number", "rating": "number", "multi_choice": "choice"}
NUMBER = "id"
"""The target for the number of a record, by which own exports find their records again."""


def targets_of(card: Card, actor: Actor) -> tuple[Target, ...]:
    """Every field this actor may fill by a file, in the order of the standard list, then of the card."""
    usual = {target.name: target for target in intake_of(card.key).fields}
    own = {target.name: target for target in _own(card, actor)}
    if not usual:
        own = _told(card, own) | {target.name: target for target in _whole(card, actor)}
    found = [_like(own[name], usual[name]) for name in usual if name in own]
    found += [target for name, target in own.items() if name not in usual]
    found += [target for target in usual.values() if _composite(card, actor, target.name)]
    for name, target in usual.items():
        link, dot, field = name.partition(".")
        spec = card.field(link) if dot else None
        if spec is None or not spec.target or not card.edits(actor, link):
            continue
        there = registry.card(spec.target)
        if there.edits(actor, field):
            choices = tuple(choice.key for choice in there.fields[field].choices)
            found.append(replace(target, choices=choices))
    return (*found, _number(card))


def _own(card: Card, actor: Actor) -> Iterator[Target]:
    for spec in card.fields.values():
        if spec.collected or spec.type.name == "file" or not card.edits(actor, spec.name):
            continue
        japanese, english = labels(spec)
        yield Target(
            card.key, spec.name, japanese, english, KINDS.get(spec.type.name, spec.type.name),
            tuple(choice.key for choice in spec.choices),
        )  # fmt: skip


def _told(card: Card, own: dict[str, Target]) -> dict[str, Target]:
    """Links known also by the words with which other files name such a record, unless an own field is called so."""
    taken = frozenset().union(*(target.keys for target in own.values()))
    found, told = dict(own), set()
    for name, target in own.items():
        there = card.fields[name].target
        if there and there not in told:
            told.add(there)
            found[name] = replace(target, synonyms=tuple(sorted(intake_of(there).named - taken)))
    return found


def _whole(card: Card, actor: Actor) -> Iterator[Target]:
    """The address in one column, of an object whose files nobody has described."""
    for name, group in card.groups.items():
        if group.kind == "address" and _composite(card, actor, name):
            yield Target(card.key, name, *both(group.label), kind="address")


def _like(own: Target, usual: Target) -> Target:
    """The card's own field, judged by what files of this kind usually hold."""
    return replace(own, kind=usual.kind, many=usual.many, synonyms=(usual.label_ja, usual.label_en))


def _composite(card: Card, actor: Actor, name: str) -> bool:
    """Whether this is one text for several columns, and the actor may fill the first of them."""
    group = card.groups.get(name.removesuffix("_kana") if name == "full_name_kana" else name)
    return group is not None and card.edits(actor, group.fields[0]) and name not in card.fields


def _number(card: Card) -> Target:
    """Files of earlier versions say "Record number" without the object."""
    found, bare = [], []
    for language in LANGUAGES:
        with translation.override(language):
            found.append(number_header(card))
            bare.append(_("Record number"))
    return Target(card.key, NUMBER, found[0], found[1], "code", synonyms=tuple(bare))


def number_header(card: Card) -> str:
    """What stands above the column of record numbers in an export; it names the object, so that the way back in
    cannot miss it."""
    return _("Record number ({object})").format(object=card.label)


def label_of(card: Card, target: str) -> str:
    """The name of a target in the present language, “Account: Rank” for a field of the company."""
    if target == NUMBER:
        return number_header(card)
    link, dot, rest = target.partition(".")
    spec = card.field(link)
    if dot and spec is not None and spec.target:
        return f"{spec.label}: {label_of(registry.card(spec.target), rest)}"
    if spec is not None:
        return str(spec.label)
    if target == "full_name_kana":
        return _("Name (kana)")
    return str(card.groups[target].label) if target in card.groups else target
