"""Values of several columns that a person sees as one: a person's name, a company's name, an address."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from enishi.kernel.fieldtypes.japan.addresses import split_address
from enishi.kernel.fieldtypes.japan.companies import full_company_name, split_company
from enishi.kernel.fieldtypes.japan.countries import CODE_FIRST, HOME, country_name
from enishi.kernel.fieldtypes.japan.people import split_person
from enishi.kernel.fieldtypes.postal_code import PostalCode
from enishi.kernel.text import fold

Values = Mapping[str, str]
EAST_ASIAN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff]")


@dataclass(frozen=True, slots=True, eq=False)
class GroupKind:
    """One kind of composite. It sees its values by role; the columns are named like their role, or end in it."""

    roles: tuple[str, ...]
    render: Callable[[Values, str], str]
    split: Callable[[str], Values]
    sort_key: Callable[[Values], str]


def render(kind: str, values: Mapping[str, object], language: str) -> str:
    """The whole as one line in the reader's language; missing columns are left out."""
    known = KINDS[kind]
    return known.render(_by_role(known, values), language)


def sort_key(kind: str, values: Mapping[str, object]) -> str:
    """By what it is ordered in lists: the folded reading, else the folded name."""
    known = KINDS[kind]
    return known.sort_key(_by_role(known, values))


def split(kind: str, text: str, columns: Iterable[str] = ()) -> dict[str, str]:
    """One text taken apart into these columns, or into roles when none are named. Nothing is left out silently."""
    parts = {role: part for role, part in KINDS[kind].split(text).items() if part}
    names = {role_of(KINDS[kind], column): column for column in columns} or {role: role for role in parts}
    return {names[role]: part for role, part in parts.items() if role in names}


@lru_cache(maxsize=1_000)
def role_of(kind: GroupKind, column: str) -> str:
    """The role a column plays, by the end of its name: `billing_postal_code` is a `postal_code`."""
    fitting = [role for role in kind.roles if column == role or column.endswith(f"_{role}")]
    return max(fitting, key=len, default=column)


def _by_role(kind: GroupKind, values: Mapping[str, object]) -> Values:
    return {role_of(kind, name): str(value) for name, value in values.items() if value is not None and value != ""}


def _person_text(values: Values, language: str) -> str:
    family, given = values.get("family_name", ""), values.get("given_name", "")
    if EAST_ASIAN.search(family + given):
        return f"{family} {given}".strip()
    return f"{given} {family}".strip()


def _person_parts(text: str) -> Values:
    found = split_person(text)
    return {"family_name": found.family, "given_name": found.given, "honorific": found.honorific, "note": found.note}


def _person_key(values: Values) -> str:
    kana = f"{values.get('family_name_kana', '')} {values.get('given_name_kana', '')}".strip()
    return fold(kana or f"{values.get('family_name', '')} {values.get('given_name', '')}".strip())


def _company_text(values: Values, language: str) -> str:
    return full_company_name(values.get("name", ""), values.get("legal_form"), values.get("legal_form_position"))


def _company_parts(text: str) -> Values:
    found = split_company(text)
    return {
        "name": found.name, "legal_form": found.legal_form or "", "legal_form_position": found.position or "",
        "branch": found.branch, "note": found.note,
    }  # fmt: skip


def _company_key(values: Values) -> str:
    return fold(values.get("name_kana") or values.get("name", ""))


def _address_text(values: Values, language: str) -> str:
    prefecture, city, street, building, land = (values.get(role, "") for role in ADDRESS[1:])
    code, place = PostalCode().render(values.get("postal_code"), language), f"{prefecture}{city}{street}"
    if EAST_ASIAN.search(place + building):
        before = f"〒{code}" if code and land in ("", HOME) else code
        return " ".join(filter(None, ("" if land == HOME else country_name(land, language), before, place, building)))
    town = f"{code} {city}".strip() if land in CODE_FIRST else city
    region = prefecture if land in CODE_FIRST else f"{prefecture} {code}".strip()
    return ", ".join(filter(None, (building, street, town, region, country_name(land, language))))


def _address_parts(text: str) -> Values:
    found = split_address(text)
    return {role: getattr(found, role, "") or "" for role in ADDRESS}


def _address_key(values: Values) -> str:
    return fold(" ".join(values.get(role, "") for role in ADDRESS))


PERSON = ("family_name", "given_name", "family_name_kana", "given_name_kana", "honorific", "note")
COMPANY = ("name", "name_kana", "legal_form", "legal_form_position", "branch", "note")
ADDRESS = ("postal_code", "prefecture", "city", "street", "building", "country")

KINDS: Mapping[str, GroupKind] = {
    "person_name": GroupKind(PERSON, _person_text, _person_parts, _person_key),
    "company_name": GroupKind(COMPANY, _company_text, _company_parts, _company_key),
    "address": GroupKind(ADDRESS, _address_text, _address_parts, _address_key),
}
