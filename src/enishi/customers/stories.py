"""What the demo can tell: one line for each story on its today page, with a link that shows it on a real page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

import msgspec
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from enishi.kernel.actor import Actor
from enishi.kernel.contribution import Contribution
from enishi.kernel.doors.read import records
from enishi.kernel.registry import registry
from enishi.platform import workspace
from enishi.screens.day.today import TODAY, Block
from enishi.screens.looks import url_of
from enishi.screens.page_models.common import Action
from enishi.screens.page_models.panels import ListCard, ListLine

#: Customers of the demo (seeds/core_companies.py): one whose former salesperson has left, one known from three ledgers.
HANDED_OVER, FROM_LEDGERS = "sasaki@sakura-sake.example", "m.takahashi@hokuto-foods.example"


@dataclass(frozen=True, slots=True)
class Story:
    """One thing to see; `href` is empty where the reader may not see it, and then it is left out."""

    title: str
    note: str
    icon: str
    href: str


class Stories(Contribution):
    """Stories of the demo, and only there: nobody's own workspace shows them."""

    to, place, order = TODAY, "today", 90

    def read(self, actor: Actor, ids: list[int]) -> Block | None:
        if not workspace.current().is_demo:
            return None
        lines = tuple(
            ListLine(
                story.title,
                story.note,
                icon=story.icon,
                action=Action(_("See"), story.href, title=_("See: {story}").format(story=story.title)),
            )
            for story in stories(actor)
            if story.href
        )
        return Block(cards=(ListCard("stories", _("See it in this demo"), lines, icon="book-open"),)) if lines else None


def stories(actor: Actor) -> Iterable[Story]:
    """The stories that what is built can tell. Cost: one query a person."""
    word = pgettext("typed into the palette", "takahashi")
    yield Story(
        _("Just a name"),
        _("Type a reading, a part of a number or a name with a typo: the person is there."),
        "search",
        f"/#find={quote(word)}" if actor.may("see", "contact") else "",
    )
    yield Story(
        _("Three ledgers become one person"),
        _(
            "The sales list, the business cards, the exhibition list: the same person stays one. "
            "Point at a value to see which list it came from."
        ),
        "upload",
        _person(actor, FROM_LEDGERS),
    )
    yield Story(
        _("The rep leaves, the tie stays"),
        _("Mr. Yagi, who looked after Sakura Shuzo, has left. What he knew stands on the page of Mr. Sasaki."),
        "history",
        _person(actor, HANDED_OVER),
    )
    yield Story(
        _("The forgotten A-customer"),
        _("Rank A, and nobody has talked with them for 60 days. The list is one condition; change it as you like."),
        "phone",
        _list_url(actor, "account", forgotten(), "last_contact_at"),
    )
    yield Story(
        _("No promise forgotten"),
        _("What we promised and what we were promised, by due date."),
        "handshake",
        _list_url(actor, "task", open_promises(), "due_on"),
    )
    yield Story(
        _("A chain of referrals"),
        _("Who introduced whom, and when."),
        "link",
        _list_url(actor, "relationship", {"field": "kind", "op": "is", "value": "referred"}, "started_on"),
    )


def forgotten() -> dict[str, Any]:
    """The condition of the A-customers nobody has talked with for 60 days, closed companies left out."""
    silent = [
        {"field": "last_contact_at", "op": "lt", "value": "60 days ago"},
        {"field": "last_contact_at", "op": "is_empty"},
    ]
    return {
        "all": [
            {"field": "rank", "op": "in", "value": ["special_a", "a"]},
            {"field": "deal_status", "op": "not_in", "value": ["stopped", "closed"]},
            {"any": silent},
        ]
    }


def open_promises() -> dict[str, Any]:
    """The condition of the promises nobody has kept yet, theirs and ours."""
    return {
        "all": [
            {"field": "kind", "op": "is", "value": "promise"},
            {"field": "done_at", "op": "is_empty"},
        ]
    }


def _person(actor: Actor, email: str) -> str:
    if not actor.may("see", "contact") or registry.card("contact").reads(actor, "email") is None:
        return ""
    asked = records("contact", actor).where({"field": "email", "op": "is", "value": email})
    found = asked.only("full_name").first(1)
    return url_of(found[0].card, found[0].id) if found else ""


def _list_url(actor: Actor, key: str, tree: dict[str, Any], sort: str) -> str:
    if not actor.may("see", key):
        return ""
    query = urlencode({"filter": msgspec.json.encode(tree).decode(), "sort": sort})
    return f"/o/{registry.card(key).plural}?{query}"


registry.add(Stories)
