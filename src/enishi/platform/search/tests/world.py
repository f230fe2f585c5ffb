"""A small company to be searched: accounts and contacts in tables of their own, four people, and simple ports."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import AbstractContextManager
from typing import Any

from django.db import models, transaction

from enishi.kernel.actor import SYSTEM, Actor, FieldRight, ObjectRights, Rights, Verb
from enishi.kernel.card import Group
from enishi.kernel.fieldtypes.email import EmailField
from enishi.kernel.fieldtypes.kana import KanaField
from enishi.kernel.fieldtypes.link import LinkField, MemberField
from enishi.kernel.fieldtypes.phone import PhoneField
from enishi.kernel.fieldtypes.text import LongTextField, TextField
from enishi.kernel.object import Object
from enishi.kernel.registry import Registry, registry
from enishi.platform.search.index import SearchIndex


class Colleague(models.Model):
    name = TextField()

    objects: models.Manager[Colleague] = models.Manager()

    class Meta:
        app_label = "search_world"


class Firm(models.Model):
    name = TextField()
    name_kana = KanaField()
    code = TextField()
    owner = MemberField(Colleague, related_name="+")
    trashed_at = models.DateTimeField(null=True)

    objects: models.Manager[Firm] = models.Manager()

    class Meta:
        app_label = "search_world"


class Person(models.Model):
    family_name = TextField()
    given_name = TextField()
    family_name_kana = KanaField()
    given_name_kana = KanaField()
    firm = LinkField(Firm, related_name="people")
    email = EmailField()
    phone = PhoneField()
    memo = LongTextField()
    owner = MemberField(Colleague, related_name="+")
    trashed_at = models.DateTimeField(null=True)

    objects: models.Manager[Person] = models.Manager()

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
    groups = (Group("name", "Name", "name", ("family_name", "given_name", "family_name_kana", "given_name_kana")),)
    search = {"name": 5, "email": 3, "phone": 3, "firm": 2, "firm.code": 2, "memo": 1}


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

    def grouped(self, actor: Actor, key: str, right: str) -> models.QuerySet[Any] | None:
        return None

    def edition(self) -> object:
        """Grants of a test change at any time: no two questions share an edition."""
        return object()


class Queue:
    """Jobs are only noted."""

    def __init__(self) -> None:
        self.waiting: list[tuple[str, Mapping[str, Any]]] = []

    def enqueue(self, name: str, arguments: Mapping[str, Any], actor: Actor, *, key: str = "") -> int:
        self.waiting.append((name, arguments))
        return len(self.waiting)


#: Family and given name with their readings, firm, e-mail, phone, owner.
PEOPLE = (
    ("田中", "美咲", "タナカ", "ミサキ", "minato", "misaki@hokuto.example.jp", "+819012345678", AIKO),
    ("田中", "健一", "タナカ", "ケンイチ", "aoba", "kenichi@aoba.example.jp", "+81115550142", BEN),
    ("髙橋", "翔太", "タカハシ", "ショウタ", "minato", "shota@minato.example.jp", "+81112223344", CHIE),
    ("高橋", "陽子", "タカハシ", "ヨウコ", "aoba", "yoko@aoba.example.jp", "+81311112222", AIKO),
    ("中田", "浩", "ナカタ", "ヒロシ", "aoba", "nakata@aoba.example.jp", "+818077778888", BEN),
    ("Lindqvist", "Anna", None, None, "aoba", "anna@nord.example", "+81399990000", AIKO),
    ("O'Brien", "Liam", None, None, "aoba", "liam@nord.example", "+81399990001", CHIE),
    ("大塚", "ルミ", "オオツカ", "ルミ", "aoba", "rumi@aoba.example.jp", "+81399990002", BEN),
)


class Town:
    """The firms and people above, and the index over them."""

    def __init__(self, index: SearchIndex, grants: Grants, queue: Queue) -> None:
        self.index, self.grants, self.queue = index, grants, queue
        self.people = registry.card("person")
        self.firms = registry.card("firm")

    def fill(self) -> None:
        Colleague.objects.bulk_create([Colleague(id=at, name=f"member {at}") for at in (AIKO, BEN, CHIE)])
        minato = Firm.objects.create(name="㈱みなと精機", name_kana="ミナトセイキ", code="004127", owner_id=AIKO)
        aoba = Firm.objects.create(name="青葉商事株式会社", name_kana="アオバショウジ", code="000815", owner_id=BEN)
        firms = {"minato": minato, "aoba": aoba}
        columns = ("family_name", "given_name", "family_name_kana", "given_name_kana", "firm", "email", "phone")
        for *values, owner in PEOPLE:
            row = dict(zip(columns, values, strict=True))
            Person.objects.create(**{**row, "firm": firms[str(row["firm"])], "owner_id": owner})
        self.index.index(self.people, list(Person.objects.values_list("pk", flat=True)))
        self.index.index(self.firms, [minato.pk, aoba.pk])

    def find(self, text: str, actor: Actor = SYSTEM, card: str = "person") -> list[str]:
        """The names found, in order."""
        ids = self.index.find(registry.card(card), actor, text, 20)
        if card == "firm":
            return [str(Firm.objects.get(pk=found).name) for found in ids]
        rows = Person.objects.in_bulk(ids)
        return [f"{rows[found].family_name}{rows[found].given_name}" for found in ids]

    def person(self, given: str) -> Person:
        return Person.objects.get(given_name=given)

    def save(self, person: Person, **values: Any) -> None:
        """Change a person as the write door would: store, then index."""
        for name, value in values.items():
            setattr(person, name, value)
        person.save()
        self.index.index(self.people, [person.pk])

    def writing(self) -> AbstractContextManager[object]:
        """The write transaction of a job."""
        return transaction.atomic()
