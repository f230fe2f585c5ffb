"""Names of colleagues in a file: members of the workspace, or people who become members without a sign-in."""

from __future__ import annotations

import re
import unicodedata
from typing import Any

from enishi.kernel.actor import Actor
from enishi.kernel.registry import registry
from enishi.kernel.text import search_fold
from enishi.platform.transfer.texts import kinds

NOBODY = re.compile(r"^(?:未定|未設定|未割当|なし|unassigned|none|tbd|-|\?)$", re.I)
GROUP = re.compile(r"[部課室係店社]$|営業[0-9一二三]|本社|チーム|\bteam\b|\bdept", re.I)
MARKS = re.compile(r"[(（][^)）]{0,6}[)）]|[※*].*$")


class Owners:
    """Member numbers by folded name; a family name alone counts when only one member bears it."""

    def __init__(self, actor: Actor) -> None:
        self.may_make = actor.admin
        self.card = registry.card("member")
        self.numbers: dict[str, int | None] = {}
        self.new: dict[str, str] = {}
        self._read()

    def _read(self) -> None:
        rows = self.card.model._default_manager.filter(trashed_at=None).order_by("pk")
        families: dict[str, list[int]] = {}
        for member in rows:
            found: Any = member
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

    def find(self, text: str) -> tuple[int | None, str]:
        """(number, "") of a member, (None, name) of somebody to be made, (None, "") for nobody or a department."""
        name = clean(text)
        if not name:
            return None, ""
        key = _key(name)
        number = self.numbers.get(key)
        if number is not None:
            return number, ""
        if not self.may_make or GROUP.search(name) or len(name) > 60:
            return None, ""
        self.new.setdefault(key, name)
        return None, name

    def made(self, name: str, number: int) -> None:
        """A member was made for this name."""
        self.numbers[_key(name)] = number
        self.new.pop(_key(name), None)

    def number(self, name: str) -> int | None:
        """The number of a name that was made meanwhile."""
        return self.numbers.get(_key(name))


def clean(text: str) -> str:
    """The name alone, without 「(営)」, honorific and blanks; nothing for 未定 and the like."""
    name = " ".join(MARKS.sub("", unicodedata.normalize("NFKC", text)).split())
    name = kinds.HONORIFIC.sub("", name).strip()
    return "" if NOBODY.match(name) else name


def _key(text: str) -> str:
    return search_fold(text).replace(" ", "")
