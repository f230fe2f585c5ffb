"""The one list of all objects: filled while the rooms load, resolved and frozen once before anything is served."""

from __future__ import annotations

import difflib
import inspect
from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cache
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from enishi.kernel.card import Card, FieldCard, Group, Relation
from enishi.kernel.contribution import SUBJECTS, Contribution
from enishi.kernel.event import ALWAYS, Event
from enishi.kernel.fieldtypes.column import Column
from enishi.kernel.object import Object, Related, Section
from enishi.kernel.ports import Overlay

#: Names every object is ordered by without their being fields.
KEYS = ("id", "sort_key")
#: What a card takes over from its declaration as it stands there.
AS_DECLARED = (
    "icon", "title", "subtitle", "search", "board", "calendar", "access", "upkeep", "renamed", "menu", "timeline",
    "yearly", "beside", "open_work", "part_of", "key_letter", "badges", "personal", "fixed", "ends",
)  # fmt: skip


class DeclarationError(Exception):
    """A declaration names something that does not exist; says file, line and the nearest right name."""


class Registry:
    """Objects and contributions by name. `freeze` resolves every name or stops the start.

    From then on everybody gets cards as the workspace has them: with its `overlay`, bound at start-up.
    """

    def __init__(self) -> None:
        self.overlay: Overlay | None = None
        self._declared: list[type[Object]] = []
        self._contributed: list[type[Contribution]] = []
        self._events: list[Event] = []
        self.places: dict[str, dict[str, object]] = {}  # by what they are on, each with what is given there
        self.bare: dict[str, Card] = {}  # as code says, for tests that run over all objects

    def add(self, *declarations: type[Object] | type[Contribution] | Event) -> None:
        for declaration in declarations:
            if isinstance(declaration, Event):
                self._events.append(declaration)
            elif issubclass(declaration, Object):
                self._declared.append(declaration)
            else:
                self._contributed.append(declaration)

    def place(self, name: str, returns: object, on: str = SUBJECTS) -> None:
        """Where contributions are shown, said by whoever shows them: on the page of a record, or `on` another thing."""
        self.places.setdefault(on, {})[name] = returns

    def freeze(self) -> None:
        """Resolve all cards. Raises `DeclarationError` at the first name that does not exist."""
        cards = {key_of(d): self._resolve(d) for d in self._declared}
        self._contributed.sort(key=lambda c: c.order)
        for contribution in self._contributed:
            _check_place(contribution, {**self.places, **dict.fromkeys(cards, self.places.get(SUBJECTS, {}))})
            if contribution.related or contribution.actions:
                cards[contribution.to] = _extended(contribution, cards)
        for card in cards.values():
            _check(card, cards)
            _check_table(card, cards)
            _check_verbs(card, {event.name for event in self._events})
        self.bare = {key: replace(card, personal=_is_personal(card, cards)) for key, card in cards.items()}

    def _resolve(self, declaration: type[Object]) -> Card:
        fields = self._fields(declaration)
        groups = {group.name: group for group in declaration.groups}
        relations = self._relations(declaration)
        columns = declaration.columns or (declaration.title,)
        page = declaration.page or _default_page(fields, relations)
        return Card(
            key=key_of(declaration),
            plural=plural_of(declaration),
            label=called(declaration)[0],
            label_plural=called(declaration)[1],
            model=declaration.model,
            declaration=declaration,
            fields=fields,
            relations=relations,
            groups=groups,
            columns=columns,
            filters=declaration.filters or tuple(c for c in columns if c in fields),
            sort=declaration.sort or "sort_key",
            page=page,
            quick=declaration.quick or _default_quick(declaration, groups, fields),
            match=tuple(item if isinstance(item, tuple) else (item,) for item in declaration.match),
            actions={action.verb: action for action in declaration.actions},
            follows={**beside_amounts(key_of(declaration), fields), **declaration.follows},
            **{name: getattr(declaration, name) for name in AS_DECLARED},
        )

    def _fields(self, declaration: type[Object]) -> dict[str, FieldCard]:
        found: dict[str, FieldCard] = {}
        for column in declaration.model._meta.concrete_fields:
            if (
                isinstance(column, Column)
                and hasattr(column, "field_type")
                and column.name not in (*declaration.hidden, *declaration.fixed)
            ):
                found[column.name] = field_of(column, self._target(column, declaration))
        return found | {spec.name: spec for spec in declaration.collected}

    def _target(self, column: models.Field[Any, Any], source: type[Object]) -> str:
        """The object that a link leads to; within a table of several the one it is of."""
        of = column.remote_field.model if column.remote_field else None
        found = [source] if of is source.model else [d for d in self._declared if d.model is of]
        if len(found) > 1:
            raise DeclarationError(f"{_written_at(source)}: “{column.name}” leads to a table of several objects.")
        return key_of(found[0]) if found else ""

    def _relations(self, declaration: type[Object]) -> dict[str, Relation]:
        """What leads here; of several objects in one table each under a name of its own, such as `sites_vans`."""
        found = {}
        for other in self._declared:
            for column in other.model._meta.concrete_fields:
                name = column.remote_field.related_name if column.remote_field else ""
                if name and not name.endswith("+") and self._target(column, other) == key_of(declaration):
                    name = f"{name}_{plural_of(other)}" if other.fixed else name
                    label = getattr(column, "back", "") or called(other)[1]
                    found[name] = Relation(name, label, key_of(other), column.name, column.attname)
        return found

    def card(self, key: str) -> Card:
        return self.cards[key]

    def find(self, name: str) -> Card | None:
        """By key or plural: `contact`, `contacts`."""
        cards = self.cards
        return cards.get(name) or next((card for card in cards.values() if card.plural == name), None)

    def of(self, record: models.Model) -> Card:
        """The card of a row; of several objects in one table the one whose fixed columns it has."""
        cards = (card for card in self.cards.values() if card.model is type(record))
        return next(card for card in cards if card.fixed.items() <= vars(record).items())

    @property
    def cards(self) -> Mapping[str, Card]:
        return self.overlay.cards(self.bare) if self.overlay else self.bare

    @property
    def events(self) -> Mapping[str, str]:
        """Every event there is by its name, with what it means; "" for those of any object."""
        of_any = {card.event(what): "" for card in self.cards.values() for what in ALWAYS}
        return of_any | {event.name: event.means for event in self._events}

    def contributions(self, key: str, place: str) -> Iterable[type[Contribution]]:
        """What rooms add to this place of an object's page, in their declared order. The `to` of each is the object."""
        about = SUBJECTS if key in self.cards and self.cards[key].timeline else key
        added = (c for c in self._contributed if c.place == place and c.to in (key, about))
        return [c if c.to == key else _of_subject(c, key) for c in added]  # type: ignore[arg-type]


