"""Asks whether a locked dependency has a known weakness; skipped when the advisories cannot be reached."""

import subprocess
import sys

from tools.tree import ROOT

SKIPPED = 77
PATIENCE_S = 50
LOCKS = ("requirements.lock", "requirements-dev.lock")


def audit() -> int:
    """0: none known. 1: some are. 77: could not be asked."""
    files = [word for lock in LOCKS for word in ("--requirement", lock)]
    command = [sys.executable, "-m", "pip_audit", "--disable-pip", "--require-hashes", "--progress-spinner=off", *files]
    try:
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=PATIENCE_S, check=False)
    except subprocess.TimeoutExpired:
        print(f"Skipped: the advisories did not answer within {PATIENCE_S} s.")
        return SKIPPED
    if done.returncode == 0:
        print(done.stderr.strip())
        return 0
    if "known vulnerabilit" in done.stderr:
        print(done.stdout, done.stderr, sep="\n")
        return 1
    print("Skipped: the advisories cannot be reached from here.", *done.stderr.strip().splitlines()[-1:], sep="\n")
    return SKIPPED


if __name__ == "__main__":
    sys.exit(audit())
