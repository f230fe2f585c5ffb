"""Rows of one file that are probably the same person or company, with reasons; nothing is merged here.

A key match is the same e-mail, telephone with name, corporate number or another declared key, and an agreeing
folded name or reading. Everything else that looks alike is a question for a person.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from django.utils.translation import gettext as _

from enishi.platform.transfer.columns.layout import Layout
from enishi.platform.transfer.texts import keys
from enishi.platform.transfer.texts.days import day

CROWD = 40
"""More rows than this under one key are compared only with their neighbours: cost stays linear."""
FEW, WEAK = 12, frozenset({"household", "birthday", "family", "born"})
"""The same for keys that strangers share."""
ASK_FROM = 4.8
NEAR = 0.85
"""Likeness from which one name may be the other written in another way."""


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """What a row is compared by; `ids` are its own keys, such as the number it has elsewhere: reason and value."""

    row: int
    name: str
    family: str
    kana: str
    company: str
    emails: tuple[str, ...]
    mobiles: tuple[str, ...]
    phones: tuple[str, ...]
    fax: tuple[str, ...]
    postal: str
    address: str
    birthday: str
    number: str
    ids: tuple[tuple[str, str], ...]
    domains: tuple[str, ...] = ()


def reason_sentences() -> dict[str, str]:
    """Reason → sentence in the language of the person."""
    return {
        "name": _("The name is the same."),
        "kana": _("The reading is the same."),
        "name_near": _("The name is nearly the same."),
        "family": _("The family name is the same."),
        "name_part": _("Part of the name is the same."),
        "email": _("The e-mail address is the same."),
        "mobile": _("The mobile number is the same."),
        "phone": _("The telephone number is the same."),
        "number": _("The corporate number is the same."),
        "external_id": _("The external ID is the same."),
        "company": _("The company is the same."),
        "company_part": _("Part of the company name is the same."),
        "domain": _("The e-mail domain is the same."),
        "address": _("The address is the same."),
        "birthday": _("The birthday is the same."),
    }


@dataclass(frozen=True, slots=True)
class Alike:
    """Two rows, the earlier first. `sure` is a key match; `score` orders the questions.

    `reasons` are keys of `reason_sentences`.
    """

    first: int
    second: int
    sure: bool
    score: float
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Rows that hang together by pairs; `sure` when every row is bound by a key match."""

    rows: tuple[int, ...]
    sure: bool
    reasons: tuple[str, ...]


def fingerprint(row: int, cells: Sequence[str], layout: Layout) -> Fingerprint:
    """Reduce a row; about 50 µs."""
    read = layout
    family, given = read.value(cells, "family_name"), read.value(cells, "given_name")
    full = read.value(cells, "full_name") or f"{family} {given}".strip()
    kana = read.value(cells, "full_name_kana", "name_kana")
    kana = kana or read.value(cells, "family_name_kana") + read.value(cells, "given_name_kana")
    emails = [key for text in read.values(cells, "email") for key in keys.email_keys(text)]
    phones = [
        key
        for text in read.values(cells, "phone", "phone_direct", read.intake.of_company("phone"))
        for key in keys.phone_keys(text)
    ]
    mobiles = [key for text in read.values(cells, "phone_mobile") for key in keys.phone_keys(text)]
    every = dict.fromkeys(mobiles + phones)
    place = read.value(cells, "address") or " ".join(read.values(cells, "street", "building", "city"))
    elsewhere = keys.value_text(read.value(cells, "external_id"))
    number = "".join(filter(str.isdigit, keys.value_text(read.of_company(cells, "corporate_number"))))
    return Fingerprint(
        row=row,
        name=keys.name_key(full),
        family=_family(full, family),
        kana=keys.kana_key(kana),
        company=keys.company_key(read.company(cells)),
        emails=tuple(dict.fromkeys(emails)),
        mobiles=tuple(key for key in every if _is_mobile(key)),
        phones=tuple(key for key in every if not _is_mobile(key)),
        fax=tuple(keys.phone_keys(read.value(cells, "fax"))),
        postal=keys.postal_key(read.value(cells, "postal_code")),
        address=keys.address_key(place) or keys.name_key(place),
        birthday=_iso(read.value(cells, "birthday")),
        number=number if len(number) == 13 else "",
        ids=(("external_id", elsewhere),) if elsewhere else (),
        domains=tuple(keys.domain_keys(*emails, read.of_company(cells, "url"))),
    )


