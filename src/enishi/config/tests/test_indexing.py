"""The search index of a new workspace is whole, whatever becomes of the process that makes it beside."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

#: Fills a workspace as `enishi demo` does, in a process that has remembered nothing; tells what came of its index.
FILL = """
import json, os, signal, sys
import django
django.setup()
from enishi.config import indexing
from enishi.config.commands.init import prepare
from enishi.config.forked import Forked
from enishi.customers.seeds import make
from enishi.platform import workspace
from enishi.platform.search.rebuild import verify

dies, seconds, here = sys.argv[1] == "dies", [], []
indexing.Forked = lambda *given: seconds.append(Forked(*given)) or seconds[0]
index_all = make.index_all
make.index_all = lambda report: here.append(True) or index_all(report)
prepare("ja")
with indexing.beside(lambda *_progress: None) as index:
    if dies:
        os.kill(seconds[0].number, signal.SIGKILL)
    make.make(make.Scale("tiny", 60, 10), index=index)
print(json.dumps({
    "clean": [verify(card).clean for card in make.searched()],
    "made": workspace.current().made_at is not None,
    "here": bool(here),
    "code": seconds[0].returncode,
}))
"""


@pytest.mark.parametrize("dies", [False, True])
def test_all_that_is_loaded_is_found(dies: bool, tmp_path: Path) -> None:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("ENISHI_")}
    command = [sys.executable, "-c", FILL, "dies" if dies else "lives"]
    done = subprocess.run(
        command, env=kept | {"ENISHI_DATA": str(tmp_path)}, check=True, capture_output=True, text=True
    )
    found = json.loads(done.stdout.splitlines()[-1])
    assert all(found.pop("clean"))
    assert found == {"made": True, "here": dies, "code": -9 if dies else 0}
