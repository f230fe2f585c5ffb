"""The frame around every page, filled: menu from the cards this person may see, crumbs, language, theme, toast."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from urllib.parse import urlencode

from django.http import HttpRequest
from django.middleware.csrf import get_token
from django.utils.translation import gettext as _

from enishi.kernel.actor import Actor
from enishi.kernel.card import Card
from enishi.kernel.doors.labels import titles
from enishi.kernel.doors.scope import reach_of
from enishi.kernel.registry import registry
from enishi.platform import changes, pins, workspace
from enishi.platform.access_log.seen import untold
from enishi.platform.own.objects import is_own
from enishi.platform.people import notifications
from enishi.screens.contributed import boxed
from enishi.screens.looks import avatar_of, url_of
from enishi.screens.page_models.common import Choice
from enishi.screens.page_models.frame import Frame
from enishi.screens.page_models.shell import CreateChoice, Crumb, NavGroup, NavItem, PhoneTab, ShellView, Toast

LANGUAGES = {"ja": "日本語", "en": "English"}
THEMES = ("light", "dark")
DENSITIES = ("compact", "relaxed")
#: A phone has room for one day.
PHONE_CALENDAR = "/calendar?look=day"
registry.place("create", tuple[CreateChoice, ...], on="shell")
registry.place("phone", CreateChoice | None, on="shell")


def shell_of(
    request: HttpRequest, actor: Actor, title: str, *, crumbs: Sequence[Crumb] = (), live: str = "", names: bool = True
) -> ShellView:
    """Everything around the page. Without `names` no record is named: a refusal, which the access log leaves out, shows
    nobody. Cost: three queries (pins, notifications, workspace when it changed)."""
    return ShellView(
        workspace=workspace.current().name,
        person=actor.name,
        person_note=actor.team or (_("Administrator") if actor.admin else ""),
        avatar=avatar_of(actor.name),
        groups=_menu(request, actor, names),
        crumbs=(*crumbs, Crumb(title)),
        phone_tabs=_tabs(request, actor),
        csrf_token=get_token(request),
        language=actor.language,
        theme=theme_of(request),
        density=density_of(request),
        create=create_choices(actor),
        at_thumb=_at_thumb(actor),
        other_languages=tuple(Choice(key, label) for key, label in LANGUAGES.items() if key != actor.language),
        notifications=notifications.unread(actor),
        live_url=live_url(request, live),
        record=live if live.partition(":")[0] in registry.cards else "",
        messages=_toast(request),
    )


def frame_of(request: HttpRequest) -> Frame:
    """Language, theme and token of a page without the shell."""
    language = getattr(request, "LANGUAGE_CODE", "ja")
    return Frame(csrf_token=get_token(request), language=language, theme=theme_of(request), density=density_of(request))


def theme_of(request: HttpRequest) -> str:
    """The person's choice from the cookie; empty follows the system."""
    theme = request.COOKIES.get("enishi_theme", "")
    return theme if theme in THEMES else ""


def density_of(request: HttpRequest) -> str:
    """The height of rows this person chose; empty is the normal one."""
    density = request.COOKIES.get("enishi_density", "")
    return density if density in DENSITIES else ""


def read_from_now(request: HttpRequest) -> None:
    """Note what the page has seen before it reads: its stream begins there. Cost: one look at the end of the feed."""
    request.seen = changes.tail().text  # type: ignore[attr-defined]


def live_url(request: HttpRequest, live: str) -> str:
    """The event stream of a page that shows these: "contact:7" a record, "list:contact" a list, blanks between."""
    asked = []
    for key in live.split():
        kind, _colon, name = key.partition(":")
        if name:
            asked.append(("list", name) if kind == "list" else ("show", key))
    if not asked:
        return ""
    if not hasattr(request, "seen"):
        read_from_now(request)
    return f"/events?{urlencode([*asked, ('since', request.seen)])}"  # type: ignore[attr-defined]


def menu_cards(actor: Actor) -> list[Card]:
    """Objects with a place in the menu that this person may see."""
    cards = (card for card in registry.cards.values() if card.menu)
    return [card for card in cards if reach_of(card, actor, "see") != "none"]


