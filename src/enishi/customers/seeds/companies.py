"""Companies and people of the demo in any number, all different, all from a number and a seed."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

from enishi.customers.seeds import words
from enishi.customers.seeds.days import Days
from enishi.kernel.fieldtypes.japan.romaji import romaji
from enishi.kernel.fieldtypes.japan.surnames import SURNAMES

_PAIR = re.compile(r"^(.*?[^ァ-ヶー])([ァ-ヶー]+)$")
RANKS = (("special_a", 2), ("a", 10), ("b", 33), ("c", 45), ("provisional", 10))
STATUSES = (("active", 62), ("prospect", 20), ("dormant", 12), ("stopped", 3), ("closed", 3))
FORMS = ((("kabushiki", "front"), 60), (("kabushiki", "back"), 24), (("yugen", "front"), 8), (("godo", "front"), 5),
         (("godo", "back"), 3))  # fmt: skip
#: How many people of a company we know: five on the average.
PEOPLE = (1, 2, 3, 4, 5, 6, 8, 11)


@dataclass(frozen=True, slots=True)
class Company:
    """An account's values, and what its people and its history are made from. `quiet` is days since anything."""

    values: dict[str, Any]
    domain: str
    area: str
    people: int
    quiet: int
    foreign: tuple[str, str, str, str, str, str] | None

    @property
    def owner(self) -> int:
        number: int = self.values["owner"]
        return number


