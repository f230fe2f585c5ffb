"""Telephone memos left for the reader."""

from __future__ import annotations

from django.utils.translation import gettext as _

from enishi.kernel.actor import Actor
from enishi.kernel.contribution import Contribution
from enishi.kernel.doors.read import records
from enishi.kernel.registry import registry
from enishi.screens.asking import readable
from enishi.screens.day.today import TODAY, Block
from enishi.screens.looks import local
from enishi.screens.page_models.panels import ListCard, ListLine


class Memos(Contribution):
    """Telephone memos left for me."""

    to, place, order = TODAY, "today", 15

    def read(self, actor: Actor, ids: list[int]) -> Block | None:
        if not (
            actor.may("see", "call") and readable(registry.card("call"), actor, "kind", "memo_for", "seen_at", "at")
        ):
            return None
        unseen = [
            {"field": "kind", "op": "is", "value": "memo"},
            {"field": "memo_for", "op": "is", "value": "me"},
            {"field": "seen_at", "op": "is_empty"},
        ]
        rows = records("call", actor).where({"all": unseen}).sorted("-at").first(5)
        lines = tuple(
            ListLine(
                row.title, row.show("account", actor.language) or row.show("contact", actor.language), icon="phone",
                time=f"{local(row['at'], actor):%H:%M}", href=f"/o/calls/{row.id}/edit",
            )
            for row in rows
        )  # fmt: skip
        cards = (ListCard("memos", _("Phone memos for you"), lines, icon="phone-incoming"),) if lines else ()
        return Block(shows=("call",), cards=cards)
