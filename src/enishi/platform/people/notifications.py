"""What a member should know: kept until read, told in the reader's language when it is shown."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from enishi.kernel.actor import Actor
from enishi.kernel.doors.read import records
from enishi.kernel.ports import ports
from enishi.kernel.registry import registry
from enishi.platform.models import Notification

Sentence = Callable[[Notification, str], str]
_sentences: dict[str, Sentence] = {}


def kind(name: str) -> Callable[[Sentence], Sentence]:
    """Register how a kind of notification is told: (notification, title of its record) → sentence."""

    def register(sentence: Sentence) -> Sentence:
        _sentences[name] = sentence
        return sentence

    return register


def notify(
    members: Iterable[int],
    name: str,
    *,
    about: tuple[str, int] | None = None,
    by: int | None = None,
    data: Mapping[str, Any] | None = None,
) -> None:
    """Tell members something, in the present transaction; nobody is told of what they did themselves."""
    at = ports.clock.now()
    Notification.objects.bulk_create(
        Notification(
            member_id=member,
            kind=name,
            object=about[0] if about else "",
            record=about[1] if about else None,
            by=by,
            data=dict(data or {}),
            at=at,
        )
        for member in sorted(set(members) - {by})
    )


def unread(actor: Actor, cap: int = 99) -> int:
    """How many are unread, at most one more than the cap."""
    return Notification.objects.filter(member=actor.member, read_at=None)[: cap + 1].count()


def newest(actor: Actor, size: int = 30) -> list[tuple[Notification, str]]:
    """The newest with their sentences. One about a record that the reader may no longer see is left out."""
    rows = list(Notification.objects.filter(member=actor.member).order_by("-pk")[:size])
    wanted: dict[str, list[int]] = {}
    for row in rows:
        if row.record is not None and row.object in registry.cards:
            wanted.setdefault(row.object, []).append(row.record)
    titles = {
        (key, found.id): found.title
        for key, numbers in wanted.items()
        for found in records(key, actor).among(numbers).first(len(numbers))
    }
    told = []
    for row in rows:
        title = "" if row.record is None else titles.get((row.object, row.record))
        if title is not None and row.kind in _sentences:
            told.append((row, _sentences[row.kind](row, title)))
    return told


def mark_read(actor: Actor, numbers: Iterable[int] | None = None) -> int:
    """Mark all, or these, as read."""
    rows = Notification.objects.filter(member=actor.member, read_at=None)
    if numbers is not None:
        rows = rows.filter(pk__in=list(numbers))
    with ports.lock.write():
        return int(rows.update(read_at=ports.clock.now()))
