"""Builds the wheel as a release would and looks whether a user gets the front end and the translations with it."""

import subprocess
import sys
import tempfile
from pathlib import Path
from zipfile import ZipFile

from tools.tree import ROOT

WANTED = ("enishi/screens/static/enishi/", "enishi/locale/ja/LC_MESSAGES/django.mo", "enishi/locale/glossary.toml")


def missing() -> list[str]:
    """What the wheel lacks."""
    with tempfile.TemporaryDirectory() as folder:
        build = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", folder]
        subprocess.run(build, cwd=ROOT, check=True)
        wheel = next(Path(folder).glob("*.whl"))
        with ZipFile(wheel) as packed:
            names = packed.namelist()
        print(f"{wheel.name}: {len(names)} files, {wheel.stat().st_size / 1024:.0f} KiB")
    return [wanted for wanted in WANTED if not any(name.startswith(wanted) for name in names)]


if __name__ == "__main__":
    lacking = missing()
    print(*(f"The wheel lacks {name}" for name in lacking), sep="\n")
    sys.exit(1 if lacking else 0)
