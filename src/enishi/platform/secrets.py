"""Signatures and seals: HMAC-SHA256, and Fernet for what is read again, with a key of its own for each purpose."""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets

from cryptography.fernet import Fernet
from django.conf import settings

from enishi.platform import workspace


class WorkspaceSecrets:
    """Signs with the server's secret; another workspace's signature never fits."""

    def sign(self, purpose: str, text: str) -> str:
        name = f"enishi:{workspace.current().key}:{purpose}".encode()
        key = hmac.new(settings.SECRET_KEY.encode(), name, hashlib.sha256).digest()
        return hmac.new(key, text.encode(), hashlib.sha256).hexdigest()


def box(purpose: str) -> Fernet:
    """Seals secrets that have to be read again, with a key that is not in the database."""
    key = hmac.new(settings.SECRET_KEY.encode(), f"enishi:{purpose}".encode(), hashlib.sha256).digest()
    return Fernet(base64.urlsafe_b64encode(key))


def new_token() -> str:
    """An unguessable name for anything outside sign-in: 128 bits, URL-safe."""
    return secrets.token_urlsafe(16)
