"""A small company to be searched: accounts and contacts in tables of their own, four people, and simple ports."""

from __future__ import annotations

from collections.abc import Mapping
from types import SimpleNamespace
from typing import Any

from django.db import models

from enishi.kernel.actor import Actor, FieldRight, ObjectRights, Rights, Verb
from enishi.kernel.card import Group
from enishi.kernel.fieldtypes.link import LinkField, MemberField
from enishi.kernel.fieldtypes.text import LongTextField, TextField
from enishi.kernel.object import Object
from enishi.kernel.registry import Registry


class Colleague(models.Model):
    name = TextField()

    class Meta:
        app_label = "search_world"


class Firm(models.Model):
    name = TextField()
    name_kana = TextField()
    code = TextField()
    owner = MemberField(Colleague, related_name="+")
    trashed_at = models.DateTimeField(null=True)

    class Meta:
        app_label = "search_world"


class Person(models.Model):
    family_name = TextField()
    given_name = TextField()
    family_name_kana = TextField()
    given_name_kana = TextField()
    firm = LinkField(Firm, related_name="people")
    email = TextField()
    phone = TextField()
    memo = LongTextField()
    owner = MemberField(Colleague, related_name="+")
    trashed_at = models.DateTimeField(null=True)

    class Meta:
        app_label = "search_world"


class FirmCard(Object):
    model = Firm
    key = "firm"
    sort = "name"
    search = {"name": 5, "name_kana": 4, "code": 4}


class PersonCard(Object):
    model = Person
    key = "person"
    plural = "people"
    title = "name"
    sort = "family_name"
    groups = (
        Group("name", "Name", "name", ("family_name", "given_name", "family_name_kana", "given_name_kana")),
    )
    search = {"name": 5, "email": 3, "phone": 3, "firm.name": 2, "firm.code": 2, "memo": 1}


AIKO, BEN, CHIE = 1, 2, 3
MODELS = (Colleague, Firm, Person)


def cards() -> Mapping[str, Any]:
    """The resolved cards of the two objects."""
    own = Registry()
    own.add(FirmCard, PersonCard)
    own.freeze()
    return own.cards


def somebody(member: int, reach: str = "own", owners: frozenset[int] = frozenset(), **hidden: FieldRight) -> Actor:
    """A person who reaches so far on both objects; `hidden` narrows fields of the person object."""
    seen: dict[Verb, Any] = {"see": reach}
    rights = Rights({"person": ObjectRights(seen, hidden), "firm": ObjectRights(seen)})
    return Actor("person", member, f"member {member}", rights, owners)


class Grants:
    """Rows shared one by one: a query of ids by object, set by the test."""

    def __init__(self) -> None:
        self.by_object: dict[str, models.QuerySet[Any]] = {}

    def granted(self, actor: Actor, key: str, right: str) -> models.QuerySet[Any] | None:
        return self.by_object.get(key)

    def grouped(self, actor: Actor, key: str) -> models.QuerySet[Any] | None:
        return None


def bound(grants: Grants, queued: list[Any]) -> SimpleNamespace:
    """Ports as far as search asks for them; jobs are only noted."""
    jobs = SimpleNamespace(enqueue=lambda name, arguments, actor, key="": queued.append((name, arguments)) or 1)
    return SimpleNamespace(grants=grants, jobs=jobs)
