"""The words of a condition: one phrase per operator, each with the forms a sentence needs.

A translation may hold three forms between bars: at the end of a sentence | before a further term | before a noun.
Where a language needs no difference, one form stands for all three.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import pgettext


@dataclass(frozen=True, slots=True)
class Clause:
    """A term in words: at the end, before a further term, and before the noun it describes.

    `loose` says that it is several terms, which need brackets beside others.
    """

    final: str
    joined: str
    attributive: str
    loose: bool = False


def clause(pattern: str, **words: Any) -> Clause:
    """The forms of a phrase, with the words put in."""
    forms = pattern.split("|")
    final, joined, attributive = forms if len(forms) == 3 else (forms[0],) * 3
    return Clause(final.format(**words), joined.format(**words), attributive.format(**words))


def comparison(op: str, holds: bool) -> str:
    """The phrase of a positive operator, or of its complement."""
    yes = {
        "is": pgettext("clause", "{field} is {value}"),
        "in": pgettext("clause", "{field} is {value}"),
        "has": pgettext("clause", "{field} has {value}"),
        "contains": pgettext("clause", "{field} contains {value}"),
        "starts_with": pgettext("clause", "{field} starts with {value}"),
        "ends_with": pgettext("clause", "{field} ends with {value}"),
        "lt": pgettext("clause", "{field} is less than {value}"),
        "lte": pgettext("clause", "{field} is at most {value}"),
        "gt": pgettext("clause", "{field} is more than {value}"),
        "gte": pgettext("clause", "{field} is at least {value}"),
        "between": pgettext("clause", "{field} is from {low} to {high}"),
        "is_not_empty": pgettext("clause", "{field} is not empty"),
    }
    no = {
        "is": pgettext("clause", "{field} is not {value}"),
        "in": pgettext("clause", "{field} is none of {value}"),
        "has": pgettext("clause", "{field} does not have {value}"),
        "contains": pgettext("clause", "{field} does not contain {value}"),
        "starts_with": pgettext("clause", "{field} does not start with {value}"),
        "ends_with": pgettext("clause", "{field} does not end with {value}"),
        "lt": pgettext("clause", "{field} is not less than {value}"),
        "lte": pgettext("clause", "{field} is not at most {value}"),
        "gt": pgettext("clause", "{field} is not more than {value}"),
        "gte": pgettext("clause", "{field} is not at least {value}"),
        "between": pgettext("clause", "{field} is not from {low} to {high}"),
        "is_not_empty": pgettext("clause", "{field} is empty"),
    }
    return (yes if holds else no)[op]


def comparison_in_time(op: str, holds: bool) -> str:
    """The same for days and moments."""
    yes = {
        "within": pgettext("clause", "{field} is in {value}"),
        "lt": pgettext("clause", "{field} is before {value}"),
        "lte": pgettext("clause", "{field} is not after {value}"),
        "gt": pgettext("clause", "{field} is after {value}"),
        "gte": pgettext("clause", "{field} is {value} or later"),
    }
    no = {
        "within": pgettext("clause", "{field} is not in {value}"),
        "lt": pgettext("clause", "it is not so that {field} is before {value}"),
        "lte": pgettext("clause", "it is not so that {field} is {value} or earlier"),
        "gt": pgettext("clause", "it is not so that {field} is after {value}"),
        "gte": pgettext("clause", "it is not so that {field} is {value} or later"),
    }
    return (yes if holds else no).get(op) or comparison(op, holds)


def presence(holds: bool) -> str:
    """Whether a value that nobody types is there: a computed field."""
    return pgettext("clause", "there is {field}") if holds else pgettext("clause", "there is no {field}")


def having(holds: bool) -> str:
    """Whether there are related rows."""
    return pgettext("clause", "has {rows}") if holds else pgettext("clause", "has no {rows}")


def counted(op: str, holds: bool) -> str:
    """How many related rows there are."""
    opposite = {"lt": "gte", "gte": "lt", "gt": "lte", "lte": "gt"}
    if not holds and op in opposite:
        op, holds = opposite[op], True
    yes = {
        "is": pgettext("clause", "has exactly {value} {rows}"),
        "in": pgettext("clause", "has {value} {rows}"),
        "lt": pgettext("clause", "has fewer than {value} {rows}"),
        "lte": pgettext("clause", "has at most {value} {rows}"),
        "gt": pgettext("clause", "has more than {value} {rows}"),
        "gte": pgettext("clause", "has at least {value} {rows}"),
        "between": pgettext("clause", "has {low} to {high} {rows}"),
    }
    no = {
        "is": pgettext("clause", "does not have exactly {value} {rows}"),
        "in": pgettext("clause", "does not have {value} {rows}"),
        "between": pgettext("clause", "does not have {low} to {high} {rows}"),
    }
    return (yes if holds else no)[op]


def figure_label(function: str, temporal: bool) -> str:
    """What a figure over related rows is called."""
    if temporal and function in ("min", "max"):
        first, last = pgettext("figure", "first {of} of {rows}"), pgettext("figure", "last {of} of {rows}")
        return first if function == "min" else last
    return {
        "sum": pgettext("figure", "total {of} of {rows}"),
        "min": pgettext("figure", "lowest {of} of {rows}"),
        "max": pgettext("figure", "highest {of} of {rows}"),
        "last": pgettext("figure", "{of} of the latest of {rows}"),
    }[function]


def bracketed(inner: str) -> Clause:
    return clause(pgettext("clause", "({inner})"), inner=inner)


def denied(inner: str) -> Clause:
    """The complement of several terms."""
    return clause(pgettext("clause", "not ({inner})"), inner=inner)


def both(parts: list[Clause]) -> Clause:
    """All terms, one after the other."""
    two, more, last = (
        pgettext("terms", "{first} and {next}"), pgettext("terms", "{first}, {next}"),
        pgettext("terms", "{first}, and {next}"),
    )  # fmt: skip
    return _several([part.joined for part in parts[:-1]], parts[-1].final, two, more, last)


def either(parts: list[Clause]) -> Clause:
    """Any of the terms."""
    two, more, last = (
        pgettext("terms", "{first} or {next}"), pgettext("either", "{first}, {next}"),
        pgettext("terms", "{first}, or {next}"),
    )  # fmt: skip
    return _several([part.final for part in parts[:-1]], parts[-1].final, two, more, last)


def alternatives(values: list[str]) -> str:
    """Values of which one must match."""
    if len(values) == 2:
        return pgettext("values", "{first} or {next}").format(first=values[0], next=values[1])
    if len(values) < 2:
        return "".join(values)
    return pgettext("values", "one of {values}").format(values=listed(values))


def listed(values: list[str]) -> str:
    return pgettext("values between", ", ").join(values)


def _several(before: list[str], end: str, two: str, more: str, last: str) -> Clause:
    words = [*before, end]
    if len(words) == 2:
        text = two.format(first=words[0], next=words[1])
    else:
        text = words[0]
        for word in words[1:-1]:
            text = more.format(first=text, next=word)
        text = last.format(first=text, next=words[-1])
    closed = bracketed(text)
    return Clause(text, closed.joined, closed.attributive, loose=True)
