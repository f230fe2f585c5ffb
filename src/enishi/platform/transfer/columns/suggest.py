"""Which column goes to which field: headers and values are judged together, and the person sees why."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from django.utils.translation import gettext as _

from enishi.kernel.registry import registry
from enishi.platform.transfer.columns.targets import NUMBER
from enishi.platform.transfer.files.source import Column, Source
from enishi.platform.transfer.intake import Target, intake_of, known_words
from enishi.platform.transfer.texts import kinds
from enishi.platform.transfer.texts.headings import (
    NEUTRAL,
    NEVER,
    OWN,
    UNDECIDED,
    header_key,
    header_variants,
    words,
)

TAKEN_FROM = 0.8
"""Confidence from which `--yes` takes a suggestion."""
SHOWN_FROM = 0.5
NAMING = frozenset({"full_name", "family_name", "name"})
COMPANY_BY_VALUE = ("url", "corporate_number", "invoice_number")
BY_VALUE = {
    "email": 0.9,
    "url": 0.85,
    "phone": 0.8,
    "postal_code": 0.8,
    "kana": 0.8,
    "company_name": 0.75,
    "address": 0.8,
    "person_name": 0.7,
    "department": 0.7,
    "title": 0.65,
    "corporate_number": 0.85,
    "invoice_number": 0.85,
}
OWNER_WORDS = re.compile(r"未定|本社|\(営\)|\(内\)|\(社\)|営業[1-9一二三]課?|^[一-鿿]{1,3}$")


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Where a column should go. `target` None keeps it in the notes as 「列名: 値」, or leaves it out (`skip`).

    `also` are further fields that the transform fills; `part` orders the columns that are joined to one field.
    """

    column: int
    target: str | None
    confidence: float
    reason: str
    transform: str = ""
    also: tuple[str, ...] = ()
    part: int = 0
    ticked: bool = True
    others: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Candidate:
    """One column for one target, with how well the header and the values speak for it."""

    column: int
    target: Target
    score: float
    by_header: float
    by_value: float | None


@dataclass(frozen=True, slots=True)
class Judged:
    """A column with what is known about its values."""

    column: Column
    keys: tuple[str, ...]
    shares: dict[str, float]
    count: int
    different: int
    values: list[str]


def suggest(
    columns: Sequence[Column | str], samples: Sequence[Sequence[str]], targets: Sequence[Target]
) -> list[Suggestion]:
    """One suggestion per column; `samples` are the values of each column."""
    judged = [
        _judge(c if isinstance(c, Column) else Column(i, c), list(values))
        for i, (c, values) in enumerate(zip(columns, samples, strict=True))
    ]
    candidates = [found for look in judged for found in _candidates(look, judged, targets)]
    chosen = _assign(candidates, judged)
    noted = any(target.name == "notes" for target in targets)
    found = [_worded(look, chosen.get(i), candidates, noted) for i, look in enumerate(judged)]
    names = {target.name for target in targets}
    found = _dates_in_three(judged, found, names)
    return [_finished(look, one, found, names) for look, one in zip(judged, found, strict=True)]


def suggest_for(source: Source, targets: Sequence[Target]) -> list[Suggestion]:
    """Suggestions for an open table."""
    return suggest(source.columns, source.values(), targets)


def fit_of(object_key: str, suggestions: Sequence[Suggestion]) -> float:
    """How well a table fits an object; tables and objects are compared by it.

    The sum of the certainties, most of all for what names a record; little where no record is named, and persons
    first where somebody is.
    """
    person, card = intake_of(object_key).person, registry.card(object_key)
    group = card.groups.get(card.title)
    names = {"full_name", "family_name", "given_name"} if person else {group.fields[0] if group else card.title}
    named = any(s.target in names and s.confidence >= SHOWN_FROM for s in suggestions)
    total = sum(s.confidence * (2.0 if s.target in NAMING else 1.0) for s in suggestions if s.target)
    return total * (1.0 if named else 0.3) + (0.5 if named and person else 0.0)


def _judge(column: Column, values: list[str]) -> Judged:
    count, different = kinds.distinct(values)
    keys = [key for text in (column.header, "".join(column.parts)) for key in header_variants(text)]
    if len(column.parts) > 1:
        keys += [key for key in header_variants(column.parts[-1]) if key not in keys]
    return Judged(column, tuple(dict.fromkeys(keys)), kinds.shares(values), count, different, values)


def _candidates(look: Judged, judged: list[Judged], targets: Sequence[Target]) -> list[Candidate]:
    if set(look.keys) & words(NEVER) or set(look.keys[:1]) & words(OWN):
        return []
    found = []
    undecided = bool(set(look.keys) & words(UNDECIDED)) and not _is_called_so(look, targets)
    owner = _speaks_of_owner(look, judged) if undecided else None
    for target in targets:
        header = _by_header(look, target)
        if undecided and target.name in ("full_name", "owner"):
            header = 0.95 if (target.name == "owner") == owner else 0.3
        header = _context(look, judged, target, header)
        value = look.shares.get(target.kind) if look.shares else None
        score = _combined(look, target, header, value)
        if score >= 0.3:
            found.append(Candidate(judged.index(look), target, score, header, value))
    return found


