"""What the create menu and the palette offer beside the objects of the side bar."""

from __future__ import annotations

from django.utils.translation import gettext as _

from enishi.kernel.actor import Actor
from enishi.kernel.contribution import Contribution
from enishi.kernel.registry import registry
from enishi.screens.page_models.shell import CreateChoice


class WorkChoices(Contribution):
    """Entries of the day that have a form of their own, or no place in the side bar."""

    to, place = "shell", "create"

    def read(self, actor: Actor, ids: list[int]) -> tuple[CreateChoice, ...]:
        choices = (
            ("task", CreateChoice(_("Promise"), "/o/tasks/new?kind=promise", "handshake")),
            ("note", CreateChoice(_("Note"), "/o/notes/new", "pencil")),
            ("call", CreateChoice(_("Phone memo"), "/phone-memo", "phone")),
        )
        return tuple(choice for key, choice in choices if actor.may("create", key))


registry.add(WorkChoices)
