"""A list on paper: A4 across, its conditions as a sentence, day, page and who printed it."""

from __future__ import annotations

from dataclasses import replace

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from enishi.kernel.actor import Actor
from enishi.kernel.card import Card
from enishi.kernel.ports import ports
from enishi.platform.cards import card_of
from enishi.platform.list_query import ListQuery
from enishi.screens.answer import screen, show
from enishi.screens.frame import frame_of
from enishi.screens.lists import saved_views
from enishi.screens.lists.filters import said_of
from enishi.screens.lists.grouping import groups_of, totals_of
from enishi.screens.lists.page import asked_of, columns_of, label_of, told_of
from enishi.screens.looks import facts, local, paper_cell
from enishi.screens.page_models.common import Action
from enishi.screens.page_models.print_pages import PrintGroup, PrintListPage

ROWS = 1_000


@screen("GET", shows="print")
def print_list(request: HttpRequest, actor: Actor, plural: str) -> HttpResponse:
    """The first thousand rows of the list with its groups and sums; the page says when there are more."""
    card = card_of(plural, actor)
    views = saved_views.visible(card, actor)
    query = saved_views.opened(card, actor, ListQuery.read(request.GET.dict()), views)
    columns = columns_of(card, actor, query)
    asked = asked_of(card, actor, query).only(*told_of(card, actor, columns))
    rows = asked.first(ROWS)
    cut = len(rows) == ROWS and asked.count(ROWS).capped
    view = next((tab.label for tab in saved_views.tabs(views, card, actor, query)[1:] if tab.current), "")
    now, shown = local(ports.clock.now(), actor), len(rows)
    page = PrintListPage(
        frame=replace(frame_of(request), theme="light"),
        title=view or str(card.label_plural),
        conditions=_conditions(card, actor, query, cut),
        columns=tuple((label_of(card, name), _numeric(card, name)) for name in columns),
        groups=tuple(
            PrintGroup(
                tuple(tuple(paper_cell(row, name, actor) for name in columns) for row in group.rows),
                group.label, group.count, group.totals,
            )
            for group in groups_of(card, actor, query, asked, columns, rows)
        ),
        totals=totals_of(card, actor, query, asked, columns),
        printed=_("Printed {when} by {who}").format(when=f"{now:%Y-%m-%d %H:%M}", who=actor.name),
        owner=ngettext("{number} row", "{number} rows", shown).format(number=f"{shown:,}"),
        back=Action(_("Back to the list"), query.url(f"/o/{card.plural}"), "chevron-left"),
    )  # fmt: skip
    return show(request, "print_list.jinja", page)


def _numeric(card: Card, name: str) -> bool:
    return name in card.fields and card.fields[name].type.summable


def _conditions(card: Card, actor: Actor, query: ListQuery, cut: bool) -> str:
    said = [condition] if (condition := said_of(card, actor, query)) else []
    if query.words:
        said.append(_("Search: {words}").format(words=query.words))
    if cut:
        text = _("Only the first {number} rows are printed. Narrow the list, or export it.")
        said.append(text.format(number=f"{ROWS:,}"))
    return facts(*said)
