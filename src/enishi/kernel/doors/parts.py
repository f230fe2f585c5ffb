"""Parts of a record on their way to the trash and back: they go with their whole, under one group."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from django.utils.translation import gettext as _

from enishi.kernel.card import Card
from enishi.kernel.registry import registry
from enishi.kernel.upkeep import Change


def moved(card: Card, changes: Sequence[Change], *, back: bool) -> Iterator[tuple[Card, dict[int, str]]]:
    """For each object whose rows belong to this one: its ids that go along, each with the group it goes under.

    On the way back only what went with the same group comes along. Cost: one query an object with parts.
    """
    groups = {change.record.pk: _group(change, back) for change in changes}
    groups = {number: group for number, group in groups.items() if group}
    for part in registry.cards.values() if groups else ():
        if not part.part_of or part.fields[part.part_of].target != card.key:
            continue
        link = part.fields[part.part_of].column
        rows = part.every_row().filter(**{f"{link}__in": groups}, trashed_at__isnull=not back)
        found = {
            number: groups[whole]
            for number, whole, group in rows.values_list("pk", link, "trash_group")
            if not back or group == groups[whole]
        }
        if found:
            yield part, found


def _group(change: Change, back: bool) -> str:
    return str((change.before.get("trash_group") if back else change.record.trash_group) or "")


def barred(card: Card, changes: Collection[Change]) -> None:
    """Records whose whole is in the trash cannot come back."""
    if card.part_of:
        link = card.fields[card.part_of]
        gone = registry.card(link.target).every_row().exclude(trashed_at=None)
        lost = set(gone.filter(pk__in=[link.of(c.record) for c in changes]).values_list("pk", flat=True))
        text = _("“{field}” of this record is in the trash. Restore that first.").format(field=link.label)
        for change in changes:
            if link.of(change.record) in lost:
                change.problems = {link.name: text}
