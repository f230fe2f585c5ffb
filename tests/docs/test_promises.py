"""Each promise of docs/security.md stands on a test that exists; the configuration in the READMEs is the real one."""

import re

import pytest

from tools.tree import ROOT

SECURITY = (ROOT / "docs" / "security.md").read_text("utf-8")
PROMISES = sorted(set(re.findall(r"\[(test_\w+)\]\(([^)]+)\)", SECURITY)))
ENVIRONMENT = (ROOT / "src" / "enishi" / "config" / "environment.py").read_text("utf-8")
#: Read only to be refused, because files lie in the data folder alone.
NOT_FOR_PEOPLE = {"ENISHI_FILES_URL"}


@pytest.mark.parametrize(("name", "path"), PROMISES)
def test_the_test_behind_a_promise_exists(name: str, path: str) -> None:
    source = ROOT / "docs" / path
    assert source.is_file()
    assert re.search(rf"^ *(async )?def {name}\(", source.read_text("utf-8"), re.MULTILINE)


def test_no_promise_stands_without_a_test() -> None:
    built = SECURITY.partition("## Not built yet")[0]
    rows = [
        line for line in built.splitlines() if line.startswith("| ") and not line.startswith(("| Promise", "| ---"))
    ]
    assert [row for row in rows if "](" not in row] == []
    assert len(rows) > 50


@pytest.mark.parametrize("readme", ["README.md", "README.ja.md"])
def test_the_readme_names_every_variable_and_no_other(readme: str) -> None:
    named = set(re.findall(r"^\| `(ENISHI_\w+)`", (ROOT / readme).read_text("utf-8"), re.MULTILINE))
    assert named == set(re.findall(r'get\("(ENISHI_\w+)"', ENVIRONMENT)) - NOT_FOR_PEOPLE


@pytest.mark.parametrize("readme", ["README.md", "README.ja.md"])
def test_the_readme_names_every_command_and_no_other(readme: str) -> None:
    commands = {path.stem.rstrip("_") for path in (ROOT / "src" / "enishi" / "config" / "commands").glob("[a-z]*.py")}
    named = set(re.findall(r"`\.venv/bin/enishi ([a-z]+)", (ROOT / readme).read_text("utf-8")))
    assert named == commands
