"""An import says at its end how many people and companies it has made."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from enishi.kernel.actor import Actor, Rights
from enishi.platform.models import Member
from enishi.platform.transfer import runs
from enishi.platform.transfer.writing import course
from enishi.platform.transfer.writing.engine import carry

TEXT = "氏名,会社名,電話番号\n佐藤 愛,㈱北斗,03-1111-2222\n鈴木 誠,㈱北斗,03-1111-2223\n,㈱南星,03-3333-4444\n"


@pytest.mark.django_db
def test_people_and_companies_are_counted_once_each(settings: Any, tmp_path: Path) -> None:
    settings.ENISHI_DATA = str(tmp_path / "data")
    member = Member.objects.create(name="Ai", is_admin=True)
    admin = Actor("person", member.pk, "Ai", Rights(admin=True), language="ja")
    run = carry(runs.start(runs.Upload("list.csv", BytesIO(TEXT.encode())), admin, "contact"), admin)
    assert (course.made(run, "contact"), course.made(run, "account")) == (2, 2)
    again = carry(runs.start(runs.Upload("list.csv", BytesIO(TEXT.encode())), admin, "contact"), admin)
    assert (course.made(again, "contact"), course.made(again, "account")) == (0, 0)
