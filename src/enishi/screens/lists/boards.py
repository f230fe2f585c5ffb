"""The board of any object with a choice to stand on: lanes with counts, cards that are moved by hand, key or menu."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from enishi.kernel.actor import Actor
from enishi.kernel.card import Card, FieldCard
from enishi.kernel.doors.read import records
from enishi.kernel.doors.rows import Linked, Row
from enishi.kernel.doors.verbs import Update
from enishi.kernel.doors.write import write
from enishi.kernel.errors import Invalid, Missing
from enishi.platform.list_query import ListQuery
from enishi.screens.answer import said, screen, show
from enishi.screens.frame import read_from_now, shell_of
from enishi.screens.lists import saved_views
from enishi.screens.lists.filters import builder_of, chips_of
from enishi.screens.lists.page import asked_of, card_of, looks_of
from enishi.screens.looks import avatar_of, cell_of, url_of
from enishi.screens.page_models.board_page import BoardCard, BoardPage, Lane, LanePart
from enishi.screens.page_models.common import Badge, Note
from enishi.screens.page_models.shell import Crumb

LANE_CARDS = 25
COLOURS = ("d1", "d2", "d3", "d4", "d5", "d6")
#: How the lane of records without a value is called in addresses.
NONE = "-"


def board_field(card: Card, actor: Actor) -> FieldCard:
    """The choice the lanes are made of. Raises `Missing` when there is none or it is hidden."""
    spec = card.reads(actor, card.board) if card.board else None
    if spec is None:
        raise Missing(_("There is no such page."))
    return spec


@screen("GET")
def board(request: HttpRequest, actor: Actor, plural: str) -> HttpResponse:
    """All lanes with their first cards; `lane` and `cursor` give further cards of one. Cost: one count, then a page
    and its links a lane."""
    card = card_of(plural, actor)
    spec = board_field(card, actor)
    views = saved_views.visible(card, actor)
    query, note = saved_views.shown(card, actor, ListQuery.read(request.GET.dict()), views)
    read_from_now(request)
    made = _Board(actor, card, spec, replace(query, group="", limit=LANE_CARDS))
    lane = request.GET.get("lane", "")
    if lane:
        return show(request, "lane_part.jinja", made.further(lane, query.cursor))
    title = _("{objects}: board").format(objects=card.label_plural)
    url = f"/o/{card.plural}"
    page = BoardPage(
        shell=shell_of(
            request, actor, _("Board"), crumbs=[Crumb(str(card.label_plural), url)], live=f"list:{card.key}"
        ),
        title=title,
        url=query.url(f"{url}/board"),
        looks=looks_of(card, query, url, "board"),
        views=saved_views.tabs(views, card, actor, query, "/board"),
        chips=chips_of(card, actor, query, f"{url}/board"),
        lanes=made.lanes(),
        filter_builder=builder_of(card, actor, query, f"{url}/board"),
        note=Note(note) if note else None,
        live_key=f"list:{card.key}",
    )
    return show(request, "board.jinja", page)


@dataclass(frozen=True)
class _Board:
    """One board for one reader."""

    actor: Actor
    card: Card
    spec: FieldCard
    query: ListQuery

    def lanes(self) -> tuple[Lane, ...]:
        counts = dict(asked_of(self.card, self.actor, self.query).groups(self.spec.name))
        lanes = [
            self._lane(choice.key, str(choice.label), counts.get(choice.key, 0), COLOURS[n % len(COLOURS)])
            for n, choice in enumerate(self.spec.choices)
        ]
        if counts.get(None):
            lanes.insert(0, self._lane(NONE, _("(empty)"), counts[None], "d6"))
        return tuple(lanes)

    def _lane(self, value: str, label: str, count: int, colour: str) -> Lane:
        cards, more = self._page(value, "") if count else ((), "")
        rest = count - len(cards)
        more_label = _("{number} more").format(number=f"{rest:,}") if more else ""
        return Lane(value, label, cards, count=f"{count:,}", colour=colour, more_label=more_label, more_url=more)

    def further(self, lane: str, cursor: str) -> LanePart:
        cards, more = self._page(lane, cursor)
        return LanePart(cards, _("More") if more else "", more)

    def _page(self, value: str, cursor: str) -> tuple[tuple[BoardCard, ...], str]:
        """A stretch of a lane, and the way to the next one."""
        mine: dict[str, Any] = {"field": self.spec.name, "op": "is_empty"}
        if value != NONE:
            mine = {"field": self.spec.name, "op": "is", "value": value}
        narrowed = replace(self.query, filter={"all": [mine, *([self.query.filter] if self.query.filter else [])]})
        page = asked_of(self.card, self.actor, narrowed).only(*self._names()).page(cursor or None, LANE_CARDS)
        more = ""
        if page.next:
            params = {**replace(self.query, cursor=page.next, view="").params(), "lane": value}
            more = f"/o/{self.card.plural}/board?{urlencode(params)}"
        return tuple(self._shown(row, value) for row in page.rows), more

    def _names(self) -> tuple[str, ...]:
        wanted = [self.spec.name, *self.card.subtitle, *self.card.badges, *self.card.columns]
        wanted += ["owner"] if self.card.owned else []
        return tuple(
            dict.fromkeys(name for name in wanted if name in self.card.fields and self.card.reads(self.actor, name))
        )

    def _shown(self, row: Row, lane: str) -> BoardCard:
        owner = row["owner"] if self.card.owned else None
        over = next(
            (row[n] for n in self._names() if n != "owner" and isinstance(row[n], Linked) and row[n].readable), None
        )
        day = next((n for n in self._names() if self.card.fields[n].type.temporal and row[n] is not None), "")
        amount = next((n for n in self._names() if self.card.fields[n].type.cell == "money" and row[n] is not None), "")
        move = f"{url_of(self.card, row.id)}/move?{urlencode({'from': lane})}"
        return BoardCard(
            id=str(row.id),
            title=row.title,
            href=url_of(self.card, row.id),
            move_url=move if self.card.edits(self.actor, self.spec.name) else "",
            over=over.label if over else "",
            amount=row.show(amount, self.actor.language) if amount else "",
            note=f"{self.card.fields[day].label} {cell_of(row, day, self.actor).text}" if day else "",
            owner=avatar_of(owner.label) if isinstance(owner, Linked) and owner.readable else None,
            badges=tuple(self._badges(row)),
        )

    def _badges(self, row: Row) -> list[Badge]:
        found = []
        for name in self.card.badges:
            spec = self.card.fields.get(name)
            if spec is None or spec.name == self.spec.name or row[name] is None:
                continue
            choice = spec.choice(row[name])
            tone: Any = choice.tone if choice else ""
            found.append(Badge(spec.type.render(row[name], self.actor.language), tone, title=str(spec.label)))
        return found


@screen("POST")
def move(request: HttpRequest, actor: Actor, plural: str, number: int) -> HttpResponse:
    """A card goes into another lane: an update of one field, refused when somebody moved it meanwhile."""
    card = card_of(plural, actor)
    spec = board_field(card, actor)
    lane, before = request.POST.get("lane", ""), request.GET.get("from", "")
    if lane != NONE and spec.choice(lane) is None:
        raise Invalid({spec.name: _("There is no such lane.")})
    row = records(card, actor).get(number)
    data = {spec.name: None if lane == NONE else lane}
    seen = {spec.name: None if before == NONE else before} if before else None
    written = write(Update, actor, card, number, data, seen=seen)
    choice = spec.choice(lane)
    text = _("{title}: moved to “{lane}”").format(title=row.title, lane=choice.label if choice else _("(empty)"))
    return said(request, text, undo=written.audit, close=False)
