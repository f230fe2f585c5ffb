"""The tables of the small company, filled once with rows full of gaps."""

from __future__ import annotations

import random
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from typing import Any

from django.db import connection

from enishi.kernel.condition.tests.world import MODELS, NOW, Address, Buy, Person, Shop
from enishi.kernel.text import fold


@contextmanager
def tables() -> Iterator[None]:
    """About 300 rows from a fixed seed; every column is empty in some of them, some rows lie in the trash."""
    with connection.schema_editor() as editor:
        for model in MODELS:
            editor.create_model(model)
    _fill(random.Random(7))
    yield
    with connection.schema_editor() as editor:
        for model in reversed(MODELS):
            editor.delete_model(model)


def _fill(dice: random.Random) -> None:
    def maybe(*values: Any) -> Any:
        return dice.choice((None, *values))

    def trashed() -> Any:
        return NOW if dice.random() < 0.1 else None

    def amount() -> dict[str, Any]:
        value = maybe(0, 10_000, 5_000_000, -20_000, 100_000_000)
        currency = dice.choice(("JPY", "USD"))
        base = None if value is None else value * (1 if currency == "JPY" else 150)
        return {"": value, "_currency": currency if value is not None else None, "_base": base}

    def text(**values: str | None) -> dict[str, str | None]:
        return values | {f"{name}_fold": None if v is None else fold(v) for name, v in values.items()}

    today = NOW.date()
    for number in range(1, 25):
        money = {f"revenue{end}": value for end, value in amount().items()}
        Shop._default_manager.create(
            id=number,
            **text(name=maybe("山田商事", "ヤマダ100%", "Acme_1", "É cole"), secret=maybe("x", "y")),
            **money,
            area=maybe("tohoku", "kanto", "kansai"),
            staff=maybe(0, 1, 50, 300),
            founded=maybe(today, today - timedelta(days=1), today - timedelta(days=400)),
            owner=maybe(1, 2, 3, 4),
            parent_id=dice.choice([None, *range(1, number)]),
            trashed_at=trashed(),
        )
    for number in range(1, 61):
        moment = NOW - timedelta(hours=dice.choice((0, 2, 3, 4, 11, 12, 13, 14, 15, 16, 24 * 90, 24 * 91)))
        Person._default_manager.create(
            id=number,
            **text(name=maybe("田中", "たなか", "タナカ", "Tanaka"), role=maybe("部長", "課長")),
            shop_id=maybe(*range(1, 25)),
            vip=maybe(True, False),
            score=maybe(0, 15, 35),
            last_contact=maybe(moment),
            birthday=maybe(
                today, today - timedelta(days=10_000), date(1996, 2, 29), date(1988, 12, 31), date(1990, 1, 9)
            ),
            owner=maybe(1, 2, 3, 4),
            trashed_at=trashed(),
        )
    for number in range(1, 81):
        Address._default_manager.create(
            id=number,
            person_id=maybe(*range(1, 61)),
            kind=maybe("email", "phone"),
            **text(value=maybe("a@example.jp", "b@example.com", "090")),
            trashed_at=trashed(),
        )
    for number in range(1, 141):
        money = {f"amount{end}": value for end, value in amount().items()}
        Buy._default_manager.create(
            id=number,
            person_id=maybe(*range(1, 31)),
            **text(item=maybe("靴", "Shoes", "くつ")),
            **money,
            bought_on=maybe(today, *(today - timedelta(days=d) for d in (1, 30, 89, 90, 91))),
            at=maybe(NOW, NOW - timedelta(hours=12)),
            points=maybe(0, 1, 5, -3),
            owner=maybe(1, 2, 3, 4),
            trashed_at=trashed(),
        )
