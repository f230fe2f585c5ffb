"""Notifications: the drawer of the bell, the way from one to its record, everything read at once."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.middleware.csrf import get_token
from django.utils.translation import gettext as _

from enishi.kernel.actor import Actor
from enishi.kernel.errors import Missing
from enishi.kernel.registry import registry
from enishi.platform.models import Notification
from enishi.platform.people import notifications
from enishi.screens.answer import is_part, said, screen, show
from enishi.screens.frame import shell_of
from enishi.screens.looks import moment_text, url_of
from enishi.screens.page_models.common import State
from enishi.screens.page_models.notices_page import Notice, NoticesPage, NoticesPart


@screen("GET")
def index(request: HttpRequest, actor: Actor) -> HttpResponse:
    """The newest in the drawer, or as a page."""
    told = notifications.newest(actor)
    title = _("Notifications")
    part = NoticesPart(
        title,
        tuple(_notice(row, sentence, actor) for row, sentence in told),
        "/notifications/read",
        get_token(request),
        notifications.unread(actor),
        None if told else _nothing(),
    )
    if is_part(request):
        return show(request, "notices.jinja", part)
    return show(request, "notices_page.jinja", NoticesPage(shell_of(request, actor, title), title, part))


def _nothing() -> State:
    return State("empty", _("Nothing new"), _("Mentions, phone memos and reminders for you appear here."))


@screen("POST")
def read(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Mark everything as read."""
    notifications.mark_read(actor)
    return said(request, _("All notifications are marked as read."), to="/notifications")


@screen("GET")
def unread(request: HttpRequest, actor: Actor) -> HttpResponse:
    """How many are unread, as text; empty for none, as counters in the menu show it."""
    number = notifications.unread(actor)
    return HttpResponse("" if not number else "99+" if number > 99 else str(number), content_type="text/plain")


@screen("POST")
def follow(request: HttpRequest, actor: Actor, number: int) -> HttpResponse:
    """Open what a notification is about; it counts as read then, hence no link: a browser may fetch links ahead."""
    for row, _sentence in notifications.newest(actor):
        if row.pk == number and row.record is not None and row.object in registry.cards:
            notifications.mark_read(actor, [number])
            return HttpResponseRedirect(url_of(registry.card(row.object), row.record))
    raise Missing(_("There is no such page."))


def _notice(row: Notification, sentence: str, actor: Actor) -> Notice:
    href = f"/notifications/{row.pk}" if row.record is not None else ""
    return Notice(row.pk, sentence, moment_text(row.at, actor), href, row.read_at is None)
