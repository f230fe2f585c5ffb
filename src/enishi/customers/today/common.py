"""Conditions and addresses the blocks of the day share."""

from __future__ import annotations

from typing import Any

import msgspec
from django.utils.http import urlencode

MINE = {"field": "owner", "op": "is", "value": "me"}
#: Where quiet customers become promises of the week.
PICK_FIVE = "/pick-five"
OPEN = {"field": "done_at", "op": "is_empty"}


def list_url(plural: str, tree: dict[str, Any], sort: str) -> str:
    """The list with this condition and order."""
    return f"/o/{plural}?{urlencode({'filter': msgspec.json.encode(tree).decode(), 'sort': sort})}"
