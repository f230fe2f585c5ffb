"""Signatures: HMAC-SHA256 with a key of its own for each purpose and workspace."""

from __future__ import annotations

import hashlib
import hmac
import secrets

from django.conf import settings

from enishi.platform import workspace


class WorkspaceSecrets:
    """Signs with the server's secret; another workspace's signature never fits."""

    def sign(self, purpose: str, text: str) -> str:
        name = f"enishi:{workspace.current().key}:{purpose}".encode()
        key = hmac.new(settings.SECRET_KEY.encode(), name, hashlib.sha256).digest()
        return hmac.new(key, text.encode(), hashlib.sha256).hexdigest()


def new_token() -> str:
    """An unguessable name for anything outside sign-in: 128 bits, URL-safe."""
    return secrets.token_urlsafe(16)
