"""Which files are part of the repository, seen from a clone or from an unpacked source archive."""

import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BUILT = {".git", ".venv", "node_modules", "__pycache__", "build", "dist", "test-results", "data"}
TEXT = {
    ".cfg", ".css", ".html", ".ini", ".js", ".json", ".lock", ".md", ".mjs", ".po", ".py", ".sh", ".sql", ".svg",
    ".toml", ".ts", ".txt", ".xml", ".yaml", ".yml", "",
}  # fmt: skip


@cache
def repository_files() -> tuple[Path, ...]:
    """Tracked and new, not ignored files, relative to the root, in order of name."""
    command = ["git", "-c", "safe.directory=*", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if listed.returncode == 0:
        names = [Path(name) for name in listed.stdout.split("\0") if name]
    else:
        names = [path.relative_to(ROOT) for path in ROOT.rglob("*") if not BUILT & set(path.relative_to(ROOT).parts)]
    return tuple(sorted(name for name in names if (ROOT / name).is_file()))


def text_files() -> Iterator[tuple[Path, str]]:
    """Every file that people read, with its text."""
    for name in repository_files():
        if name.suffix in TEXT:
            yield name, (ROOT / name).read_text(encoding="utf-8")


def python_files(folder: str = "src/enishi") -> Iterator[tuple[Path, str]]:
    """Hand-written Python below a folder: no migrations, no tests."""
    for name in repository_files():
        hand_written = not {"migrations", "tests"} & set(name.parts)
        if name.suffix == ".py" and name.is_relative_to(folder) and hand_written:
            yield name, (ROOT / name).read_text(encoding="utf-8")
