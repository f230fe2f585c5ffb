"""Every sentence of this folder has its Japanese, with the same places to fill in."""

import ast
import re
from pathlib import Path

from babel.messages.pofile import read_po

HERE = Path(__file__).resolve().parents[1]
PARTS = HERE.parents[2] / "locale" / "ja" / "parts"


def sentences() -> set[str]:
    calls = (node for file in HERE.glob("*.py") for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))))
    return {
        str(node.args[0].value)
        for node in calls
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "_" and isinstance(node.args[0], ast.Constant)
    }


def test_every_sentence_is_written_in_japanese_too():
    japanese = {}
    for part in sorted(PARTS.glob("*.po")):
        with part.open("rb") as file:
            japanese.update({entry.id: entry.string for entry in read_po(file, locale="ja") if entry.id})
    assert sentences() <= set(japanese)
    for english in sentences():
        written = japanese[english]
        assert sorted(re.findall(r"{\w+}", english)) == sorted(re.findall(r"{\w+}", str(written)))
        assert not re.search("[!！]", str(written))
