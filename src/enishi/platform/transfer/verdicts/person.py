"""What people are compared by: their folded name as records keep it, and all that tells two bearers of it apart."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from enishi.kernel.text import search_fold
from enishi.platform.transfer.checkup.duplicates import Fingerprint
from enishi.platform.transfer.texts import keys


def person_key(values: Mapping[str, Any]) -> str:
    """The folded name as the records keep it."""
    return _folded_name(values.get("family_name") or "", values.get("given_name") or "")


@lru_cache(maxsize=20_000)
def _folded_name(family: str, given: str) -> str:
    return search_fold(f"{family} {given}").replace(" ", "")


def person_print(
    values: Mapping[str, Any],
    emails: Sequence[str],
    phones: Sequence[str],
    company: str,
    number: int,
    ids: tuple[tuple[str, str], ...],
) -> Fingerprint:
    """What a person is compared by, from clean values."""
    family, given = values.get("family_name") or "", values.get("given_name") or ""
    kana = (values.get("family_name_kana") or "") + (values.get("given_name_kana") or "")
    street = f"{values.get('city') or ''}{values.get('street') or ''}"
    birthday = values.get("birthday")
    return Fingerprint(
        row=number,
        name=keys.name_key(f"{family} {given}".strip()),
        family=keys.name_key(family) if family else "",
        kana=keys.kana_key(kana) if kana else "",
        company=company,
        emails=tuple(emails),
        mobiles=tuple(phone for phone in phones if _mobile(phone)),
        phones=tuple(phone for phone in phones if not _mobile(phone)),
        fax=(values["fax"],) if values.get("fax") else (),
        postal=values.get("postal_code") or "",
        address=(keys.address_key(street) or keys.name_key(street)) if street else "",
        birthday=birthday.isoformat() if birthday else "",
        number="",
        ids=ids,
        domains=tuple(keys.domain_keys(*emails)) if emails else (),
    )


def _mobile(e164: str) -> bool:
    return e164.startswith(("+8170", "+8180", "+8190"))
