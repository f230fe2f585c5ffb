"""A small company to try conditions on: accounts, people, addresses, purchases, and colleagues of different sight."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from django.db import models
from django.db.models import QuerySet

from enishi.kernel.actor import Actor, ObjectRights, Reach, Rights
from enishi.kernel.card import Card, Choice, Collected, FieldCard
from enishi.kernel.fieldtypes.base import ValueContext
from enishi.kernel.fieldtypes.choice import ChoiceField
from enishi.kernel.fieldtypes.date import DateField
from enishi.kernel.fieldtypes.date_time import DateTimeField
from enishi.kernel.fieldtypes.link import LinkField
from enishi.kernel.fieldtypes.money import MoneyField
from enishi.kernel.fieldtypes.number import NumberField
from enishi.kernel.fieldtypes.text import Text, TextField
from enishi.kernel.fieldtypes.yes_no import YesNoField
from enishi.kernel.object import Object
from enishi.kernel.registry import Registry

LABEL = "condition_world"
Row = Mapping[str, Any]


class Shop(models.Model):
    """An account."""

    name = TextField("会社名", folded=True)
    area = ChoiceField("エリア", options=(Choice("tohoku", "東北"), Choice("kanto", "関東"), Choice("kansai", "関西")))
    staff = NumberField("従業員数")
    revenue = MoneyField("年商")
    founded = DateField("設立日")
    secret = TextField("社外秘", folded=True)
    owner = NumberField("担当")
    parent = LinkField("self", "親会社", related_name="children")
    trashed_at = models.DateTimeField(null=True)

    class Meta:
        app_label = LABEL
        verbose_name = "取引先"
        verbose_name_plural = "取引先"


class Person(models.Model):
    """A contact."""

    name = TextField("氏名", folded=True)
    role = TextField("役職", folded=True)
    shop = LinkField(Shop, "取引先", related_name="people")
    vip = YesNoField("重要顧客")
    score = NumberField("スコア", scale=1)
    last_contact = DateTimeField("最終接点", computed=True)
    birthday = DateField("誕生日")
    owner = NumberField("担当")
    trashed_at = models.DateTimeField(null=True)

    class Meta:
        app_label = LABEL
        verbose_name = "担当者"
        verbose_name_plural = "担当者"


class Address(models.Model):
    """An e-mail address or number of a contact: a part of it."""

    person = LinkField(Person, "担当者", related_name="addresses")
    kind = TextField("種類")
    value = TextField("アドレス", folded=True)
    trashed_at = models.DateTimeField(null=True)

    class Meta:
        app_label = LABEL
        verbose_name = "連絡先"
        verbose_name_plural = "連絡先"


class Buy(models.Model):
    """A purchase."""

    person = LinkField(Person, "担当者", related_name="purchases")
    item = TextField("商品", folded=True)
    amount = MoneyField("金額")
    bought_on = DateField("購入日")
    at = DateTimeField("購入日時")
    points = NumberField("ポイント")
    owner = NumberField("担当")
    trashed_at = models.DateTimeField(null=True)

    class Meta:
        app_label = LABEL
        verbose_name = "購入"
        verbose_name_plural = "購入"


MODELS: tuple[type[models.Model], ...] = (Shop, Person, Address, Buy)


class ShopCard(Object):
    sort = "name"
    model = Shop
    key = "shop"
    renamed = {"region": "area", "staff_members": "people"}


class PersonCard(Object):
    sort = "name"
    model = Person
    key = "person"
    collected = (
        FieldCard("emails", Text(), "メールアドレス", collected=Collected("addresses", "value", {"kind": "email"})),
    )


class AddressCard(Object):
    sort = "value"
    model = Address
    key = "address"
    title = "value"
    part_of = "person"


class BuyCard(Object):
    sort = "item"
    model = Buy
    key = "buy"
    title = "item"
    calendar = "bought_on"


def build() -> Registry:
    """The registry of this company alone."""
    registry = Registry()
    registry.add(ShopCard, PersonCard, AddressCard, BuyCard)
    registry.freeze()
    return registry


def person(name: str, member: int, reach: Reach, *, team: tuple[int, ...] = (), **narrow: dict[str, Any]) -> Actor:
    """Somebody who sees `reach` of all objects; `narrow` gives single objects another reach or hidden fields."""
    rights = {}
    for key in ("shop", "person", "address", "buy"):
        special = narrow.get(key, {})
        rights[key] = ObjectRights({"see": special.get("see", reach)}, special.get("fields", {}))
    return Actor("person", member, name, Rights(rights), owners=frozenset(team))


AIKO = person("Aiko", 1, "team", team=(1, 2))
BEN = person("Ben", 2, "own")
CHIE = person("Chie", 3, "all")
DAI = person("Dai", 4, "none", person={"see": "all"}, shop={"see": "own"}, buy={"see": "team"}, team=(3,))
HIDDEN = person("Emi", 5, "all", shop={"fields": {"secret": "none"}}, buy={"see": "none"})
SEEING = (AIKO, BEN, CHIE, DAI)

NOW = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)
CTX = ValueContext(language="ja", timezone="Asia/Tokyo", now=NOW, fiscal_start=4)


def fetching(
    card: Card, actor: Actor, by: str, values: Sequence[int], columns: Sequence[str]
) -> Iterable[Mapping[str, Any]]:
    """A plain `Fetch` over the same scope as the query: one query for 500 ids."""
    for start in range(0, len(values), 500):
        rows = scoped(card, actor).filter(**{f"{by}__in": values[start : start + 500]}).order_by()
        yield from rows.values("id", *{by, *columns} - {"id"})


def scoped(card: Card, actor: Actor) -> QuerySet[Any]:
    """A plain version of the read door's scope: owner within reach; parts follow their whole."""
    rows = card.model._default_manager.filter(trashed_at__isnull=True)
    if card.part_of:
        whole = REGISTRY.card(card.fields[card.part_of].target)
        return rows.filter(**{f"{card.fields[card.part_of].column}__in": scoped(whole, actor).values("pk")})
    reach = actor.rights.on(card.key).verb("see")
    if reach == "none":
        return rows.none()
    if reach == "all":
        return rows
    mine = {actor.member} | (actor.owners if reach == "team" else set())
    return rows.filter(owner__in=mine)


REGISTRY = build()