def field_of(column: Column, target: str = "") -> FieldCard:
    """What a column is to everybody; `target` is the object that it leads to."""
    return FieldCard(
        name=column.name, type=column.field_type, label=column.verbose_name, help=column.help_text,
        column=column.attname, required=column.required, unique=column.alone,
        choices=column.options, target=target, folded=column.folded,
        computed=column.computed, system=column.system, companion=getattr(column, "companion", ""),
    )  # fmt: skip


@cache
def _of_subject(kind: Any, key: str) -> Any:
    """What is added to every subject, as it is of this one."""
    return type(kind.__name__, (kind,), {"to": key})


def key_of(declaration: type[Object]) -> str:
    return declaration.key or declaration.model.__name__.lower()


def plural_of(declaration: type[Object]) -> str:
    return declaration.plural or f"{key_of(declaration)}s"


def called(declaration: type[Object]) -> tuple[Any, ...]:
    """What one and many are called."""
    meta = declaration.model._meta
    return declaration.called or (meta.verbose_name, meta.verbose_name_plural)


def _default_page(fields: Mapping[str, FieldCard], relations: Mapping[str, Relation]) -> tuple[Section | Related, ...]:
    shown = tuple(name for name, spec in fields.items() if spec.writable)
    return (Section("details", *shown, label=_("Details")), Related(*relations))


def beside_amounts(key: str, fields: Mapping[str, FieldCard]) -> dict[str, tuple[str, ...]]:
    """The columns beside an amount: whoever may not see it sees neither."""
    money = [spec for spec in fields.values() if spec.companion]
    return {name: (f"{key}.{s.name}",) for s in money for name in (s.companion, f"{s.name}_base")}


def _default_quick(
    declaration: type[Object], groups: Mapping[str, Group], fields: Mapping[str, FieldCard]
) -> tuple[str, ...]:
    title = groups[declaration.title].fields if declaration.title in groups else (declaration.title,)
    more = tuple(name for name, spec in fields.items() if spec.required and name not in title)
    return (*title, *more)


def _check(card: Card, cards: Mapping[str, Card]) -> None:
    """Every name in the declaration exists, here or along a path through links."""
    written = (name for action in card.actions.values() for name in action.writes)
    for name in (*_named(card), *(key for keys in card.match for key in keys), *written):
        if not _exists(name.removeprefix("-"), card, cards):
            raise DeclarationError(_complaint(card, name))
    for name in (name for others in card.follows.values() for name in others):
        key, _dot, field = name.partition(".")
        if key not in cards or field not in cards[key].fields:
            raise DeclarationError(_complaint(card, name))
    for part in (part for part in card.page if isinstance(part, Related)):
        _check_related(part, card, cards, card.declaration)


