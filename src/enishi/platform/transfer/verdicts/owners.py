"""Names of colleagues in a file: members of the workspace, or people who become members without a sign-in."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from enishi.kernel.actor import Actor
from enishi.kernel.registry import registry
from enishi.kernel.text import search_fold
from enishi.platform.transfer.texts.colleagues import is_person, named


class Owners:
    """Member numbers by folded name; a family name alone counts when only one member bears it."""

    def __init__(self, actor: Actor) -> None:
        self.may_make = actor.admin
        self.card = registry.card("member")
        self.numbers: dict[str, int] = {}
        self.promised: dict[int, str] = {}
        self.invited: set[int] = set()
        self._read()

    def _read(self) -> None:
        rows = self.card.every_row().filter(trashed_at=None).order_by("pk")
        families: dict[str, list[int]] = {}
        for member in rows:
            found: Any = member
            if found.user_id:
                self.invited.add(found.pk)
            whole = f"{found.family_name or ''}{found.given_name or ''}"
            for text in (found.name, whole, found.email, found.user.username if found.user_id else ""):
                if text:
                    self.numbers.setdefault(_key(text), found.pk)
            family = found.family_name or (found.name or "").split()[0:1]
            first = family if isinstance(family, str) else "".join(family)
            if first:
                families.setdefault(_key(first), []).append(found.pk)
        for key, members in families.items():
            if len(members) == 1:
                self.numbers.setdefault(key, members[0])

    def find(self, text: str) -> int | None:
        """The number of a member; a number below zero for somebody who is promised and made when the row is written;
        None for nobody or a department."""
        name = named(text)
        if not name:
            return None
        key = _key(name)
        number = self.numbers.get(key)
        if number is None and self.may_make and is_person(name):
            number = self.numbers[key] = -1 - len(self.promised)
            self.promised[number] = name
        return number

    def waiting(self, names: Iterable[str]) -> bool:
        """Whether one of these colleagues has no sign-in yet."""
        return any(self.find(name) not in self.invited for name in names)

    def made(self, promised: int, number: int) -> None:
        """A member was made for a promised one."""
        self.numbers[_key(self.promised[promised])] = number

    def number(self, promised: int) -> int | None:
        """The number of a promised member who was made meanwhile."""
        number = self.numbers[_key(self.promised[promised])]
        return number if number > 0 else None


def _key(text: str) -> str:
    return search_fold(text).replace(" ", "")
