"""`enishi import`: a look leaves nothing, an interrupted import goes on, and bad input is answered in words."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from django.utils import translation

from enishi.config.commands.import_ import command
from enishi.kernel.actor import Actor, Rights
from enishi.kernel.registry import registry
from enishi.platform.models import ImportRow, ImportRun, Member, User
from enishi.platform.transfer import runs
from enishi.platform.transfer.tests.given import SHEET, workbook

GOOD = "氏名,メールアドレス\n田中 一郎,ichiro@hokuto.example.jp\n"


@pytest.fixture(autouse=True)
def folder(settings: Any, tmp_path: Path, db: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    settings.ENISHI_DATA = str(tmp_path / "data")
    monkeypatch.setenv("LC_ALL", "ja_JP.UTF-8")
    user = User.objects.create(username="ai")
    Member.objects.create(name="Ai", user=user, is_admin=True)
    with translation.override("ja"):
        yield tmp_path


def ran(path: Path, *words: str) -> Result:
    return CliRunner().invoke(command, ["contacts", str(path), *words])


def written(folder: Path, text: str | bytes, name: str = "list.csv") -> Path:
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def there() -> int:
    return int(registry.card("contact").model._default_manager.count())


def kept() -> list[str]:
    return sorted(path.name for path in runs.folder().glob("*")) if runs.folder().exists() else []


def test_a_look_says_what_would_happen_and_leaves_nothing_behind(folder: Path) -> None:
    done = ran(written(folder, GOOD), "--dry-run", "--json")
    assert done.exit_code == 0, done.output
    assert json.loads(done.stdout)["created"] == 1
    assert (there(), ImportRun.objects.count(), kept()) == (0, 0, [])


@pytest.mark.parametrize("mode", ["--dry-run", "--yes"])
def test_rows_that_cannot_be_taken_are_named_with_cell_value_and_what_to_do(folder: Path, mode: str) -> None:
    bad = "".join(f"{n:02d}{'鈴' * 200} 誠,suzuki{n}@kita.example.jp\n" for n in range(1, 24))
    path = written(folder, GOOD + bad)
    if mode == "--dry-run":
        done = ran(path, mode)
        told = [line for line in done.stderr.splitlines() if line.startswith("Row ")]
        assert len(told) == 20
        assert told[0].startswith("Row 3: 氏名「01鈴鈴")
        assert "短くしてください" in told[0]
        assert "3 more rows have an error" in done.stderr
    body = json.loads(ran(path, mode, "--json").stdout)
    assert (body["created"], body["errors"], len(body["problems"])) == (1, 23, 23)
    last = body["problems"][-1]
    assert list(last["cells"]) == ["氏名"]
    assert last["cells"]["氏名"].startswith("23鈴鈴")
    assert last["row"] == 25
    assert any("短くしてください" in reason for reason in last["reasons"])


def test_a_look_at_a_file_whose_import_was_interrupted_leaves_that_import_as_it_was(folder: Path) -> None:
    path = written(folder, GOOD)
    actor = Actor("person", Member.objects.get().pk, "Ai", Rights(admin=True))
    left = runs.start_path(path, actor, "contact")
    ImportRun.objects.filter(pk=left.pk).update(state="writing", started_at=left.made_at, checkpoint={"next": 1})
    ImportRow.objects.create(run=left, row=0, object="contact", verdict="skip")
    assert ran(path, "--dry-run").exit_code == 0
    assert [run.pk for run in ImportRun.objects.all()] == [left.pk]
    assert left.rows.count() == 1
    done = ran(path, "--yes", "--json")
    assert json.loads(done.stdout)["import_id"] == left.pk
    assert [run.pk for run in ImportRun.objects.all()] == [left.pk]


def test_nothing_is_left_of_an_import_to_which_nobody_agreed(folder: Path) -> None:
    done = ran(written(folder, GOOD))
    assert done.exit_code == 1
    assert (there(), ImportRun.objects.count(), kept()) == (0, 0, [])


def test_the_same_file_three_times(folder: Path) -> None:
    path = written(folder, GOOD)
    reports = [json.loads(ran(path, "--yes", "--json").stdout) for _time in range(3)]
    assert [(r["created"], r["updated"], r["unchanged"]) for r in reports] == [(1, 0, 0), (0, 0, 1), (0, 0, 1)]


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"%PDF-1.7 text", "CSV"),
        (b"", "空"),
        ((GOOD * 3000 + 'x,"y\n').encode(), "引用符"),
        (b"PK\x03\x04" + bytes(range(256)), "壊れて"),
        ("氏名,電話\n".encode() + b"\xff\xfe\x80\x81\x82\0\0" * 400, "表"),
    ],
)
def test_a_file_that_is_no_table_is_refused_and_nothing_is_written(folder: Path, content: bytes, says: str) -> None:
    done = ran(written(folder, content), "--yes")
    assert done.exit_code == 1
    assert says in done.output
    assert "Traceback" not in done.output
    assert (there(), ImportRun.objects.count(), kept()) == (0, 0, [])


def test_a_zip_bomb_is_refused_before_it_is_unpacked(folder: Path) -> None:
    def inflate(part: Any) -> None:
        part.write((SHEET + "<sheetData>").encode())
        for _mebibyte in range(100):
            part.write(b" " * (1 << 20))

    done = ran(workbook(folder / "bomb.xlsx", inflate), "--yes")
    assert (done.exit_code, there(), kept()) == (1, 0, [])
