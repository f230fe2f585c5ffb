"""The third step: where each column goes, what its values mean, what happens where a record has a value already."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.middleware.csrf import get_token
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from enishi.kernel.actor import Actor
from enishi.kernel.registry import registry
from enishi.platform.models import ImportRun
from enishi.platform.transfer import runs
from enishi.platform.transfer.columns.suggest import Suggestion
from enishi.platform.transfer.intake import importable
from enishi.platform.transfer.wizard import choosing, desk
from enishi.platform.transfer.wizard.desk import ColumnProposal, Proposal
from enishi.platform.transfer.writing import course
from enishi.screens.answer import is_part, screen, show
from enishi.screens.page_models.common import Cell, Choice, Note
from enishi.screens.page_models.import_pages import (
    ChoiceValues,
    ColumnMapping,
    MappingPage,
    Preview,
    Setting,
    SideBlock,
    SideLine,
)
from enishi.screens.transfer.common import address, file_line, run_of, shell, wizard
from enishi.screens.transfer.deciding import OUT, SUGGESTED, decide, kept_name, value_of

SURE = 0.8


@screen("GET", "POST")
def columns(request: HttpRequest, actor: Actor, number: int) -> HttpResponse:
    """Where each column goes; what is doubtful is marked, what goes nowhere stays in the notes."""
    run = run_of(number, actor)
    if request.method == "POST":
        other = decide(run, actor, request.POST)
        if not is_part(request):
            if other:
                return HttpResponseRedirect(address(run, "columns"))
            if name := request.POST.get("keep_as", "").strip():
                runs.keep_mapping(run, name, actor)
            course.check(run, actor)
            return HttpResponseRedirect(address(run, "progress"))
        if other:
            return HttpResponse(status=204, headers={"HX-Redirect": address(run, "columns")})
    return show(request, "import/mapping.jinja", _page(request, actor, run))


def _page(request: HttpRequest, actor: Actor, run: ImportRun) -> MappingPage:
    proposal = desk.propose(run, actor)
    options = [
        (target.name, str(target.label_ja if actor.language == "ja" else target.label_en))
        for target in proposal.targets
    ]
    lines = _once([_column(place, column, options, proposal) for place, column in enumerate(proposal.columns)])
    placed = sum(1 for column in proposal.columns if column.suggestion.target and column.suggestion.ticked)
    dropped = sum(1 for column in proposal.columns if not column.suggestion.ticked)
    status = _("{placed} of {all} columns have their place").format(placed=placed, all=len(lines))
    return MappingPage(
        shell=shell(request, actor, _("Columns")),
        title=_("Where each column goes"),
        wizard=wizard(3, address(run, "diagnosis"), label=_("Check the rows"), form="mapping"),
        url=address(run, "columns"),
        csrf_token=get_token(request),
        file=file_line(run, run.total, status),
        columns=lines,
        preview=_preview(proposal.preview),
        side=_side(placed, len(lines) - placed - dropped, dropped),
        settings=_settings(run, actor, proposal),
        choices=_choice_columns(run, actor),
        keep_label=_("Keep these columns under a name, for the next file of this kind"),
    )


def _once(lines: list[ColumnMapping]) -> tuple[ColumnMapping, ...]:
    """A field that takes several columns has one rule, beside the first of them."""
    seen: set[str] = set()
    found = []
    for line in lines:
        found.append(replace(line, rule="") if line.rule in seen else line)
        seen.add(line.rule)
    return tuple(found)


def _side(placed: int, kept: int, dropped: int) -> tuple[SideBlock, ...]:
    return (
        SideBlock(
            _("With these columns"),
            (
                SideLine(_("Columns with a field"), str(placed)),
                SideLine(_("Columns kept in the notes"), str(kept)),
                SideLine(_("Columns dropped"), str(dropped)),
            ),
        ),
        SideBlock(
            "",
            note=Note(
                _("Only the imported rows change."),
                lead=_("The whole import can be undone for 30 days."),
                tone="good",
                icon="undo-2",
            ),
        ),
    )


def _settings(run: ImportRun, actor: Actor, proposal: Proposal) -> tuple[Setting, ...]:
    """What the rows become, the sheet, a kept mapping, the rule for all fields."""
    objects = [(key, str(registry.card(key).label_plural)) for key in importable() if actor.may("import", key)]
    sheets = [(sheet.name, sheet.name) for sheet in proposal.sheets]
    kept = [*((found.name, found.name) for found in runs.kept_for(run)), (SUGGESTED, _("As suggested"))]
    rule = proposal.mapping.rules.get("*", "fill")
    found = [
        Setting("object", _("The rows become"), _options(objects, run.object)),
        Setting("sheet", _("Sheet"), _options(sheets, run.sheet)),
        Setting("kept", _("Columns as kept"), _options(kept, kept_name(run) or SUGGESTED)),
        Setting("rule.*", _("Where a record has a value already"), _options(_rule_words(), rule)),
    ]  # fmt: skip
    return tuple(one for one in found if one.name == "rule.*" or len(one.choices) > 1)


def _options(pairs: list[tuple[str, str]], value: str) -> tuple[Choice, ...]:
    return tuple(Choice(key, label, key == value) for key, label in pairs)


def _rule_words() -> list[tuple[str, str]]:
    return [
        ("fill", _("Fill blanks only")),
        ("overwrite", _("Overwrite")),
        ("keep", _("Keep the record as it is")),
        ("append", _("Append")),
    ]


def _column(place: int, column: ColumnProposal, options: list[tuple[str, str]], proposal: Proposal) -> ColumnMapping:
    found = column.suggestion
    there = value_of(found.target, ticked=found.ticked)
    choices = (
        Choice("", _("Keep in the notes"), there == ""),
        Choice(OUT, _("Leave out"), there == OUT),
        *(Choice(name, label, name == there) for name, label in options),
    )
    kind = next((target.kind for target in proposal.targets if target.name == found.target), "")
    sure = found.confidence >= SURE
    rule = proposal.mapping.rules.get(found.target or "", "")
    return ColumnMapping(
        name=str(place),
        source=column.column.header,
        sample=column.sample[:40],
        targets=choices,
        target_icon="arrow-right" if found.target else "pencil" if found.ticked else "x",
        tidy=_tidied("split_address" if _begins(place, found, proposal) else found.transform, kind)
        if found.target
        else "",
        reason=found.reason,
        rule=f"rule.{found.target}" if found.target and found.target != "id" else "",
        rules=(Choice("", _("As for all"), not rule), *_options(_rule_words(), rule)),
        confidence=f"{round(found.confidence * 100)}%" if found.target and sure else "",
        doubtful=bool(found.target) and not sure,
    )


def _begins(place: int, found: Suggestion, proposal: Proposal) -> bool:
    """Whether a joined field starts with this column."""
    first = next(i for i, one in enumerate(proposal.columns) if one.suggestion.target == found.target)
    return found.transform == "join" and first == place


def _tidied(transform: str, kind: str) -> str:
    """What happens to the values on the way."""
    words = {
        "split_name": _("split into family and given name"),
        "split_kana": _("split into family and given name, full-width katakana"),
        "split_department": _("split into department and job title"),
        "split_address": _("split into prefecture, city and street"),
        "join": _("joined with the column before"),
        "join_date": _("joined to one date"),
    }
    kinds = {
        "kana": _("made full-width katakana"),
        "company_name": _("legal form kept apart"),
        "email": _("full-width characters and spaces corrected"),
        "phone": _("digits and hyphens put in order"),
        "postal_code": _("seven digits"),
        "date": _("Japanese years read as dates"),
        "rank": _("ranks kept as they are"),
        "user": _("name kept, passes over with the invitation"),
    }
    return words.get(transform) or kinds.get(kind, "")


def _choice_columns(run: ImportRun, actor: Actor) -> tuple[ChoiceValues, ...]:
    found = []
    for column in choosing.choice_columns(run, actor.language):
        values = tuple(
            (
                f"choice:{column.target}:{value.text}",
                value.text,
                f"{value.count:,}",
                _meanings(column, value),
                value.sure,
            )
            for value in column.values
        )
        unsure = sum(1 for value in column.values if not value.sure)
        note = ngettext("{number} value to decide", "{number} values to decide", unsure).format(number=unsure)
        title = _("Values of “{field}”").format(field=column.label)
        if values:
            found.append(ChoiceValues(title, note if unsure else _("all understood"), values, open=bool(unsure)))
    return tuple(found)


def _meanings(column: choosing.ChoiceColumn, value: choosing.Value) -> tuple[Choice, ...]:
    undecided = () if value.sure else (Choice("", _("Keep in the notes"), value.key is None),)
    return (
        *undecided,
        Choice(OUT, _("Means nothing"), value.key == ""),
        *(Choice(key, label, key == value.key) for key, label in column.choices),
    )


def _preview(rows: Any) -> Preview | None:
    if not rows:
        return None
    names = tuple(dict.fromkeys(name for row in rows for name in row))[:8]
    lines = tuple(tuple(Cell("text", row.get(name, "")) for name in names) for row in rows)
    note = ngettext("the first row", "the first {number} rows", len(lines)).format(number=len(lines))
    return Preview(_("How it will look"), note, names, lines)
