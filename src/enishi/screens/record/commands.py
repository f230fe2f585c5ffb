"""What can be done with one record: the head of its page and the palette offer the same."""

from __future__ import annotations

from django.utils.translation import gettext as _

from enishi.kernel.actor import Actor
from enishi.kernel.card import Card
from enishi.kernel.doors.rows import Row
from enishi.kernel.doors.scope import may, reach_of
from enishi.platform.merging.verbs import Merge, Unmerge
from enishi.screens import contributed
from enishi.screens.looks import url_of
from enishi.screens.page_models.common import Action
from enishi.screens.record import access_log, sharing


def first(card: Card, actor: Actor, row: Row) -> tuple[Action, ...]:
    """What stands as a button: what rooms contribute, and the form."""
    found = contributed.head_actions(card, actor, row)
    if reach_of(card, actor, "edit") != "none":
        found += (Action(_("Edit"), f"{url_of(card, row.id)}/edit", "pencil", how="drawer"),)
    return found


def verbs(card: Card, actor: Actor, row: Row) -> tuple[Action, ...]:
    """The declared verbs this person may use on it."""
    url = url_of(card, row.id)
    return tuple(
        Action(str(verb.label), f"{url}/merge", verb.icon)  # a page: two records are compared first
        if name == Merge.verb
        else Action(str(verb.label), f"{url}/act/{name}", verb.icon, how="dialog")
        for name, verb in card.actions.items()
        if name != Unmerge.verb and may(card, actor, verb)  # that is offered in the history, beside what it undoes
    )


def last(card: Card, actor: Actor, row: Row) -> tuple[Action, ...]:
    """What stands at the end of the menu: its history, who saw it, the way to the trash."""
    url = url_of(card, row.id)
    found = [Action(_("History"), f"{url}/history", "history", how="drawer")]
    if sharing.is_shared(card):
        found.append(Action(_("Who sees this"), f"{url}/sharing", "users", how="drawer"))
    if access_log.is_kept(card, actor):
        found.append(Action(_("Access log"), f"{url}/access", "eye", how="drawer"))
    if reach_of(card, actor, "delete") != "none":
        found.append(Action(_("Delete"), f"{url}/trash", "trash-2", how="post", danger=True))
    return tuple(found)