def _iso(text: str) -> str:
    found = day(text)
    return found.isoformat() if found else ""


def _family(full: str, family: str) -> str:
    if family:
        return keys.name_key(family)
    first = full.strip().split()
    return keys.name_key(first[0]) if len(first) > 1 else ""


def _is_mobile(digits: str) -> bool:
    return len(digits) == 11 and digits[:3] in ("070", "080", "090")


def pairs(prints: Iterable[Fingerprint]) -> list[Alike]:
    """Every pair of rows that is worth a look; linear in the rows, for buckets are small or cut."""
    by_row: dict[int, Fingerprint] = {}
    buckets: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for one in prints:
        by_row[one.row] = one
        for key in _keys(one):
            buckets[key].append(one.row)
    looked: set[tuple[int, int]] = set()
    found = []
    for key, rows in buckets.items():
        for first, second in _couples(rows, FEW if key[0] in WEAK else CROWD):
            if (first, second) not in looked:
                looked.add((first, second))
                alike = compare(by_row[first], by_row[second])
                if alike:
                    found.append(alike)
    found.sort(key=lambda pair: (pair.first, pair.second))
    return found


def _keys(one: Fingerprint) -> Iterator[tuple[str, ...]]:
    for email in one.emails:
        yield "email", email
    for mobile in one.mobiles:
        yield "mobile", mobile
    if one.number:
        yield "number", one.number
    for name, value in one.ids:
        yield "id", name, value
    for known in filter(None, (one.name, one.kana)):
        if one.company:
            yield "company", one.company, known
        for phone in one.phones[:2]:
            yield "phone", phone, known
        if one.postal:
            yield "postal", one.postal, known
        if one.address:
            yield "address", one.address, known
        for domain in one.domains:
            yield "domain", domain, known
    if one.birthday:
        yield "birthday", one.birthday
    if one.address and not one.company:
        yield "household", one.address, one.postal
    if one.company and one.family:
        yield "family", one.company, one.family
    if one.birthday and (one.postal or one.address):
        yield "born", one.birthday, one.postal or one.address
    if one.company and not one.name:
        yield "unnamed", one.company


def _couples(rows: list[int], crowd: int) -> Iterator[tuple[int, int]]:
    reach = len(rows) if len(rows) <= crowd else 3
    for i, first in enumerate(rows):
        for second in rows[i + 1 : i + 1 + reach]:
            if first != second:
                yield (first, second) if first < second else (second, first)


def compare(a: Fingerprint, b: Fingerprint) -> Alike | None:
    """What two rows share and where they differ; None when it is too little to ask."""
    if bool(a.name) != bool(b.name):
        return None
    reasons: list[str] = []
    score = 0.0
    named = bool(a.name and b.name)
    same_name = named and a.name == b.name
    same_kana = bool(a.kana and b.kana and a.kana == b.kana)
    likeness = 1.0 if same_name else _likeness(a.name, b.name) if named else 0.0
    agree = same_name or (same_kana and (likeness >= 0.3 or not named))
    if same_name:
        score += 3.0
        reasons.append("name")
    elif same_kana:
        score += 2.5
        reasons.append("kana")
    elif likeness >= NEAR:
        score += 2.0
        reasons.append("name_near")
    elif likeness >= 0.6:
        score += 1.0
        reasons.append("family" if a.family and a.family == b.family else "name_part")
    if named and not agree and likeness < 0.6:
        if not (a.number and a.number == b.number) and not _ids(a, b):
            return None
        score -= 4.0
    if same_name and a.kana and b.kana and not same_kana and _likeness(a.kana, b.kana) < 0.75:
        score -= 2.5
    score += _contact_points(a, b, reasons) + _place_points(a, b, reasons)
    if not a.company and not b.company:
        score += 0.5
    keyed = _keyed(a, b, same_name)
    nameless = not a.name and not b.name and a.company == b.company != ""
    if nameless:
        score += 1.5
    sure = keyed and (agree or nameless) and not _elsewhere(a, b)
    if not sure and score < ASK_FROM:
        return None
    return Alike(a.row, b.row, sure, round(score, 1), tuple(reasons))


def _keyed(a: Fingerprint, b: Fingerprint, same_name: bool) -> bool:
    """Whether a key is shared. A switchboard is one only with the same name and no other mobile."""
    strong = set(a.emails) & set(b.emails) or set(a.mobiles) & set(b.mobiles)
    numbers = (a.number and a.number == b.number) or _ids(a, b)
    other = bool(a.mobiles and b.mobiles)
    return bool(strong or numbers or (set(a.phones) & set(b.phones) and (same_name or not a.name) and not other))