def _menu(request: HttpRequest, actor: Actor, names: bool) -> tuple[NavGroup, ...]:
    first = (
        _item(request, _("Today"), "/", "house", "h"),
        replace(_item(request, _("Calendar"), "/calendar", "calendar", "d"), phone_href=PHONE_CALENDAR),
    )
    rooms: dict[str, list[NavItem]] = {}
    for card in menu_cards(actor):
        line = _item(request, str(card.label_plural), f"/o/{card.plural}", card.icon, card.key_letter)
        count = "" if is_own(card) else f"/o/{card.plural}/views/open/count"  # a workspace may have made a hundred
        rooms.setdefault(room_of(card), []).append(replace(line, count_url=count))
    more = [_item(request, _("Import"), "/import", "upload")] if _imports(actor) else []
    more.append(_item(request, _("Trash"), "/trash", "trash-2"))
    groups = [NavGroup("", first)]
    if pins := _pins(actor) if names else ():
        groups.append(NavGroup(_("Pinned"), pins))
    lowest = next(iter(rooms), "")
    rooms.setdefault(lowest, []).extend(more)
    groups += [NavGroup(label, tuple(items)) for label, items in rooms.items()]
    return tuple(groups)


def room_of(card: Card) -> str:
    """What the room of an object is called in the menu: the name its app gives itself."""
    if is_own(card):
        return _("Objects of your own")
    app = card.model._meta.app_config
    return str(app.verbose_name) if app else card.model._meta.app_label


def _item(request: HttpRequest, label: str, href: str, icon: str, keys: str = "") -> NavItem:
    here = request.path
    current = here == href or (href != "/" and here.startswith(f"{href}/"))
    return NavItem(label, href, icon, keys=keys, current=current)


def _imports(actor: Actor) -> bool:
    return any(actor.may("import", card.key) for card in registry.cards.values())


def _pins(actor: Actor) -> tuple[NavItem, ...]:
    """Pinned records that the person may still see. Cost: one query a kind of object."""
    pinned = pins.of(actor)
    with untold():  # every page repeats them, and who pinned a person has seen the person
        known = {
            key: titles(registry.card(key), actor, [number for other, number in pinned if other == key])
            for key in {key for key, _number in pinned if key in registry.cards}
        }
    items = []
    for key, number in pinned:
        if number in known.get(key, {}):
            card = registry.card(key)
            items.append(NavItem(known[key][number], url_of(card, number), card.icon))
    return tuple(items)


def _tabs(request: HttpRequest, actor: Actor) -> tuple[PhoneTab, ...]:
    """Today, calendar, and the first two objects of the menu."""
    places = [(_("Today"), "/", "house"), (_("Calendar"), PHONE_CALENDAR, "calendar")]
    places += [(str(card.label_plural), f"/o/{card.plural}", card.icon) for card in menu_cards(actor)[:2]]
    return tuple(
        PhoneTab(label, href, icon, current=request.path == href.partition("?")[0]) for label, href, icon in places
    )


def create_choices(actor: Actor) -> tuple[CreateChoice, ...]:
    """The objects of the menu this person may create, and what rooms add, such as a phone memo."""
    objects = tuple(
        CreateChoice(str(card.label), f"/o/{card.plural}/new", card.icon)
        for card in menu_cards(actor)
        if reach_of(card, actor, "create") != "none"
    )
    none: tuple[CreateChoice, ...] = ()
    asked = [boxed(c, actor, [], none) or none for c in registry.contributions("shell", "create")]
    return sum(asked, objects)


def _at_thumb(actor: Actor) -> CreateChoice | None:
    """What a room puts in the middle of the phone's tab bar, under the thumb."""
    none: CreateChoice | None = None
    asked = (boxed(c, actor, [], none) for c in registry.contributions("shell", "phone"))
    return next((found for found in asked if found), None)


def _toast(request: HttpRequest) -> tuple[Toast, ...]:
    toast = request.session.pop("toast", None) if request.session.get("toast") else None
    return (Toast(toast["text"], toast["undo"]),) if toast else ()
