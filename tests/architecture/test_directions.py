"""What the import linter cannot see: columns point the same way as imports."""

from collections.abc import Iterator

from django.apps import apps
from django.db.models import ForeignKey, ManyToManyField, Model

from tests.architecture.test_pages import HEIGHT


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
