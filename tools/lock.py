"""Resolves the dependencies into hashed lock files that name no registry."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
OPTIONS = ("--universal", "--python-version", "3.11", "--generate-hashes", "--no-annotate", "--no-header")
NO_ADDRESSES = ("--no-emit-index-url", "--no-emit-find-links")


def lock(name: str, *sources: str) -> None:
    """Write one lock file; fails when the resolver fails."""
    command = [sys.executable, "-m", "uv", "pip", "compile", "--quiet", "--upgrade", *OPTIONS, *NO_ADDRESSES]
    subprocess.run([*command, *sources, "--output-file", name], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    print(name, sum(1 for line in (ROOT / name).read_text().splitlines() if "==" in line), "packages")


if __name__ == "__main__":
    lock("requirements.lock", "pyproject.toml", "--group", "build")
    lock("requirements-dev.lock", "pyproject.toml", "--group", "dev", "--constraint", "requirements.lock")
