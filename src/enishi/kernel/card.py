"""The resolved card of an object: what the registry made of model and declaration, as immutable values."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from django.db import models

from enishi.kernel.actor import Actor
from enishi.kernel.event import ALWAYS
from enishi.kernel.fieldtypes.base import FieldType

if TYPE_CHECKING:
    from enishi.kernel.action import Action
    from enishi.kernel.object import Object, Related, Section
    from enishi.kernel.policy import Access
    from enishi.kernel.upkeep import Upkeep


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a choice field: the key is stored, the label is shown, the tone colours its badge."""

    key: str
    label: Any
    tone: str = ""


@dataclass(frozen=True, slots=True)
class Collected:
    """A list-valued field whose values live in rows of a to-many relation, such as a contact's e-mail addresses."""

    relation: str
    field: str
    where: Mapping[str, Any]
    order: tuple[str, ...] = ("pk",)


@dataclass(frozen=True, slots=True)
class FieldCard:
    """One field as everybody sees it: list, form, filter, API, import, export, audit, rights.

    `default` is the clean value of a new record; to what is `hidden` nobody has a right: both as the workspace wishes.
    `own` are columns that the workspace made, keys of `custom`: expressions that read one; `kept` gives the JSON.
    """

    name: str
    type: FieldType
    label: Any
    help: Any = ""
    column: str = ""
    required: bool = False
    unique: bool = False
    choices: tuple[Choice, ...] = ()
    target: str = ""
    folded: bool = False
    computed: bool = False
    system: bool = False
    collected: Collected | None = None
    companion: str = ""
    max_length: int = 0
    default: Any = None
    hidden: bool = False
    own: Mapping[str, Any] = field(default_factory=dict, hash=False)

    @property
    def writable(self) -> bool:
        """Whether `data` may set it; what a verb, an upkeep or a job sets needs no such right."""
        return not (self.computed or self.system)

    @property
    def operators(self) -> tuple[str, ...]:
        ops = self.type.operators
        if not self.folded and not self.collected and not self.type.many:
            ops = tuple(op for op in ops if op not in ("contains", "starts_with", "ends_with"))
        return ops

    @property
    def sortable(self) -> bool:
        return self.type.sortable and not self.collected and not self.type.many

    def of(self, record: Any) -> Any:
        """The field's value on a model instance."""
        return self.join(getattr(record, self.column), getattr(record, self.companion) if self.companion else None)

    def put(self, record: Any, value: Any) -> None:
        """Set a clean value on a model instance, in one column or two."""
        stored, beside = self.type.split(value)
        setattr(record, self.column, stored)
        if self.companion:
            setattr(record, self.companion, beside)

    def join(self, stored: Any, beside: Any = None) -> Any:
        return self.type.join(stored, beside)

    def choice(self, key: str) -> Choice | None:
        return next((choice for choice in self.choices if choice.key == key), None)


@dataclass(frozen=True, slots=True)
class Relation:
    """A to-many way to rows of another object: the link there that points here."""

    name: str
    label: Any
    target: str
    link: str
    column: str


@dataclass(frozen=True, slots=True)
class Group:
    """Several columns that a person sees as one value: a name, an address."""

    name: str
    label: Any
    kind: str
    fields: tuple[str, ...]


@dataclass(frozen=True)
class Card:
    """Everything the doors and the screens need to know about one object."""

    key: str
    plural: str
    label: Any
    label_plural: Any
    icon: str
    model: type[models.Model]
    declaration: type[Object]
    fields: Mapping[str, FieldCard]
    relations: Mapping[str, Relation]
    groups: Mapping[str, Group]
    title: str
    subtitle: tuple[str, ...]
    columns: tuple[str, ...]
    filters: tuple[str, ...]
    sort: str
    page: tuple[Section | Related, ...]
    quick: tuple[str, ...]
    search: Mapping[str, int]
    match: tuple[tuple[str, ...], ...]
    board: str
    calendar: str
    ends: str
    yearly: Any
    access: Access
    actions: Mapping[str, type[Action]]
    upkeep: tuple[Upkeep, ...]
    renamed: Mapping[str, str]
    menu: bool
    timeline: bool
    beside: Mapping[str, str]
    open_work: Mapping[str, Any]
    follows: Mapping[str, tuple[str, ...]]
    part_of: str = ""
    key_letter: str = ""
    badges: tuple[str, ...] = ()
    personal: bool = False
    fixed: Mapping[str, Any] = field(default_factory=dict)

    def field(self, name: str) -> FieldCard | None:
        return self.fields.get(self.renamed.get(name, name))

    def nearest(self, name: str, actor: Actor | None = None) -> str:
        """The right name that looks most like a wrong one, for messages; for an actor among what is not hidden."""
        known = [*self.fields, *self.relations, *self.groups]
        names = known if actor is None else [spec.name for spec in self.readable(actor)]
        found = difflib.get_close_matches(name[:80], names, n=1)
        return found[0] if found else ""

    def readable(self, actor: Actor) -> Iterator[FieldCard]:
        return (spec for spec in self.fields.values() if actor.rights.reads(self.key, spec.name))

    def reads(self, actor: Actor, name: str) -> FieldCard | None:
        """The field, or None when it does not exist or is hidden: the caller cannot tell which."""
        spec = self.field(name)
        return spec if spec is not None and actor.rights.reads(self.key, spec.name) else None

    def edits(self, actor: Actor, name: str) -> bool:
        spec = self.field(name)
        return spec is not None and spec.writable and actor.rights.edits(self.key, spec.name)

    def edits_all(self, actor: Actor, names: Iterable[str]) -> bool:
        """Whether none of these is kept from the actor, also of those that only a verb sets."""
        return all(actor.rights.edits(self.key, name) for name in names)

    def event(self, what: str) -> str:
        """The name of what happens to records of any object: one of `ALWAYS`, anything else is an update."""
        return f"{self.model._meta.app_label}.{self.key}.{what if what in ALWAYS else 'updated'}"

    def every_row(self) -> models.QuerySet[Any]:
        """All there are, whoever asks, with the workspace's own columns: where nobody learns of what is found. There is
        no other way to them: other objects may stand in the same table."""
        rows = self.model._default_manager.filter(**self.fixed)
        return rows.annotate(**self.own) if self.own else rows

    @cached_property
    def blank(self) -> Mapping[str, Any]:
        """What the columns of a new row hold that the model does not say."""
        first = SimpleNamespace(**dict.fromkeys(self.own))
        for spec in self.fields.values():
            if spec.default is not None:
                spec.put(first, spec.default)
        return {**vars(first), **self.fixed}

    @cached_property
    def own(self) -> Mapping[str, Any]:
        """The columns that the workspace made."""
        return {name: column for spec in self.fields.values() for name, column in spec.own.items()}

    @cached_property
    def alone(self) -> Mapping[str, str]:
        """The column of each field that stands in one."""
        return {s.name: s.column for s in self.fields.values() if not (s.companion or s.collected)}

    @property
    def folded(self) -> tuple[str, ...]:
        return tuple(spec.name for spec in self.fields.values() if spec.folded)

    @property
    def owned(self) -> bool:
        return "owner" in self.fields
