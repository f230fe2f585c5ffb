"""`enishi bench`: speed and memory of this installation on the benchmark workspace, in figures others can take."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Benchmark:
    """One figure: its unit, whether lower or higher is better, and what is aimed at on two cores."""

    name: str
    unit: str
    better: Literal["lower", "higher"]
    target: float
    about: str


@dataclass(frozen=True, slots=True)
class Result:
    """A measured figure; `note` says what else was seen on the way."""

    benchmark: Benchmark
    value: float
    note: str = ""


#: A value and what else was seen.
Figure = tuple[float, str]


class NotThere(Exception):
    """What should be measured does not answer; the sentence says what."""


BENCHMARKS = {
    found.name: found
    for found in (
        Benchmark("list-json-cpu-ms", "ms", "lower", 10, "CPU of the server for a list of 50 contacts as JSON"),
        Benchmark("list-html-cpu-ms", "ms", "lower", 25, "CPU of the server for the list page of contacts"),
        Benchmark("list-deep-cpu-ms", "ms", "lower", 25, "CPU of the server for the last page of that list"),
        Benchmark("record-html-cpu-ms", "ms", "lower", 40, "CPU of the server for a contact with 500 touches"),
        Benchmark("search-p95-ms", "ms", "lower", 30, "time of a search, 95th percentile"),
        Benchmark("api-reads-per-s", "1/s", "higher", 400, "GET of one contact, 4 keep-alive clients, token checked"),
        Benchmark("api-creates-per-s", "1/s", "higher", 150, "POST of a contact, 4 keep-alive clients"),
        Benchmark("import-rows-per-s", "1/s", "higher", 5_000, "rows from file to committed, duplicates looked for"),
        Benchmark("cold-start-s", "s", "lower", 3, "start of the server to its first page"),
        Benchmark("memory-mib", "MiB", "lower", 200, "PSS of all processes, idle after 1,000 requests"),
        Benchmark("first-page-js-kib", "KiB", "lower", 100, "gzipped JavaScript of the list page"),
    )
}
