"""The page of one record of any object: head, properties, related lists, composer, timeline, history."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from enishi.kernel.actor import Actor
from enishi.kernel.card import Card
from enishi.kernel.doors.held import held
from enishi.kernel.doors.labels import links, references
from enishi.kernel.doors.read import records
from enishi.kernel.doors.rows import Linked, Row
from enishi.kernel.doors.scope import reach_of
from enishi.kernel.errors import Denied, Missing
from enishi.kernel.numbers import number_of
from enishi.kernel.object import Related, Section
from enishi.kernel.registry import registry
from enishi.platform import attaching, history, sharing
from enishi.platform.cards import card_of
from enishi.platform.list_query import ListQuery
from enishi.platform.merging import verbs as merging
from enishi.platform.merging.verbs import winner_of
from enishi.platform.undo import is_final
from enishi.screens import contributed
from enishi.screens.answer import beside, screen, show
from enishi.screens.frame import read_from_now, shell_of
from enishi.screens.lists.page import columns_of, is_readable, label_of, told_of
from enishi.screens.looks import avatar_of, cell_of, facts, full_day, local, reading_of, record_avatar, url_of
from enishi.screens.page_models.common import Action, Badge, Cell, Tab, Tie
from enishi.screens.page_models.panels import Panel, Property, PropertyPanel, TableCard
from enishi.screens.page_models.record_page import (
    HistoryChange,
    HistoryEntry,
    HistoryPart,
    RecordHead,
    RecordPage,
)
from enishi.screens.page_models.shell import Crumb, ShellView
from enishi.screens.record import attachments, commands, timelines

#: A related list stands in the middle column: what does not fit there is on the record itself.
RELATED_COLUMNS, HISTORY_ROWS = 6, 30


@screen("GET")
def show_record(request: HttpRequest, actor: Actor, plural: str, number: int) -> HttpResponse:
    """The page. Cost: the record, one query a link, the timeline, and what higher rooms contribute."""
    card = card_of(plural, actor)
    read_from_now(request)
    try:
        row = records(card, actor).get(number)
    except Missing:
        winner = winner_of(card, number, actor)
        if winner is None:
            raise
        return HttpResponse(status=308, headers={"Location": url_of(card, winner)})
    with held(row, actor):
        page = _Page(request, actor, card, row).page()
    return show(request, "record.jinja", page)


@dataclass(frozen=True)
class _Page:
    """One record for one reader."""

    request: HttpRequest
    actor: Actor
    card: Card
    row: Row

    @property
    def url(self) -> str:
        return url_of(self.card, self.row.id)

    def page(self) -> RecordPage:
        tab = self.request.GET.get("tab", "")
        shell = self._shell()
        given = contributed.on(self.card, self.actor, self.row)
        return RecordPage(
            shell=shell,
            title=self.row.title,
            url=self.url,
            live_key=f"{self.card.key}:{self.row.id}",
            head=self._head(shell),
            left=self._left(),
            middle=(self._related(tab, 200),) if tab else given.middle,
            right=given.right,
            band=given.band,
            tabs=self._tabs(tab),
            composer=None if tab else timelines.composer_of(self.card, self.actor, self.row),
            timeline=None
            if tab or not self.card.timeline
            else timelines.timeline_of(self.request, self.actor, self.row),
        )

    def _shell(self) -> ShellView:
        trail = [Crumb(str(self.card.label_plural), f"/o/{self.card.plural}")]
        for name in self.card.subtitle:
            value = self.row[name]
            if isinstance(value, Linked) and value.readable:
                trail.append(Crumb(value.label, url_of(registry.card(value.object), value.id)))
        live = f"{self.card.key}:{self.row.id}"
        return shell_of(self.request, self.actor, self.row.title, crumbs=trail, live=live)

    def _head(self, shell: ShellView) -> RecordHead:
        tie = self._tie()
        badges = []
        for name in self.card.badges:
            spec = self.card.reads(self.actor, name)
            if spec is not None and self.row[name] is not None:
                choice = spec.choice(self.row[name])
                tone: Any = choice.tone if choice else ""
                text = spec.type.render(self.row[name], self.actor.language)
                badges.append(Badge(f"{spec.label} {text}" if len(text) == 1 else text, tone, title=str(spec.label)))
        return RecordHead(
            title=self.row.title,
            avatar=record_avatar(self.row),
            badges=tuple(badges),
            tie=tie,
            tie_label=tie.reason if tie else "",
            sub=self._sub(),
            contact_actions=timelines.quick_actions(self.card, self.actor, self.row),
            actions=commands.first(self.card, self.actor, self.row),
            more=self._more(shell),
            phone_actions=contributed.phone_actions(self.card, self.actor, self.row),
        )

    def _tie(self) -> Tie | None:
        spec = self.card.reads(self.actor, "tie")
        if spec is None:
            return None
        return Tie(self.row["tie"] or 0, contributed.tie_label(self.card, self.actor, self.row))

    def _sub(self) -> tuple[str, ...]:
        found = []
        for name in self.card.subtitle:
            if self.card.reads(self.actor, name) and (text := self.row.show(name, self.actor.language)):
                is_key = (name,) in self.card.match  # a bare number says nothing
                found.append(f"{label_of(self.card, name)} {text}" if is_key else text)
        return tuple(found)

    def _more(self, shell: ShellView) -> tuple[Action, ...]:
        pinned = any(item.href == self.url for group in shell.groups if group.label for item in group.items)
        pin = Action(
            _("Take the pin away") if pinned else _("Pin to the side bar"), f"{self.url}/pin", "pin", how="post"
        )
        of = (self.card, self.actor, self.row)
        return (*commands.verbs(*of), pin, *commands.last(*of))

    def _left(self) -> tuple[Panel, ...]:
        panels = (self._section(part) for part in self.card.page if isinstance(part, Section))
        filled = tuple(panel for panel in panels if panel.items)
        return (*filled, attachments.panel_of(self.card, self.actor, self.row.id)) if self.card.timeline else filled

    def _section(self, section: Section) -> PropertyPanel:
        names = [name for name in section.fields if is_readable(self.card, self.actor, name)]
        items = tuple(self._property(name) for name in names if self._shown(name, section))
        edit = None
        if reach_of(self.card, self.actor, "edit") != "none":
            edit = Action(_("Edit"), f"{self.url}/edit", "pencil", how="drawer", icon_only=True)
        return PropertyPanel(f"section-{section.name}", str(section.label), items, edit)

    def _shown(self, name: str, section: Section) -> bool:
        """Empty values are shown only where the person is likely to fill them: in the first section."""
        first = next(part for part in self.card.page if isinstance(part, Section))
        if name == self.card.title and name in self.card.groups:
            return bool(reading_of(self.row))  # the name itself is the heading of the page
        if section is first:
            return True
        if name in self.card.groups:
            return any(self.row[field] for field in self.card.groups[name].fields)
        return self.row[name] not in (None, [], "")

    def _property(self, name: str) -> Property:
        if name == self.card.title and name in self.card.groups:
            return Property(_("Reading (kana)"), Cell("text", reading_of(self.row)))
        cell = cell_of(self.row, name, self.actor, editable=True, own=True)
        if cell.kind == "date" and cell.title:
            cell = replace(cell, text=cell.title, title="")
        return Property(label_of(self.card, name), cell, self._source(name))

    def _source(self, name: str) -> str:
        """Where the value came from and when, as far as it is known."""
        known = self.row.sources.get(name)
        return facts(known["from"], full_day(date.fromisoformat(known["on"]), self.actor)) if known else ""

    # --- related lists ---------------------------------------------------------------------------------------
    def _relations(self) -> dict[str, Related]:
        parts = {name: part for part in self.card.page if isinstance(part, Related) for name in part.relations}
        targets = {name: registry.card(self.card.relations[name].target) for name in parts}
        return {name: part for name, part in parts.items() if reach_of(targets[name], self.actor, "see") != "none"}

    def _tabs(self, current: str) -> tuple[Tab, ...]:
        names = self._relations()
        if not names:
            return ()
        properties = Tab(_("Properties"), f"{self.url}#record-properties", phone=True)
        tabs = [Tab(_("Overview"), self.url, not current), properties]
        for name in names:
            tabs.append(
                Tab(
                    str(self.card.relations[name].label),
                    f"{self.url}?tab={name}",
                    current == name,
                    count_url=f"{self.url}/related/{name}/count",
                )
            )
        return tuple(tabs)

    def _related(self, name: str, size: int) -> TableCard:
        part = self._relations().get(name)
        if part is None:
            raise Missing(_("There is no such page."))
        return related_card(self.card, self.actor, self.row, name, size, part.columns)


def related_card(card: Card, actor: Actor, row: Row, name: str, size: int, columns: tuple[str, ...] = ()) -> TableCard:
    """One related list as a table with the way to add to it."""
    relation = card.relations[name]
    target = registry.card(relation.target)
    if not columns:
        columns = tuple(c for c in columns_of(target, actor, ListQuery()) if c != relation.link)
    columns = tuple(c for c in columns if is_readable(target, actor, c))[:RELATED_COLUMNS]
    found = records(target, actor).of(relation.link, row.id)
    rows = found.only(*told_of(target, actor, columns)).first(size)
    make = None
    if reach_of(target, actor, "create") != "none":
        make = Action(_("Create"), f"/o/{target.plural}/new?{relation.link}={row.id}", "plus", how="drawer")
    return TableCard(
        id=f"related-{name}",
        title=str(relation.label),
        icon=target.icon,
        columns=tuple(label_of(target, column) for column in columns),
        rows=tuple(tuple(cell_of(other, column, actor) for column in columns) for other in rows),
        count=str(found.count().number),
        action=make,
    )


@screen("GET")
def related_count(request: HttpRequest, actor: Actor, plural: str, number: int, name: str) -> HttpResponse:
    """How many, for a tab; read after the page."""
    card = card_of(plural, actor)
    row = records(card, actor).unshown().get(number)
    relation = card.relations.get(name)
    if relation is None or reach_of(registry.card(relation.target), actor, "see") == "none":
        raise Missing(_("There is no such page."))
    count = records(relation.target, actor).of(relation.link, row.id).count()
    return HttpResponse(f"{count.number:,}{'+' if count.capped else ''}" if count.number else "")


@screen("GET")
def show_history(request: HttpRequest, actor: Actor, plural: str, number: int) -> HttpResponse:
    """Every write of this record, newest first, without fields that are hidden from the reader."""
    card = card_of(plural, actor)
    row = records(card, actor).get(number)
    entries = history.of(card, number, HISTORY_ROWS + 1, number_of(request.GET.get("before")))
    shown = [_entry(card, actor, row, entry) for entry in entries[:HISTORY_ROWS]]
    more = (
        f"{url_of(card, number)}/history?before={entries[HISTORY_ROWS - 1].number}"
        if len(entries) > HISTORY_ROWS
        else ""
    )
    title = _("History of {title}").format(title=row.title)
    return beside(request, actor, "history.jinja", HistoryPart(title, tuple(shown), more))


def _entry(card: Card, actor: Actor, row: Row, entry: Any) -> HistoryEntry:
    changes = []
    for name in entry.new:
        if name == attaching.NOTE:
            files = (entry.old.get(name), entry.new[name])
            changes.append(HistoryChange(_("File"), *(file["name"] if file else "" for file in files)))
        if name == sharing.NOTE:
            had, has = entry.old.get(name), entry.new[name]
            changes.append(HistoryChange(_("Shared with"), _shared(had, actor), _shared(has, actor)))
        if name == merging.NOTE:
            sides = (_merged(card, entry.old.get(name), actor), _merged(card, entry.new[name], actor))
            changes.append(HistoryChange(_("Merged with"), *sides))
        spec = card.reads(actor, name)
        if spec is not None:
            was, became = _told(spec, entry.old.get(name), actor), _told(spec, entry.new[name], actor)
            changes.append(HistoryChange(str(spec.label), was, became))
    restore = None
    if (
        entry.old
        and entry.op != "created"
        and not is_final(card, entry.op)
        and changes
        and reach_of(card, actor, "edit") != "none"
    ):
        url = f"{url_of(card, row.id)}/history/{entry.number}/restore"
        restore = Action(_("Put the old values back"), url, "undo-2", how="post")
        if entry.op == merging.Merge.verb:
            restore = _undo_of_merge(card, row, entry, actor)
    when = local(entry.at, actor).strftime("%Y-%m-%d %H:%M")
    verb = history.verb_label(card, entry.op)
    return HistoryEntry(entry.actor, avatar_of(entry.actor), when, verb, tuple(changes), restore)


def _merged(card: Card, told: Any, actor: Actor) -> str:
    """The record that became part of this one, as far as it may be seen."""
    if told is None:
        return ""
    asked = records(card, actor).unshown()
    found = asked.among([told["record"]]).first(1) or asked.in_trash().among([told["record"]]).first(1)
    return found[0].title if found else _("No. {number}").format(number=told["record"])


def _undo_of_merge(card: Card, row: Row, entry: Any, actor: Actor) -> Action | None:
    """The way to what the undo would give back, while there is one."""
    other = (entry.new.get(merging.NOTE) or {}).get("record", 0)
    try:
        merging.undoable(card, row.id, other, actor)
    except (Missing, Denied):
        return None
    return Action(_("Undo the merge"), f"{url_of(card, row.id)}/unmerge/{other}", "undo-2")


def _shared(told: Any, actor: Actor) -> str:
    """What somebody had on a record by sharing, as a person reads it."""
    if told is None:
        return ""
    kind, _colon, number = told["principal"].partition(":")
    who = links(kind, actor, [int(number)])[int(number)].label if number else _("Everyone")
    right = next(choice.label for choice in sharing.RIGHTS if choice.key == told["right"])
    text = _("{who}: {right}, until {day}") if told["until"] else _("{who}: {right}")
    return text.format(who=who, right=right, day=told["until"])


def _told(spec: Any, value: Any, actor: Actor) -> str:
    """A value from the audit as a person reads it."""
    if value is None:
        return ""
    if spec.target:
        return links(spec.target, actor, [value])[value].label
    if spec.type.anywhere:
        return references(actor, [value])[value].label
    if spec.collected or spec.type.many:
        return "、".join(str(choice.label) if (choice := spec.choice(item)) else str(item) for item in value)
    return str(spec.type.render(history.stored(spec, value, actor), actor.language))
