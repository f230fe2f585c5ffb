"""Where an address is on the map."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from enishi.kernel.fieldtypes import groups

ASKED = ("prefecture", "city", "street", "country")


def map_url(values: Mapping[str, Any]) -> str:
    """The page of OpenStreetMap that looks for this address; empty without one."""
    text = groups.render("address", {name: values.get(name) for name in ASKED}, "en")
    return f"https://www.openstreetmap.org/search?{urlencode({'query': text})}" if text else ""
