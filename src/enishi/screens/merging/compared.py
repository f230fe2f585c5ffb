"""Two records of one object as the page shows them side by side."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from enishi.kernel.actor import Actor
from enishi.kernel.card import Card
from enishi.kernel.doors.check import seen
from enishi.kernel.doors.read import records
from enishi.kernel.doors.rows import Row
from enishi.kernel.doors.scope import reach_of
from enishi.kernel.errors import Missing
from enishi.kernel.registry import registry
from enishi.platform import pointers
from enishi.platform.merging.sides import BOTH, FULLEST, PREFERENCES, Line, choose, kept_value
from enishi.platform.merging.verbs import DAYS, Merge
from enishi.screens.looks import facts, full_day, local, url_of
from enishi.screens.page_models.common import Action, Tab
from enishi.screens.page_models.merge_page import MergeLine, MergeTable


def verb_of(card: Card) -> type[Merge]:
    """How records of this object become one. Raises `Missing` where they never do."""
    found = card.actions.get(Merge.verb)
    if found is None:
        raise Missing(_("There is no such page."))
    return cast(type[Merge], found)


def may_merge(card: Card, actor: Actor, *ids: int) -> bool:
    """Whether this person may make one of these."""
    wanted = set(ids)
    return all(seen(card.key, actor, wanted, verb) == wanted for verb in ("edit", "delete"))


def table(card: Card, actor: Actor, own: int, other: int, asked: dict[str, str], here: str) -> MergeTable:
    """Both records with a proposal for each line. `asked` holds `prefer` and `swap`; the page is at `here`.

    Raises `Missing` when the person does not see both.
    """
    if asked.get("swap") == "1":
        own, other = other, own
    one, two = records(card, actor).get(own), records(card, actor).get(other)
    prefer = asked.get("prefer", "")
    prefer = prefer if prefer in {choice.key for choice in PREFERENCES} else FULLEST
    found = verb_of(card).lines(card, actor)
    kept = choose(found, one, two, prefer, {})
    lines = (_line(line, one, two, kept[line.name], actor) for line in found.values())
    swapped = "" if asked.get("swap") == "1" else "1"
    return MergeTable(
        url=f"{url_of(card, own)}/merge" if may_merge(card, actor, own, other) else "",
        own=one.title,
        other=two.title,
        own_href=url_of(card, own),
        other_href=url_of(card, other),
        own_note=_note(one, actor),
        other_note=_note(two, actor),
        own_id=own,
        other_id=other,
        lines=tuple(line for line in lines if line is not None),
        moves=tuple((label, f"{number:,}") for label, number in moving(card, actor, other).items()),
        prefer=tuple(
            Tab(str(choice.label), _at(here, prefer=choice.key, swap=asked.get("swap", "")), choice.key == prefer)
            for choice in PREFERENCES
        ),
        preferred=prefer,
        swap=Action(_("Keep the other one"), _at(here, prefer=prefer, swap=swapped), "arrow-right-left", "X"),
        remark=_(
            "“{other}” goes to the trash; its address opens this one. You can undo the merge for {days} days: right "
            "away with Z, later in the history. What was changed since then stays."
        ).format(other=two.title, days=DAYS),
    )


def _at(here: str, **more: str) -> str:
    query = urlencode({name: value for name, value in more.items() if value})
    return f"{here}{'&' if '?' in here else '?'}{query}" if query else here


def _note(row: Row, actor: Actor) -> str:
    at = row["updated_at"]
    when = _("Changed {day}").format(day=full_day(local(at, actor).date(), actor)) if at else ""
    return facts(_("No. {number}").format(number=row.id), when)


def _line(line: Line, one: Row, two: Row, side: int | str, actor: Actor) -> MergeLine | None:
    if line.empty(one) and line.empty(two):
        return None
    own, other = (_text(line, row, actor) for row in (one, two))
    where = "both" if side == BOTH else "own" if side == one.id else "other"
    chosen = f"keep.{line.name}" if line.differs(one, two) and not line.many else ""
    merged = ""
    if line.many and where == "both":
        spec = line.fields[0]
        both = kept_value(line, spec, one[spec.name], two[spec.name], BOTH, one.id)
        merged = spec.type.render(both, actor.language)
    elif line.long and chosen:
        merged = _("Keep both")
    return MergeLine(str(line.label), own, other, chosen, where, merged)


def _text(line: Line, row: Row, actor: Actor) -> str:
    return " ".join(filter(None, (row.show(spec.name, actor.language) for spec in line.fields)))


def moving(card: Card, actor: Actor, number: int) -> dict[str, int]:
    """What this person sees of what leads to a record: what it is called → how many."""
    found: dict[str, int] = {}
    for label, count in _moving(card, actor, number):
        found[label] = found.get(label, 0) + count
    return {label: count for label, count in found.items() if count}


def _moving(card: Card, actor: Actor, number: int) -> Iterator[tuple[str, int]]:
    for relation in card.relations.values():
        target = registry.card(relation.target)
        if reach_of(target, actor, "see") != "none":
            yield str(target.label_plural), records(target, actor).of(relation.link, number).count().number
    for table_ in pointers.TABLES:
        if table_.built:
            yield str(table_.built), table_.rows(card.key, [number]).filter(table_.count).count()