def _is_called_so(look: Judged, targets: Sequence[Target]) -> bool:
    """Whether a field of this object bears the very word, such as the person whom a task is about."""
    keys = set(look.keys[:1])
    return any(header_key(t.label_ja) in keys for t in targets if t.name not in ("full_name", "owner"))


def _by_header(look: Judged, target: Target) -> float:
    if target.name == NUMBER:  # to the letter: numbers of another object lead to other records
        named = map(header_key, (target.label_ja, target.label_en, *target.synonyms))
        return 1.0 if look.keys and look.keys[0] in named else 0.0
    for place, key in enumerate(look.keys):
        if key in target.keys:
            return max(1.0 - place * 0.04, 0.8)
    whole = look.keys[0] if look.keys else ""
    if set(look.keys) & words(NEUTRAL) or len(whole) < 2:
        return 0.0
    best = 0.0
    for key in target.keys:
        if len(key) >= 3 and (key in whole) and len(key) >= len(whole) * 0.4:
            best = max(best, 0.55 + 0.3 * len(key) / len(whole))
        elif len(key) >= 5 and len(whole) >= 5 and whole.isascii() and key[0] == whole[0]:
            ratio = SequenceMatcher(None, key, whole).ratio()
            best = max(best, ratio * 0.85 if ratio >= 0.85 else 0.0)
    return best


def _context(look: Judged, judged: list[Judged], target: Target, header: float) -> float:
    """Words that mean different things in different company."""
    keys = set(look.keys)
    others = {key for other in judged if other is not look for key in other.keys}
    intake = intake_of(target.object)
    if target.name == "given_name" and keys & {"名"}:
        return header if others & {"姓", "氏", "苗字", "名字"} else 0.3
    if target.name == "family_name" and keys & {"氏"}:
        return header if others & {"名"} else 0.4
    if target.name.endswith("_kana") and keys & {"せい", "めい"} and header:
        return header if others & {"せい", "めい"} else 0.3
    if intake.person and keys & {header_key("コード"), "code", "cd", "no", "番号", "id"}:
        place = judged.index(look)
        after = judged[place + 1] if place + 1 < len(judged) else None
        company = words("会社名 得意先名 取引先名 顧客企業 企業名 得意先 取引先 company account")
        if after and set(after.keys) & company:
            return 0.97 if target.name == intake.of_company("code") else min(header, 0.5)
    if look.shares.get("country", 0.0) >= 0.8 and keys & intake.words.get("address", frozenset()):
        return 0.9 if target.name == "country" else min(header, 0.4)
    if target.name == intake.link and keys & {"所属", "法人", "組織"} and others & words("会社名 会社 勤務先"):
        return 0.4
    if target.name == "department" and keys & {"所属"} and others & words("会社名 会社 勤務先"):
        return 0.9
    return header


def _combined(look: Judged, target: Target, header: float, value: float | None) -> float:
    kind = target.kind
    if value is None:
        return header * 0.9
    if header >= 0.5:
        if kind in kinds.STRICT and value < 0.2 and look.count >= 5:
            return header * 0.45
        if kind in kinds.STRICT or kind in BY_VALUE:
            return min(0.75 * header + 0.25 * min(value * 1.25, 1.0), 1.0) if value > 0.2 else header * 0.85
        return header * 0.96
    known = bool(set(look.keys) & known_words())
    if kind not in BY_VALUE or known or value < 0.6 or _is_group_only(target):
        return header * 0.6
    if look.shares.get("date", 0.0) > 0.3 and kind in ("phone", "postal_code"):
        return 0.0
    return BY_VALUE[kind] * value * _mobile(look, target)


def _is_group_only(target: Target) -> bool:
    """Fields that values alone cannot tell from their nearest relative."""
    _link, dot, there = target.name.partition(".")
    if dot:
        return there not in COMPANY_BY_VALUE
    return target.name != intake_of(target.object).link and target.name not in [
        "email",
        "phone",
        "phone_mobile",
        "postal_code",
        "full_name",
        "full_name_kana",
        "address",
        "department",
        "title",
        "name",
        "url",
        "name_kana",
        "corporate_number",
        "invoice_number",
    ]


def _mobile(look: Judged, target: Target) -> float:
    if target.kind != "phone":
        return 1.0
    told = [re.sub(r"\D", "", kinds.plain(value)) for value in look.values if value.strip()]
    share = sum(1 for text in told if re.match(r"(?:81)?0?[789]0\d{8}$", text)) / max(len(told), 1)
    return share if target.name == "phone_mobile" else 1.0 - share * 0.5


def _speaks_of_owner(look: Judged, judged: list[Judged]) -> bool:
    """担当者 is the customer's person unless another column names that person or few names repeat on many rows."""
    if any(
        other is not look and set(other.keys) & words("氏名 姓名 名前 お客様名 顧客名 姓 お名前 name 先方担当者")
        for other in judged
    ):
        return True
    told = [kinds.plain(value) for value in look.values if value.strip()]
    if len(told) >= 15 and len(set(told)) <= max(len(told) * 0.3, 3):
        return True
    marked = sum(1 for text in told if OWNER_WORDS.search(text))
    return bool(told) and marked >= len(told) * 0.7 and len(set(told)) <= len(told) * 0.7


