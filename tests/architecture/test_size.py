"""Small rooms: the sizes of files and functions, as a ratchet that only gets tighter."""

import ast
import tomllib
from itertools import pairwise
from pathlib import Path

from tests.architecture.rules import function_lengths
from tools.tree import python_files

EXCEPTIONS = tomllib.loads((Path(__file__).parent / "exceptions.toml").read_text(encoding="utf-8"))
LONG_FILES: dict[str, int] = EXCEPTIONS["long_files"]
CAP, MEDIAN, NINE_OF_TEN, FUNCTION_NINE_OF_TEN, FUNCTION_CAP, KERNEL, SLACK = 400, 80, 250, 30, 60, 3_000, 200


def lines_by_file() -> dict[str, int]:
    """Lines of each hand-written file of the product that has any."""
    return {path.as_posix(): len(source.splitlines()) for path, source in python_files() if source.strip()}


def share(values: list[int], part: float) -> int:
    """The smallest value that this part of the values does not exceed; 0 without values."""
    return sorted(values)[int(part * (len(values) - 1))] if values else 0


def test_no_file_is_longer_than_the_cap_or_its_listed_length() -> None:
    too_long = {path: lines for path, lines in lines_by_file().items() if lines > LONG_FILES.get(path, CAP)}
    assert too_long == {}


def test_listed_long_files_are_still_long() -> None:
    lines = lines_by_file()
    assert [path for path in LONG_FILES if lines.get(path, 0) <= CAP] == []


def test_most_files_are_small() -> None:
    sizes = list(lines_by_file().values())
    assert (share(sizes, 0.5) <= MEDIAN, share(sizes, 0.9) <= NINE_OF_TEN) == (True, True), (
        f"median {share(sizes, 0.5)} (at most {MEDIAN}), p90 {share(sizes, 0.9)} (at most {NINE_OF_TEN})"
    )


def test_most_functions_are_small() -> None:
    sizes = [size for _path, source in python_files() for size in function_lengths(ast.parse(source))]
    assert share(sizes, 0.9) <= FUNCTION_NINE_OF_TEN
    assert max(sizes) <= FUNCTION_CAP


def test_the_kernel_stays_small_beside_its_japanese_tables() -> None:
    kernel = {path: lines for path, lines in lines_by_file().items() if path.startswith("src/enishi/kernel/")}
    total = sum(lines for path, lines in kernel.items() if "/japan/" not in path)
    allowed: list[int] = EXCEPTIONS["kernel"]["lines"]
    assert all(later < earlier for earlier, later in pairwise(allowed)), "the kernel only gets smaller"
    listed = allowed[-1]
    assert total <= listed, f"the kernel has {total} lines; {KERNEL} are meant, {listed} are allowed"
    assert listed in (KERNEL, total) or listed - total < SLACK, f"lower the listed size: {total} lines are left"
