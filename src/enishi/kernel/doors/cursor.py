"""Cursors: where a page ended, signed, so that nobody can point them at another query."""

from __future__ import annotations

import base64
import binascii
import hmac
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import msgspec
from django.utils.translation import gettext as _

from enishi.kernel.errors import Invalid
from enishi.kernel.ports import ports


@dataclass(frozen=True, slots=True)
class Cursor:
    """The last row of a page: its sort value (None in the empty phase), its id, and the moment the list began."""

    value: Any
    id: int
    backward: bool
    as_of: datetime

    def text(self, query: str) -> str:
        """Sealed for this query: another query's hash makes it unreadable."""
        value = self.value.isoformat() if isinstance(self.value, date) else self.value
        body = msgspec.json.encode([value, self.id, self.backward, self.as_of.isoformat()])
        packed = base64.urlsafe_b64encode(body).decode().rstrip("=")
        return f"{packed}.{_seal(packed, query)}"


def read(text: str, query: str) -> Cursor:
    """Raises `Invalid` for a cursor that was altered or belongs to another query."""
    packed, _dot, seal = text.partition(".")
    if not hmac.compare_digest(seal.encode(), _seal(packed, query).encode()):
        raise Invalid(cursor=_("This page marker belongs to another list. Start again from the first page."))
    try:
        raw = base64.urlsafe_b64decode(packed + "=" * (-len(packed) % 4))
        value, number, backward, as_of = msgspec.json.decode(raw)
    except (ValueError, binascii.Error, msgspec.DecodeError) as problem:
        raise Invalid(cursor=_("This page marker cannot be read. Start again from the first page.")) from problem
    return Cursor(value, number, backward, datetime.fromisoformat(as_of))


def _seal(packed: str, query: str) -> str:
    sealed: str = ports.secrets.sign("cursor", f"{packed}|{query}")
    return sealed[:24]
