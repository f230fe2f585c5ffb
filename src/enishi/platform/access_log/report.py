"""Who was shown one record, newest first: in which way, by which door, together with how many others."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import groupby, islice

import msgspec
from django.db.models import Q

from enishi.kernel.card import Card
from enishi.kernel.registry import registry
from enishi.platform.access_log.seen import HOWS
from enishi.platform.models import ApiToken, Member, Shown, ShownDay
from enishi.platform.places import Place

_Records = Mapping[str, frozenset[int]]


@dataclass(frozen=True, slots=True)
class Sight:
    """One occasion on which the record was shown. `others` counts records of the same object shown beside it in the
    same way; `token` names the API token."""

    number: int
    at: datetime
    member: str
    how: str
    via: str
    token: str
    others: int


def of(card: Card, number: int, size: int | None, after: Place | None = None) -> list[Sight]:
    """The newest sights of a record and of its parts, such as its addresses. The caller has read the record.

    Cost: two queries and one for each day on which it was shown.
    """
    wanted = {card.key: frozenset((number,)), **_parts(card, number)}
    found = list(islice(_rows(wanted, after), size))
    members = dict(Member.objects.filter(pk__in={row.member for row, *_rest in found}).values_list("pk", "name"))
    tokens = dict(ApiToken.objects.filter(pk__in={row.token for row, *_rest in found}).values_list("pk", "name"))
    return [
        Sight(
            row.pk, row.at, members.get(row.member, f"#{row.member}"), how, row.via,
            tokens.get(row.token, f"#{row.token}") if row.token else "", others,
        )
        for row, how, others in found
    ]  # fmt: skip


def _parts(card: Card, number: int) -> dict[str, frozenset[int]]:
    """The rows that belong to the record, also those in the trash."""
    found = {}
    for part in registry.cards.values():
        if part.personal and part.part_of and part.fields[part.part_of].target == card.key:
            rows = part.every_row().filter(**{part.fields[part.part_of].column: number})
            found[part.key] = frozenset(rows.values_list("pk", flat=True))
    return found


def _rows(wanted: _Records, after: Place | None) -> Iterator[tuple[Shown, str, int]]:
    about = Q(pk__in=())
    for key, numbers in wanted.items():
        about |= Q(object=key, record__in=numbers)
    days = ShownDay.objects.filter(about)
    if after is not None:
        days = days.filter(day__lte=after.at.date())
    pairs = days.order_by("-day", "member").values_list("day", "member").distinct()
    for day, together in groupby(pairs.iterator(), key=lambda pair: pair[0]):
        yield from _of_day(day, {member for _day, member in together}, wanted, after)


def _of_day(day: date, members: set[int], wanted: _Records, after: Place | None) -> Iterator[tuple[Shown, str, int]]:
    begin = datetime.combine(day, time(), UTC)
    rows = Shown.objects.filter(member__in=members, at__gte=begin, at__lt=begin + timedelta(days=1))
    if after is not None:
        rows = rows.filter(Q(at__lt=after.at) | Q(at=after.at, pk__lt=after.number))
    for row in rows.order_by("-at", "-pk").iterator():
        told = _told(msgspec.json.decode(row.records), wanted)
        if told is not None:
            yield row, *told


def _told(records: Mapping[str, Mapping[str, list[int]]], wanted: _Records) -> tuple[str, int] | None:
    """The weightiest way in which this row showed what is wanted, and how many others it showed so."""
    for how in HOWS:
        for key, numbers in records.get(how, {}).items():
            if not wanted.get(key, frozenset()).isdisjoint(numbers):
                return how, len(set(numbers) - wanted[key])
    return None
