"""The columns of a file with where they go, for a person to look at and to decide otherwise."""

from __future__ import annotations

from collections.abc import Mapping as Table
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from typing import Literal

from django.utils.translation import gettext as _

from enishi.kernel.actor import Actor
from enishi.kernel.card import Card
from enishi.kernel.errors import Invalid
from enishi.kernel.registry import registry
from enishi.platform.models import ImportRun
from enishi.platform.transfer.columns.mapping import RULES, Mapping, Rule
from enishi.platform.transfer.columns.suggest import Suggestion
from enishi.platform.transfer.columns.targets import label_of, targets_of
from enishi.platform.transfer.files.source import Column, Sheet
from enishi.platform.transfer.intake import Target
from enishi.platform.transfer.runs import decide, mapping_of, opened, turn
from enishi.platform.transfer.wizard.preview import Preview, preview
from enishi.platform.transfer.writing.course import open_for_changes


@dataclass(frozen=True, slots=True)
class ColumnProposal:
    """One column with where it goes, an example and how sure that is."""

    column: Column
    sample: str
    suggestion: Suggestion
    label: str


@dataclass(frozen=True, slots=True)
class Proposal:
    """The file as it was understood."""

    object: str
    name: str
    form: str
    encoding: str
    sheet: str
    sheets: tuple[Sheet, ...]
    columns: tuple[ColumnProposal, ...]
    targets: tuple[Target, ...]
    mapping: Mapping
    preview: Preview


def propose(run: ImportRun, actor: Actor) -> Proposal:
    """Columns, targets and a few rows as they would be."""
    card, mapping = registry.card(run.object), mapping_of(run)
    with closing(opened(run)) as source:
        values = source.values(200)
        columns = tuple(
            ColumnProposal(
                column,
                next((v for v in values[i] if v.strip()), ""),
                mapping.columns[i],
                _label(card, mapping.columns[i]),
            )
            for i, column in enumerate(source.columns)
        )
        return Proposal(
            run.object, run.name, source.form, source.encoding, run.sheet, source.sheets, columns,
            targets_of(card, actor), mapping, preview(run, source, actor),
        )  # fmt: skip


def _label(card: Card, found: Suggestion) -> str:
    return label_of(card, found.target) if found.target else ""


def remap(
    run: ImportRun,
    actor: Actor,
    targets: Table[int, str | None] | None = None,
    *,
    untick: Sequence[int] = (),
    rules: Table[str, Rule | Literal[""]] | None = None,
    choices: Table[str, Table[str, str]] | None = None,
    object_key: str = "",
    sheet: str = "",
) -> Mapping:
    """Decide columns, rules ("" takes one back), choices, the object or the sheet (see `turn`). Raises `Invalid` for a
    target that does not exist."""
    open_for_changes(run)
    mapping = mapping_of(run)
    if (object_key and object_key != run.object) or (sheet and sheet != run.sheet):
        mapping = turn(run, actor, object_key=object_key, sheet=sheet)
    known = {target.name for target in targets_of(registry.card(run.object), actor)}
    for column, target in (targets or {}).items():
        if target is not None and target not in known:
            raise Invalid({str(column): _("There is no field “{name}”.").format(name=target)})
        mapping = mapping.moved(column, target, transform=_transform(mapping, column, target))
    for column in untick:
        mapping = mapping.moved(column, None, ticked=False)
    if any(rule and rule not in RULES for rule in (rules or {}).values()):
        raise Invalid(rules=_("Choose one of the rules: overwrite, fill, keep, append."))
    mapping = Mapping(
        mapping.object,
        mapping.columns,
        {name: rule for name, rule in {**mapping.rules, **(rules or {})}.items() if rule},
        {**mapping.choices, **(choices or {})},
        mapping.least,
    )
    decide(run, mapping)
    return mapping


def _transform(mapping: Mapping, column: int, target: str | None) -> str:
    """A second column for an address joins the first; a department may hold the title as well."""
    if target in ("address", "street") and any(s.target == target and s.column != column for s in mapping.columns):
        return "join"
    return (
        "split_department" if target == "department" and not any(s.target == "title" for s in mapping.columns) else ""
    )
