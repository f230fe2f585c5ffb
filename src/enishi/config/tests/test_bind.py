"""What a process knows once the rooms are bound, whether it serves pages or not."""

import os
import re
import subprocess
import sys
from pathlib import Path

import enishi

BOUND = """
import django
django.setup()
from enishi.config.bind import bind
bind()
import sys
print("\\n".join(sys.modules))
"""


def test_every_job_is_known_to_a_process_without_pages() -> None:
    root = Path(enishi.__file__).parent
    declaring = {
        ".".join(path.relative_to(root.parent).with_suffix("").parts)
        for path in root.rglob("*.py")
        if "tests" not in path.parts and re.search(r"^@job\(", path.read_text(), re.M)
    }
    ran = subprocess.run(
        [sys.executable, "-c", BOUND], env=dict(os.environ), capture_output=True, text=True, check=True
    )
    assert len(declaring) > 5
    assert declaring - set(ran.stdout.split()) == set()
