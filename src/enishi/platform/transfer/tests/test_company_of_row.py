"""A company that a row of a contact list makes is found and reached where the row says; nobody is no name."""

from __future__ import annotations

from typing import Any

import pytest

from enishi.kernel.actor import Actor
from enishi.kernel.doors.read import records
from enishi.platform.transfer.tests.test_import import admin, begun, own_folder
from enishi.platform.transfer.writing.engine import carry

__all__ = ["admin", "own_folder"]
HEAD = "氏名,会社名,電話番号,FAX,郵便番号,住所\n"
AT = "060-0001,札幌市中央区北一条西１ー２"


def accounts(text: str, actor: Actor) -> dict[str, Any]:
    carry(begun(HEAD + text, actor), actor)
    return {row.title: row for row in records("account", actor).first(10)}


def test_a_company_gets_address_and_numbers_of_the_row_that_makes_it(admin: Actor) -> None:
    row = accounts(f"田中 一郎,北斗,011-111-2222,011-111-2223,{AT}\n佐藤 愛,北斗,011-999-9999,,{AT}\n", admin)["北斗"]
    assert [row[name] for name in ("phone", "fax", "postal_code", "prefecture", "city", "street")] == [
        "+81111112222", "+81111112223", "0600001", "北海道", "札幌市中央区", "北一条西1-2",
    ]  # fmt: skip


def test_a_mobile_number_stays_with_the_person(admin: Actor) -> None:
    assert accounts(f"田中 一郎,北斗,090-1111-2222,,{AT}\n", admin)["北斗"]["phone"] is None


def test_a_company_that_is_there_keeps_its_place(admin: Actor) -> None:
    accounts("田中 一郎,北斗,,,,\n", admin)
    assert accounts(f"佐藤 愛,北斗,011-111-2222,,{AT}\n", admin)["北斗"]["phone"] is None


@pytest.mark.parametrize("nobody", ["ご担当者 様", "ご担当者様", "御担当", "担当者様"])
def test_whoever_is_in_charge_is_no_remark(admin: Actor, nobody: str) -> None:
    row = accounts(f"{nobody},北斗,011-111-2222,,{AT}\n", admin)["北斗"]
    assert row["notes"] is None
    assert not records("contact", admin).first(1)
