"""One command for everything that must hold: runs the parts, two at a time, and prints what each took and said."""

import argparse
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree import ElementTree

from tools.browser import MISSING, find_chromium, install_chromium
from tools.tree import ROOT

RESULTS = ROOT / "test-results"
SKIPPED = 77
TOLD_LINES = 80
RUNNING: set[subprocess.Popen[bytes]] = set()
Command = tuple[str, ...]


@dataclass(frozen=True)
class Part:
    """One thing that is checked. The budget is in seconds; at twice the budget the part is stopped."""

    name: str
    budget: int
    commands: tuple[Command, ...] = ()
    tests: tuple[str, ...] = ()
    postgres: bool = False
    browser: bool = False
    whole: bool = False  # runs in `make check-all`, or when it is named


@dataclass
class Outcome:
    """What came of a part."""

    part: Part
    result: str
    seconds: float = 0.0
    passed: int = 0
    failed: int = 0
    skipped: int = 0
    words: list[str] = field(default_factory=list)

    @property
    def good(self) -> bool:
        """Whether the part does not stand in the way."""
        return self.result in {"passed", "over budget", "skipped", "absent"}


def tool(name: str, *words: str) -> Command:
    """A Python tool of this environment."""
    return (sys.executable, "-m", name, *words)


UNIT = (
    "tests",
    "src",
    "--ignore=tests/architecture",
    "--ignore=tests/docs",
    "--ignore=tests/conformance",
    "--ignore=tests/browser",
    "--ignore=tests/faults",
    "--ignore=tests/growth",
)
PAGES = "tests/browser/test_every_page.py"
NOT_PAGES = f"--ignore={PAGES}"
PARTS = (
    Part("lint", 60, (tool("ruff", "check", "."), tool("ruff", "format", "--check", "."))),
    Part("layers", 60, ((str(Path(sys.executable).with_name("lint-imports")), "--no-logo"),)),
    Part("translations", 60, (tool("tools.translations", "check"),)),
    Part("migrations", 60, (tool("django", "makemigrations", "--check", "--dry-run"),)),
    Part("types", 120, (tool("mypy"), tool("mypy", "tools", "hatch_build.py"))),
    Part("elements", 60, (tool("tools.elements"),)),
    Part("structure", 60, tests=("tests/architecture",)),
    Part("docs", 60, tests=("tests/docs",)),
    Part("audit", 60, (tool("tools.audit"),)),
    Part("package", 120, (tool("tools.package"),)),
    Part("tests on SQLite", 600, tests=UNIT),
    Part("tests on PostgreSQL", 600, tests=UNIT, postgres=True),
    Part("conformance on SQLite", 360, tests=("tests/conformance",)),
    Part("conformance on PostgreSQL", 360, tests=("tests/conformance",), postgres=True),
    Part("growth on SQLite", 240, tests=("tests/growth",)),
    Part("growth on PostgreSQL", 240, tests=("tests/growth",), postgres=True, whole=True),
    Part("faults on SQLite", 240, tests=("tests/faults",), whole=True),
    Part("faults on PostgreSQL", 240, tests=("tests/faults",), postgres=True, whole=True),
    Part("browser on SQLite", 360, tests=("tests/browser", NOT_PAGES), browser=True),
    Part("browser on PostgreSQL", 360, tests=("tests/browser", NOT_PAGES), postgres=True, browser=True),
    Part("pages in the browser", 240, tests=(PAGES,), browser=True),
    Part("pages in the browser on PostgreSQL", 240, tests=(PAGES,), postgres=True, browser=True, whole=True),
)


def slug(part: Part) -> str:
    """The part's name as a file name."""
    return part.name.lower().replace(" ", "-")


def commands_of(part: Part, full: bool) -> tuple[Command, ...]:
    """What has to be run for a part."""
    if not part.tests:
        return part.commands
    lend = tool("tools.postgres", "--") if part.postgres else ()
    choice = () if full else ("-m", "not full")
    report = f"--junitxml={RESULTS / slug(part)}.xml"
    return ((*lend, *tool("pytest", *part.tests, *choice, report, "-o", f"cache_dir=.pytest_cache/{slug(part)}")),)


def environment(part: Part, chromium: str | None) -> dict[str, str]:
    """The surroundings of a part: a workspace folder of its own, and nothing of the person's own workspace."""
    data = RESULTS / "data" / slug(part)
    data.mkdir(parents=True, exist_ok=True)
    kept = {name: value for name, value in os.environ.items() if not name.startswith("ENISHI_")}
    kept |= {
        "ENISHI_DATA": str(data),
        "DJANGO_SETTINGS_MODULE": "enishi.config.settings",
        "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}",
    }
    return kept | ({"CHROMIUM": chromium} if chromium else {})


def exists(part: Part) -> bool:
    """Whether there is anything to run."""
    return not part.tests or (ROOT / part.tests[0]).exists()


