"""From the written tree to resolved nodes and back; whatever it does not know, it refuses with a sentence."""

from __future__ import annotations

import difflib
import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext as _

from enishi.kernel.actor import Actor
from enishi.kernel.card import Card, FieldCard
from enishi.kernel.condition.figures import allowed, base_value, fits, type_of
from enishi.kernel.condition.nodes import FUNCTIONS, Aggregate, All, AnyOf, Function, Node, Not, Path, Some, Test
from enishi.kernel.condition.paths import Finder, unknown
from enishi.kernel.errors import Invalid
from enishi.kernel.fieldtypes.base import FieldType, ValueContext, ValueProblem
from enishi.kernel.fieldtypes.reference import parts
from enishi.kernel.registry import Registry

MAX_TERMS, MAX_DEPTH, MAX_TEXT = 100, 12, 4_000
VALUELESS = ("is_empty", "is_not_empty")


def parse(tree: Any, card: Card, actor: Actor, registry: Registry, ctx: ValueContext) -> Node:
    """Read a condition on this object with the rights of this actor; an empty tree is met by every record.

    Raises `Invalid({"filter": sentence})` for every unknown key, field, operator or value, and for more than 100
    terms. A hidden field, or one on the far side of an object the actor may not see, is refused like an unknown one.
    """
    me = replace(ctx, extra={**ctx.extra, "me": actor.member})
    return _Reader(Finder(actor, registry), me).node(tree, card, 0, 0)


def to_tree(node: Node) -> dict[str, Any]:
    """The node as it is written and stored, with today's names."""
    match node:
        case All(terms=()):
            return {}
        case All(terms=terms):
            return {"all": [to_tree(term) for term in terms]}
        case AnyOf(terms=terms):
            return {"any": [to_tree(term) for term in terms]}
        case Not(term=term):
            return {"not": to_tree(term)}
        case Test():
            return {"field": node.path.text, "op": node.op, **_value(node)}
        case Some():
            return {"some": node.path.text, "where": to_tree(node.where)}
        case Aggregate():
            of = {"of": node.of.name} if node.of else {}
            where = {"where": to_tree(node.where)} if node.where != All() else {}
            return {node.function: node.path.text, **of, **where, "op": node.op, **_value(node)}


def _value(node: Test | Aggregate) -> dict[str, Any]:
    return {} if node.op in VALUELESS else {"value": node.raw}


@dataclass(slots=True)
class _Reader:
    """One pass over one tree; counts what it has read."""

    finder: Finder
    ctx: ValueContext
    terms: int = 0
    groups: int = 0

    def node(self, tree: Any, card: Card, used: int, depth: int) -> Node:
        if depth > MAX_DEPTH:
            raise Invalid(filter=_("The condition is nested too deeply. Write it with fewer groups."))
        if tree is None or tree == {}:
            return All()
        if not isinstance(tree, Mapping):
            raise _shape()
        if "field" in tree:
            return self._test(tree, card, used)
        if "some" in tree:
            return self._some(tree, card, used, depth)
        for function in FUNCTIONS:
            if function in tree:
                return self._aggregate(function, tree, card, used, depth)
        return self._group(tree, card, used, depth)

    def _counted(self) -> None:
        self.terms += 1
        if self.terms > MAX_TERMS:
            raise _too_many()

    def _group(self, tree: Mapping[Any, Any], card: Card, used: int, depth: int) -> Node:
        if len(tree) != 1:
            raise _shape()
        self.groups += 1
        if self.groups > MAX_TERMS:
            raise _too_many()
        ((kind, inside),) = tree.items()
        if kind == "not":
            return Not(self.node(inside, card, used, depth + 1))
        if kind not in ("all", "any") or not isinstance(inside, list):
            raise _shape()
        if kind == "any" and not inside:
            raise Invalid(filter=_("A group of which any term must hold needs a term. Add one, or remove the group."))
        if len(inside) > MAX_TERMS:
            raise _too_many()
        terms = tuple(self.node(term, card, used, depth + 1) for term in inside)
        return All(terms) if kind == "all" else AnyOf(terms)

    def _test(self, tree: Mapping[Any, Any], card: Card, used: int) -> Test:
        self._counted()
        _only(tree, "field", "op", "value")
        path = self.finder.to_field(_text(tree["field"]), card, used)
        spec = path.shown or path.end
        op = _operator(tree.get("op"), spec.operators, spec.label)
        raw, value = self._operand(tree, op, path.end.type, spec)
        if value is not None and path.end.type.anywhere:
            path = replace(path, target=self.finder.registry.cards.get(parts(value)[0]))
        return Test(path, op, raw, value)

    def _some(self, tree: Mapping[Any, Any], card: Card, used: int, depth: int) -> Some:
        self._counted()
        _only(tree, "some", "where")
        path = self.finder.to_rows(_text(tree["some"]), card, used)
        return Some(path, self.node(tree.get("where"), path.card, used + len(path.steps), depth + 1))

    def _aggregate(self, function: Function, tree: Mapping[Any, Any], card: Card, used: int, depth: int) -> Aggregate:
        self._counted()
        _only(tree, function, "of", "where", "op", "value")
        path = self.finder.to_rows(_text(tree[function]), card, used)
        _ordered(path)
        of = self._of(function, tree, path)
        where = self.node(tree.get("where"), path.card, used + len(path.steps), depth + 1)
        label = of.label if of else path.card.label_plural
        op = _operator(tree.get("op"), allowed(function, of), label)
        raw, value = self._operand(tree, op, type_of(function, of), of)
        try:
            stored = base_value(of, value, self.ctx)
        except ValueProblem as problem:
            raise Invalid(filter=f"{label}: {problem.message}") from problem
        return Aggregate(function, path, of, where, op, raw, value, stored)

    def _of(self, function: Function, tree: Mapping[Any, Any], path: Path) -> FieldCard | None:
        if function == "count":
            if "of" in tree:
                raise Invalid(filter=_("“count” counts records and takes no “of”."))
            return None
        actor = self.finder.actor
        known = [spec.name for spec in path.card.readable(actor) if fits(function, spec, path.card)]
        name = _text(tree.get("of"))
        spec = path.card.reads(actor, name)
        if spec is None or not fits(function, spec, path.card):
            raise unknown(path.card, name, known)
        return spec

    def _operand(self, tree: Mapping[Any, Any], op: str, kind: FieldType, spec: FieldCard | None) -> tuple[Any, Any]:
        if op in VALUELESS:
            return None, None
        label = str(spec.label) if spec else ""
        raw = _plain(tree.get("value"), op, bool(spec and spec.companion))
        try:
            value = kind.operand(raw, op, self.ctx)
        except ValueProblem as problem:
            raise Invalid(filter=f"{label}: {problem.message}" if label else problem.message) from problem
        if spec and spec.choices:
            for item in value if isinstance(value, list) else [value]:
                _known_choice(item, spec)
        return raw, value


