"""Parts of a record on their way to the trash and back: they go with their whole, under one group."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from django.db.models import Q
from django.utils.translation import gettext as _

from enishi.kernel.actor import Actor
from enishi.kernel.card import Card
from enishi.kernel.doors.check import unique_columns
from enishi.kernel.doors.labels import titles
from enishi.kernel.errors import Conflict
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
    group: str | None = change.before.get("trash_group") if back else change.record.trash_group
    return group or ""


def barred(card: Card, changes: Mapping[int, Change], actor: Actor) -> dict[int, Conflict]:
    """Records that cannot come back, by place: a live one has taken their unique value, or their whole is deleted."""
    found: dict[int, Conflict] = {}
    for names in unique_columns(card):
        for place, change in changes.items():
            values = {name: getattr(change.record, name) for name in names}
            if place in found or None in values.values():
                continue
            rows = card.every_row().filter(Q(**values), trashed_at=None).exclude(pk=change.record.pk)
            other = rows.values_list("pk", flat=True).first()
            if other is not None:
                found[place] = _conflict(card, names[-1], other, actor)
    if card.part_of:
        link = card.fields[card.part_of]
        gone = registry.card(link.target).every_row().exclude(trashed_at=None)
        lost = set(gone.filter(pk__in=[link.of(c.record) for c in changes.values()]).values_list("pk", flat=True))
        text = _("“{field}” of this record is in the trash. Restore that first.").format(field=link.label)
        found.update({place: Conflict(text) for place, c in changes.items() if link.of(c.record) in lost})
    return found


def _conflict(card: Card, column: str, other: int, actor: Actor) -> Conflict:
    label = next((str(spec.label) for spec in card.fields.values() if spec.column == column), column)
    named = titles(card, actor, [other]).get(other)
    if named is None:
        return Conflict(_("“{field}” of this record is in use again. Change it there first.").format(field=label))
    text = _("“{other}” has the same “{field}” now. Change it there, then restore this record.")
    return Conflict(text.format(other=named, field=label))
