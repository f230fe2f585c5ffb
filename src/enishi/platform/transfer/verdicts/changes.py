"""What a row changes in a record: the per-field rules, and lists of addresses and numbers that only grow."""

from __future__ import annotations

from collections.abc import Mapping as Table
from typing import Any

from enishi.kernel.card import Card, FieldCard
from enishi.platform.transfer.columns.mapping import Mapping
from enishi.platform.transfer.verdicts.match import Known
from enishi.platform.transfer.verdicts.match_keys import LISTS
from enishi.platform.transfer.verdicts.values import Reading

Changes = dict[str, tuple[Any, Any]]
"""Field → its value before and after."""


def fresh(card: Card, reading: Reading) -> Known:
    """The record that a row would make."""
    known = Known(None, reading.row, {}, company=reading.key, changes=dict(reading.data))
    columns = card.alone
    for name, value in reading.data.items():
        if name in columns:
            known.values[columns[name]] = value
        else:
            _put(known, card.fields[name], value)
    _lists(card, known, reading)
    known.touched = True
    return known


def merge(card: Card, known: Known, reading: Reading, mapping: Mapping) -> Changes:
    """Bring a row into a record that is there; gives what changes."""
    before = {name: list(getattr(known, name)) for name in LISTS}
    told = set(known.changes)
    changed = fill(card, known, reading.data, mapping)
    _lists(card, known, reading, mapping)
    known.touched = True
    for name in known.changes.keys() - told - changed.keys():
        changed[name] = (before.get(name), known.changes[name])
    return changed


def fill(card: Card, known: Known, data: Table[str, Any], mapping: Mapping, prefix: str = "") -> Changes:
    """Bring values into a record by the rule of each field; gives what changes."""
    changed: Changes = {}
    for name, value in data.items():
        spec = card.fields[name]
        now = spec.join(known.values.get(spec.column), known.values.get(spec.companion))
        if value == now:
            continue
        rule = mapping.rule(prefix + name)
        if now is None and (rule != "keep" or known.id is None):
            new = value
        elif rule == "append":
            new, known.unread = appended(now, value), True
        elif rule == "overwrite" and not known.touched:
            new = value
        else:
            continue
        if new != now:
            _put(known, spec, new)
            changed[name] = (now, new)
    return changed


def appended(now: Any, value: Any) -> Any:
    """Both together: lines of text that are not there yet, or members of a list."""
    if isinstance(now, list) and isinstance(value, list):
        return now if set(value) <= set(now) else [*now, *(item for item in value if item not in now)]
    if not isinstance(now, str) or not isinstance(value, str):
        return now
    there = set(now.splitlines())
    lines = [line for line in value.splitlines() if line.strip() and line not in there]
    return "\n".join([now, *lines]) if lines else now


def _put(known: Known, spec: FieldCard, value: Any) -> None:
    stored, beside = spec.type.split(value)
    known.values[spec.column] = stored
    if spec.companion:
        known.values[spec.companion] = beside
    known.changes[spec.name] = value


def _lists(card: Card, known: Known, reading: Reading, mapping: Mapping | None = None) -> None:
    """Further addresses and numbers; those in fields of their own are copied into the lists by the write itself."""
    for name, slots in LISTS.items():
        seen: list[str] = getattr(reading, name)
        have: list[str] = getattr(known, name)
        if not seen or name not in card.fields:
            continue
        placed = [known.values[slot] for slot in slots if known.values.get(slot)]
        more = [value for value in seen if value not in have and value not in placed]
        kept = known.id is not None and mapping is not None and mapping.rule(slots[0]) == "keep"
        if more and not kept:
            first = known.values.get(slots[0]) or more[0]
            if not known.values.get(slots[0]):
                known.values[slots[0]] = first
                known.changes.setdefault(slots[0], first)
            known.changes[name] = list(dict.fromkeys([first, *have, *placed, *more]))
        elif name in known.changes:
            known.changes[name] = list(dict.fromkeys([known.values[slots[0]], *known.changes[name], *placed]))
        setattr(known, name, list(dict.fromkeys([*have, *placed, *more])))
