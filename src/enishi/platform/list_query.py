"""A list as it stands in a URL: the same query is list, board, export, saved view and API call."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

import msgspec
from django.utils.translation import gettext as _

from enishi.kernel.actor import Actor
from enishi.kernel.card import Card
from enishi.kernel.doors.read import Records, records
from enishi.kernel.errors import Invalid
from enishi.kernel.numbers import number_of
from enishi.platform.long_filters import kept_text, mark_of

FILTER_LIMIT, WORDS_LIMIT = 4_000, 200


@dataclass(frozen=True, slots=True)
class ListQuery:
    """Everything that makes a list: condition, words, order, columns, group and totals, and where in it we are."""

    filter: Any = None
    words: str = ""
    sort: str = ""
    fields: tuple[str, ...] = ()
    group: str = ""
    totals: tuple[str, ...] = ()
    cursor: str = ""
    last: bool = False
    limit: int = 50
    trash: bool = False
    view: str = ""
    jump: str = ""

    @classmethod
    def read(cls, params: Mapping[str, str]) -> ListQuery:
        """From query parameters. Raises `Invalid` for what cannot be read."""
        return cls(
            filter=tree_of(params.get("filter", "")),
            words=params.get("q", "")[:WORDS_LIMIT],
            sort=params.get("sort", ""),
            fields=_names(params.get("fields", "")),
            group=params.get("group", ""),
            totals=_names(params.get("totals", "")),
            cursor=params.get("cursor", ""),
            last=params.get("last", "") == "true",
            limit=_limit(params.get("limit", "")),
            trash=params.get("trash", "") in ("1", "true"),
            view=params.get("view", ""),
            jump=params.get("jump", ""),
        )

    def params(self) -> dict[str, str]:
        """The query parameters that `read` understands, without what is default."""
        found = {
            "view": self.view,
            "filter": packed(self.filter),
            "q": self.words,
            "sort": self.sort,
            "fields": ",".join(self.fields),
            "group": self.group,
            "totals": ",".join(self.totals),
            "cursor": self.cursor,
            "last": "true" if self.last else "",
            "limit": str(self.limit) if self.limit != 50 else "",
            "trash": "1" if self.trash else "",
            "jump": self.jump,
        }
        return {name: text for name, text in found.items() if text}

    def url(self, path: str, **changes: Any) -> str:
        """The address of this list with some things changed; a change of what is listed goes back to the first page."""
        moved = {"cursor": "", "last": False, **changes}
        text = urlencode(replace(self, **moved).params())
        return f"{path}?{text}" if text else path

    def records(self, card: Card, actor: Actor) -> Records:
        """The question to the read door. Raises `Invalid` for what this actor may not ask."""
        found = records(card, actor).where(self.filter).search(self.words).sorted(self.sort)
        if self.fields:
            found = found.only(*self.fields)
        return found.in_trash() if self.trash else found


def tree_of(text: str) -> Any:
    """The condition of a filter parameter: JSON, or `~` and the hash of a stored long one."""
    if not text:
        return None
    if text.startswith("~"):
        kept = kept_text(text[1:65])
        if kept is None:
            raise Invalid(filter=_("The conditions behind this address are not kept any more. Set them again."))
        text = kept
    elif len(text) > FILTER_LIMIT:
        raise Invalid(filter=_("The filter is too long for an address. Send it to /query instead."))
    try:
        return msgspec.json.decode(text)
    except (msgspec.DecodeError, RecursionError) as problem:
        raise Invalid(filter=_("The filter is not valid JSON.")) from problem


def text_of(tree: Any) -> str:
    """The one way a condition is written."""
    return msgspec.json.encode(tree).decode()


def terms_of(tree: Any) -> list[Any]:
    """The conditions one by one where all of them must hold, else the condition as one; none without any."""
    return [] if not tree else list(tree["all"]) if set(tree) == {"all"} else [tree]


def packed(tree: Any) -> str:
    """The condition as it stands in an address: a long one only by its mark."""
    if not tree:
        return ""
    text = text_of(tree)
    return f"~{mark_of(text)}" if len(text) > FILTER_LIMIT else text


def _names(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name.strip() for name in text.split(",") if name.strip()))


def _limit(text: str) -> int:
    if not text:
        return 50
    limit = number_of(text)
    if limit is None or not 1 <= limit <= 200:
        raise Invalid(limit=_("Give a number between 1 and 200."))
    return limit
