"""Customers that the reader got from somebody else lately, and sheets to write for those that pass on soon."""

from __future__ import annotations

from django.utils.translation import gettext as _

from enishi.kernel.actor import Actor
from enishi.kernel.contribution import Contribution
from enishi.kernel.doors.read import records
from enishi.kernel.registry import registry
from enishi.platform.handover import sheets
from enishi.screens.asking import readable
from enishi.screens.day.today import TODAY, Block
from enishi.screens.looks import cell_of, full_day
from enishi.screens.page_models.common import Action, Cell
from enishi.screens.page_models.panels import ListCard, ListLine, TableCard

LINES = 5


class HandedOver(Contribution):
    """引き継がれた顧客: mine for at most 30 days, those without any contact first."""

    to, place, order = TODAY, "today", 35

    def read(self, actor: Actor, ids: list[int]) -> Block | None:
        lists = table if (table := self._got(actor)) else ()
        lines = tuple(
            ListLine(
                _("Write the sheets for whoever takes over"), full_day(row.on, actor) if row.on else "",
                icon="pencil", href=f"/handovers/{row.pk}",
            )
            for row in sheets.to_write(actor)
        )  # fmt: skip
        cards = (ListCard("sheets", _("Your handover"), lines, icon="users"),) if lines else ()
        return Block(shows=("account",), lists=lists, cards=cards) if lists or cards else None

    def _got(self, actor: Actor) -> tuple[TableCard, ...]:
        got = {one.record: one for one in sheets.got(actor) if one.object == "account"}
        card = registry.card("account")
        if not got or not actor.may("see", "account"):
            return ()
        mine = records(card, actor).among(got).where({"field": "owner", "op": "is", "value": "me"})
        known = readable(card, actor, "last_contact_at")
        rows = (mine.sorted("last_contact_at") if known else mine).first(LINES)
        if not rows:
            return ()
        names = ("company", *(("last_contact_at",) if known else ()))
        heads = (_("Account"), *((_("Last contact"),) if known else ()), _("From whom"), _("Handed over on"))
        newest = max(got.values(), key=lambda one: one.handover).handover
        return (
            TableCard(
                id="handed-over",
                title=_("Handed over to you"),
                icon="users",
                columns=heads,
                rows=tuple(
                    (
                        *(cell_of(row, name, actor) for name in names),
                        Cell(text=got[row.id].giver),
                        Cell("date", full_day(got[row.id].day, actor)),
                    )
                    for row in rows
                ),
                count=f"{mine.count().number:,}",
                more=Action(_("Handover sheets"), f"/handovers/{newest}", "arrow-right"),
            ),
        )