def run(part: Part, full: bool) -> Outcome:
    """Run one part to its end."""
    if not exists(part):
        return Outcome(part, "absent", words=[f"There is no {part.tests[0]}."])
    chromium = find_chromium()
    if part.browser and chromium is None:
        return Outcome(part, "failed", words=[MISSING])
    started, log = time.monotonic(), RESULTS / f"{slug(part)}.log"
    codes: list[int] = []
    with log.open("wb") as out:
        for command in commands_of(part, full):
            left = 2 * part.budget * (10 if full else 1) - (time.monotonic() - started)
            codes.append(call(command, environment(part, chromium), out.fileno(), left))
    outcome = Outcome(part, judge(part, codes, time.monotonic() - started, full), time.monotonic() - started)
    count(outcome)
    outcome.words = log.read_text(errors="replace").splitlines()[-TOLD_LINES:]
    return outcome


def call(command: Command, surroundings: dict[str, str], out: int, seconds: float) -> int:
    """Run one command in its own process group; gives its exit code, or 124 when it was stopped for taking too long."""
    process = subprocess.Popen(
        command, cwd=ROOT, env=surroundings, stdin=subprocess.DEVNULL, stdout=out, stderr=out, start_new_session=True
    )
    RUNNING.add(process)
    try:
        return process.wait(max(seconds, 1))
    except subprocess.TimeoutExpired:
        return 124
    finally:
        stop(process)
        RUNNING.discard(process)


def stop(process: subprocess.Popen[bytes]) -> None:
    """End a process group that is still there: ask first, then insist."""
    for word, patience in ((signal.SIGTERM, 20), (signal.SIGKILL, 5)):
        if process.poll() is not None:
            return
        os.killpg(process.pid, word)
        try:
            process.wait(patience)
        except subprocess.TimeoutExpired:
            continue


def judge(part: Part, codes: Sequence[int], seconds: float, full: bool) -> str:
    """One word for a part."""
    if 124 in codes:
        return "timed out"
    if any(code not in {0, SKIPPED} for code in codes):
        return "failed"
    if SKIPPED in codes:
        return "skipped"
    return "over budget" if seconds > part.budget and not full else "passed"


def count(outcome: Outcome) -> None:
    """Take the numbers of tests from the report that pytest wrote."""
    report = RESULTS / f"{slug(outcome.part)}.xml"
    if not outcome.part.tests or not report.exists():
        return
    for suite in ElementTree.parse(report).iter("testsuite"):
        number = {name: int(suite.get(name, "0")) for name in ("tests", "failures", "errors", "skipped")}
        outcome.failed += number["failures"] + number["errors"]
        outcome.skipped += number["skipped"]
        outcome.passed += number["tests"] - number["failures"] - number["errors"] - number["skipped"]


def table(outcomes: Sequence[Outcome]) -> str:
    """Part, seconds, budget, tests and result, one line each."""
    lines = [f"{'part':<36}{'seconds':>8}{'budget':>8}{'tests':>7}  result"]
    for done in outcomes:
        tests = str(done.passed + done.failed) if done.part.tests and done.result != "absent" else ""
        lines.append(f"{done.part.name:<36}{done.seconds:>8.1f}{done.part.budget:>8}{tests:>7}  {done.result}")
    return "\n".join(lines)


def summary(outcomes: Sequence[Outcome]) -> str:
    """The numbers of tests; a part that failed without a failing test counts as one failure."""
    passed = sum(done.passed for done in outcomes)
    failed = sum(done.failed for done in outcomes) + sum(1 for done in outcomes if not done.good and not done.failed)
    return f"{passed} passed, {failed} failed"


def main() -> int:
    """Run all parts, or those named, and say how it went."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("parts", nargs="*", metavar="PART", help="only parts whose name contains one of these words")
    parser.add_argument("--all", action="store_true", help="also the tests that take long or need much data")
    chosen = parser.parse_args()
    parts = [
        part
        for part in PARTS
        if (any(word in part.name.lower() for word in chosen.parts) if chosen.parts else chosen.all or not part.whole)
    ]
    if not parts:
        parser.error("no part has such a name; there are: " + ", ".join(part.name for part in PARTS))
    RESULTS.mkdir(exist_ok=True)
    shutil.rmtree(RESULTS / "data", ignore_errors=True)
    for old in RESULTS.glob("*.*"):
        if old.suffix in {".xml", ".log", ".txt"}:
            old.unlink()
    if any(part.browser and exists(part) for part in parts) and not find_chromium():
        install_chromium()
    with ThreadPoolExecutor(2) as pool:
        try:
            outcomes = list(pool.map(lambda part: told(run(part, chosen.all)), parts))
        except KeyboardInterrupt:
            pool.shutdown(wait=False, cancel_futures=True)
            for process in tuple(RUNNING):
                stop(process)
            return 130
    print("\n" + table(outcomes))
    (RESULTS / "summary.txt").write_text(summary(outcomes) + "\n")
    print(summary(outcomes), flush=True)
    return 0 if all(done.good for done in outcomes) else 1


def told(outcome: Outcome) -> Outcome:
    """Say at once how a part ended, with its own words when it did not pass."""
    note = [f"{outcome.part.name}: {outcome.result} ({outcome.seconds:.1f} s)"]
    if outcome.result not in {"passed", "over budget"}:
        note += [f"    {line}" for line in outcome.words]
    print("\n".join(note), flush=True)
    return outcome


if __name__ == "__main__":
    sys.exit(main())
