"""Important customers nobody has talked with for too long."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from enishi.customers.panels.glance import silence
from enishi.customers.today.common import MINE, PICK_FIVE, list_url, whose
from enishi.kernel.actor import Actor
from enishi.kernel.contribution import Contribution
from enishi.kernel.doors.read import records
from enishi.kernel.registry import registry
from enishi.screens.asking import askable, readable
from enishi.screens.day.today import TODAY, Block
from enishi.screens.looks import cell_of
from enishi.screens.page_models.common import Action
from enishi.screens.page_models.panels import TableCard
from enishi.screens.page_models.today_page import Stat

NEGLECTED = 5
#: Ranks whose silence stands on the first page.
KEY = ("special_a", "a", "b")


class Neglected(Contribution):
    """ごぶさた: important customers nobody has talked with for too long, each with the telephone number."""

    to, place, order = TODAY, "today", 30

    def read(self, actor: Actor, ids: list[int]) -> Block | None:
        if not actor.may("see", "account"):
            return None
        asked, mine = records("account", actor), whose(actor)
        if not readable(asked.card, actor, "last_contact_at"):
            return None
        tree = askable(asked.card, actor, *neglected(actor, mine))
        asked = asked.where(tree)
        rows = asked.sorted("last_contact_at").first(NEGLECTED)
        count = asked.count()
        url = list_url("accounts", tree, "last_contact_at")
        note = _("Rank A over {a} days, B over {b}").format(a=silence()["a"], b=silence()["b"])
        ranked = readable(asked.card, actor, "rank")
        stat = Stat(_("Out of touch"), f"{count.number:,}", note=note if ranked else "", href=url)
        if not rows:
            return Block(stats=(stat,))
        heads = {"rank": _("Rank"), "tie": _("Tie"), "phone": _("Phone"), "last_contact_at": _("Last contact")}
        names = ("company", *(name for name in heads if readable(asked.card, actor, name)))
        pick = Action(_("Pick five to call this week"), PICK_FIVE, "phone")
        table = TableCard(
            id="neglected",
            title=_("Out of touch for a long time"),
            icon="history",
            columns=(_("Account"), *(heads[name] for name in names[1:])),
            rows=tuple(tuple(cell_of(row, name, actor) for name in names) for row in rows),
            note="" if mine else _("Everybody's customers"),
            count=f"{count.number:,}",
            action=pick if actor.may("create", "task") else None,
            more=Action(_("Show all"), url, "arrow-right"),
        )
        return Block(lists=(table,), stats=(stat,))


def neglected(actor: Actor, of: Mapping[str, Any] = MINE) -> list[Mapping[str, Any]]:
    """The conditions: of mine (or whose it says, empty for everybody's), trading, ranked, and no two-way contact within
    the days of the rank. Who may not know the rank is shown the silence that the last of these ranks allows."""
    ranks = []
    allowed = {rank: days for rank, days in silence().items() if rank in KEY}
    ranked = readable(registry.card("account"), actor, "rank")
    for days in sorted(set(allowed.values())) if ranked else [max(allowed.values())]:
        of_rank = {"field": "rank", "op": "in", "value": [rank for rank, limit in allowed.items() if limit == days]}
        silent = [
            {"field": "last_contact_at", "op": "lt", "value": f"{days} days ago"},
            {"field": "last_contact_at", "op": "is_empty"},
        ]
        ranks.append({"all": [of_rank, {"any": silent}]} if ranked else {"any": silent})
    gone = {"field": "deal_status", "op": "not_in", "value": ["stopped", "closed"]}
    return [*([of] if of else []), gone, {"any": ranks}]
