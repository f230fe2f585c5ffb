"""A condition means the same in the database and in memory, for every kind and operator."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection, models
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from enishi.kernel.fieldtypes.base import POSITIVE, ValueProblem
from enishi.kernel.fieldtypes.reference import parts
from enishi.kernel.fieldtypes.tests.world import CTX, KINDS, Kind, Sample
from enishi.kernel.text import fold

BY_PART = ("contains", "starts_with", "ends_with")
RELATIVE = st.sampled_from(["today", "last 90 days", "this fiscal half", "2026-11-24", "next 3 months"])


@pytest.fixture
def table(db: None) -> Iterator[None]:
    """The table of samples, made inside the test's own transaction."""
    kinds = [(field.column, field.db_type(connection)) for field in Sample._meta.concrete_fields]
    columns = ", ".join(f'"{name}" {kind}' + (" PRIMARY KEY" if name == "id" else "") for name, kind in kinds)
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE TABLE {Sample._meta.db_table} ({columns})")
    yield
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TABLE {Sample._meta.db_table}")


def _row(kind: Kind, number: int, value: Any) -> Sample:
    row = Sample(pk=number)
    stored, beside = kind.column.field_type.split(value)
    setattr(row, kind.name, stored)
    if beside is not None:
        setattr(row, f"{kind.name}_currency", beside)
    if kind.column.folded and value is not None:
        setattr(row, f"{kind.name}_fold", fold(value))
    if kind.column.field_type.anywhere and value is not None:
        setattr(row, f"{kind.name}_id", parts(value)[1])
    return row


def _operand(kind: Kind, op: str, data: st.DataObject) -> Any:
    values = kind.values
    if kind.name in ("date", "date_time"):
        values = st.one_of(values, RELATIVE)
    if op == "in":
        return data.draw(st.lists(values, min_size=1, max_size=3))
    if op == "between":
        return [data.draw(values), data.draw(values)]
    return data.draw(values)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
@given(data=st.data())
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_database_and_memory_agree(kind: Kind, data: st.DataObject, table: None) -> None:
    known = kind.column.field_type
    values = [known.clean(raw, CTX) for raw in data.draw(st.lists(kind.values, min_size=1, max_size=4))] + [None]
    Sample._default_manager.all().delete()
    Sample._default_manager.bulk_create([_row(kind, number, value) for number, value in enumerate(values, 1)])
    for op in known.operators:
        if op not in POSITIVE or (op in BY_PART and not known.many and not kind.column.folded):
            continue
        try:
            operand = known.operand(_operand(kind, op, data), op, CTX)
        except ValueProblem:
            continue
        found = set(Sample._default_manager.filter(known.to_q(kind.name, op, operand)).values_list("pk", flat=True))
        assert found == {n for n, value in enumerate(values, 1) if known.holds(value, op, operand)}, (op, operand)
        missed = set(Sample._default_manager.exclude(known.to_q(kind.name, op, operand)).values_list("pk", flat=True))
        assert found | missed == set(range(1, len(values) + 1)), "a test is never unknown"


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
@given(data=st.data())
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_what_is_written_is_read_back(kind: Kind, data: st.DataObject, table: None) -> None:
    known = kind.column.field_type
    value = known.clean(data.draw(kind.values), CTX)
    Sample._default_manager.all().delete()
    row = _row(kind, 1, value)
    models.Model.save(row, force_insert=True)
    found = Sample._default_manager.get(pk=1)
    assert known.join(getattr(found, kind.name), getattr(found, f"{kind.name}_currency", None)) == value