def _assign(candidates: list[Candidate], judged: list[Judged]) -> dict[int, Candidate]:
    chosen: dict[int, Candidate] = {}
    taken: dict[str, int] = {}
    ordered = sorted(candidates, key=lambda c: (-c.score, judged[c.column].column.hidden, c.column))
    for candidate in ordered:
        name, column = candidate.target.name, candidate.column
        if column in chosen or candidate.score < 0.4:
            continue
        joins = name in ("address", "street") and candidate.by_header >= 0.75
        if name in taken and not (joins or (candidate.target.many and candidate.score >= SHOWN_FROM)):
            continue
        chosen[column] = candidate
        taken[name] = column
    return chosen


def _worded(look: Judged, choice: Candidate | None, candidates: list[Candidate], noted: bool) -> Suggestion:
    """The suggestion with its reason. `noted` says whether the person may write notes."""
    index = look.column.index
    others = sorted((c for c in candidates if c.column == index and c is not choice), key=lambda c: -c.score)
    names = tuple(dict.fromkeys(c.target.name for c in others))[:3]
    if set(look.keys) & words(NEVER):
        reason = _("Numbers of this kind do not belong in a customer list; the column is left out.")
        return Suggestion(index, None, 1.0, reason, "skip", ticked=False)
    if set(look.keys[:1]) & words(OWN):
        reason = _("Enishi wrote this column itself; it is left out.")
        return Suggestion(index, None, 1.0, reason, "skip", ticked=False)
    if choice is None or choice.score < SHOWN_FROM:
        reason = _("No field fits; the values are kept in the notes under the name of the column.")
        if not noted:
            reason = _("No field fits, and you may not write notes of these records: the column is left out.")
        if not look.count:
            reason = _("The column is empty.")
        keeps = noted and look.count > 0
        ticked = noted and not look.column.hidden
        return Suggestion(index, None, 0.0, reason, "keep" if keeps else "skip", ticked=ticked, others=names)
    confidence = round(min(choice.score, 0.99), 2)
    return Suggestion(
        index, choice.target.name, confidence, _reason(choice), ticked=not look.column.hidden, others=names
    )


def _reason(choice: Candidate) -> str:
    share = None if choice.by_value is None else round(choice.by_value * 100)
    if choice.by_header >= 0.5 and share is not None and choice.target.kind in BY_VALUE and share >= 20:
        return _("The header is a usual name of this field, and {share} % of the values fit.").format(share=share)
    if choice.by_header >= 0.5:
        return _("The header is a usual name of this field.")
    return _("{share} % of the values look like this field.").format(share=share or 0)


def _dates_in_three(judged: list[Judged], found: list[Suggestion], names: set[str]) -> list[Suggestion]:
    """Year, month and day in three columns side by side become one date."""
    result = list(found)
    for i in range(len(judged) - 2):
        year, month, day = (judged[i + k].keys[:1] for k in range(3))
        if not (year and month and day):
            continue
        same = (
            year[0].endswith(("年", "year")) and month[0].endswith(("月", "month")) and day[0].endswith(("日", "day"))
        )
        if not same or not all(judged[i + k].shares.get("number", 0) > 0.8 for k in range(3)):
            continue
        stem = re.sub(r"(?:年|year)$", "", year[0])
        target = next(
            (name for name in sorted(names) if name.rpartition(".")[2] == "since" and "取引開始" in stem),
            "birthday",
        )
        if target in names and (stem in ("", "生", "誕生", "生年", "birth") or "取引" in stem):
            reason = _("Year, month and day stand in three columns; they are joined to one date.")
            for k in range(3):
                result[i + k] = replace(
                    result[i + k], target=target, confidence=0.9, reason=reason, transform="join_date", part=k + 1
                )
    return result


def _finished(look: Judged, one: Suggestion, found: list[Suggestion], names: set[str]) -> Suggestion:
    if one.transform or one.target is None:
        return one
    same = [other.column for other in found if other.target == one.target]
    if one.target in ("address", "street") and len(same) > 1:
        return replace(one, transform="join", part=same.index(one.column) + 1)
    if one.target == "address":
        return replace(one, transform="split_address")
    if one.target == "full_name" and {"family_name", "given_name"} <= names:
        return replace(one, transform="split_name", also=("family_name", "given_name"))
    if one.target == "full_name_kana" and {"family_name_kana", "given_name_kana"} <= names:
        return replace(one, transform="split_kana", also=("family_name_kana", "given_name_kana"))
    if one.target == "department" and "title" in names and not any(o.target == "title" for o in found):
        both = look.shares.get("title", 0.0)
        if both >= 0.3 or "役職" in look.keys[0] or "肩書" in look.keys[0]:
            return replace(one, transform="split_department", also=("title",))
    return one


__all__ = ["SHOWN_FROM", "TAKEN_FROM", "Suggestion", "fit_of", "suggest", "suggest_for"]
