"""The tree a stranger clones: no traces of one machine, no addresses of registries, nothing half-done."""

import re

import pytest

from tools.tree import text_files

FOLDERS = ("work", "farm", "root", "home")
REGISTRIES = (("pypi", "org"), ("pythonhosted", "org"), ("registry.npmjs", "org"), ("deb.debian", "org"))
LATER = (r"\bTO" + r"DO\b", r"\bFIX" + r"ME\b", r"# ?XX" + r"X\b", r"raise NotImplemented" + "Error")
TRACES = {
    "a folder of one machine": re.compile(rf"(?:^|[^A-Za-z0-9_.])/(?:{'|'.join(FOLDERS)})/[A-Za-z.]"),
    "the address of a registry": re.compile("|".join(rf"{name}\.{top}" for name, top in REGISTRIES)),
    "a note to do it later": re.compile("|".join(LATER)),
}


@pytest.mark.parametrize("what", TRACES)
def test_no_file_holds(what: str) -> None:
    found = []
    for name, text in text_files():
        if TRACES[what].search(text):
            found += [
                f"{name}:{number}" for number, line in enumerate(text.splitlines(), 1) if TRACES[what].search(line)
            ]
    assert found == []


def test_lock_files_name_no_address() -> None:
    locks = [(name, text) for name, text in text_files() if name.suffix == ".lock" or name.name == "package-lock.json"]
    assert [str(name) for name, text in locks if "://" in re.sub(r'"(?:url|funding)": "[^"]*"', "", text)] == []


def test_every_locked_python_package_has_a_hash() -> None:
    lock = next(text for name, text in text_files() if name.name == "requirements.lock")
    assert [line for line in lock.split("\n") if "==" in line and not line.endswith("\\")] == []
