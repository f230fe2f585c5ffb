"""Conditions and addresses the blocks of the day share."""

from __future__ import annotations

from typing import Any

import msgspec
from django.utils.http import urlencode

from enishi.kernel.actor import Actor
from enishi.kernel.doors.read import records
from enishi.screens.asking import meeting

MINE = {"field": "owner", "op": "is", "value": "me"}
#: Where quiet customers become promises of the week.
PICK_FIVE = "/pick-five"
OPEN = {"field": "done_at", "op": "is_empty"}


def whose(actor: Actor) -> dict[str, Any]:
    """Mine; everybody's, as an empty condition, for a person without customers of his own, such as an administrator
    whose list names owners who are not invited yet. Cost: a query an object."""
    own = any(actor.may("see", key) and meeting(records(key, actor), MINE).first(1) for key in ("account", "contact"))
    return MINE if own else {}


def list_url(plural: str, tree: dict[str, Any], sort: str) -> str:
    """The list with this condition and order."""
    return f"/o/{plural}?{urlencode({'filter': msgspec.json.encode(tree).decode(), 'sort': sort})}"
