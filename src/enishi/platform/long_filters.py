"""Conditions too long for an address: kept once under the hash of their text."""

from __future__ import annotations

import hashlib

from enishi.kernel.ports import ports
from enishi.platform.models import LongFilter

#: Characters of a condition's JSON; 100 terms with long lists stay below.
TEXT_LIMIT = 200_000


def mark_of(text: str) -> str:
    """The hash under which a long condition is kept."""
    return hashlib.sha256(text.encode()).hexdigest()


def keep(text: str) -> str:
    """Store the text of a condition, if it is not there yet, and give the mark that stands for it in a URL."""
    mark = mark_of(text)
    with ports.lock.write():
        LongFilter.objects.update_or_create(hash=mark, defaults={"text": text, "used_at": ports.clock.now()})
    return mark


def kept_text(mark: str) -> str | None:
    """What stands behind a mark. Whoever uses it is still asked for the right to every field it names."""
    return LongFilter.objects.filter(hash=mark).values_list("text", flat=True).first()
