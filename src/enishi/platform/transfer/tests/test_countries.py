"""Addresses abroad: their country has a field of its own, and their postal codes stay as written."""

from __future__ import annotations

from typing import Any

import pytest

from enishi.kernel.actor import Actor
from enishi.platform.transfer.tests.test_import import admin, begun, contacts, own_folder
from enishi.platform.transfer.writing.engine import carry

__all__ = ["admin", "own_folder"]
HEAD = "First Name,Last Name,E-mail,Street,Postal Code,City,Country\n"
ROWS = (
    ("Jörg", "Becker", "j@donau.example", "1 Hauptstr.", "60311", "Frankfurt", "Deutschland"),
    ("Lan", "Nguyen", "l@mekong.example", "3 Le Loi", "10001", "Hanoi", "Viet Nam"),
    ("Ann", "Shaw", "a@leeds.example", "2 Mill Lane", "ls1 1aa", "Leeds", "UK"),
    ("Bo", "Li", "b@li.example", "9 Road", "20001", "Atlantis", "Atlantis"),
)


def taken(rows: tuple[tuple[str, ...], ...], actor: Actor, head: str = HEAD) -> dict[str, Any]:
    run = begun(head + "".join(",".join(row) + "\n" for row in rows), actor)
    carry(run, actor)
    return {row["given_name"]: row for row in contacts(actor)}


def test_a_country_goes_to_its_field_and_the_codes_stay_as_written(admin: Actor) -> None:
    found = taken(ROWS, admin)
    kept = {name: (row["country"], row["postal_code"], row["prefecture"]) for name, row in found.items()}
    assert kept == {
        "Jörg": ("DE", "60311", None),
        "Lan": ("VN", "10001", None),
        "Ann": ("GB", "LS1 1AA", None),
        "Bo": (None, "20001", None),
    }
    assert found["Bo"]["notes"] == "Country: Atlantis"


@pytest.mark.parametrize(("country", "code"), [("", "0010010"), ("日本", "0010010"), ("DE", "10010")])
def test_zeros_that_excel_took_come_back_in_a_column_of_japan(admin: Actor, country: str, code: str) -> None:
    here = tuple((f"P{n}", f"F{n}", f"p{n}@ex.example", "", f"105-00{n}1", "", "") for n in range(4))
    found = taken((*here, ("Ai", "Sato", "ai@ex.example", "", "10010", "", country)), admin)
    assert found["Ai"]["postal_code"] == code
