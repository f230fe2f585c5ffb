"""What Python of this house never says, as small readers of its syntax tree; each gives the line and the reason."""

import ast
from collections.abc import Iterator
from pathlib import PurePath

Finding = tuple[int, str]

FORBIDDEN_NAMES = {"utils.py", "helpers.py", "signals.py", "services.py", "managers.py"}
HIDDEN_MANAGERS = {"_default_manager", "_base_manager"}
READERS_OF_ROWS = {"actions", "upkeep", "tests", "testing", "platform", "migrations", "seeds"}
SIGNAL_MODULES = {"django.db.models.signals", "django.dispatch", "django.core.signals", "django.db.backends.signals"}
NOW = {
    ("datetime", "now"), ("datetime", "utcnow"), ("datetime", "today"), ("date", "today"),
    ("timezone", "now"), ("timezone", "localdate"), ("timezone", "localtime"),
}  # fmt: skip


def is_door(path: PurePath) -> bool:
    """The two doors themselves."""
    return {"kernel", "doors"} <= set(path.parts)


def may_name_managers(path: PurePath) -> bool:
    """The doors, named queries, verbs and upkeep of the write door, the platform, and what never runs for a person."""
    return is_door(path) or path.name == "queries.py" or bool(set(path.parts) & READERS_OF_ROWS)


def manager_uses(tree: ast.AST) -> Iterator[Finding]:
    """Rows read past the read door."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Attribute):
            continue
        owner = node.value.attr if isinstance(node.value, ast.Attribute) else getattr(node.value, "id", "")
        of_a_model = owner[:1].isupper() or owner.lower().endswith("model")
        if node.attr == "objects" and of_a_model:
            yield node.lineno, f"`.{node.attr}` reads past the door: use records(card, actor) or a named query"


def may_name_any_manager(path: PurePath) -> bool:
    """As `may_name_managers`, without the platform: it reads its own tables, not those of a room above it."""
    return "platform" not in path.parts and may_name_managers(path)


def any_manager_uses(tree: ast.AST) -> Iterator[Finding]:
    """Rows of whatever object a card stands for, read past the read door."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and node.attr == "every_row":
            yield node.lineno, "`every_row` reads rows of any object past the door: use records(card, actor)"


def is_the_card(path: PurePath) -> bool:
    """Where the one way to the rows of a card is; tests look behind it."""
    return path.parts[-2:] == ("kernel", "card.py") or "tests" in path.parts


def whole_tables(tree: ast.AST) -> Iterator[Finding]:
    """The table of a card, in which other objects may stand too."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and (
            node.attr in HIDDEN_MANAGERS
            or (node.attr == "objects" and isinstance(node.value, ast.Attribute) and node.value.attr == "model")
        ):
            yield node.lineno, f"`.{node.attr}` reads rows of other objects in the same table: use card.every_row()"


def puts_cards_together(path: PurePath) -> bool:
    """Where cards are frozen and get what the workspace changes of them; tests try that with registries of theirs."""
    return path.parts[-2:] in (("kernel", "registry.py"), ("config", "bind.py")) or "tests" in path.parts


def bare_cards(tree: ast.AST) -> Iterator[Finding]:
    """Cards without what the workspace changes of them: taken past it, or kept from before it was known."""
    for node in ast.walk(tree):
        if _of_registry(node) in {"bare", "overlay"}:
            yield node.lineno, "cards without what the workspace changes of them: use registry.card(key)"
    for node in _outside_functions(tree):
        if _of_registry(node) in {"card", "cards", "find", "of"}:
            yield node.lineno, "a card kept in a module does not change with the workspace: ask where it is used"


def _of_registry(node: ast.AST) -> str:
    known = isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "registry"
    return node.attr if known else ""


def _outside_functions(tree: ast.AST) -> Iterator[ast.AST]:
    for node in ast.iter_child_nodes(tree):
        if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            yield node
            yield from _outside_functions(node)


def raw_sql(tree: ast.AST) -> Iterator[Finding]:
    """SQL that no field type wrote."""
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.Name | ast.Attribute)
            and (getattr(node, "id", "") or getattr(node, "attr", "")) == "RawSQL"
        ):
            yield node.lineno, "RawSQL: write an expression"
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
            continue
        if node.func.attr in {"raw", "extra"}:
            yield node.lineno, f".{node.func.attr}(): write an expression"


def names_from_outside(tree: ast.AST) -> Iterator[Finding]:
    """Filters whose column names are not written where they stand, so that a person might choose them."""
    for node in ast.walk(tree):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
            continue
        unpacked = [word.value for word in node.keywords if word.arg is None]
        if node.func.attr in {"filter", "exclude"} and any(not isinstance(value, ast.Dict) for value in unpacked):
            yield node.lineno, f".{node.func.attr}(**…): names from outside go through the condition language"


def signals(tree: ast.AST) -> Iterator[Finding]:
    """Effects at a distance."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom):
            names = {node.module or ""} | {f"{node.module}.{alias.name}" for alias in node.names}
        elif isinstance(node, ast.Import):
            names = {alias.name for alias in node.names}
        else:
            continue
        if names & SIGNAL_MODULES:
            yield node.lineno, "no Django signals: emit an event or contribute to the card"


def machine_time(tree: ast.AST) -> Iterator[Finding]:
    """The machine's time read outside the clock, where no test can hold it still."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute):
            owner = node.value.attr if isinstance(node.value, ast.Attribute) else getattr(node.value, "id", "")
            if (owner, node.attr) in NOW:
                yield node.lineno, f"`{owner}.{node.attr}`: ask the clock"


def function_lengths(tree: ast.AST) -> Iterator[int]:
    """Lines of each function, from `def` to its last line."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield (node.end_lineno or node.lineno) - node.lineno + 1


CONTAINERS = {"dict", "list", "set", "defaultdict", "deque", "Counter", "OrderedDict", "WeakKeyDictionary"}


def may_keep_state(path: PurePath) -> bool:
    """Tests, migrations, and addresses, which Django wants as a list."""
    return path.name == "urls.py" or bool({"tests", "testing", "migrations"} & set(path.parts))


def module_state(tree: ast.AST) -> Iterator[Finding]:
    """What a module keeps and changes while it runs; a name in capitals is a constant."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Global):
            yield node.lineno, f"global {', '.join(node.names)}: keep it in the memory of the workspace (memory.here())"
    for node in getattr(tree, "body", ()):
        targets = node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", None)]
        names = [name.id for name in targets if isinstance(name, ast.Name) and not name.id.isupper()]
        if names and not names[0].startswith("__") and _is_container(getattr(node, "value", None)):
            yield node.lineno, f"{names[0]}: keep it in the memory of the workspace (memory.here())"


def _is_container(value: ast.AST | None) -> bool:
    called = value.func if isinstance(value, ast.Call) else None
    called = called.value if isinstance(called, ast.Subscript) else called
    name = called.id if isinstance(called, ast.Name) else getattr(called, "attr", "")
    return name in CONTAINERS or isinstance(value, ast.Dict | ast.List | ast.Set | ast.DictComp | ast.ListComp)
