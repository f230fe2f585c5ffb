"""The command palette: records of every object, actions and places for what was typed."""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from enishi.kernel.actor import Actor
from enishi.kernel.card import Card
from enishi.kernel.doors.read import records
from enishi.kernel.doors.rows import Row
from enishi.kernel.doors.scope import reach_of
from enishi.kernel.errors import Missing
from enishi.kernel.numbers import number_of
from enishi.kernel.registry import registry
from enishi.kernel.text import search_fold
from enishi.platform.search.index import SearchIndex
from enishi.screens.answer import screen, show
from enishi.screens.frame import create_choices, menu_cards
from enishi.screens.looks import facts, inside, url_of
from enishi.screens.page_models.common import Action
from enishi.screens.page_models.search import PaletteGroup, PaletteOption, PalettePage, Piece
from enishi.screens.record import commands, timelines

HITS, ACTIONS = 6, 8


@screen("GET", shows="search")
def search(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Groups of lines for the words in `q`; a leading ">" asks for actions only. Enter opens, it never creates.

    `on` names the record whose page is open: what can be done with it comes before other actions.
    """
    typed = request.GET.get("q", "").strip()[:200]
    words = typed.removeprefix(">").strip()
    groups = [] if typed.startswith(">") or not words else _found(actor, words)
    here = _here(actor, request.GET.get("on", ""), words)
    groups.extend(group for group in (*here, _actions(actor, words), _places(actor, words)) if group.options)
    return show(request, "palette.jinja", PalettePage(tuple(groups), _create_url(actor, words)))


def _searched(actor: Actor) -> list[Card]:
    """Objects with words to search, those of the menu first."""
    return [card for card in menu_cards(actor) if card.search]


def _found(actor: Actor, words: str) -> list[PaletteGroup]:
    """A group for each object, that of the best hit first: a name stands before a word inside something else."""
    found = [(card, SearchIndex().scored(card, actor, words, HITS)) for card in _searched(actor)]
    best = sorted(((card, ids) for card, ids in found if ids), key=lambda pair: -max(pair[1].values()))
    return [group for card, ids in best if (group := _hits(card, actor, words, list(ids)))]


def _hits(card: Card, actor: Actor, words: str, ids: list[int]) -> PaletteGroup | None:
    names = tuple(name for name in (card.title, *card.subtitle) if name in card.groups or card.reads(actor, name))
    rows = {row.id: row for row in records(card, actor).only(*names).among(ids).first(HITS)}
    lines = tuple(_line(rows[number], actor, words) for number in ids if number in rows)
    if len(ids) == HITS:
        text = _("Show all {objects} for “{words}”").format(objects=inside(card.label_plural), words=words)
        lines += (PaletteOption((Piece(text),), "list-filter", f"/o/{card.plural}?{urlencode({'q': words})}"),)
    return PaletteGroup(card.plural, str(card.label_plural), lines) if lines else None


def _line(row: Row, actor: Actor, words: str) -> PaletteOption:
    note = facts(*(row.show(name, actor.language) for name in row.card.subtitle if name in row.values))
    return PaletteOption(_pieces(row.title, words), row.card.icon, url_of(row.card, row.id), note)


def _pieces(text: str, words: str) -> tuple[Piece, ...]:
    """The label with what was typed marked, where it stands there letter by letter."""
    at = text.casefold().find(words.casefold())
    if at < 0:
        return (Piece(text),)
    end = at + len(words)
    return tuple(
        Piece(part, hit) for part, hit in ((text[:at], False), (text[at:end], True), (text[end:], False)) if part
    )


def _here(actor: Actor, on: str, words: str) -> tuple[PaletteGroup, ...]:
    """What can be done with the record whose page is open, "contact:7"."""
    key, _colon, number = on.partition(":")
    if key not in registry.cards:
        return ()
    card = registry.card(key)
    try:
        row = records(card, actor).unshown().get(number_of(number) or 0)
    except Missing:
        return ()
    composer = timelines.composer_of(card, actor, row)
    options = [
        PaletteOption((Piece(tab.label),), tab.icon, run=f"composer:{tab.key}", keys=(tab.key.upper(),))
        for tab in (composer.tabs if composer else ())
    ]
    of = (card, actor, row)
    options.extend(_option(line) for line in (*commands.first(*of), *commands.verbs(*of), *commands.last(*of)))
    return (PaletteGroup("here", row.title, _matching(options, words, len(options))),)


def _option(line: Action) -> PaletteOption:
    if line.how == "post":
        return PaletteOption((Piece(line.label),), line.icon, run=f"press:{line.href}")
    return PaletteOption((Piece(line.label),), line.icon, line.href, how=line.how, keys=(line.key,) if line.key else ())


def _actions(actor: Actor, words: str) -> PaletteGroup:
    options = [
        PaletteOption(
            (Piece(_("Create {object}").format(object=inside(choice.label))),), "plus", choice.href, how="drawer"
        )
        for choice in create_choices(actor)
    ]
    options.append(PaletteOption((Piece(_("Switch theme")),), "moon", run="theme", keys=("Ctrl", "⇧", "L")))
    options.append(PaletteOption((Piece(_("Keyboard map")),), "keyboard", run="keymap", keys=("?",)))
    return PaletteGroup("actions", _("Actions"), _matching(options, words))


#: Further words under which a place is found, in both languages.
ALSO = {
    "/import": "import インポート 取り込み csv excel xlsx",
    "/trash": "trash ごみ箱 削除",
    "/settings": "settings 設定",
}


def _places(actor: Actor, words: str) -> PaletteGroup:
    options = [
        PaletteOption((Piece(_("Today")),), "house", "/", keys=("G", "H")),
        PaletteOption((Piece(_("Calendar")),), "calendar", "/calendar", keys=("G", "D")),
        *(
            PaletteOption((Piece(str(card.label_plural)),), card.icon, f"/o/{card.plural}")
            for card in menu_cards(actor)
        ),
        PaletteOption((Piece(_("Import")),), "upload", "/import"),
        PaletteOption((Piece(_("Trash")),), "trash-2", "/trash"),
        PaletteOption((Piece(_("Settings")),), "settings", "/settings"),
    ]
    return PaletteGroup("places", _("Go to"), _matching(options, words))


def _matching(options: list[PaletteOption], words: str, most: int = ACTIONS) -> tuple[PaletteOption, ...]:
    wanted = search_fold(words)
    if not wanted:
        return tuple(options[:most])
    return tuple(o for o in options if wanted in search_fold(o.pieces[0].text + " " + ALSO.get(o.href, "")))[:most]


def _create_url(actor: Actor, words: str) -> str:
    """The form that Ctrl+Enter opens when nothing was found: the first object of the menu."""
    cards = [card for card in menu_cards(actor) if reach_of(card, actor, "create") != "none"]
    return f"/o/{cards[0].plural}/new" if cards and words else ""
