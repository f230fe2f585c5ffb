"""What the doors need from the platform, as Protocols: the only inversion in the house, bound once at start-up."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from django.db.models import QuerySet

if TYPE_CHECKING:
    from enishi.kernel.actor import Actor
    from enishi.kernel.card import Card


class AuditEntry(NamedTuple):
    """One change of one record: stored values before and after, only of the fields that differ. `along` are the rows
    of what the same verb wrote elsewhere."""

    at: datetime
    actor: Actor
    object: str
    id: int
    op: str
    old: Mapping[str, Any]
    new: Mapping[str, Any]
    along: Sequence[int] = ()


@dataclass(frozen=True, slots=True)
class AuditRecord:
    """A change as it was recorded: who, when, through which door, the values before and after, what went along."""

    number: int
    at: datetime
    object: str
    id: int
    op: str
    member: int | None
    actor: str
    via: str
    old: Mapping[str, Any]
    new: Mapping[str, Any]
    along: Sequence[int] = ()


class ChangeEntry(NamedTuple):
    """One row of outbox and feed: what happened to which version of a record, and who owned it then."""

    object: str
    id: int
    version: int
    op: str
    fields: Sequence[str]
    actor: Actor
    owner: int | None = None
    event: str = ""


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """A touch that the pages of its subjects show: the text itself stays in the source record. `new` says that the
    source was only just made, so that nobody need look for an earlier entry of it."""

    at: datetime
    kind: str
    object: str
    id: int
    member: int | None
    private_to: int | None = None
    subjects: Sequence[tuple[str, int]] = field(default_factory=tuple)
    new: bool = False


class Grants(Protocol):
    """Rows shared one by one and rows reached through scope groups."""

    def granted(self, actor: Actor, key: str, right: str) -> QuerySet[Any] | None:
        """Ids granted to this actor as a one-column query, or None when there can be none."""

    def grouped(self, actor: Actor, key: str, right: str) -> QuerySet[Any] | None:
        """Ids in this actor's scope groups as a one-column query, or None when there can be none."""

    def edition(self) -> Hashable:
        """What both answers depend on beside the actor: they stay the same as long as this does."""


class Overlay(Protocol):
    """The workspace's own changes to cards: labels, order, fields of its own."""

    def cards(self, declared: Mapping[str, Card]) -> Mapping[str, Card]:
        """All cards with what the workspace changes. The same objects until something of it changes."""


class AuditLog(Protocol):
    def write(self, entries: Sequence[AuditEntry], *, values: bool = True) -> list[int]:
        """Append rows (unchained; the sealer chains them) and give their numbers."""

    def read(self, number: int) -> AuditRecord | None:
        """One recorded change, for undo."""

    def shown(self, actor: Actor, key: str, ids: Iterable[int], how: str) -> None:
        """Note that the actor is shown these personal records: "view", "list", "search", "export", "name"."""


class Changes(Protocol):
    def write(self, entries: Sequence[ChangeEntry]) -> None: ...


class Timeline(Protocol):
    def write(self, entries: Sequence[TimelineEntry]) -> None:
        """Add entries; one that exists for (object, id) is moved to its new time and subjects."""

    def drop(self, key: str, ids: Iterable[int]) -> None: ...


class SearchIndex(Protocol):
    def index(self, card: Card, ids: Sequence[int]) -> None:
        """Rewrite the rows of these records from what is stored now; a trashed one loses its rows."""

    def later(self, card: Card, ids: Sequence[int]) -> None:
        """The same, in a job, for bulk writes."""

    def find(self, card: Card, actor: Actor, text: str, limit: int) -> list[int]:
        """Ids of visible records in order of relevance; scope is joined inside the match."""


class Jobs(Protocol):
    def enqueue(self, name: str, arguments: Mapping[str, Any], actor: Actor, *, key: str = "") -> int:
        """Put a job into the queue in the present transaction; the same key is queued once."""


class Clock(Protocol):
    def now(self) -> datetime:
        """The present moment, aware, in UTC."""

    def zone(self) -> str:
        """The workspace's time zone."""

    def fiscal_start(self) -> int:
        """First month of the fiscal year, 1–12."""

    def currency(self) -> str:
        """The workspace's currency, ISO 4217."""


class Secrets(Protocol):
    def sign(self, purpose: str, text: str) -> str:
        """HMAC of the text for this purpose, hexadecimal."""


class WriteLock(Protocol):
    def write(self, *, background: bool = False) -> Any:
        """A context manager: one write transaction behind the fair lock."""

    def alone(self, name: str) -> None:
        """Let nobody else pass here by this name until the transaction ends."""


class Ports:
    """All ports together. Reading one that has no adapter yet is an error at start-up, not at midnight."""

    grants: Grants
    audit: AuditLog
    changes: Changes
    timeline: Timeline
    search: SearchIndex
    jobs: Jobs
    clock: Clock
    secrets: Secrets
    lock: WriteLock

    if not TYPE_CHECKING:

        def __getattr__(self, name: str) -> None:
            raise RuntimeError(f"the port {name} is not bound yet: enishi.config binds all before serving")


ports = Ports()
