"""What search compares: the words of a value, the plan of a query, and the tokens both become in the index."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from enishi.kernel.fieldtypes.japan.legal_forms import JAPANESE
from enishi.kernel.fieldtypes.japan.romaji import romaji
from enishi.kernel.text import fold, search_fold

#: Longer text is searched by its beginning only; a query has room for a name, a firm and a number.
VALUE_LIMIT, QUERY_LIMIT, TERM_LIMIT, WORD_LIMIT = 4_000, 200, 8, 40
#: A number this short is found by its own word only; as a prefix it would hit the ends of every phone number.
SHORT_DIGITS = 4
#: A legal form in a query says nothing: the same firm is kept with and without it.
_FORMS = {name for form in JAPANESE for name in (form.ja, *form.also, *(f"({short})" for short in form.short))}
LEGAL_FORMS = re.compile("|".join(re.escape(fold(name)) for name in sorted(_FORMS, key=len, reverse=True)))

LATIN = re.compile(r"[a-z0-9]+")
RUN = re.compile(r"[a-z0-9]+|(?:(?![a-z0-9_])\w)+")
PHONE = re.compile(r"\+?[\d()\-./ ]*\d[\d()\-./ ]*")
LENGTH = re.compile(r"(?<=[^\x00-\x7f])-|-(?=[^\x00-\x7f])")
JOINED = re.compile(r"[a-z0-9]+(?:['’\-][a-z0-9]+)+")
Kind = Literal["part", "prefix", "exact"]


@dataclass(frozen=True, slots=True)
class Unit:
    """One test on the text of a value: a part of it (scripts without spaces), the start of a word, or a whole word.
    `slips` says how many letters of what was typed have to be wrong for it."""

    text: str
    kind: Kind
    slips: int = 0

    @property
    def needle(self) -> str:
        """What stands in a row's text, where every word has a blank on both sides, exactly when the test holds."""
        if self.kind == "part":
            return self.text
        return f" {self.text} " if self.kind == "exact" else f" {self.text}"


@dataclass(frozen=True, slots=True)
class Term:
    """One thing the person typed: any of the alternatives, each of which is units that all hold."""

    alternatives: tuple[tuple[Unit, ...], ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """A query: every term must hold somewhere in the record."""

    terms: tuple[Term, ...]


def words(text: str) -> list[str]:
    """The words under which a value is found, numbers and joined names in every form people type them."""
    plain = folded(text[:VALUE_LIMIT])
    if PHONE.fullmatch(plain):
        return _numbers(plain)
    found = []
    for piece in plain.split():
        found += [_join(match) for match in JOINED.findall(piece)]
        for run in RUN.findall(piece):
            found.append(run[:WORD_LIMIT] if LATIN.match(run) else run)
            if run.isdigit() and run[0] == "0":
                found.append(run.lstrip("0") or "0")
    return list(dict.fromkeys(found))


def _numbers(plain: str) -> list[str]:
    """A number as a whole, by its groups, without leading zeros, and a phone number by its last four or more digits."""
    groups = LATIN.findall(plain)
    whole = national("".join(groups), plain)[:WORD_LIMIT]
    tails = [whole[start:] for start in range(1, len(whole) - 3)] if len(whole) >= 7 else []
    return list(dict.fromkeys([whole, *groups, whole.lstrip("0") or "0", *tails]))


def national(digits: str, written: str) -> str:
    """The digits of a phone number as it is dialled at home: +81 11 … is 011 …."""
    return "0" + digits[2:] if written.lstrip().startswith("+81") else digits


def _join(piece: str) -> str:
    return "".join(LATIN.findall(piece))[:WORD_LIMIT]


def reading(kana: str) -> list[str]:
    """The Latin spellings of a reading, name by name and joined. Queries are not respelled: folding is all here."""
    names = [romaji(name) for name in kana.split()]
    latin = [word for spellings in names for word in spellings]
    if len(names) > 1:
        latin += ["".join(spellings[0] for spellings in names if spellings)]
    return list(dict.fromkeys(word[:WORD_LIMIT] for word in latin if LATIN.fullmatch(word)))


def folded(text: str) -> str:
    """What is compared: ー and dashes between letters without case count for nothing."""
    return LENGTH.sub("", search_fold(text.replace("\0", " ")))


def plan(query: str) -> Plan:
    """What a query asks. Anything may be typed: without a letter or a digit the plan is empty and finds nothing."""
    plain = folded(query[:QUERY_LIMIT])
    bare = LEGAL_FORMS.sub(" ", plain)
    plain = bare if RUN.search(bare) else plain
    terms: list[Term] = []
    for piece in [plain] if PHONE.fullmatch(plain) else plain.split():
        terms += _terms(piece)
    return Plan(tuple(dict.fromkeys(terms))[:TERM_LIMIT])


def _terms(piece: str) -> list[Term]:
    if PHONE.fullmatch(piece.strip()):
        return [Term(((_latin(national("".join(LATIN.findall(piece)), piece), True),),))]
    if JOINED.fullmatch(piece):
        runs = LATIN.findall(piece)
        apart = (*(Unit(run[:WORD_LIMIT], "exact") for run in runs[:-1]), _latin(runs[-1], True))
        return [Term(((_latin(_join(piece), True),), apart))]
    matches = list(RUN.finditer(piece))
    return [_term(match.group(), open_ended=match.end() == len(piece)) for match in matches]


def _term(run: str, *, open_ended: bool) -> Term:
    """A run of one script; the last one may be half typed, the others are whole words."""
    if not LATIN.match(run):
        return Term(((Unit(run, "part"),),))
    return Term(((_latin(run, open_ended),),))


def _latin(run: str, open_ended: bool) -> Unit:
    short = run.isdigit() and len(run) <= SHORT_DIGITS
    return Unit(run[:WORD_LIMIT], "prefix" if open_ended and not short else "exact")


@lru_cache(maxsize=2_000)
def tokens(found: tuple[str, ...]) -> frozenset[str]:
    """Index tokens of words: Latin words whole, other scripts as pairs of letters with the last one alone."""
    out: set[str] = set()
    for word in found:
        if LATIN.match(word):
            out.add(word)
        else:
            out.update(word[at : at + 2] for at in range(len(word)))
    return frozenset(out)


def pairs(part: str) -> list[str]:
    """The tokens that every text with this part has; adjacency is left to the text itself."""
    return list(dict.fromkeys(part[at : at + 2] for at in range(len(part) - 1)))