def _ids(a: Fingerprint, b: Fingerprint) -> list[str]:
    """The keys of their own that both share."""
    return [name for name, value in a.ids if (name, value) in b.ids] if b.ids else []


def _elsewhere(a: Fingerprint, b: Fingerprint) -> bool:
    """The same person in two companies is one person with a history: always a question."""
    if not (a.company and b.company) or _same_company(a, b):
        return False
    near = set(a.phones) & set(b.phones) or (a.address and a.address == b.address)
    return not (near and _unlike_script(a.company, b.company))


def _same_company(a: Fingerprint, b: Fingerprint) -> bool:
    one, other = a.company, b.company
    if one == other or set(a.domains) & set(b.domains):
        return True
    return min(len(one), len(other)) >= 2 and (one.startswith(other) or other.startswith(one))


def _unlike_script(a: str, b: str) -> bool:
    """One name in kana, as banks write it, and one in kanji: whether they are the same cannot be told."""
    return _all_kana(a) != _all_kana(b)


def _all_kana(text: str) -> bool:
    return all("ぁ" <= char <= "ー" for char in text)


def _contact_points(a: Fingerprint, b: Fingerprint, reasons: list[str]) -> float:
    score = 0.0
    if set(a.emails) & set(b.emails):
        score += 3.0
        reasons.append("email")
    if set(a.mobiles) & set(b.mobiles):
        score += 3.0
        reasons.append("mobile")
    if set(a.phones) & set(b.phones):
        score += 1.2
        reasons.append("phone")
    elif (
        a.emails and b.emails and a.phones + a.mobiles and b.phones + b.mobiles and not (set(a.phones) & set(b.phones))
    ):
        score -= 1.0
    if a.number and a.number == b.number:
        score += 4.0
        reasons.append("number")
    if own := _ids(a, b):
        score += 4.0
        reasons += own
    if set(a.fax) & set(b.fax):
        score += 0.5
    return score


def _place_points(a: Fingerprint, b: Fingerprint, reasons: list[str]) -> float:
    score = 0.0
    if a.company and b.company:
        if _same_company(a, b):
            score += 2.0
            if a.company == b.company:
                reasons.append("company")
            elif not set(a.domains) & set(b.domains):
                reasons.append("company_part")
            elif "email" not in reasons:
                reasons.append("domain")
        elif _likeness(a.company, b.company) >= 0.75 or _unlike_script(a.company, b.company):
            score += 0.7
        else:
            score -= 0.3 if a.address and a.address == b.address else 1.0
    if a.address and a.address == b.address:
        score += 1.5
        reasons.append("address")
    elif a.postal and a.postal == b.postal:
        score += 0.5
    if a.birthday and b.birthday:
        if a.birthday == b.birthday:
            score += 2.5
            reasons.append("birthday")
        else:
            score -= 2.5
    return score


def _likeness(a: str, b: str) -> float:
    if not a or not b or abs(len(a) - len(b)) > 3:
        return 0.0
    if a == b:
        return 1.0
    one, other = set(a), set(b)
    shared = 2 * len(one & other) / (len(one) + len(other))
    # A Japanese name hardly repeats a character and is too short for order to matter; the matcher costs 20 µs.
    if shared < 0.45 or not a.isascii():
        return shared
    return SequenceMatcher(None, a, b, autojunk=False).ratio()


def groups(found: Iterable[Alike]) -> list[Group]:
    """Pairs that hang together become one group, in the order of their first rows."""
    parent: dict[int, int] = {}

    def root(row: int) -> int:
        while parent.setdefault(row, row) != row:
            parent[row] = parent[parent[row]]
            row = parent[row]
        return row

    listed = list(found)
    for pair in listed:
        low, high = sorted((root(pair.first), root(pair.second)))
        parent[high] = low
    members: dict[int, set[int]] = defaultdict(set)
    reasons: dict[int, dict[str, None]] = defaultdict(dict)
    bound: dict[int, set[int]] = defaultdict(set)
    for pair in listed:
        top = root(pair.first)
        members[top] |= {pair.first, pair.second}
        reasons[top].update(dict.fromkeys(pair.reasons))
        if pair.sure:
            bound[top] |= {pair.first, pair.second}
    return [
        Group(tuple(sorted(rows)), bound[top] == rows, tuple(reasons[top])) for top, rows in sorted(members.items())
    ]
