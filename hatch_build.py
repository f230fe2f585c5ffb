"""Puts the built front end and the compiled translations into the wheel, so that a user needs no Node."""

import subprocess
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class BuiltFiles(BuildHookInterface[Any]):
    """Runs the two builders before a wheel is packed. An editable install builds nothing: `make install` does."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Build; a failing builder stops the wheel."""
        if self.target_name != "wheel" or version != "standard":
            return
        root = Path(self.root)
        subprocess.run([sys.executable, "frontend/build.py"], cwd=root, check=True)
        subprocess.run([sys.executable, "-m", "tools.translations", "compile"], cwd=root, check=True)
