"""The third step: where each column goes, what its values mean, what happens where a record has a value already."""

from __future__ import annotations

from dataclasses import replace

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.middleware.csrf import get_token
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from enishi.kernel.actor import Actor
from enishi.kernel.registry import registry
from enishi.platform.models import ImportRun
from enishi.platform.transfer import runs
from enishi.platform.transfer.columns.suggest import Suggestion
from enishi.platform.transfer.columns.targets import NUMBER, label_of
from enishi.platform.transfer.intake import importable
from enishi.platform.transfer.wizard import choosing, proposal
from enishi.platform.transfer.wizard.preview import Preview as Rows
from enishi.platform.transfer.wizard.proposal import ColumnProposal, Proposal
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
from enishi.screens.transfer.choose import options, sheet_setting
from enishi.screens.transfer.common import address, file_line, run_of, shell, wizard
from enishi.screens.transfer.deciding import OUT, SUGGESTED, decide, kept_name, value_of
from enishi.screens.transfer.quality import quality_blocks

SURE = 0.8
#: Kind of a field → its icon.
ICONS = {
    "person_name": "user", "company_name": "building-2", "email": "mail", "phone": "phone", "postal_code": "map-pin",
    "address": "map-pin", "prefecture": "map-pin", "street": "map-pin", "building": "map-pin", "country": "globe",
    "date": "calendar", "rank": "tag", "choice": "tag", "tags": "tag", "user": "users", "number": "hash",
    "code": "hash", "corporate_number": "hash", "invoice_number": "hash", "extension": "hash", "url": "link",
    "link": "link", "long_text": "pencil",
}  # fmt: skip


@screen("GET", "POST")
def columns(request: HttpRequest, actor: Actor, number: int) -> HttpResponse:
    """Where each column goes; what is doubtful is marked, what goes nowhere stays in the notes."""
    run = run_of(number, actor)
    if request.method == "POST":
        anew = decide(run, actor, request.POST)
        if not is_part(request):
            if anew:
                return HttpResponseRedirect(address(run, "columns"))
            if name := request.POST.get("keep_as", "").strip():
                runs.keep_mapping(run, name, actor)
            course.check(run, actor)
            return HttpResponseRedirect(address(run, "progress"))
        if anew:
            return HttpResponse(status=204, headers={"HX-Redirect": address(run, "columns")})
    return show(request, "import/mapping.jinja", _page(request, actor, run))


