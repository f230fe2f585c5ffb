"""Good values for every field type, and whole records of any object: what conformance tests are fed with."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any

from enishi.kernel.actor import SYSTEM, Actor
from enishi.kernel.card import Card, FieldCard
from enishi.kernel.doors.verbs import Create
from enishi.kernel.doors.write import write
from enishi.kernel.fieldtypes.base import FieldType
from enishi.kernel.fieldtypes.choice import SingleChoice
from enishi.kernel.registry import registry

WORDS = ("Harbour", "Orchid", "Lantern", "Quartz", "Willow", "Meridian", "Saffron", "Pebble")
KANA = ("ミナト", "ラン", "トウカ", "スイショウ", "ヤナギ", "シゴ", "サフラン", "コイシ")
DAY = date(2026, 4, 1)


def _word(n: int) -> str:
    return f"{WORDS[n % len(WORDS)]} {n}"


def _corporate(n: int) -> str:
    digits = f"{n:012d}"
    total = sum(int(digit) * (2 if place % 2 else 1) for place, digit in enumerate(reversed(digits)))
    return f"{9 - total % 9}{digits}"


def _choice(kind: FieldType, n: int) -> Any:
    assert isinstance(kind, SingleChoice)
    return kind.options[n % len(kind.options)].key if kind.options else None


def _tag(_kind: FieldType, n: int) -> Any:
    return sorted([WORDS[n % len(WORDS)], f"t{n}"], key=str.lower)


#: Type → value as the API takes it, different for every n below some thousands.
VALUES: Mapping[str, Callable[[FieldType, int], Any]] = {
    "text": lambda _kind, n: _word(n),
    "long_text": lambda _kind, n: f"{_word(n)}\nsecond line",
    "rich_text": lambda _kind, n: f"<p>{_word(n)}</p>",
    "email": lambda _kind, n: f"{WORDS[n % len(WORDS)].lower()}{n}@enishi.example",
    "phone": lambda _kind, n: f"+8135550{n % 10_000:04d}",
    "url": lambda _kind, n: f"https://enishi.example/{n}",
    "kana": lambda _kind, n: KANA[n % len(KANA)] * (1 + n // len(KANA) % 3),
    "number": lambda kind, n: n + 1 if kind.schema()["type"] == "integer" else str(n + 1),
    "percent": lambda _kind, n: str(n % 100),
    "money": lambda _kind, n: {"value": str(1_000 + n), "currency": "JPY"},
    "currency": lambda _kind, n: ("JPY", "USD", "EUR")[n % 3],
    "date": lambda _kind, n: (DAY + timedelta(days=n)).isoformat(),
    "date_time": lambda _kind, n: (datetime(2026, 4, 1, 1, tzinfo=UTC) + timedelta(hours=n)).strftime(
        "%Y-%m-%dT%H:%M:%S.%fZ"
    ),
    "yes_no": lambda _kind, n: n % 2 == 0,
    "choice": _choice,
    "country": _choice,
    "multi_choice": lambda kind, n: [kind.schema()["items"]["enum"][n % len(kind.schema()["items"]["enum"])]],
    "tags": _tag,
    "rating": lambda _kind, n: 1 + n % 5,
    "month": lambda _kind, n: 1 + n % 12,
    "postal_code": lambda _kind, n: f"105{n % 10_000:04d}",
    "corporate_number": lambda _kind, n: _corporate(1_234_500 + n),
    "invoice_number": lambda _kind, n: f"T{_corporate(1_234_500 + n)}",
}


def value(spec: FieldCard, n: int) -> Any:
    """The n-th good value of this field; None for a link, which needs a record."""
    if leads(spec) or spec.type.name == "file":
        return None
    return VALUES[spec.type.name](spec.type, n)


def leads(spec: FieldCard) -> bool:
    """Whether its value is another record."""
    return bool(spec.target) or spec.type.anywhere


def fields(card: Card) -> list[FieldCard]:
    """Fields that data may set and that have values of their own: no links, no lists out of other rows."""
    return [spec for spec in card.fields.values() if spec.writable and not leads(spec) and not spec.collected]


def by_data(card: Card) -> bool:
    """Whether records of this object come into being through data, and not only through a verb of another one."""
    return all(spec.writable for spec in card.fields.values() if spec.required)


def data(card: Card, n: int, *, links: bool = True) -> dict[str, Any]:
    """A whole record: every field that can be set has a value; required links lead to new records of the maker."""
    found = {spec.name: value(spec, n) for spec in fields(card)}
    found.update({name: f"X{n}" for name in ("external_id", "external_source") if name in found})
    if "kind" in found and "value" in found:  # an identity is what its kind says
        found.update(kind="line", value=f"id{n}")
    if {"starts", "ends"} <= found.keys():  # what ends before it begins is refused
        found["ends"] = value(card.fields["ends"], n + 30)
    if "legal_form_position" in found:  # most forms of other countries stand behind the name only
        found["legal_form_position"] = "back"
    return found


def make(card: Card, actor: Actor, n: int, **more: Any) -> int:
    """A new record of this actor's with all that it must hang on; gives its number."""
    given = {**data(card, n), **more}
    for spec in card.fields.values():
        if spec.required and spec.target and spec.name not in given:
            given[spec.name] = make(registry.card(spec.target), actor, n)
    if not by_data(card):
        return _planted(card, actor, n, given)
    if not actor.admin and not card.owned:  # what nobody owns, such as members and teams, administrators make
        actor = SYSTEM
    written = write(Create, actor, card, data=given)
    assert written.id is not None
    return written.id


def _planted(card: Card, actor: Actor, n: int, given: dict[str, Any]) -> int:
    """A row that only a verb makes, such as a line of the consent ledger."""
    row = card.model(**card.fixed)
    for spec in card.fields.values():
        if spec.target:
            setattr(row, spec.column, given.get(spec.name))
        elif spec.required and not spec.collected:
            number = 0 if isinstance(spec.type, SingleChoice) else n  # a withdrawn consent could not be deleted
            setattr(row, spec.column, spec.type.clean(value(spec, number), _context()))
    if card.owned:
        row.owner_id = actor.member  # type: ignore[attr-defined]
    row.save()
    return int(row.pk)


def _context() -> Any:
    from enishi.kernel.doors.read import context

    return context(SYSTEM)