def company(number: int, rng: random.Random, days: Days, owners: tuple[int, ...]) -> Company:
    """The company of this number; about one in fifteen speaks English."""
    status, rank = _pick(rng, STATUSES), _pick(rng, RANKS)
    foreign = words.COUNTRIES[number // 15 % len(words.COUNTRIES)] if number % 15 == 7 else None
    named = _foreign(number // 15, foreign, rng) if foreign else _japanese(number, rng)
    owner = owners[2] if foreign else rng.choice(owners)
    since = days.today - timedelta(days=rng.randrange(90, 7_000))
    values = {
        **named.pop("values"), "code": f"{10_000 + number:06d}", "rank": rank, "deal_status": status,
        "roles": ["prospect"] if status == "prospect" else ["customer"], "owner": owner,
        "employees": int(10 ** rng.uniform(0.8, 3.2)), "closing_month": rng.choice((3, 3, 3, 3, 12, 9, 6, 2)),
        "source": rng.choice(words.SOURCES), "created_at": days.at(since, 10),
    }  # fmt: skip
    if status != "prospect":
        values["since"] = since
        values["last_deal_on"] = max(since, days.back(rng.randrange(5, 900)))
    if status == "closed":
        values["closed_on"] = days.back(rng.randrange(200, 900))
    if rng.random() < 0.2:
        values["tags"] = sorted(rng.sample(words.TAGS, rng.randrange(1, 3)))
    return Company(values, people=PEOPLE[number % len(PEOPLE)], quiet=_quiet(status, rng), foreign=foreign, **named)


def _quiet(status: str, rng: random.Random) -> int:
    """Days since the last contact: short for good customers, and for some of them far too long."""
    if status == "active":
        return rng.randrange(62, 420) if rng.random() < 0.12 else int(rng.triangular(0, 75, 8))
    if status == "prospect":
        return int(rng.triangular(1, 150, 25))
    return rng.randrange(200, 1_000)


def _japanese(number: int, rng: random.Random) -> dict[str, Any]:
    stems, trades = _pairs(words.STEMS) + _families(), words.TRADES
    whole, turn = len(stems) * len(trades), number
    place = turn % whole * 7_919 % whole
    stem, trade = stems[place % len(stems)], trades[place // len(stems) % len(trades)]
    prefix = words.PREFIXES[turn // whole % len(words.PREFIXES)]
    prefecture, city, area, towns = words.PLACES[rng.randrange(len(words.PLACES))]
    town = rng.choice(towns.split())
    form, position = _pick(rng, FORMS)
    latin = "-".join(latin_of(part) for part in (prefix[1], stem[1], trade[1]) if part)
    phone = landline(area, number)
    values = {
        "name": f"{prefix[0]}{stem[0]}{trade[0]}", "name_kana": f"{prefix[1]}{stem[1]}{trade[1]}", "legal_form": form,
        "legal_form_position": position, "industry": trade[2], "postal_code": town[:7], "prefecture": prefecture,
        "city": city, "street": f"{town[7:]}{rng.randrange(1, 6)}-{rng.randrange(1, 30)}-{rng.randrange(1, 20)}",
        "phone": phone, "fax": landline(area, number + 5_000) if rng.random() < 0.7 else None,
        "url": f"https://www.{latin}.example", "email": f"info@{latin}.example" if rng.random() < 0.5 else None,
    }  # fmt: skip
    return {"values": values, "domain": f"{latin}.example", "area": area}


def _foreign(number: int, country: tuple[str, str, str, str, str, str], rng: random.Random) -> dict[str, Any]:
    land, city, prefix, form, *_names = country
    stems, trades = words.FOREIGN_STEMS.split(), words.FOREIGN_TRADES.split()
    whole = len(stems) * len(trades)
    place = number % whole * 37 % whole
    turn = number // whole
    name = f"{stems[place % len(stems)]} {trades[place // len(stems) % len(trades)]}"
    if turn:
        name = f"{stems[(place + turn) % len(stems)]} & {name} {turn if turn > len(stems) else ''}".strip()
    latin = name.lower().replace(" & ", "-").replace(" ", "-")
    street = f"{rng.randrange(1, 240)} {rng.choice(('Harbour Road', 'Mill Lane', 'Station Street', 'Market Square'))}"
    values = {
        "name": name, "legal_form": form or None, "legal_form_position": "back" if form else None,
        "industry": "食品製造", "country": land, "city": city, "street": street,
        "phone": f"{prefix}{number % 10_000:04d}", "url": f"https://www.{latin}.example",
    }  # fmt: skip
    return {"values": values, "domain": f"{latin}.example", "area": prefix}


def people(of: Company, account: int, number: int, rng: random.Random, days: Days) -> Iterator[dict[str, Any]]:
    """The values of the contacts of a company; `number` is the first one's number in the whole demo."""
    taken: set[str] = set()
    for place in range(of.people):
        values = _foreigner(of, rng) if of.foreign else _person(rng)
        mail = values.pop("mail")
        if mail in taken:
            mail = f"{mail}{place + 1}"
        taken.add(mail)
        line = number + place
        direct = f"{of.area}{line % 10_000:04d}" if of.foreign else landline(of.area, 3 * line + 1)
        values.update(
            account=account, email=f"{mail}@{of.domain}", phone=direct, owner=of.owner, status="active",
            created_at=of.values["created_at"], source=of.values["source"],
        )  # fmt: skip
        if not of.foreign and rng.random() < 0.35:
            values["phone_mobile"] = f"+81{rng.choice((70, 80, 90))}5555{line % 10_000:04d}"
        if rng.random() < 0.4:
            values["birthday"] = date(rng.randrange(1962, 2002), 1, 1) + timedelta(days=rng.randrange(365))
        if rng.random() < 0.15:
            values["tags"] = sorted(rng.sample(words.TAGS, rng.randrange(1, 3)))
        yield values


def _person(rng: random.Random) -> dict[str, Any]:
    families, givens = _families(), _pairs(words.GIVEN)
    family, family_kana = families[min(int(rng.expovariate(1 / 90)), len(families) - 1)]
    given, given_kana = givens[rng.randrange(len(givens))]
    return {
        "family_name": family, "given_name": given, "family_name_kana": family_kana, "given_name_kana": given_kana,
        "department": rng.choice(words.DEPARTMENTS), "title": rng.choices(words.TITLES, words.TITLE_WEIGHTS)[0],
        "honorific": "sama", "language": "ja", "mail": f"{latin_of(given_kana)[:1]}.{latin_of(family_kana)}",
    }  # fmt: skip


def _foreigner(of: Company, rng: random.Random) -> dict[str, Any]:
    assert of.foreign is not None
    family, given = rng.choice(of.foreign[4].split()), rng.choice(of.foreign[5].split())
    plain = given.lower().encode("ascii", "ignore").decode() or "office"
    return {
        "family_name": family, "given_name": given, "department": rng.choice(words.FOREIGN_DEPARTMENTS),
        "title": rng.choice(words.FOREIGN_TITLES), "language": "en", "mail": f"{plain}.{rng.randrange(10, 99)}",
    }  # fmt: skip


def landline(area: str, number: int) -> str:
    """A number of that area in an exchange of fives, as E.164."""
    return f"+81{area}{'5' * (5 - len(area))}{number % 10_000:04d}"


@lru_cache(maxsize=10_000)
def latin_of(kana: str) -> str:
    return re.sub(r"[^a-z]", "", romaji(kana)[0])


@lru_cache(maxsize=4)
def _pairs(text: str) -> tuple[tuple[str, str], ...]:
    """Words with their katakana reading behind them."""
    return tuple((found[1], found[2]) for word in text.split() if (found := _PAIR.match(word)))


@lru_cache(maxsize=1)
def _families() -> tuple[tuple[str, str], ...]:
    """The 420 most frequent family names."""
    return tuple((name, readings[0]) for name, readings in list(SURNAMES.items())[:420])


def _pick(rng: random.Random, weighted: Any) -> Any:
    values, weights = zip(*weighted, strict=True)
    return rng.choices(values, weights)[0]
