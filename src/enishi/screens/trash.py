"""The trash: what was deleted in the last 30 days, by whom, and the way back."""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from enishi.kernel.actor import Actor
from enishi.kernel.card import Card
from enishi.kernel.doors.read import Records, records
from enishi.kernel.doors.rows import Row
from enishi.kernel.doors.scope import reach_of
from enishi.kernel.errors import Missing
from enishi.kernel.registry import registry
from enishi.screens.answer import is_part, screen, show
from enishi.screens.frame import shell_of
from enishi.screens.looks import moment_text, record_avatar
from enishi.screens.page_models.common import Action, State, Tab
from enishi.screens.page_models.trash_page import TrashLine, TrashPage

PAGE = 50


@screen("GET")
def index(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Deleted records of one object, or of all, newest first. Cost: one query an object, one a page of names."""
    cards = [card for card in _cards() if reach_of(card, actor, "delete") != "none"]
    key = request.GET.get("object", "")
    chosen = [card for card in cards if card.plural == key] if key else cards
    if key and not chosen:
        raise Missing(_("There is no such page."))
    more, everything = "", None
    if key:
        page_ = _asked(chosen[0], actor).page(request.GET.get("cursor") or None, PAGE)
        found = [(row, chosen[0]) for row in page_.rows]
        more = f"/trash?{urlencode({'object': key, 'cursor': page_.next})}" if page_.next else ""
        everything = Action(_("Restore all"), f"/o/{key}/bulk/restore?all=1", "undo-2", how="dialog") if found else None
    else:
        found = [(row, card) for card in chosen for row in _asked(card, actor).first(PAGE)]
        found.sort(key=lambda pair: (pair[0]["trashed_at"], pair[0].id), reverse=True)
    lines = tuple(_line(row, card, actor) for row, card in found[:PAGE])
    title = _("Trash")
    text = _("What is deleted stays here for 30 days and can be restored.")
    page = TrashPage(
        shell=shell_of(request, actor, title),
        title=title,
        note=text,
        tabs=(
            Tab(_("All"), "/trash", not key),
            *(Tab(str(c.label_plural), f"/trash?object={c.plural}", c.plural == key) for c in cards),
        ),
        lines=lines,
        more_url=more,
        restore_all=everything,
        state=None if lines else State("empty", _("The trash is empty"), text),
    )
    return show(request, "trash_part.jinja" if is_part(request) else "trash.jinja", page)


def _cards() -> list[Card]:
    """Objects with rows of their own: parts come and go with their whole."""
    return [card for card in registry.cards.values() if not card.part_of]


def deleted(card: Card, actor: Actor) -> Records:
    """Deleted rows the person may restore."""
    return records(card, actor, "delete").in_trash()


def _asked(card: Card, actor: Actor) -> Records:
    """The latest first."""
    return (
        deleted(card, actor)
        .only(*(name for name in ("trashed_at", "trashed_by") if card.reads(actor, name)))
        .sorted("-trashed_at")
        .all_at_once()
    )


def _line(row: Row, card: Card, actor: Actor) -> TrashLine:
    at, by = row["trashed_at"], row["trashed_by"]
    return TrashLine(
        id=f"{card.key}-{row.id}",
        title=row.title,
        kind=str(card.label),
        icon=card.icon,
        avatar=record_avatar(row),
        when=moment_text(at, actor),
        who=by.label if by else "",
        restore=Action(_("Restore"), f"/o/{card.plural}/{row.id}/restore", "undo-2", how="post"),
    )
