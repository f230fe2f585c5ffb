"""Checks the types of the custom elements with the compiler that the front end locks."""

import subprocess
import sys
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

from tools.tree import ROOT


def node_folder() -> Path:
    """Where the front-end build takes Node from."""
    spec = spec_from_file_location("front_end_build", ROOT / "frontend" / "build.py")
    if spec is None or spec.loader is None:
        raise SystemExit("frontend/build.py is missing.")
    build = module_from_spec(spec)
    spec.loader.exec_module(build)
    return Path(build.node_folder())


if __name__ == "__main__":
    node, compiler = node_folder() / "node", ROOT / "frontend" / "node_modules" / "typescript" / "bin" / "tsc"
    sys.exit(subprocess.run([node, compiler, "--noEmit"], cwd=ROOT / "frontend", check=False).returncode)
