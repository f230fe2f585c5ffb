"""The list of any object: rows of a `ListQuery` as a page with tabs, chips, columns, groups, totals and pager."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from enishi.kernel.actor import Actor
from enishi.kernel.card import Card
from enishi.kernel.doors.read import Records
from enishi.kernel.doors.rows import Count, Page
from enishi.kernel.doors.rows import Row as Record
from enishi.kernel.doors.scope import may, reach_of
from enishi.kernel.doors.sorting import by_name
from enishi.platform.cards import card_of
from enishi.platform.list_query import ListQuery
from enishi.platform.models import SavedView
from enishi.platform.transfer.intake import importable
from enishi.screens.answer import is_part, screen, show
from enishi.screens.frame import read_from_now, shell_of
from enishi.screens.lists import saved_views
from enishi.screens.lists.filters import builder_of, chips_of
from enishi.screens.lists.grouping import groups_of, totals_of
from enishi.screens.lists.kana import jump_filter, jumps
from enishi.screens.looks import cell_of, changes_in_place, inside, url_of
from enishi.screens.page_models.common import Action, Note, State, Tab
from enishi.screens.page_models.list_page import Column, ListPage, Pager, Row, RowGroup

PHONE_COLUMNS = 2


@screen("GET")
def index(request: HttpRequest, actor: Actor, plural: str) -> HttpResponse:
    """The list as its address describes it."""
    card = card_of(plural, actor)
    views = saved_views.visible(card, actor)
    query, note = saved_views.shown(card, actor, ListQuery.read(request.GET.dict()), views)
    read_from_now(request)
    page = _Listing(request, actor, card, query, views, note).page()
    return show(request, "list_part.jinja" if is_part(request) else "list.jinja", page)


def columns_of(card: Card, actor: Actor, query: ListQuery) -> tuple[str, ...]:
    """The columns to show: those asked for, else the card's, without what is hidden from the reader."""
    wanted = query.fields or card.columns
    return tuple(name for name in wanted if is_readable(card, actor, name))


def told_of(card: Card, actor: Actor, columns: Sequence[str]) -> tuple[str, ...]:
    """The columns with what is told beside them."""
    return (*columns, *(card.beside[name] for name in columns if card.reads(actor, card.beside.get(name, ""))))


def is_readable(card: Card, actor: Actor, name: str) -> bool:
    if name in card.groups:
        return all(card.reads(actor, field) for field in card.groups[name].fields)
    return card.reads(actor, name) is not None


def label_of(card: Card, name: str) -> str:
    """The head of a column."""
    return str(card.groups[name].label if name in card.groups else card.fields[name].label)


def asked_of(card: Card, actor: Actor, query: ListQuery) -> Records:
    """The rows behind a list: its condition, words and jump, in its order; groups keep together."""
    found = replace(query, fields=()).records(card, actor)
    found = found.grouped(query.group) if query.group else found
    return found.narrowed(jump_filter(query.jump), query.jump) if query.jump and by_name(card, actor) else found


