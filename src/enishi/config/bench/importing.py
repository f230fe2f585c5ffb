"""The import, from a file to committed rows, by the very command people use."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from enishi.config.bench import Figure, NotThere

ROWS, EACH = 20_000, 10
HEADER = ("氏名", "フリガナ", "会社名", "部署", "役職", "メール", "電話", "郵便番号", "住所")

NUMBERS = (("一", "イチ"), ("二", "ジ"), ("三", "サン"), ("四", "シ"), ("五", "ゴ"), ("六", "ロク"), ("七", "シチ"))


def import_rows() -> Figure:
    """Rows a second as the command reports them; nine of ten are new people, the others are in the file twice."""
    with tempfile.TemporaryDirectory() as folder:
        done = subprocess.run(_command(Path(folder)), capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode:
        raise NotThere(done.stderr.strip().splitlines()[-1] if done.stderr.strip() else "the import failed")
    report = json.loads(done.stdout.strip().splitlines()[-1])
    return report["rows"] / report["seconds"], f"{report['created']:,} created of {report['rows']:,}"


@contextmanager
def running() -> Iterator[Callable[[], bool]]:
    """While the same import runs, from the moment it writes; what is given tells whether it is done."""
    with tempfile.TemporaryDirectory() as folder:
        process = subprocess.Popen(  # noqa: S603
            _command(Path(folder)), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        time.sleep(2)
        yield lambda: process.poll() is not None
        process.wait()


def _command(folder: Path) -> list[str]:
    path = folder / "people.csv"
    _write(path)
    return [
        *(sys.executable, "-m", "enishi", "import", "contacts", str(path)),
        *("--user", "bench", "--yes", "--json"),
    ]  # fmt: skip


def _write(path: Path) -> None:
    """People, mail addresses, phones and companies that no earlier run has brought in."""
    from enishi.kernel.fieldtypes.japan.surnames import SURNAMES

    names, run = list(SURNAMES.items()), int(time.time())
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(HEADER)
        for place in range(ROWS):
            number = place - 9 if place % 10 == 9 else place
            family, readings = names[number * 7 % len(names)]
            kanji, kana = NUMBERS[number % len(NUMBERS)]
            phone = f"{(run * ROWS + number) % 10**8:08d}"
            rows.writerow((
                f"{family} {kanji}郎", f"{readings[0]} {kana}ロウ", f"株式会社計測{run}第{number // EACH}商店",
                "購買部", "課長",
                f"p{run}.{number}@bench.example", f"050-{phone[:4]}-{phone[4:]}", "100-0001",
                "東京都千代田区千代田1-1",
            ))  # fmt: skip
