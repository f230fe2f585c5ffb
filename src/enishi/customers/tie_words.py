"""The tie in words: how its reasons are kept, and the sentences that tell them in the reader's language."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import msgspec
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from enishi.customers.tie import Part, Tie
from enishi.kernel.fieldtypes.column import TextColumn
from enishi.kernel.fieldtypes.text import LongText
from enishi.kernel.ports import ports


class Kept(msgspec.Struct):
    """How the reasons lie in their column."""

    knots: int | None
    parts: dict[str, dict[str, int | str]]
    missing: list[str]


def kept(tie: Tie) -> str:
    """The reasons as the text of their column."""
    parts = {name: {"knots": part.knots, **part.figures} for name, part in tie.parts.items()}
    return msgspec.json.encode(Kept(tie.knots, parts, list(tie.missing))).decode()


def told(text: str) -> Tie:
    """The tie that `kept` wrote down."""
    found = msgspec.json.decode(text, type=Kept)
    parts = {name: Part(int(figures.pop("knots")), figures) for name, figures in found.parts.items()}
    return Tie(found.knots, parts, tuple(found.missing))


def sentence(tie: Tie, language: str) -> str:
    """縁 3（満足度は未計測）"""
    with translation.override(language):
        if tie.knots is None:
            return _("No tie yet: there was no two-way contact.")
        if not tie.missing:
            return _("Tie {knots}").format(knots=tie.knots)
        return _("Tie {knots} ({parts} not measured yet)").format(knots=tie.knots, parts=_joined(tie.missing))


def lines(tie: Tie, language: str) -> list[str]:
    """One line for each component that was measured: its knots and the figures behind them."""
    with translation.override(language):
        return [f"{name_of(name)} {part.knots}: {reason_of(name, part)}" for name, part in tie.parts.items()]


class TieReasons(LongText):
    """Reasons of a tie: shown as sentences, kept as figures."""

    name = "tie_reasons"

    def render(self, value: Any, language: str) -> str:
        if value is None:
            return ""
        tie = told(value)
        return "\n".join((sentence(tie, language), *lines(tie, language)))

    def to_json(self, value: Any) -> Any:
        """The reasons as an object: the figures of each part, and what is not measured."""
        return None if value is None else msgspec.json.decode(value)

    def schema(self) -> dict[str, Any]:
        """JSON Schema of the value in the API."""
        knots: dict[str, Any] = {"type": ["integer", "null"], "minimum": 0, "maximum": 5}
        figure = {"type": ["integer", "string"]}
        part = {"type": "object", "additionalProperties": figure, "required": ["knots"]}
        properties = {
            "knots": knots,
            "parts": {"type": "object", "additionalProperties": part},
            "missing": {"type": "array", "items": {"type": "string"}},
        }
        return {"type": "object", "properties": properties, "required": list(properties)}

    def export(self, value: Any) -> str:
        return self.render(value, translation.get_language() or "en")

    def index_text(self, value: Any) -> tuple[str, ...]:
        return ()


class TieReasonsField(TextColumn):
    """A column of reasons of a tie."""

    field_type = TieReasons()

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        """For migrations it is a column of long text."""
        name, _path, args, kwargs = super().deconstruct()
        return name, "enishi.kernel.fieldtypes.text.LongTextField", args, kwargs


def reason_of(name: str, part: Part) -> str:
    """The figures behind one component, as a sentence."""
    if name == "recency":
        moment = datetime.fromisoformat(str(part.figures["last"])).astimezone(ZoneInfo(ports.clock.zone()))
        return _("The last two-way contact was on {date}").format(
            date=date_format(moment, pgettext("date format", "j F Y"))
        )
    if name == "reciprocity":
        text = _("{theirs} of {contacts} contacts in 12 months were started by them")
        return text.format(theirs=part.figures["theirs"], contacts=part.figures["contacts"])
    people = int(part.figures["people"])
    text = ngettext(
        "Two-way contact with {people} person in 12 months", "Two-way contact with {people} people in 12 months", people
    )
    return text.format(people=people)


def name_of(name: str) -> str:
    """What a component is called."""
    return {
        "recency": pgettext("tie", "Recency"),
        "reciprocity": pgettext("tie", "Reciprocity"),
        "reach": pgettext("tie", "Reach"),
        "satisfaction": pgettext("tie", "Satisfaction"),
    }[name]


def _joined(names: Sequence[str]) -> str:
    words = [name_of(name) for name in names]
    if translation.get_language() == "ja":
        return "・".join(words)
    words = [word.lower() for word in words]
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"
