"""How well the two ledgers are cleaned, field by field, against the truth that was written down with them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from enishi.kernel.actor import Actor, Rights
from enishi.kernel.registry import registry
from enishi.platform.models import Member
from enishi.platform.transfer import runs
from enishi.platform.transfer.tests.given import data, truth
from enishi.platform.transfer.writing.engine import planner_of

#: Share of the 200 sample rows that are right, at least; defects are over-represented in the sample.
LEAST = {
    "ledger": {
        "family": 0.99, "given": 0.99, "family_kana": 0.99, "given_kana": 0.99, "company": 0.99, "legal_form": 0.99,
        "postal_code": 0.99, "prefecture": 0.99, "tel": 0.99, "mobile": 0.99, "fax": 0.99, "extension": 0.99,
        "emails": 0.99, "birth": 0.99, "last": 0.99, "rank": 0.99, "status": 0.98,
    },
    "cards": {
        "family": 0.99, "given": 0.99, "company": 0.99, "legal_form": 0.99, "postal_code": 0.99, "prefecture": 0.99,
        "tel": 0.99, "mobile": 0.99, "fax": 0.99, "extension": 0.99, "emails": 0.99, "status": 0.99,
    },
}  # fmt: skip
COMPANY = {"company": "name", "legal_form": "legal_form", "rank": "rank", "last": "last_deal_on"}
OWN = {
    "family": "family_name", "given": "given_name", "family_kana": "family_name_kana", "given_kana": "given_name_kana",
    "postal_code": "postal_code", "prefecture": "prefecture", "extension": "extension", "birth": "birthday",
    "status": "status",
}  # fmt: skip


def cleaned(kind: str, name: str, actor: Actor) -> Iterable[tuple[dict[str, Any], Any]]:
    """The sample rows with what the import reads from them, a ditto taken from the row above."""
    run = runs.start_path(data(f"ledger_ja/{name}"), actor, "contact")
    sample = {row["row"]: row for row in truth()[kind]["clean_sample"]}
    with runs.opened(run) as source:
        planner = planner_of(run, source, actor, deciding=False)
        for number, cells in source.rows():
            reading = planner.reading(number, cells)
            told = sample.get(number - 1)  # the truth counts after the header
            if told is not None and "cells_shifted_right" not in told["defects"]:
                yield told, reading


def shown(name: str, reading: Any) -> Any:
    """A value of the import as the truth writes it."""
    if name in ("tel", "mobile", "fax"):
        return _phones(name, reading)
    if name == "emails":
        return list(reading.emails)
    value = reading.company.get(COMPANY[name]) if name in COMPANY else reading.data.get(OWN[name])
    labels = _labels(name)
    return labels.get(value, value) if labels else value.isoformat() if hasattr(value, "isoformat") else value


def _phones(name: str, reading: Any) -> list[str]:
    """The first number of the field; all numbers of the row must be there as well."""
    first = reading.data.get({"tel": "phone", "mobile": "phone_mobile", "fax": "fax"}[name])
    return [first] if first else []


def _labels(name: str) -> dict[str, str]:
    if name not in ("rank", "legal_form"):
        return {}
    labels: dict[str, str] = registry.card("account").fields[name].type.labels["ja"]  # type: ignore[attr-defined]
    return labels


def right(name: str, row: dict[str, Any], reading: Any) -> bool:
    wanted, value = row[name], shown(name, reading)
    if name in ("tel", "mobile"):
        return value == wanted[:1] and not {*row["tel"], *row["mobile"]} - set(reading.phones)
    if name in ("emails", "fax"):
        return sorted(wanted) == sorted(value)
    if name == "status":
        wanted = "retired" if wanted == "left" else wanted
    return bool((wanted or None) == (value or None))


@pytest.mark.parametrize(("kind", "name"), [("ledger", "顧客台帳.csv"), ("cards", "名刺データ.csv")])
def test_the_sample_rows_are_cleaned_as_the_truth_says(
    kind: str, name: str, db: None, settings: Any, tmp_path: Path
) -> None:
    settings.ENISHI_DATA = str(tmp_path / "data")
    actor = Actor("person", Member.objects.create(name="Ai", is_admin=True).pk, "Ai", Rights(admin=True), language="ja")
    good: Counter[str] = Counter()
    wrong: dict[str, list[tuple[int, Any, Any]]] = {}
    total = 0
    for row, reading in cleaned(kind, name, actor):
        if reading is None:
            continue
        total += 1
        for field in LEAST[kind]:
            if right(field, row, reading):
                good[field] += 1
            else:
                wrong.setdefault(field, []).append((row["row"], row[field], shown(field, reading)))
    shares = {field: good[field] / total for field in LEAST[kind]}
    assert {f: (round(shares[f], 3), wrong[f][:12]) for f, least in LEAST[kind].items() if shares[f] < least} == {}