def _check_table(card: Card, cards: Mapping[str, Card]) -> None:
    """Objects in one table differ in the same columns, and nothing is unique across them."""
    others = [other.fixed for other in cards.values() if other.model is card.model and other is not card]
    apart = all(fixed.keys() == card.fixed.keys() and fixed != card.fixed for fixed in others)
    alone = [set(c.fields) for c in card.model._meta.constraints if isinstance(c, models.UniqueConstraint) and c.fields]
    known = {column.name for column in card.model._meta.concrete_fields}
    if not (apart and all(card.fixed.keys() <= names for names in (known, *alone))):
        text = "“fixed” must name columns of the model that tell its objects apart and are in each unique constraint."
        raise DeclarationError(f"{_written_at(card.declaration)}: {text}")


def _check_verbs(card: Card, known: set[str]) -> None:
    """Every event that a verb emits is declared; what it asks at times hangs on choices of what it asks before."""
    for action in card.actions.values():
        if action.event and action.event not in known:
            near = difflib.get_close_matches(action.event, known, n=1)
            hint = f" Did you mean “{near[0]}”?" if near else ""
            name = f"{_written_at(card.declaration)}: {action.__name__}"
            raise DeclarationError(f"{name} emits “{action.event}”, which is no event.{hint}")
        for place, need in enumerate(action.needs):
            answers = {(one.name, choice.key) for one in action.needs[:place] for choice in one.choices}
            if not {(need.when[0], key) for key in need.when[1]} <= answers:
                raise DeclarationError(f"{action.__name__}: “{need.name}” is asked when no earlier need can say so.")


def _extended(source: type[Contribution], cards: Mapping[str, Card]) -> Card:
    """The card with the lists and verbs that a contribution adds to it. Every name in them exists and is new."""
    card = cards.get(source.to)
    if card is None:
        raise DeclarationError(f"{_written_at(source)} adds to “{source.to}”, which is no object.")
    for name in (name for action in source.actions for name in action.writes):
        if not _exists(name, card, cards):
            raise DeclarationError(_complaint(card, name, source))
    for action in source.actions:
        if action.verb in card.actions:
            raise DeclarationError(f"{_written_at(source)} adds “{action.verb}”, which {card.key} has already.")
    for part in source.related:
        _check_related(part, card, cards, source)
    actions = {**card.actions, **{action.verb: action for action in source.actions}}
    return replace(card, page=(*card.page, *source.related), actions=actions)


def _check_related(part: Related, card: Card, cards: Mapping[str, Card], source: type) -> None:
    for name in part.relations:
        if name not in card.relations:
            raise DeclarationError(_complaint(card, name, source))
        listed = cards[card.relations[name].target]
        for column in part.columns:
            if not _exists(column, listed, cards):
                raise DeclarationError(_complaint(listed, column, source))


def _check_place(source: type[Contribution], places: Mapping[str, Mapping[str, object]]) -> None:
    """A contribution that nobody would ever show stops the start."""
    known = places.get(source.to)
    if source.place not in (known or ()):
        wrong, right = (source.place, tuple(known)) if known else (source.to, tuple(places))
        near = difflib.get_close_matches(wrong, right, n=1) or right
        hint = f"where nothing can be added. Did you mean “{'”, “'.join(near)}”?"
        raise DeclarationError(f"{_written_at(source)} names “{wrong}”, {hint}")


def _is_personal(card: Card, cards: Mapping[str, Card]) -> bool:
    whole = card.fields[card.part_of].target if card.part_of else ""
    return card.personal or (bool(whole) and _is_personal(cards[whole], cards))


def _named(card: Card) -> Iterable[str]:
    yield from (card.title, *card.subtitle, *card.columns, *card.filters, card.sort, *card.quick, *card.search)
    yield from (*card.badges, *card.beside, *card.beside.values(), *card.follows)
    yield from (name for name in (card.board, card.calendar, card.ends, card.part_of) if name)
    yield from (name for upkeep in card.upkeep for name in upkeep.names)
    yield from (name for part in card.page if isinstance(part, Section) for name in part.fields)
    yield from (name for group in card.groups.values() for name in group.fields)


def _exists(path: str, card: Card, cards: Mapping[str, Card]) -> bool:
    head, _dot, rest = path.partition(".")
    if not rest:
        return path in KEYS or head in card.fields or head in card.groups
    spec = card.fields.get(head)
    target = spec.target if spec else (card.relations[head].target if head in card.relations else "")
    return bool(target) and _exists(rest, cards[target], cards)


def _complaint(card: Card, name: str, source: type | None = None) -> str:
    near = card.nearest(name.removeprefix("-").split(".")[0])
    hint = f" Did you mean “{near}”?" if near else ""
    return f"{_written_at(source or card.declaration)} names “{name}”, which {card.key} does not have.{hint}"


def _written_at(source: type) -> str:
    try:
        return f"{inspect.getsourcefile(source) or '?'}:{inspect.getsourcelines(source)[1]}: {source.__name__}"
    except (OSError, TypeError):  # made while running, such as an object of the workspace's own
        return source.__name__


registry = Registry()
