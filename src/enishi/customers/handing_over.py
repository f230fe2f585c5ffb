"""What of customers and work passes to the next owner: all customers, open tasks and promises, meetings to come.

Calls, notes and what is done stay with who did it: whoever sees the customer sees them.
"""

from __future__ import annotations

from enishi.kernel.actor import Actor
from enishi.kernel.contribution import Contribution
from enishi.kernel.registry import registry
from enishi.platform.handover.passing import HANDOVER, Which


class Passes(Contribution):
    """Which rows of these objects are handed over."""

    to, place = HANDOVER, "passing"

    def read(self, actor: Actor, ids: list[int]) -> Which:
        ahead = {"field": "starts_at", "op": "gte", "value": "today"}
        return {
            "task": {"field": "done_at", "op": "is_empty"},
            "meeting": {"all": [{"field": "cancelled_at", "op": "is_empty"}, ahead]},
            "call": None,
            "note": None,
            "tag": None,
        }


class AccountSheet(Contribution):
    """The handover sheet of an account is its card with what the giver wrote."""

    to, place = "account", "sheet"

    def read(self, actor: Actor, ids: list[int]) -> dict[int, str]:
        return {number: f"/o/accounts/{number}/card" for number in ids}


registry.add(Passes, AccountSheet)
