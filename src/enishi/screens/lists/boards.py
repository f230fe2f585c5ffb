"""The board of any object: lanes by a choice or by linked records, with counts and sums; cards are moved by hand."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _

from enishi.kernel.action import Action
from enishi.kernel.actor import Actor
from enishi.kernel.card import Card, FieldCard
from enishi.kernel.doors.read import records
from enishi.kernel.doors.rows import Linked, Row
from enishi.kernel.doors.scope import may
from enishi.kernel.doors.verbs import Update
from enishi.kernel.doors.write import write
from enishi.kernel.errors import Invalid, Missing
from enishi.platform.cards import card_of
from enishi.platform.list_query import ListQuery
from enishi.screens.answer import asks, is_part, said, screen, show
from enishi.screens.frame import read_from_now, shell_of
from enishi.screens.lists import saved_views
from enishi.screens.lists.filters import builder_of, chips_of
from enishi.screens.lists.page import asked_of, looks_of
from enishi.screens.looks import avatar_of, cell_of, url_of
from enishi.screens.page_models.board_page import BoardCard, BoardPage, Lane, LanePart
from enishi.screens.page_models.common import Badge, Note
from enishi.screens.page_models.shell import Crumb

LANE_CARDS, LANES = 25, 50
COLOURS = ("d1", "d2", "d3", "d4", "d5", "d6")
#: How the lane of records without a value is called in addresses.
NONE = "-"


def board_field(card: Card, actor: Actor) -> FieldCard:
    """The choice or link the lanes are made of. Raises `Missing` when there is none or it is hidden."""
    spec = card.reads(actor, card.board) if card.board else None
    if spec is None:
        raise Missing(_("There is no such page."))
    return spec


@screen("GET")
def board(request: HttpRequest, actor: Actor, plural: str) -> HttpResponse:
    """All lanes with their first cards; `lane` and `cursor` give further cards of one. Cost: one count, then a page
    and its links a lane, and its sum where the list shows amounts."""
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
        tally = asked_of(self.card, self.actor, self.query).groups(self.spec.name)
        counts = {value.id if isinstance(value, Linked) else value: number for value, number in tally}
        found = [
            self._lane(value, label, counts.get(value, 0), COLOURS[n % len(COLOURS)])
            for n, (value, label) in enumerate(self._values.items())
        ]
        if counts.get(None):
            found.insert(0, self._lane(None, _("(empty)"), counts[None], "d6"))
        return tuple(found)

    @cached_property
    def _values(self) -> dict[Any, str]:
        return values_of(self.spec, self.actor)

    @cached_property
    def _movable(self) -> bool:
        """Whether some drop may succeed: the field may be edited, or a verb done that a drop means."""
        verbs = {drop for value in self._values if (drop := meant(self.card, self.spec, value))}
        plain = self.card.edits(self.actor, self.spec.name) and may(self.card, self.actor, Update)
        return plain or any(may(self.card, self.actor, v) for v in verbs)

    def _lane(self, value: Any, label: str, count: int, colour: str) -> Lane:
        lane = NONE if value is None else str(value)
        cards, more = self._page(lane, "") if count else ((), "")
        rest = count - len(cards)
        more_label = _("{number} more").format(number=f"{rest:,}") if more else ""
        total, note = self._total(lane) if count else ("", "")
        return Lane(
            lane, label, cards, count=f"{count:,}", colour=colour, more_label=more_label, more_url=more,
            total=total, total_note=note,
        )  # fmt: skip

    def _total(self, lane: str) -> tuple[str, str]:
        """The sum of the first amount among the list's columns, one for each currency, and what it is a sum of."""
        specs = (self.card.reads(self.actor, name) for name in self.card.columns)
        spec = next((spec for spec in specs if spec and spec.companion and spec.type.summable), None)
        if spec is None:
            return "", ""
        sums = asked_of(self.card, self.actor, self._narrowed(lane)).total(spec.name)
        return " + ".join(spec.type.render(amount, self.actor.language) for amount in sums), str(spec.label)

    def further(self, lane: str, cursor: str) -> LanePart:
        cards, more = self._page(lane, cursor)
        return LanePart(cards, _("More") if more else "", more)

    def _page(self, value: str, cursor: str) -> tuple[tuple[BoardCard, ...], str]:
        """A stretch of a lane, and the way to the next one."""
        narrowed = self._narrowed(value)
        page = asked_of(self.card, self.actor, narrowed).only(*self._names()).page(cursor or None, LANE_CARDS)
        more = ""
        if page.next:
            params = {**replace(self.query, cursor=page.next, view="").params(), "lane": value}
            more = f"/o/{self.card.plural}/board?{urlencode(params)}"
        return tuple(self._shown(row, value) for row in page.rows), more

    def _narrowed(self, lane: str) -> ListQuery:
        """The list with the rows of one lane alone."""
        mine: dict[str, Any] = {"field": self.spec.name, "op": "is_empty"}
        if lane != NONE:
            mine = {"field": self.spec.name, "op": "is", "value": int(lane) if self.spec.target else lane}
        return replace(self.query, filter={"all": [mine, *([self.query.filter] if self.query.filter else [])]})

    def _names(self) -> tuple[str, ...]:
        wanted = [self.spec.name, *self.card.subtitle, *self.card.badges, *self.card.columns]
        wanted += ["owner"] if self.card.owned else []
        return tuple(
            dict.fromkeys(name for name in wanted if name in self.card.fields and self.card.reads(self.actor, name))
        )

    def _shown(self, row: Row, lane: str) -> BoardCard:
        owner = row["owner"] if self.card.owned else None
        links = (row[n] for n in self._names() if n not in ("owner", self.spec.name) and isinstance(row[n], Linked))
        over = next((link for link in links if link.readable), None)
        day = next((n for n in self._names() if self.card.fields[n].type.temporal and row[n] is not None), "")
        amount = next((n for n in self._names() if self.card.fields[n].type.cell == "money" and row[n] is not None), "")
        move = f"{url_of(self.card, row.id)}/move?{urlencode({'from': lane})}"
        return BoardCard(
            id=str(row.id),
            title=row.title,
            href=url_of(self.card, row.id),
            move_url=move if self._movable else "",
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


def values_of(spec: FieldCard, actor: Actor) -> dict[Any, str]:
    """The lanes: choices, or the records a link may lead to in their own order, such as the stages of a pipeline."""
    if spec.target:
        return {row.id: row.title for row in records(spec.target, actor).first(LANES)}
    return {choice.key: str(choice.label) for choice in spec.choices}


def meant(card: Card, spec: FieldCard, value: Any) -> type[Action] | None:
    """The verb that a drop into this lane means; None is a plain update of the field."""
    return next((action for action in card.actions.values() if action.dropped(spec.name, value)), None)


@screen("POST")
def move(request: HttpRequest, actor: Actor, plural: str, number: int) -> HttpResponse:
    """A card goes into another lane, by the verb that this means, after its question, or else by an update of the one
    field. Refused when somebody moved it meanwhile."""
    card = card_of(plural, actor)
    spec = board_field(card, actor)
    lane, before = request.POST.get("lane", ""), request.GET.get("from", "")
    lanes = {str(value): (value, label) for value, label in values_of(spec, actor).items()}
    value, label = lanes.get(lane, (None, _("(empty)")))
    if lane != NONE and value is None:
        raise Invalid({spec.name: _("There is no such lane.")})
    row = records(card, actor).get(number)
    action = meant(card, spec, value)
    needs = [need.name for need in action.needs] if action else [spec.name]
    data = {name: value for name in needs if name == spec.name}
    if action and len(needs) > len(data):
        question = f"{url_of(card, number)}/act/{action.verb}?{urlencode(data)}"
        return asks(question) if is_part(request) else HttpResponseRedirect(question)
    seen = {spec.name: None if before == NONE else before} if before else None
    written = write(action or Update, actor, card, number, data, seen=seen)
    undo = written.audit if action is None or action.undo else None
    return said(request, _("{title}: moved to “{lane}”").format(title=row.title, lane=label), undo=undo, close=False)
