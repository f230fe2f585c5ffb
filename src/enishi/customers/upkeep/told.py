"""Colleagues are told when a note names them, and when somebody took a telephone memo for them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils.text import Truncator
from django.utils.translation import gettext as _

from enishi.kernel.actor import Actor
from enishi.kernel.card import Card
from enishi.kernel.fieldtypes.rich_text import plain
from enishi.kernel.text import fold
from enishi.kernel.upkeep import Change, Upkeep
from enishi.platform.models import Member, Notification
from enishi.platform.people.notifications import kind, notify

MENTION, MEMO = "mention", "memo"


class Mentioned(Upkeep):
    """`@` and a colleague's name in a note. Cost: one query a chunk in which an `@` was written."""

    def prepare(self, card: Card, changes: Sequence[Change], actor: Actor) -> None:
        asked = [change for change in changes if change.changed("body")]
        names = _names() if any(_calls(change.record.body or "") for change in asked) else {}
        for change in asked:
            change.record.mentions = mentioned(plain(change.record.body or ""), names)

    def follow(self, card: Card, changes: Sequence[Change], actor: Actor) -> None:
        for change in changes:
            fresh = set(change.record.mentions) - set(change.before.get("mentions") or ())
            if fresh and change.record.trashed_at is None:
                notify(fresh, MENTION, about=(card.key, change.record.pk), by=actor.member, data={"by": actor.name})


class MemoTaken(Upkeep):
    """A telephone memo reaches the one it is for."""

    def follow(self, card: Card, changes: Sequence[Change], actor: Actor) -> None:
        for change in changes:
            record = change.record
            if record.memo_for_id and change.changed("memo_for_id") and record.trashed_at is None:
                about = (card.key, record.pk)
                notify([record.memo_for_id], MEMO, about=about, by=actor.member, data={"by": actor.name})


def mentioned(text: str, names: dict[str, int]) -> list[int]:
    """Members whose name stands right behind an `@`, in the order of the text; of two names the longer one counts."""
    found: list[int] = []
    for part in fold(text).split("@")[1:]:
        name = max((name for name in names if part.startswith(name)), key=len, default="")
        if name and names[name] not in found:
            found.append(names[name])
    return found


def _calls(text: str) -> bool:
    return "@" in text or "＠" in text


def _names() -> dict[str, int]:
    rows = Member.objects.filter(trashed_at=None, left_on=None).values_list("name", "pk")
    return {fold(name): number for name, number in rows if name}


@kind(MENTION)
def told_of_mention(row: Notification, title: str) -> str:
    return _("{name} mentioned you: {title}").format(name=_who(row), title=Truncator(plain(title)).chars(80))


@kind(MEMO)
def told_of_memo(row: Notification, title: str) -> str:
    return _("{name} took a phone memo for you: {title}").format(name=_who(row), title=title)


def _who(row: Notification) -> Any:
    return row.data.get("by") or _("Somebody")
