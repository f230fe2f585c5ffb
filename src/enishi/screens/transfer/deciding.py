"""What the form of the columns says: object, sheet, kept mapping, targets, rules, the meaning of values."""

from __future__ import annotations

from typing import Literal

from django.http import QueryDict

from enishi.kernel.actor import Actor
from enishi.kernel.registry import registry
from enishi.platform.models import ImportRun
from enishi.platform.transfer import runs
from enishi.platform.transfer.columns.mapping import RULES, Rule
from enishi.platform.transfer.wizard import proposal

NONE: Literal[""] = ""
OUT = "-"
"""Stands for a column that is left out altogether, and for a value that means nothing."""
SUGGESTED = "-"
"""Stands for the mapping that Enishi proposes."""


def decide(run: ImportRun, actor: Actor, given: QueryDict) -> bool:
    """Keep what the form says; True when another object, sheet or kept mapping makes all columns anew."""
    key, sheet, kept = given.get("object", run.object), given.get("sheet", run.sheet), given.get("kept", "")
    if (key, sheet) != (run.object, run.sheet):
        proposal.remap(run, actor, object_key=key if key != run.object else "", sheet=sheet)
        return True
    if kept and kept != kept_name(run):
        card = registry.card(run.object)
        found = runs.suggested(run, actor) if kept == SUGGESTED else runs.saved(kept, card, actor)
        runs.decide(run, found)
        return True
    present = {found.column: value_of(found.target, ticked=found.ticked) for found in runs.mapping_of(run).columns}
    targets: dict[int, str | None] = {}
    out = []
    for name, value in given.dict().items():
        place = name.removeprefix("target.")
        if name == place or not (place.isascii() and place.isdigit()) or present.get(int(place)) == value:
            continue
        if value == OUT:
            out.append(int(place))
        else:
            targets[int(place)] = str(value) or None
    proposal.remap(run, actor, targets, untick=out, rules=_rules(given), choices=_choices(given))
    return False


def _rules(given: QueryDict) -> dict[str, Rule | Literal[""]]:
    """Field → rule; "" is a field without one of its own, which follows the rule for all."""
    found = {name.removeprefix("rule."): value for name, value in given.dict().items() if name.startswith("rule.")}
    return {name: rule for name, value in found.items() for rule in (*RULES, NONE) if rule == value}


def _choices(given: QueryDict) -> dict[str, dict[str, str]]:
    """Field → value of the file → choice; "-" in the form means that the value stands for nothing."""
    found: dict[str, dict[str, str]] = {}
    for name, value in given.dict().items():
        kind, _colon, rest = name.partition(":")
        target, colon, text = rest.partition(":")
        if kind == "choice" and colon:
            decided = found.setdefault(target, {})
            if value:
                decided[text] = "" if value == OUT else str(value)
    return found


def value_of(target: str | None, *, ticked: bool) -> str:
    return (target or "") if ticked else OUT


def kept_name(run: ImportRun) -> str:
    """The name under which the present mapping is kept."""
    return next((kept.name for kept in runs.kept_for(run) if kept.mapping == run.mapping), "")
