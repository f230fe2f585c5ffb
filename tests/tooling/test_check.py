"""The runner tells a failure from a success, and ends what does not end by itself."""

import sys
import time
from pathlib import Path

import pytest

from tools import check
from tools.check import Outcome, Part


@pytest.fixture(autouse=True)
def results(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the reports of the real run apart."""
    monkeypatch.setattr(check, "RESULTS", tmp_path)


def part(budget: int, *programs: str) -> Part:
    """A part that runs small Python programs."""
    return Part("sample", budget, tuple((sys.executable, "-c", program) for program in programs))


@pytest.mark.parametrize(
    ("program", "result"), [("pass", "passed"), ("raise SystemExit(3)", "failed"), ("raise SystemExit(77)", "skipped")]
)
def test_a_part_is_judged_by_its_exit_code(program: str, result: str) -> None:
    assert check.run(part(30, program), full=False).result == result


def test_one_failing_command_is_not_hidden_by_a_later_one() -> None:
    assert check.run(part(30, "raise SystemExit(1)", "pass"), full=False).result == "failed"


def test_a_part_that_does_not_end_is_stopped() -> None:
    started = time.monotonic()
    assert check.run(part(1, "import time; time.sleep(60)"), full=False).result == "timed out"
    assert time.monotonic() - started < 20


def test_the_summary_counts_a_broken_part_as_a_failure() -> None:
    outcomes = [Outcome(part(1), "passed", passed=7), Outcome(part(1), "failed", failed=2), Outcome(part(1), "failed")]
    assert check.summary(outcomes) == "7 passed, 3 failed"


def test_settings_of_ones_own_workspace_do_not_reach_the_tests(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ENISHI_DATABASE_URL", "postgresql://elsewhere")
    surroundings = check.environment(part(1), "chromium")
    assert [name for name in surroundings if name.startswith("ENISHI_")] == ["ENISHI_DATA"]
    assert Path(surroundings["ENISHI_DATA"]).is_relative_to(tmp_path)


def test_a_machine_without_a_browser_is_told_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(check, "find_chromium", lambda: None)
    outcome = check.run(Part("browser", 1, tests=("tests/tooling",), browser=True), full=False)
    assert outcome.result == "failed"
    assert "apt-get install chromium" in outcome.words[0]
