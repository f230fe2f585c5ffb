"""A client that a generator makes of the OpenAPI document does what a program needs, with types for refusals too."""

from __future__ import annotations

import importlib
import json
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import httpx
import pytest
from openapi_python_client import Config, GeneratorData, Project
from openapi_python_client.config import ConfigFile, MetaType

from enishi.config.wsgi import application
from enishi.platform.api import openapi, tokens

NAME = "enishi_client"


@pytest.fixture
def generated(world: Any, tmp_path: Path, data_folder: Path) -> Iterator[Any]:
    """`generated("api.contacts.contacts_list")` is a module of the client; nothing in the document was left out."""
    config = Config.from_sources(
        ConfigFile(post_hooks=[]), MetaType.NONE, Path("openapi.json"), "utf-8", True, tmp_path / NAME
    )
    document = json.loads(json.dumps(openapi.document(world.admin)))
    read = GeneratorData.from_dict(document, config=config)
    assert isinstance(read, GeneratorData), read
    problems = list(Project(openapi=read, config=config).build())
    left_out = [error for tag in read.endpoint_collections_by_tag.values() for error in tag.parse_errors]
    assert [str(problem.detail) for problem in (*problems, *left_out, *read.errors)] == []
    sys.path.insert(0, str(tmp_path))
    yield lambda name: importlib.import_module(f"{NAME}.{name}")
    sys.path.remove(str(tmp_path))
    for name in [name for name in sys.modules if name == NAME or name.startswith(f"{NAME}.")]:
        del sys.modules[name]


def test_a_generated_client_lists_reads_makes_changes_and_uploads(generated: Any, world: Any) -> None:
    models, types = generated("models"), generated("types")
    client = generated("client").AuthenticatedClient(
        base_url="http://127.0.0.1/api/v1",
        token=tokens.create(world.members["Aiko"].pk, "generated", ()),
        httpx_args={"transport": httpx.WSGITransport(app=application)},
    )

    def call(name: str, *arguments: Any, **more: Any) -> Any:
        return generated(f"api.contacts.contacts_{name}").sync_detailed(*arguments, client=client, **more)

    made = call("create", body=models.ContactNew(family_name="Dunmore", given_name="Iris"))
    assert (made.status_code, type(made.parsed)) == (201, models.Contact)
    number, tag = made.parsed.id, made.headers["ETag"]
    wrong = call("create", body=models.ContactNew(family_name="Dunmore", email="nobody"))
    assert (wrong.status_code, wrong.parsed.errors.to_dict().keys()) == (422, {"email"})

    condition = json.dumps({"field": "family_name", "op": "is", "value": "Dunmore"})
    found = call("list", filter_=condition, sort="-id", limit=10).parsed
    assert ([row.id for row in found.results], found.next_, found.count) == ([number], None, 1)
    assert call("read", number).parsed.given_name == "Iris"

    changed = call("change", number, body=models.ContactData(department="Purchasing"), if_match=tag)
    assert (changed.status_code, changed.parsed.department) == (200, "Purchasing")
    stale = call("change", number, body=models.ContactData(department="Sales"), if_match=tag)
    assert (stale.status_code, type(stale.parsed)) == (412, models.Problem)
    assert stale.parsed.version == changed.parsed.version
    assert stale.parsed.theirs.to_dict() == {"department": "Purchasing"}

    given = types.File(payload=BytesIO("覚え書き".encode()), file_name="memo.txt", mime_type="text/plain")
    put = call("attach", number, body=models.Upload(file=given))
    assert (put.status_code, put.parsed.name, put.parsed.size) == (201, "memo.txt", 12)
    assert [file.id for file in call("files", number).parsed.results] == [put.parsed.id]
    content = generated("api.default.file").sync_detailed(put.parsed.id, client=client)
    assert content.parsed.payload.read().decode() == "覚え書き"

    assert call("delete", number).status_code == 204
    gone = call("read", number)
    assert (gone.status_code, type(gone.parsed)) == (404, models.Problem)
