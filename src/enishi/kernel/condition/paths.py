"""Finding what a dotted name means for one actor: hidden and unknown names are refused with the same words."""

from __future__ import annotations

import difflib
from dataclasses import dataclass

from django.utils.translation import gettext as _

from enishi.kernel.actor import Actor
from enishi.kernel.card import Card, FieldCard
from enishi.kernel.condition.nodes import Path, Step
from enishi.kernel.errors import Invalid
from enishi.kernel.registry import Registry

MAX_RELATIONS = 3
MAX_NAME = 200


@dataclass(frozen=True, slots=True)
class Finder:
    """Resolves paths with the rights of one actor."""

    actor: Actor
    registry: Registry

    def sees(self, card: Card) -> bool:
        """Whether any row of the object can be in the actor's sight; parts follow the record they belong to."""
        while card.part_of:
            card = self.registry.card(card.fields[card.part_of].target)
        return card.access.reach(self.actor, card.key, "see") != "none"

    def to_field(self, text: str, origin: Card, used: int = 0) -> Path:
        """The path to a field. Raises `Invalid` when a name on the way is unknown or hidden."""
        *way, last = _names(text, origin)
        steps = self._steps(way, origin, used)
        card = steps[-1].card if steps else origin
        spec = card.reads(self.actor, last)
        if spec is None:
            raise unknown(card, last, self._fields(card))
        if spec.collected:
            return self._collected(origin, steps, card, spec, used)
        return Path(_joined(steps, spec.name), origin, tuple(steps), spec, target=self._target(spec))

    def to_rows(self, text: str, origin: Card, used: int = 0) -> Path:
        """The path to related rows: it ends in a relation to many, or passes one."""
        steps = self._steps(_names(text, origin), origin, used)
        path = Path(_joined(steps), origin, tuple(steps))
        if not path.many:
            message = _("“{name}” leads to one record. Compare its fields by path instead, such as “{name}.{field}”.")
            raise Invalid(filter=message.format(name=path.text, field=next(iter(self._fields(path.card)), "id")))
        return path

    def _steps(self, names: list[str], origin: Card, used: int) -> list[Step]:
        if used + len(names) > MAX_RELATIONS:
            raise too_far()
        steps: list[Step] = []
        card = origin
        for name in names:
            step = self.step(card, name)
            if step is None:
                raise unknown(card, name, self.ways(card))
            steps.append(step)
            card = step.card
        return steps

    def step(self, card: Card, name: str) -> Step | None:
        """The way to another object, or None when there is none, or none that the actor may go."""
        spec = card.reads(self.actor, name)
        if spec is not None and spec.target and not spec.collected:
            target = self.registry.card(spec.target)
            return Step(spec.name, target, link=spec) if self.sees(target) else None
        relation = card.relations.get(card.renamed.get(name, name))
        if relation is None:
            return None
        target = self.registry.card(relation.target)
        if not self.sees(target) or target.reads(self.actor, relation.link) is None:
            return None
        return Step(relation.name, target, relation=relation)

    def ways(self, card: Card) -> list[str]:
        """Names by which the actor gets from this object to others."""
        names = [*(s.name for s in card.readable(self.actor) if s.target), *card.relations]
        return [name for name in names if self.step(card, name)]

    def _fields(self, card: Card) -> list[str]:
        """Names of the fields that the actor may ask."""
        return [spec.name for spec in card.readable(self.actor) if not spec.collected or self._inside(card, spec)]

    def _inside(self, card: Card, spec: FieldCard) -> tuple[Step, FieldCard] | None:
        """Where the values of a list-valued field live, if the actor may read them there."""
        assert spec.collected is not None
        step = self.step(card, spec.collected.relation)
        inner = step.card.reads(self.actor, spec.collected.field) if step else None
        return (step, inner) if step and inner else None

    def _collected(self, origin: Card, steps: list[Step], card: Card, spec: FieldCard, used: int) -> Path:
        assert spec.collected is not None
        if used + len(steps) + 1 > MAX_RELATIONS:
            raise too_far()
        found = self._inside(card, spec)
        if found is None:
            raise unknown(card, spec.name, self._fields(card))
        step, inner = found
        text = _joined(steps, spec.name)
        return Path(text, origin, (*steps, step), inner, tuple(spec.collected.where.items()), spec, self._target(inner))

    def _target(self, spec: FieldCard) -> Card | None:
        return self.registry.card(spec.target) if spec.target else None


def unknown(card: Card, name: str, known: list[str]) -> Invalid:
    """The refusal of a name, with the nearest one that the actor may use."""
    found = difflib.get_close_matches(name[:MAX_NAME], known, n=1)
    if found:
        message = _("{object} has no field “{name}”. Did you mean “{nearest}”?")
        return Invalid(filter=message.format(object=card.label, name=name[:MAX_NAME], nearest=found[0]))
    return Invalid(filter=_("{object} has no field “{name}”.").format(object=card.label, name=name[:MAX_NAME]))


def too_far() -> Invalid:
    message = _("A condition goes through at most {number} relations. Begin it at a nearer object.")
    return Invalid(filter=message.format(number=MAX_RELATIONS))


def _names(text: str, origin: Card) -> list[str]:
    if len(text) > MAX_NAME:
        raise unknown(origin, text, [])
    names = text.split(".")
    if len(names) > MAX_RELATIONS + 1:
        raise too_far()
    return names


def _joined(steps: list[Step], *last: str) -> str:
    return ".".join((*(step.name for step in steps), *last))
