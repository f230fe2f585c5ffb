"""Data on its way in: every field cleaned by its type, every refusal a sentence at its field."""

from __future__ import annotations

from collections.abc import Container, Mapping
from typing import Any

from django.utils.translation import gettext as _

from enishi.kernel.actor import Actor
from enishi.kernel.card import Card, FieldCard
from enishi.kernel.doors.check import same
from enishi.kernel.doors.names import unknown_field
from enishi.kernel.errors import Invalid
from enishi.kernel.fieldtypes.base import ValueContext, ValueProblem

LIST_LIMIT = 50
#: Names that do not exist are told one by one up to here; each costs a search for the nearest one.
PROBLEM_LIMIT = 50


def settable(card: Card, actor: Actor) -> Mapping[str, FieldCard]:
    """The fields this actor may set through data, by name; worked out once for a chunk."""
    return {spec.name: spec for spec in card.readable(actor) if card.edits(actor, spec.name)}


class Cleaner:
    """Cleans the data of one chunk. A text that came before in the same field is not read again: in a file every
    third row says 東京都."""

    def __init__(self, card: Card, actor: Actor, ctx: ValueContext) -> None:
        self.card, self.actor, self.ctx = card, actor, ctx
        self.allowed = settable(card, actor)
        self.alone = {name: s.column for name, s in self.allowed.items() if not (s.companion or s.collected)}
        self._known: dict[tuple[str, str], str] = {}

    def __call__(self, data: Mapping[str, Any], record: Any, new: bool, clean: Container[str]) -> dict[str, Any]:
        """Clean data but for what is `clean`, put scalars on the record, give all clean values; tell every bad field.

        A field that nobody may set through data (computed, system, the owner without the right to assign) is ignored
        when it carries the stored value, so that what was read can be sent back; with another value it is refused.
        """
        problems: dict[str, str] = {}
        given: dict[str, Any] = {}
        held = vars(record)
        for name, raw in data.items():
            if name in clean and name in self.alone:
                held[self.alone[name]] = given[name] = raw
                continue
            spec = self.allowed.get(name) or self.card.reads(self.actor, name)
            if spec is None:
                problems.update(_unknown(self.card, self.actor, name, record, raw, new))
                if len(problems) > PROBLEM_LIMIT:
                    break
                continue
            if spec.name not in self.allowed:
                if spec.collected or not same(spec, raw, spec.of(record), self.ctx):
                    problems[name] = _("“{field}” cannot be changed here.").format(field=spec.label)
                continue
            try:
                given[spec.name] = _list(spec, raw, self.ctx) if spec.collected else self._scalar(spec, raw, record)
            except ValueProblem as problem:
                problems[name] = str(problem.message)
        if problems:
            raise Invalid(problems)
        return given

    def _scalar(self, spec: FieldCard, raw: Any, record: Any) -> Any:
        if type(raw) is not str:
            return _scalar(spec, raw, record, self.ctx)
        known = self._known.get((spec.name, raw))
        if known is not None:
            spec.put(record, known)
            return known
        value = _scalar(spec, raw, record, self.ctx)
        if type(value) is str:
            self._known[(spec.name, raw)] = value
        return value


def put_back(card: Card, actor: Actor, data: Mapping[str, Any], record: Any, ctx: ValueContext) -> dict[str, Any]:
    """Values of the audit on the record again. Hidden and read-only fields of the actor are refused; what only a verb
    or the door sets may be given back by whoever may do the verb."""
    problems: dict[str, str] = {}
    given: dict[str, Any] = {}
    for name, raw in data.items():
        spec = card.reads(actor, name)
        if spec is None or spec.computed or not actor.rights.edits(card.key, spec.name):
            problems[name] = _("“{field}” cannot be changed here.").format(field=spec.label if spec else name)
            continue
        try:
            given[name] = _list(spec, raw or [], ctx) if spec.collected else _scalar(spec, raw, record, ctx)
        except ValueProblem as problem:
            problems[name] = str(problem.message)
    if problems:
        raise Invalid(problems)
    return given


def _scalar(spec: FieldCard, raw: Any, record: Any, ctx: ValueContext) -> Any:
    value = spec.type.clean(raw, ctx)
    if spec.required and value is None:
        raise ValueProblem("required", _("Enter “{field}”.").format(field=spec.label))
    spec.put(record, value)
    return value


def _list(spec: FieldCard, raw: Any, ctx: ValueContext) -> list[Any]:
    if not isinstance(raw, list) or len(raw) > LIST_LIMIT:
        text = _("“{field}” is a list of at most {limit} values.")
        raise ValueProblem("list", text.format(field=spec.label, limit=LIST_LIMIT))
    values = [spec.type.clean(item, ctx) for item in raw]
    return list(dict.fromkeys(value for value in values if value is not None))


def _unknown(card: Card, actor: Actor, name: str, record: Any, raw: Any, new: bool) -> dict[str, str]:
    """`id` and `version` may be sent back as they were read; anything else unknown is refused."""
    if name in ("id", "version") and not new and raw == getattr(record, name):
        return {}
    return unknown_field(card, actor, name, name).fields
