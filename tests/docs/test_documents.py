"""What the documents say is there: links lead somewhere, commands exist."""

import json
import re
import subprocess
import sys
import tomllib
from functools import cache
from pathlib import Path

import pytest

from tools.tree import ROOT, repository_files

DOCUMENTS = [name for name in repository_files() if name.suffix == ".md"]
#: A file or folder named in running text by at least two steps, such as `customers/objects.py` or `customers/panels/`.
NAMED = re.compile(r"`([\w.-]+(?:/[\w.-]+)+\.(?:py|ts|css|jinja|toml|po|json|allow)|(?:[\w.-]+/){2,})`")
#: Made by the build, so not in the repository.
BUILT = {"/src/enishi/screens/static/enishi/"}
LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
TARGET = re.compile(r"^([a-z][a-z-]*):", re.MULTILINE)
MAKE = re.compile(r"(?:^|`)make ([a-z][a-z-]*)", re.MULTILINE)
ENISHI = re.compile(r"(?:^|`|\.venv/bin/)enishi ([a-z]+)", re.MULTILINE)


def text(name: Path) -> str:
    """The text of a document."""
    return (ROOT / name).read_text(encoding="utf-8")


def anchors(document: str) -> set[str]:
    """The places a link may point to within a document."""
    headings = re.findall(r"^#+ (.+)$", document, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).strip().replace(" ", "-") for heading in headings}


def dead_links(name: Path) -> list[str]:
    """Links of a document that lead nowhere in the repository."""
    dead = []
    for link in LINK.findall(text(name)):
        path, _, anchor = link.partition("#")
        if re.match(r"[a-z]+:", link):
            continue
        target = (ROOT / name).parent / path if path else ROOT / name
        if not target.exists() or (anchor and target.suffix == ".md" and anchor not in anchors(target.read_text())):
            dead.append(link)
    return dead


@cache
def command_exists(command: str) -> bool:
    """Whether `enishi COMMAND --help` answers."""
    start = "from enishi.config.commands import main; raise SystemExit(main())"
    done = subprocess.run([sys.executable, "-c", start, command, "--help"], cwd=ROOT, capture_output=True, check=False)
    return done.returncode == 0


@pytest.mark.parametrize("name", DOCUMENTS, ids=str)
def test_links_lead_somewhere(name: Path) -> None:
    assert dead_links(name) == []


@pytest.mark.parametrize("name", DOCUMENTS, ids=str)
def test_files_that_are_named_exist(name: Path) -> None:
    files = [f"/{file.as_posix()}\n" for file in repository_files()]
    named = sorted({f"/{path}" if path.endswith("/") else f"/{path}\n" for path in NAMED.findall(text(name))})
    assert [path for path in named if path not in BUILT and not any(path in file for file in files)] == []


@pytest.mark.parametrize("name", DOCUMENTS, ids=str)
def test_commands_exist(name: Path) -> None:
    targets = set(TARGET.findall((ROOT / "Makefile").read_text()))
    assert set(MAKE.findall(text(name))) - targets == set()
    assert [command for command in sorted(set(ENISHI.findall(text(name)))) if not command_exists(command)] == []


def test_both_readmes_name_the_same_commands() -> None:
    english, japanese = (
        set(re.findall(r"`(make [a-z-]+|\.venv/bin/enishi [a-z]+)`", text(Path(name))))
        for name in ("README.md", "README.ja.md")
    )
    assert english == japanese


def test_every_dependency_says_what_it_is_for() -> None:
    project = tomllib.loads(text(Path("pyproject.toml")))
    groups = [entry for group in project["dependency-groups"].values() for entry in group if isinstance(entry, str)]
    packages = json.loads(text(Path("frontend/package.json")))
    named = {re.split(r"[\[<>=~ ]", entry)[0] for entry in (*project["project"]["dependencies"], *groups)}
    named |= {*packages.get("dependencies", {}), *packages.get("devDependencies", {})}
    described = set(re.findall(r"^\| ([\w.@/-]+) \|", text(Path("docs/dependencies.md")), re.MULTILINE)) - {
        "Package",
        "---",
    }
    assert (named - described, described - named) == (set(), set())


def test_every_decision_is_listed() -> None:
    listed = text(Path("docs/decisions/README.md"))
    records = [name.name for name in DOCUMENTS if re.match(r"\d{4}-", name.name)]
    assert [name for name in records if f"({name})" not in listed] == []
