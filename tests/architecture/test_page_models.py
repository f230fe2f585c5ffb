"""What a page is given, the product gives: no field of a page model is filled by samples and tests alone."""

import ast
import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path

from tools.tree import python_files

EXCEPTIONS: dict[str, str] = tomllib.loads((Path(__file__).parent / "exceptions.toml").read_text(encoding="utf-8"))[
    "unfilled"
]
Fields = dict[str, bool]


def is_page_model(path: Path) -> bool:
    """The values templates are given."""
    return path.parent.name == "page_models" or path.as_posix() == "src/enishi/screens/page_models/shell.py"


def is_product(path: Path) -> bool:
    """What runs for a person."""
    return path.parts[0] == "src" and not {"tests", "testing"} & set(path.parts)


def models(trees: Iterable[ast.Module]) -> dict[str, Fields]:
    """The fields of each page model in their order, and whether each may be left out; constants are no fields."""
    found: dict[str, Fields] = {}
    for node in (node for tree in trees for node in tree.body if isinstance(node, ast.ClassDef)):
        rows = [row for row in node.body if isinstance(row, ast.AnnAssign) and "ClassVar" not in ast.unparse(row)]
        found[node.name] = {ast.unparse(row.target): row.value is not None for row in rows}
    return found


def filled(trees: Iterable[ast.Module], known: dict[str, Fields]) -> Iterator[str]:
    """`Model` for each model that is made, `Model.field` for each field it is given."""
    for call in (node for tree in trees for node in ast.walk(tree) if isinstance(node, ast.Call)):
        name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
        words = [word.arg for word in call.keywords if word.arg]
        if name == "replace":  # of whichever model has a field of this name
            yield from (f"{model}.{word}" for word in words for model in known if word in known[model])
        elif name in known:
            names = list(known[name])
            starred = any(isinstance(value, ast.Starred) for value in call.args)
            whole = any(word.arg is None for word in call.keywords)
            given = names if starred or whole else [*names[: len(call.args)], *words]
            yield from (name, *(f"{name}.{field}" for field in given))


def unfilled(sources: Iterable[ast.Module], calls: Iterable[ast.Module]) -> set[str]:
    """Models that nothing makes, and fields with a default that nothing sets."""
    known = models(sources)
    seen = set(filled(calls, known))
    fields = {f"{name}.{field}" for name in known if name in seen for field, free in known[name].items() if free}
    return (set(known) | fields) - seen


def test_every_field_of_a_page_is_filled_by_the_product() -> None:
    trees = [(path, ast.parse(source)) for path, source in python_files() if is_product(path)]
    empty = unfilled((tree for path, tree in trees if is_page_model(path)), (tree for _path, tree in trees))
    assert empty - set(EXCEPTIONS) == set(), "fill these, or delete them with what their template shows"
    assert set(EXCEPTIONS) - empty == set(), "exceptions that are no longer needed"


def test_the_rule_finds_what_it_is_for() -> None:
    model = "class Line:\n    title: str\n    note: str = ''\n    href: str = ''\n    kind: ClassVar[str] = 'line'"
    source = [ast.parse(model)]
    assert unfilled(source, []) == {"Line"}
    assert unfilled(source, [ast.parse("Line('a', 'b')")]) == {"Line.href"}
    assert unfilled(source, [ast.parse("replace(Line('a', href='/'), note='b')")]) == set()
