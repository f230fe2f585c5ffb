"""One change of many records: field, owner, tags, verb or trash, row by row with its own right and its own answer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from enishi.kernel.action import Action
from enishi.kernel.actor import Actor
from enishi.kernel.card import Card
from enishi.kernel.doors.read import records
from enishi.kernel.doors.verbs import Restore, Trash, Update
from enishi.kernel.doors.write import Item, Written, write_many
from enishi.kernel.errors import Invalid, Missing, Refused

#: Up to this many records are changed while the person waits; more are a job.
AT_ONCE = 200
#: More than this is an import, not a click.
MOST = 100_000
KEPT_REFUSALS = 200


@dataclass(frozen=True, slots=True)
class Bulk:
    """What is to happen: `verb` is `edit`, `trash` or `restore`, `tag` and `untag` (their tags in `data`), or a bulk
    verb."""

    object: str
    verb: str
    data: Mapping[str, Any] = field(default_factory=dict)


@dataclass(slots=True)
class Outcome:
    """What became of the rows so far: audit rows for undo, and the refusals with their reasons."""

    audits: list[int] = field(default_factory=list)
    unchanged: int = 0
    refused: list[tuple[int, str]] = field(default_factory=list)
    refused_count: int = 0

    def add(self, found: Sequence[Written]) -> None:
        for one in found:
            if one.refused is not None:
                self.refused_count += 1
                if len(self.refused) < KEPT_REFUSALS:
                    self.refused.append((one.id or 0, reason(one.refused)))
            elif one.audit is None:
                self.unchanged += 1
            else:
                self.audits.append(one.audit)

    def as_json(self) -> dict[str, Any]:
        return {
            "audits": self.audits, "unchanged": self.unchanged, "refused": self.refused,
            "refused_count": self.refused_count,
        }  # fmt: skip

    @classmethod
    def of(cls, kept: Mapping[str, Any]) -> Outcome:
        """From what a job kept."""
        refused = [(int(number), str(text)) for number, text in kept.get("refused", ())]
        return cls(list(kept.get("audits", ())), kept.get("unchanged", 0), refused, kept.get("refused_count", 0))


def reason(refused: Refused) -> str:
    """The refusal as one sentence."""
    if isinstance(refused, Invalid):
        return " ".join(str(text) for text in refused.fields.values())
    return str(refused.message)


def action_of(card: Card, verb: str) -> type[Action]:
    """The verb behind a bulk change. Raises `Missing` for one that is not offered for many records."""
    if verb in ("edit", "tag", "untag"):
        return Update
    if verb in ("trash", "restore"):
        return Trash if verb == "trash" else Restore
    action = card.actions.get(verb)
    if action is None or not action.bulk:
        raise Missing("")
    return action


def apply(card: Card, actor: Actor, bulk: Bulk, ids: Sequence[int], *, background: bool = False) -> list[Written]:
    """Change these records in one transaction. Every row asks for its own right; a refused one says why."""
    action = action_of(card, bulk.verb)
    items = _tagged(card, actor, bulk, ids) if bulk.verb in ("tag", "untag") else [Item(n, bulk.data) for n in ids]
    return write_many(action, actor, card, items, background=background)


def _tagged(card: Card, actor: Actor, bulk: Bulk, ids: Sequence[int]) -> list[Item]:
    """Each record's tags with the given ones added or taken away; the type tells which tags are the same."""
    name = next(iter(bulk.data))
    kind: Any = card.fields[name].type
    given = {kind.identity(tag): tag for tag in bulk.data[name]}
    rows = {row.id: row[name] or [] for row in records(card, actor).only(name).among(ids).first(len(ids))}
    items = []
    for number in ids:
        held = {kind.identity(tag): tag for tag in rows.get(number, ())}
        kept = {**given, **held} if bulk.verb == "tag" else {key: tag for key, tag in held.items() if key not in given}
        items.append(Item(number, {name: list(kept.values())}))
    return items