def _page(request: HttpRequest, actor: Actor, run: ImportRun) -> MappingPage:
    there, card = proposal.propose(run, actor), registry.card(run.object)
    fields = [(target.name, label_of(card, target.name)) for target in there.targets]
    lines = _once([_column(place, column, fields, there) for place, column in enumerate(there.columns)])
    placed = sum(1 for column in there.columns if column.suggestion.target and column.suggestion.ticked)
    dropped = sum(1 for column in there.columns if not column.suggestion.ticked)
    status = _("{placed} of {all} columns have their place").format(placed=placed, all=len(lines))
    return MappingPage(
        shell=shell(request, actor, _("Columns")),
        title=_("Where each column goes"),
        wizard=wizard(3, address(run, "diagnosis"), label=_("Check the rows"), form="mapping"),
        url=address(run, "columns"),
        csrf_token=get_token(request),
        file=file_line(run, run.total, status),
        columns=lines,
        preview=_preview(there.preview),
        side=(*quality_blocks(run, actor), *_side(placed, len(lines) - placed - dropped, dropped)),
        settings=_settings(run, actor, there),
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
                SideLine(_("Columns left out"), str(dropped)),
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


def _settings(run: ImportRun, actor: Actor, there: Proposal) -> tuple[Setting, ...]:
    """What the rows become, the sheet, a kept mapping, the rule for all fields."""
    objects = [(key, str(registry.card(key).label_plural)) for key in importable(actor)]
    sheet = sheet_setting(run, there)
    kept = [*((found.name, found.name) for found in runs.kept_for(run)), (SUGGESTED, _("As suggested"))]
    rule = there.mapping.rules.get("*", "fill")
    found = [
        *((sheet,) if sheet else ()),
        Setting("object", _("The rows become"), options(objects, run.object)),
        Setting("kept", _("Columns as kept"), options(kept, kept_name(run) or SUGGESTED)),
        Setting("rule.*", _("Where a record has a value already"), options(_rule_words(), rule)),
    ]
    return tuple(one for one in found if one.name == "rule.*" or len(one.choices) > 1)


def _rule_words() -> list[tuple[str, str]]:
    return [
        ("fill", _("Fill blanks only")),
        ("overwrite", _("Overwrite")),
        ("keep", _("Keep the record as it is")),
        ("append", _("Append")),
    ]


def _column(place: int, column: ColumnProposal, fields: list[tuple[str, str]], there: Proposal) -> ColumnMapping:
    found = column.suggestion
    to = value_of(found.target, ticked=found.ticked)
    choices = options([("", _("Keep in the notes")), (OUT, _("Leave out")), *fields], to)
    target = next((target for target in there.targets if target.name == to), None)
    sure = found.confidence >= SURE
    rule = there.mapping.rules.get(to, "")
    return ColumnMapping(
        name=str(place),
        source=column.column.header,
        sample=_short(column.sample, 40),
        targets=choices,
        target_icon=ICONS.get(target.kind, "type") if target else "x" if to else "pencil",
        tidy=_tidied(f"begin_{found.target}" if _begins(place, found, there) else found.transform, target.kind)
        if target
        else _untaken(column),
        reason=found.reason,
        rule=f"rule.{to}" if target and to != NUMBER else "",
        rules=(Choice("", _("As for all"), not rule), *options(_rule_words(), rule)),
        confidence=f"{round(found.confidence * 100)}%" if target and sure else "",
        doubtful=bool(target) and not sure,
    )


def _untaken(column: ColumnProposal) -> str:
    """What becomes of a column without a field, and why it is left out."""
    if not column.suggestion.ticked:
        return _("hidden in the workbook") if column.column.hidden else column.suggestion.reason
    if not column.sample:
        return _("the column is empty")
    return _("written as “{column}: {value}”").format(column=column.column.header, value=_short(column.sample, 20))


def _short(text: str, size: int) -> str:
    line = " ".join(text.split())
    return line if len(line) <= size else f"{line[: size - 1]}…"


def _begins(place: int, found: Suggestion, there: Proposal) -> bool:
    """Whether a joined field starts with this column."""
    first = next(i for i, one in enumerate(there.columns) if one.suggestion.target == found.target)
    return found.transform == "join" and first == place


def _tidied(transform: str, kind: str) -> str:
    """What happens to the values on the way."""
    words = {
        "split_name": _("split into family and given name"),
        "split_kana": _("split into family and given name, full-width katakana"),
        "split_department": _("split into department and job title"),
        "split_address": _("split into prefecture, city and street"),
        "begin_address": _("split into prefecture, city and street"),
        "begin_street": _("joined with the next column"),
        "join": _("joined with the column before"),
        "join_date": _("joined to one date"),
    }
    kinds = {
        "kana": _("made full-width katakana"),
        "company_name": _("legal form kept apart"),
        "email": _("full-width characters and spaces corrected"),
        "phone": _("digits and hyphens put in order"),
        "postal_code": _("Japanese codes with seven digits, others as written"),
        "country": _("every name of a country understood"),
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


def _preview(found: Rows) -> Preview | None:
    if not found.rows:
        return None
    lines = tuple(tuple(Cell("text", text) for text in row) for row in found.rows)
    note = ngettext("the first row", "the first {number} rows", len(lines)).format(number=len(lines))
    return Preview(_("How it will look"), note, found.labels, lines)
