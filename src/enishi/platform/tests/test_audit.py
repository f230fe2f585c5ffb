"""The audit: append-only in the database, and every change to it is found."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from enishi.kernel.actor import SYSTEM
from enishi.kernel.ports import AuditEntry, ports
from enishi.platform import sealing, triggers
from enishi.platform.models import Audit, AuditPayload

pytestmark = pytest.mark.django_db(transaction=True)


def write(count: int = 1, op: str = "edit", record: int = 7) -> list[int]:
    entry = AuditEntry(ports.clock.now(), SYSTEM, "account", record, op, {"name": "みなと"}, {"name": "みなと精機"})
    with ports.lock.write():
        found: list[int] = ports.audit.write([entry] * count)
    return found


def seal() -> int:
    with ports.lock.write():
        return sealing.seal()


@pytest.fixture
def sealed(data_folder: Path) -> list[int]:
    numbers = write(3)
    assert seal() == 3
    assert sealing.verify() == sealing.Verdict(3, 0)
    return numbers


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE platform_audit SET op = 'other'",
        "UPDATE platform_audit SET seq = 99, prev = 'a', hash = 'b'",
        "DELETE FROM platform_audit",
        "UPDATE platform_auditpayload SET body = '{}'",
        "UPDATE platform_auditpayload SET body = NULL",
        "DELETE FROM platform_auditpayload",
    ],
)
def test_the_database_refuses_to_change_a_sealed_row(sealed: list[int], statement: str) -> None:
    with pytest.raises(DatabaseError, match="append-only"), connection.cursor() as cursor:
        cursor.execute(statement)
    assert sealing.verify().clean


def test_an_unsealed_row_cannot_be_changed_under_cover_of_sealing(db: None) -> None:
    write()
    with pytest.raises(DatabaseError, match="append-only"), connection.cursor() as cursor:
        cursor.execute("UPDATE platform_audit SET seq = 1, actor = 'nobody'")


def tampered(statement: str, *values: Any) -> sealing.Verdict:
    """The verdict after somebody with the database in hands has removed the guards and changed something."""
    triggers.remove(connection)
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
    triggers.install(connection)
    return sealing.verify()


def test_one_changed_byte_of_the_values_is_found(sealed: list[int]) -> None:
    sql = "UPDATE platform_auditpayload SET body = replace(body, '精機', '精械') WHERE audit_id = %s"
    assert "values of row 2 were changed" in tampered(sql, sealed[1]).problem


def test_one_changed_byte_of_a_row_is_found(sealed: list[int]) -> None:
    sql = "UPDATE platform_audit SET actor = 'Enishj' WHERE id = %s"
    assert "row 3 was changed" in tampered(sql, sealed[2]).problem


def test_a_missing_row_is_found(sealed: list[int]) -> None:
    tampered("DELETE FROM platform_auditpayload WHERE audit_id = %s", sealed[1])
    assert "row 2 is missing" in tampered("DELETE FROM platform_audit WHERE id = %s", sealed[1]).problem


def test_missing_values_are_found(sealed: list[int]) -> None:
    sql = "DELETE FROM platform_auditpayload WHERE audit_id = %s"
    assert "values of row 1 are missing" in tampered(sql, sealed[0]).problem


def test_a_cut_tail_is_found_by_the_head_file(sealed: list[int]) -> None:
    sealing.keep_head()
    tampered("DELETE FROM platform_auditpayload WHERE audit_id = %s", sealed[2])
    verdict = tampered("DELETE FROM platform_audit WHERE id = %s", sealed[2])
    assert "had 3 rows" in verdict.problem


def test_a_chain_written_anew_is_found_by_the_head_file(sealed: list[int]) -> None:
    sealing.keep_head()
    mark = json.loads(sealing.head_file().read_text())
    sealing.head_file().write_text(json.dumps({**mark, "hash": "0" * 64}) + "\n")
    assert "head file" in sealing.verify().problem


def test_values_are_erased_only_together_with_a_tombstone(sealed: list[int]) -> None:
    write(op="erased")
    seal()
    AuditPayload.objects.filter(audit=sealed[0]).update(body=None)
    assert sealing.verify() == sealing.Verdict(4, 0)
    with pytest.raises(DatabaseError), transaction.atomic():
        AuditPayload.objects.filter(audit=sealed[1]).update(body="{}")


def test_rows_that_wait_are_counted_and_then_sealed_in_order(data_folder: Path) -> None:
    write(2)
    assert sealing.verify() == sealing.Verdict(0, 2)
    seal()
    write()
    assert sealing.verify() == sealing.Verdict(2, 1)
    seal()
    assert list(Audit.objects.order_by("id").values_list("seq", flat=True)) == [1, 2, 3]


def test_a_row_is_read_back_with_its_values(db: None) -> None:
    record = ports.audit.read(write()[0])
    assert record is not None
    assert (record.object, record.id, record.old, record.new) == (
        "account", 7, {"name": "みなと"}, {"name": "みなと精機"},
    )  # fmt: skip
    assert ports.audit.read(10**12) is None
