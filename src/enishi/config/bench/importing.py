"""The import, from a file to committed rows, by the very command people use."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from enishi.config.bench.measures import Figure, NotThere

ROWS = 20_000
HEADER = ("氏名", "フリガナ", "会社名", "部署", "役職", "メール", "電話", "郵便番号", "住所")

NUMBERS = (("一", "イチ"), ("二", "ジ"), ("三", "サン"), ("四", "シ"), ("五", "ゴ"), ("六", "ロク"), ("七", "シチ"))


def import_rows() -> Figure:
    """Rows a second as the command reports them; nine of ten are new people, the others are in the file twice."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "people.csv"
        _write(path)
        command = [
            sys.executable,
            "-m",
            "enishi",
            "import",
            "contacts",
            str(path),
            "--user",
            "bench",
            "--yes",
            "--json",
        ]
        done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode:
        raise NotThere(done.stderr.strip().splitlines()[-1] if done.stderr.strip() else "the import failed")
    report = json.loads(done.stdout.strip().splitlines()[-1])
    return report["rows"] / report["seconds"], f"{report['created']:,} created of {report['rows']:,}"


def _write(path: Path) -> None:
    from enishi.kernel.fieldtypes.japan.surnames import SURNAMES

    names, run = list(SURNAMES.items()), int(time.time())
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(HEADER)
        for place in range(ROWS):
            number = place - 9 if place % 10 == 9 else place
            family, readings = names[number * 7 % len(names)]
            kanji, kana = NUMBERS[number % len(NUMBERS)]
            rows.writerow((
                f"{family} {kanji}郎", f"{readings[0]} {kana}ロウ", f"株式会社計測{number % 2_000}商店",
                "購買部", "課長",
                f"p{run}.{number}@bench.example", f"03-5555-{number % 10_000:04d}", "100-0001",
                "東京都千代田区千代田1-1",
            ))  # fmt: skip
