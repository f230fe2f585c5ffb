"""What the import linter cannot see: columns and names of objects point the same way as imports."""

import ast
import re
from collections.abc import Iterator

import pytest
from django.apps import apps
from django.db.models import ForeignKey, ManyToManyField, Model

from enishi.kernel.registry import registry
from tests.architecture.test_pages import HEIGHT
from tests.architecture.test_python import EXCEPTIONS
from tools.tree import python_files

#: Names of objects that are also the name of a field type, of a reach or of an ordinary thing.
ORDINARY = {"tag", "tags", "note", "notes", "team"}


def room_of(model: type[Model]) -> str | None:
    """The room a model belongs to; None outside the product."""
    parts = model.__module__.split(".")
    return parts[1] if parts[0] == "enishi" and parts[1] in HEIGHT else None


def references() -> Iterator[tuple[str, str, str]]:
    """Column, its room, and the room of the model it points to."""
    for model in apps.get_models(include_auto_created=True):
        for column in model._meta.get_fields():
            if isinstance(column, ForeignKey | ManyToManyField) and isinstance(column.related_model, type):
                here, there = room_of(model), room_of(column.related_model)
                if here and there:
                    yield f"{model._meta.label}.{column.name}", here, there


def test_a_foreign_key_points_into_its_own_room_or_down() -> None:
    assert [name for name, here, there in references() if here != there and HEIGHT[there] >= HEIGHT[here]] == []


def test_the_kernel_has_no_tables() -> None:
    assert [model._meta.label for model in apps.get_models() if room_of(model) == "kernel"] == []


def named_objects() -> Iterator[tuple[str, int, str]]:
    """File, line and object, wherever a room names an object of a room above it."""
    homes = {name: room_of(card.model) for card in registry.bare.values() for name in (card.key, card.plural)}
    above = {name: HEIGHT[room] for name, room in homes.items() if room and name not in ORDINARY}
    for path, source in python_files():
        room = path.parts[2] if path.parts[:2] == ("src", "enishi") else ""
        for node in ast.walk(ast.parse(source)) if room in HEIGHT else ():
            if isinstance(node, ast.Constant) and above.get(str(node.value), HEIGHT[room]) > HEIGHT[room]:
                yield path.as_posix(), node.lineno, node.value


def test_no_room_names_an_object_of_a_room_above_it() -> None:
    found = list(named_objects())
    listed = set(EXCEPTIONS["object_names"])
    assert [f"{path}:{line}: {name}" for path, line, name in found if path not in listed] == []
    assert {path for path, _line, _name in found} >= listed, "exceptions that are no longer needed"


@pytest.mark.django_db
def test_every_declared_event_is_emitted_by_a_verb_and_names_its_room_and_what_happened() -> None:
    emitted = {action.event for card in registry.bare.values() for action in card.actions.values() if action.event}
    assert {event.name for event in registry._events} == emitted
    wrong = [event.name for event in registry._events if not re.fullmatch(r"[a-z]+\.[a-z]+\.[a-z_]+", event.name)]
    assert wrong == []
    assert [event.name for event in registry._events if event.name.split(".")[0] not in HEIGHT] == []
    assert {"customers.contact.created", "customers.task.trashed"} <= set(registry.events)
