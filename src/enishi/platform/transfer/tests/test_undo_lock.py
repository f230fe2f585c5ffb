"""While an import is taken back, nobody changes a record between its judgement and its write."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from enishi.kernel.actor import Actor, Rights
from enishi.kernel.registry import registry
from enishi.platform.models import Member
from enishi.platform.transfer import runs
from enishi.platform.transfer.writing import undo
from enishi.platform.transfer.writing.engine import carry

TEXT = "氏名,メールアドレス\n佐藤 花子,s1@ex.example.jp\n鈴木 一郎,s2@ex.example.jp\n"


def is_free() -> bool:
    """Whether another connection could lock any contact now."""
    try:
        with transaction.atomic():
            list(registry.card("contact").model._default_manager.select_for_update(nowait=True).values_list("pk"))
    except DatabaseError:
        return False
    finally:
        connection.close()
    return True


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer")
@pytest.mark.django_db(transaction=True)
def test_the_records_are_locked_before_they_are_judged(settings: Any, tmp_path: Path, monkeypatch: Any) -> None:
    settings.ENISHI_DATA = str(tmp_path / "data")
    member = Member.objects.create(name="Ai", is_admin=True)
    admin = Actor("person", member.pk, "Ai", Rights(admin=True), language="ja")
    run = carry(runs.start(runs.Upload("list.csv", BytesIO(TEXT.encode())), admin, "contact"), admin)
    judge, free = undo._judge, []

    def watched(*given: Any) -> Iterator[Any]:
        with ThreadPoolExecutor(1) as other:
            free.append(other.submit(is_free).result())
        return judge(*given)

    assert is_free()
    monkeypatch.setattr(undo, "_judge", watched)
    assert undo.undo(run, admin)["trash"] == 2
    assert free == [False]
