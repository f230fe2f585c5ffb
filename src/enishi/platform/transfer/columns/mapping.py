"""What was decided about a file: where each column goes, what happens to filled fields, what a value means."""

from __future__ import annotations

from collections.abc import Mapping as Table
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field, replace
from typing import Any, Literal

from enishi.platform.transfer.columns.layout import Layout
from enishi.platform.transfer.columns.suggest import Suggestion
from enishi.platform.transfer.files.source import Column
from enishi.platform.transfer.intake import intake_of

Rule = Literal["overwrite", "fill", "keep", "append"]
RULES: tuple[Rule, ...] = ("overwrite", "fill", "keep", "append")
DEFAULT: Rule = "fill"
APPENDED = frozenset({"notes", "tags", "caution", "roles"})
"""Fields to which an import adds unless told otherwise."""
WHOLE = dict.fromkeys(("family_name", "given_name"), "full_name")
WHOLE |= dict.fromkeys(("family_name_kana", "given_name_kana"), "full_name_kana")
WHOLE |= dict.fromkeys(("prefecture", "city", "street", "building"), "address")
"""Field → the column of a file that fills several fields, whose rule holds for each of them."""


@dataclass(frozen=True)
class Mapping:
    """Columns with their targets; `rules` by field with "*" for the others; `choices` as target → value → key.

    Columns below the confidence `least` count as not mapped: their values are kept in the notes.
    """

    object: str
    columns: tuple[Suggestion, ...]
    rules: Table[str, Rule] = field(default_factory=dict)
    choices: Table[str, Table[str, str]] = field(default_factory=dict)
    least: float = 0.0

    def layout(self, columns: Sequence[Column]) -> Layout:
        """Where the fields stand in the cells of this table."""
        return Layout.of(columns, self.columns, intake_of(self.object), self.least)

    def rule(self, name: str) -> Rule:
        """What happens when both the record and the file have a value."""
        found = self.rules.get(name)
        if found or not self.rules:
            return found or ("append" if name in APPENDED else DEFAULT)
        prefix, dot, part = name.rpartition(".")
        whole = self.rules.get(f"{prefix}{dot}{WHOLE.get(part, '')}")
        return whole or ("append" if name in APPENDED else self.rules.get("*", DEFAULT))

    def used(self) -> dict[int, str]:
        """Column → target, for the columns that go to a field."""
        return {s.column: s.target for s in self.columns if s.target and s.ticked and s.confidence >= self.least}

    def moved(self, column: int, target: str | None, *, ticked: bool = True, transform: str = "") -> Mapping:
        """The same with one column decided by a person."""
        how = transform or ("" if target else "keep")
        decided = Suggestion(column, target, 1.0, "", how, ticked=ticked)
        found = tuple(
            replace(decided, also=s.also, part=s.part, others=s.others) if s.column == column else s
            for s in self.columns
        )
        return replace(self, columns=found)

    def to_json(self) -> dict[str, Any]:
        """As it is stored with the run."""
        return asdict(self)

    @classmethod
    def of_json(cls, stored: Table[str, Any]) -> Mapping:
        """Read back what `to_json` gave."""
        columns = tuple(
            Suggestion(**{**one, "also": tuple(one["also"]), "others": tuple(one["others"])})
            for one in stored["columns"]
        )
        return cls(stored["object"], columns, stored["rules"], stored["choices"], stored["least"])