@dataclass(frozen=True)
class _Listing:
    """One list for one reader."""

    request: HttpRequest
    actor: Actor
    card: Card
    query: ListQuery
    views: list[SavedView]
    note: str = ""

    @property
    def url(self) -> str:
        return f"/o/{self.card.plural}"

    def page(self) -> ListPage:
        card, query = self.card, self.query
        columns = columns_of(card, self.actor, query)
        asked = asked_of(self.card, self.actor, self.query)
        page = asked.only(*told_of(card, self.actor, columns)).page(query.cursor or None, query.limit, last=query.last)
        count = asked.count()
        beyond = count.number > len(page)
        save, keep = saved_views.actions(self.views, card, self.actor, query, self.url)
        return ListPage(
            shell=shell_of(self.request, self.actor, str(card.label_plural), live=f"list:{card.key}"),
            title=str(card.label_plural),
            url=query.url(self.url, cursor=query.cursor, last=query.last),
            views=saved_views.tabs(self.views, card, self.actor, query),
            chips=chips_of(card, self.actor, query, self.url),
            columns=tuple(self._column(name, place) for place, name in enumerate(columns)),
            groups=self._groups(asked, columns, page),
            pager=self._pager(page),
            shown=ngettext("{number} shown", "{number} shown", len(page)).format(number=len(page)),
            matching=_matching(count),
            filter_builder=builder_of(card, self.actor, query, self.url),
            sort_action=Action(_("Sort"), query.url(f"{self.url}/order"), "arrow-up-down", how="dialog"),
            columns_action=Action(_("Columns"), query.url(f"{self.url}/columns"), "columns-3", how="dialog"),
            save_view_action=save,
            new_view_action=keep,
            tools=self._tools(),
            bulk=self._bulk(),
            everything=_("Select all that match") if beyond else "",
            everything_text=_matching(count) if beyond else "",
            looks=looks_of(card, query, self.url, "list"),
            kana=jumps(query, self.url, self.actor)
            if card.groups.get(card.title) and by_name(card, self.actor)
            else (),
            totals=totals_of(card, self.actor, query, asked, columns),
            state=None if len(page) else self._state(),
            note=Note(self.note) if self.note else None,
            live_key=f"list:{card.key}",
        )

    def _column(self, name: str, place: int) -> Column:
        spec = self.card.fields.get(name)
        at = (self.query.sort or self.card.sort).partition(",")[0]
        own = "sort_key" if name == self.card.title else name
        sortable = name == self.card.title or (spec is not None and (spec.sortable or bool(spec.target)))
        ascending = at in (own, name)
        descending = at in (f"-{own}", f"-{name}")
        return Column(
            label=label_of(self.card, name),
            sort_url=self.query.url(self.url, sort=f"-{name}" if ascending else name) if sortable else "",
            sorted="ascending" if ascending else "descending" if descending else "",
            numeric=spec is not None and spec.type.summable,
            phone=place < PHONE_COLUMNS,
            pinned=place == 0,
            edits=name if changes_in_place(self.card, name, self.actor) else "",
        )

    def _groups(self, asked: Records, columns: tuple[str, ...], page: Page) -> tuple[RowGroup, ...]:
        groups = groups_of(self.card, self.actor, self.query, asked, columns, page.rows)
        return tuple(
            RowGroup(tuple(self._row(row, columns) for row in group.rows), group.label, group.count, group.totals)
            for group in groups
        )

    def _row(self, record: Record, columns: tuple[str, ...]) -> Row:
        cells = tuple(cell_of(record, name, self.actor) for name in columns)
        return Row(str(record.id), record.title, url_of(self.card, record.id), cells)

    def _pager(self, page: Page) -> Pager:
        query, size = self.query, self.query.limit
        return Pager(
            previous_label=_("Previous {size}").format(size=size),
            next_label=_("Next {size}").format(size=size),
            previous_url=query.url(self.url, cursor=page.previous) if page.previous else "",
            next_url=query.url(self.url, cursor=page.next) if page.next else "",
            first_url=query.url(self.url) if page.previous else "",
            last_url=query.url(self.url, last=True) if page.next else "",
        )

    def _tools(self) -> tuple[Action, ...]:
        query = self.query
        tools = [Action(_("Print"), query.url(f"{self.url}/print"), "printer")]
        if self.actor.may("export", self.card.key):
            tools.append(Action(_("Export"), query.url(f"{self.url}/export"), "download", how="dialog"))
        return tuple(tools)

    def _bulk(self) -> tuple[Action, ...]:
        """What can be done with many rows; each address carries the list, for "all that match"."""
        card, actor = self.card, self.actor
        found: list[tuple[str, Any, str]] = []
        if reach_of(card, actor, "edit") != "none":
            found.append(("edit", _("Change a field"), "pencil"))
            if card.owned and card.edits(actor, "owner"):
                found.append(("edit?field=owner", _("Change owner"), "user-plus"))
            if any(spec.type.widget == "tags" and card.edits(actor, spec.name) for spec in card.readable(actor)):
                found += [("tag", _("Add tags"), "tag"), ("untag", _("Remove tags"), "x")]
        for name, verb in card.actions.items():
            if verb.bulk and may(card, actor, verb):
                found.append((name, verb.label, verb.icon))
        actions = [Action(str(label), self._bulk_url(verb), icon, how="dialog") for verb, label, icon in found]
        if reach_of(card, actor, "delete") != "none":
            actions.append(Action(_("Delete"), self._bulk_url("trash"), "trash-2", how="dialog", danger=True))
        return tuple(actions)

    def _bulk_url(self, verb: str) -> str:
        path, _mark, more = verb.partition("?")
        url = self.query.url(f"{self.url}/bulk/{path}")
        return f"{url}{'&' if '?' in url else '?'}{more}" if more else url

    def _state(self) -> State:
        narrowed = self.query.filter or self.query.words or self.query.jump
        if narrowed:
            clear = Action(_("Show all"), self.url, "x")
            return State(
                "nothing_found", _("Nothing matches"), _("Remove a condition, or look in another view."), clear
            )
        make = None
        if reach_of(self.card, self.actor, "create") != "none":
            make = Action(_("Create"), f"{self.url}/new", "plus", key="C", how="drawer", primary=True)
        title = _("No {objects} yet").format(objects=inside(self.card.label_plural))
        text, bring = _("Create the first one."), None
        if self.card.key in importable(self.actor):
            text = _("Create the first one, or import the list you have.")
            bring = Action(_("Import"), "/import", "upload")
        return State("empty", title, text, make, bring)


def looks_of(card: Card, query: ListQuery, url: str, current: str) -> tuple[Tab, ...]:
    """List, board and calendar, as far as the object has them."""
    looks = [Tab(_("List"), query.url(url), current == "list")]
    if card.board:
        looks.append(Tab(_("Board"), query.url(f"{url}/board"), current == "board"))
    if card.calendar:
        looks.append(Tab(_("Calendar"), query.url(f"{url}/calendar"), current == "calendar"))
    return tuple(looks) if len(looks) > 1 else ()


def _matching(count: Count) -> str:
    number = f"{count.number:,}+" if count.capped else f"{count.number:,}"
    return ngettext("{number} matches", "{number} match", count.number).format(number=number)
