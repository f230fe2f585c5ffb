"""The roles a new workspace starts with, as data, and what follows when a role changes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils import translation
from django.utils.translation import pgettext_lazy

from enishi.platform import epoch
from enishi.platform.models import Role
from enishi.platform.search.restrictions import regard_roles

#: Preset → (name, rights on every object that is not named): see, create, edit, delete, export, import.
PRESETS: Mapping[str, tuple[Any, tuple[str, str, str, str, str, str]]] = {
    "sales": (pgettext_lazy("role", "Sales"), ("team", "own", "own", "own", "own", "own")),
    "sales_manager": (pgettext_lazy("role", "Sales manager"), ("team", "team", "team", "team", "team", "team")),
    "marketing": (pgettext_lazy("role", "Marketing"), ("all", "all", "own", "own", "all", "all")),
    "support": (pgettext_lazy("role", "Support"), ("all", "all", "all", "none", "none", "none")),
    "read_only": (pgettext_lazy("role", "Read only"), ("all", "none", "none", "none", "none", "none")),
}
_VERBS = ("see", "create", "edit", "delete", "export", "import")


def seed(language: str) -> None:
    """Make the preset roles that are missing, named in the workspace's language."""
    with translation.override(language):
        for preset, (name, reach) in PRESETS.items():
            if not Role.objects.filter(preset=preset).exists():
                rights = {"*": dict(zip(_VERBS, reach, strict=True))}
                Role.objects.create(name=str(name), preset=preset, rights=rights)
    changed()


def changed() -> None:
    """What follows a change of roles, in its transaction: rights are worked out anew, hidden fields leave the index."""
    epoch.advance("access")
    regard_roles()


def find(name: str) -> Role | None:
    """A role by its name or the key of its preset."""
    return Role.objects.filter(name=name).first() or Role.objects.filter(preset=name).first()
