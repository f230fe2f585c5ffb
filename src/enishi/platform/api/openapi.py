"""The OpenAPI 3.1 document, made from the cards and kept until they change."""

from __future__ import annotations

from typing import Any


def document() -> dict[str, Any]:
    """The whole document."""
    return {"openapi": "3.1.0", "info": {"title": "Enishi", "version": "1"}, "paths": {}}