def _plain(raw: Any, op: str, double: bool) -> Any:
    """Text, numbers and yes/no as they may stand in a condition; `double` values are an object of two of these."""
    if isinstance(raw, list):
        if op not in ("in", "not_in", "between"):
            raise Invalid(filter=_("“{op}” compares with one value, not with a list.").format(op=op))
        return [_single(item, double) for item in raw]
    return _single(raw, double)


def _single(raw: Any, double: bool) -> Any:
    """One value; a linked record given whole becomes its number."""
    if isinstance(raw, Mapping) and double:
        return {key: _scalar(raw.get(key)) for key in ("value", "currency")}
    return _scalar(raw["id"] if isinstance(raw, Mapping) and "id" in raw else raw)


def _scalar(raw: Any) -> Any:
    if isinstance(raw, str):
        return _text(raw)
    if isinstance(raw, int) and abs(raw) >= 2**63:
        raise Invalid(filter=_("The number is too large. Check the digits."))
    if raw is None or isinstance(raw, int) or (isinstance(raw, float) and math.isfinite(raw)):
        return raw
    raise Invalid(filter=_("A value is text, a number, yes or no, or a list of these."))


def _text(raw: Any) -> str:
    """Text that a database can store. Raises `Invalid` for half characters, NUL and what is not text."""
    if not isinstance(raw, str) or len(raw) > MAX_TEXT or "\0" in raw:
        raise _shape()
    try:
        raw.encode()
    except UnicodeEncodeError as problem:
        raise _shape() from problem
    return raw


def _operator(op: Any, known: tuple[str, ...], label: Any) -> str:
    if isinstance(op, str) and op in known:
        return op
    near = difflib.get_close_matches(op[:40], known, n=1) if isinstance(op, str) else []
    if near:
        message = _("{field} cannot be compared with “{op}”. Did you mean “{nearest}”?")
        raise Invalid(filter=message.format(field=label, op=str(op)[:40], nearest=near[0]))
    message = _("{field} cannot be compared with “{op}”. Possible are: {known}.")
    raise Invalid(filter=message.format(field=label, op=_shown(op), known=", ".join(known)))


def _shown(op: Any) -> str:
    return _text(op)[:40] if isinstance(op, str) else ""


def _known_choice(key: Any, spec: FieldCard) -> None:
    keys = key if isinstance(key, list | tuple | set | frozenset) else (key,)
    for one in keys:
        if one is None or spec.choice(one):
            continue
        known = [choice.key for choice in spec.choices]
        near = difflib.get_close_matches(str(one), known, n=1)
        if near:
            message = _("{field} has no choice “{value}”. Did you mean “{nearest}”?")
            raise Invalid(filter=message.format(field=spec.label, value=one, nearest=near[0]))
        message = _("{field} has no choice “{value}”. Possible are: {known}.")
        raise Invalid(filter=message.format(field=spec.label, value=one, known=", ".join(known[:20])))


def _ordered(path: Path) -> None:
    """A link behind a relation to many would count the same record several times."""
    seen = False
    for step in path.steps:
        if seen and not step.many:
            message = _("“{name}” would count the same record several times. End the path before “{step}”.")
            raise Invalid(filter=message.format(name=path.text, step=step.name))
        seen = seen or step.many


def _only(tree: Mapping[Any, Any], *known: str) -> None:
    for key in tree:
        if key not in known:
            near = difflib.get_close_matches(key, known, n=1) if isinstance(key, str) else []
            if near:
                message = _("A condition has no part “{name}”. Did you mean “{nearest}”?")
                raise Invalid(filter=message.format(name=_text(key)[:40], nearest=near[0]))
            raise _shape()


def _shape() -> Invalid:
    return Invalid(
        filter=_(
            "This is not a condition. Write a field, an operator and a value, or put several of them"
            " into “all”, “any” or “not”."
        )
    )


def _too_many() -> Invalid:
    return Invalid(filter=_("A condition has at most {number} terms. Split it.").format(number=MAX_TERMS))
