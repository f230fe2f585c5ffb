"""How far a young workspace has come with its lists: the figures of the first steps and of the morning mail."""

from __future__ import annotations

from enishi.kernel.actor import Actor
from enishi.platform.models import DuplicateCase, ImportRun


def has_imported() -> bool:
    """Whether a list was ever taken in and is still there."""
    return ImportRun.objects.filter(state="done", undone_at=None).exists()


def has_settled(number: int) -> bool:
    """Whether a person has looked at this many pairs, or at all there were after an import."""
    settled = DuplicateCase.objects.exclude(state="open").count()
    if settled >= number:
        return True
    return has_imported() and not DuplicateCase.objects.filter(state="open").exists()


def open_questions(actor: Actor) -> int:
    """How many pairs from this person's own imports wait for a decision."""
    return DuplicateCase.objects.filter(state="open", run__member=actor.member).count()
