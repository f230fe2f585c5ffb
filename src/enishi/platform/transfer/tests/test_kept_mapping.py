"""A mapping that somebody kept fills nothing, and compares nothing, that is kept from the person who uses it."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest

from enishi.kernel.actor import Actor
from enishi.platform.transfer import runs
from enishi.testing.world import World

pytestmark = pytest.mark.django_db
TEXT = "会社名,資本金,国\n北斗フーズ,77777777,日本\n"


def began(actor: Actor) -> Any:
    return runs.start(runs.Upload("list.csv", BytesIO(TEXT.encode())), actor, "account")


def test_a_hidden_field_is_left_out_of_a_mapping_that_somebody_else_kept(world: World, data_folder: Any) -> None:
    runs.keep_mapping(began(world.admin), "Companies", world.admin)
    world.take_roles("Ben")
    world.give("Ben", {"account": {"see": "all", "edit": "all", "import": "all", "fields": {"capital": "none"}}})
    targets = {column.target for column in runs.mapping_of(began(world.ben)).columns}
    assert "capital" not in targets
    assert "capital" in {column.target for column in runs.mapping_of(began(world.admin)).columns}
