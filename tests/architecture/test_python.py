"""The house in Python: no back doors to rows, no hidden effects, no hidden time, no catch-all files."""

import ast
import tomllib
from collections.abc import Callable, Iterator
from fnmatch import fnmatch
from pathlib import Path

import pytest

from tests.architecture import rules
from tools.tree import python_files

EXCEPTIONS = tomllib.loads((Path(__file__).parent / "exceptions.toml").read_text(encoding="utf-8"))
Rule = Callable[[ast.AST], Iterator[rules.Finding]]

RULES: dict[str, tuple[Rule, Callable[[Path], bool]]] = {
    "managers": (rules.manager_uses, rules.may_name_managers),
    "any_managers": (rules.any_manager_uses, rules.may_name_any_manager),
    "whole_tables": (rules.whole_tables, rules.is_the_card),
    "bare_cards": (rules.bare_cards, rules.puts_cards_together),
    "raw_sql": (rules.raw_sql, lambda _path: False),
    "outside_names": (rules.names_from_outside, rules.is_door),
    "signals": (rules.signals, lambda _path: False),
    "clock": (rules.machine_time, lambda path: path.stem == "clock"),
    "module_state": (rules.module_state, rules.may_keep_state),
}


@pytest.mark.parametrize("name", RULES)
def test_the_rule_is_kept_but_for_listed_exceptions(name: str) -> None:
    rule, may = RULES[name]
    findings, needed = [], set()
    for path, source in python_files():
        excused = [pattern for pattern in EXCEPTIONS[name] if fnmatch(path.as_posix(), pattern)]
        for line, reason in [] if may(path) else rule(ast.parse(source)):
            needed.update(excused)
            if not excused:
                findings.append(f"{path}:{line}: {reason}")
    assert not findings, "\n".join(findings)
    assert set(EXCEPTIONS[name]) == needed, "exceptions that are no longer needed"


def test_no_file_has_a_name_that_says_nothing() -> None:
    assert [str(path) for path, _source in python_files() if path.name in rules.FORBIDDEN_NAMES] == []


def test_the_first_line_of_each_module_says_what_it_is_for() -> None:
    silent = [
        str(path) for path, source in python_files() if source.strip() and not ast.get_docstring(ast.parse(source))
    ]
    assert silent == []


@pytest.mark.parametrize(
    ("rule", "source"),
    [
        (rules.manager_uses, "Contact.objects.all()"),
        (rules.manager_uses, "models.Contact.objects.all()"),
        (rules.manager_uses, "card.model.objects.all()"),
        (rules.any_manager_uses, "card.every_row().filter(pk=1)"),
        (rules.whole_tables, "card.model._default_manager.all()"),
        (rules.whole_tables, "other.model._base_manager.all()"),
        (rules.whole_tables, "self.card.model.objects.all()"),
        (rules.bare_cards, "registry.bare[key]"),
        (rules.bare_cards, "CONTACT = registry.card('contact')"),
        (rules.names_from_outside, "rows.filter(**query)"),
        (rules.raw_sql, "rows.extra(where=[text])"),
        (rules.raw_sql, "expressions.RawSQL(text, ())"),
        (rules.signals, "from django.db.models.signals import post_save"),
        (rules.signals, "from django.db.models import signals"),
        (rules.signals, "import django.dispatch"),
        (rules.machine_time, "datetime.now(UTC)"),
        (rules.module_state, "_known: dict[str, int] = {}"),
        (rules.module_state, "seen = collections.deque()"),
        (rules.module_state, "def learn():\n    global _epoch\n    _epoch = 1"),
        (rules.machine_time, "default=timezone.now"),
    ],
)
def test_each_rule_finds_what_it_is_for(rule: Rule, source: str) -> None:
    assert list(rule(ast.parse(source if "default" not in source else f"field({source})")))


def test_ordinary_code_breaks_no_rule() -> None:
    source = """
rows = records(Card, actor).where(condition).filter(name="x")
rows.filter(**{"id": 1})
rights.objects.get(key)
def title(key):
    return registry.card(key).title
at = clock.now()
"""
    assert [finding for rule, _may in RULES.values() for finding in rule(ast.parse(source))] == []
