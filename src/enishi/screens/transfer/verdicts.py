"""The last step: the verdict on every row before anything is written, its cells to mend, its reasons, a file of it."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.middleware.csrf import get_token
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from enishi.kernel.actor import Actor
from enishi.kernel.errors import Missing
from enishi.kernel.numbers import number_of
from enishi.kernel.registry import registry
from enishi.platform.models import ImportRun
from enishi.platform.transfer import runs
from enishi.platform.transfer.columns.mapping import DEFAULT
from enishi.platform.transfer.wizard import desk, report
from enishi.platform.transfer.writing import course, forecast
from enishi.screens.answer import is_part, said, screen, show
from enishi.screens.looks import inside, url_of
from enishi.screens.page_models.common import Action, Cell, Choice, Note, Tab
from enishi.screens.page_models.form_page import EditPart, FormField
from enishi.screens.page_models.import_pages import (
    ReviewPage,
    ReviewRow,
    SideBlock,
    SideLine,
    VerdictRow,
)
from enishi.screens.record.controls import CONTROLS
from enishi.screens.transfer.common import address, file_line, run_of, shell, wizard
from enishi.screens.transfer.steps import sent

TONES: dict[str, Any] = {
    "create": "good",
    "update": "info",
    "unchanged": "",
    "skip": "",
    "error": "bad",
    "question": "warn",
}
UNJUDGED = {"new": "columns", "checking": "progress", "writing": "progress", "undoing": "progress"}
FIRST = -1
"""What the first row of a file comes after."""
NEWS = 4
"""Fields of which it is said how many records have a new value."""
COLUMNS = 40
"""Columns of a wide file that are shown; the file of verdicts has all of them."""


@screen("GET", "POST")
def review(request: HttpRequest, actor: Actor, number: int) -> HttpResponse:
    """Every row with what will happen to it; POST begins the writing."""
    run = run_of(number, actor)
    if request.method == "POST":
        course.begin(run, actor)
        return HttpResponseRedirect(address(run, "progress"))
    if run.state in UNJUDGED:  # nothing to show yet: the step that leads here, or how far it is
        return HttpResponseRedirect(address(run, UNJUDGED[run.state]))
    kind = request.GET.get("verdict", "")
    kind = kind if kind in TONES or kind == desk.NOTED else ""
    after = number_of(request.GET.get("after"))
    page = desk.verdicts(run, actor, kind, FIRST if after is None else after)
    words = report.verdict_words()
    url = address(run, "review")
    here = f"{url}?verdict={kind}"
    form = "review" if run.state == "checked" else ""
    model = ReviewPage(
        shell=shell(request, actor, _("Check")),
        title=_("What will happen to each row"),
        wizard=wizard(4, address(run, "columns"), label=_begin_label(dict(page.counts)), form=form),
        url=url,
        csrf_token=get_token(request),
        file=file_line(run, sum(page.counts.values())),
        tabs=_tabs(url, page, words, kind),
        columns=_headers(page),
        rows=tuple(_row(run, line, words, kind) for line in page.lines),
        side=_side(run, dict(page.counts), words, kind),
        news=_news(run),
        remark=_("Double-click a cell, or press Enter on it, to correct it. Your file stays as it is."),
        touch_remark=_("Tap a cell twice to correct it. Your file stays as it is."),
        faults=kind in ("error", desk.NOTED),
        previous_url="" if after is None else here,
        previous_label=_("From the first row"),
        next_url=f"{here}&after={page.after}" if page.after is not None else "",
        next_label=_("Next {size}").format(size=desk.PAGE),
    )  # fmt: skip
    return show(request, "import/review.jinja", model)


def _news(run: ImportRun) -> Note | None:
    """How many records of the file one has already, and what is new about them."""
    card, number = registry.card(run.object), run.met.get("records", 0)
    if not number:
        return None
    fields = [
        _("{number} with a new {field}").format(number=f"{count:,}", field=inside(card.fields[name].label))
        for name, count in run.met["fields"].items()
        if name in card.fields
    ][:NEWS]
    text = _("You have {number} {objects} of this file already.")
    lead = text.format(number=f"{number:,}", objects=inside(card.label_plural if number > 1 else card.label))
    told = pgettext("between names", ", ").join(fields)
    rule = runs.mapping_of(run).rules.get("*", DEFAULT)
    hint = _("Blanks are filled; values that are there stay.") if fields and rule == DEFAULT else ""
    change = Action(_("Take the new values"), address(run, "columns"), "pencil") if hint else None
    news = _("{news}.").format(news=told) if told else ""
    return Note(" ".join(part for part in (news, hint) if part), lead, "info", "users", change)


def _tabs(url: str, page: desk.VerdictPage, words: dict[str, str], kind: str) -> tuple[Tab, ...]:
    """One tab for each verdict that there is, and one for rows that go in with a value kept in the notes."""
    counted = [(v, words[v], page.counts.get(v, 0)) for v in TONES]
    counted.append((desk.NOTED, _("Value kept in the notes"), page.noted))
    found = [
        Tab(word, f"{url}?verdict={v}", v == kind, count=f"{count:,}")
        for v, word, count in counted
        if count or v == kind
    ]
    return (Tab(_("All"), url, not kind, count=f"{sum(page.counts.values()):,}"), *found)


@screen("GET")
def row_part(request: HttpRequest, actor: Actor, number: int, row: int) -> HttpResponse:
    """One row as it is judged now, with the figures of the whole import."""
    run = run_of(number, actor)
    page, words = desk.verdict_of(run, row, actor), report.verdict_words()
    kind = request.GET.get("verdict", "")
    part = ReviewRow(
        _row(run, page.lines[0], words, kind),
        _headers(page),
        _tabs(address(run, "review"), page, words, kind),
        _side(run, dict(page.counts), words, kind),
    )
    return show(request, "import/review_row.jinja", part)


def _begin_label(counts: dict[str, int]) -> str:
    """The button says how many rows it writes: those without a fault that are not left out."""
    rows = sum(counts.get(verdict, 0) for verdict in ("create", "update", "question"))
    return (
        ngettext("Import {number} row", "Import {number} rows", rows).format(number=f"{rows:,}")
        if rows
        else _("Import")
    )


def _headers(page: desk.VerdictPage) -> tuple[str, ...]:
    """The headers, and a mark for each cell that a row has beyond them."""
    names = [column.header for column in page.columns]
    widest = max((len(line.cells) for line in page.lines), default=0)
    return (*names, *(f"+{extra}" for extra in range(1, widest - len(names) + 1)))[:COLUMNS]


def _side(run: ImportRun, counts: dict[str, int], words: dict[str, str], kind: str) -> tuple[SideBlock, ...]:
    asked, bad = counts.get("question", 0), counts.get("error", 0)
    lines = [SideLine(words[v], f"{counts[v]:,}") for v in TONES if v in counts]
    if asked:
        lines.append(SideLine(_("New if all questions stay open"), f"{counts.get('create', 0) + asked:,}"))
    blocks = [SideBlock(_("With this import"), tuple(lines), note=_behind(run))]
    if asked:
        text = ngettext("{number} row may be somebody you have.", "{number} rows may be somebody you have.", asked)
        note = Note(
            _("What you leave open becomes a new record, and the pair waits for you. Nothing is merged."),
            lead=text.format(number=f"{asked:,}"), tone="warn", icon="merge",
            action=Action(_("Answer the questions"), address(run, "questions")),
        )  # fmt: skip
        blocks.append(SideBlock(_("Questions"), note=note))
    if asked or bad:
        note = Note(
            _("Only the rows that need you, under the same headers. Fix them and put the file in again."),
            icon="table", action=Action(_("Fix in Excel"), f"{address(run, 'verdicts')}?mend=1", "download"),
        )  # fmt: skip
        blocks.append(SideBlock(_("Fix in Excel and upload again"), note=note))
    what = (
        _("Rows of “{verdict}” with their reason").format(verdict=words[kind])
        if kind in words
        else _("All rows with their verdict and reason")
    )
    file = f"{address(run, 'verdicts')}?verdict={kind}"
    note = Note(what, icon="download", action=Action(_("Excel file"), file, "download"))
    blocks.append(SideBlock(_("Take it along"), note=note))
    return tuple(blocks)


def _behind(run: ImportRun) -> Note | None:
    """Says that other rows may depend on what was decided since all were judged."""
    if not forecast.behind(run):
        return None
    again = Action(_("Work out the figures again"), address(run, "again"), how="post")
    text = _("You have decided or corrected rows since. What that changes in other rows is not in these figures yet.")
    return Note(text, tone="warn", icon="info", action=again)


@screen("POST")
def again(request: HttpRequest, actor: Actor, number: int) -> HttpResponse:
    """Judge all rows anew, with what was answered and corrected meanwhile."""
    run = run_of(number, actor)
    course.check(run, actor)
    return said(request, _("The rows are judged anew."), to=address(run, "progress"))


def _row(run: ImportRun, line: desk.VerdictLine, words: dict[str, str], kind: str) -> VerdictRow:
    open_ = run.state == "checked"
    cells = tuple(
        Cell(
            "text", text[:60], title=text if len(text) > 60 else "", tone="bad" if place in line.doubtful else "",
            edit_url=address(run, f"row/{line.row}/{place}") if open_ else "",
        )
        for place, text in enumerate(line.cells[:COLUMNS])
    )  # fmt: skip
    asks = line.verdict == "question" or bool(line.candidates) or isinstance(line.answer, int)
    return VerdictRow(
        number=str(line.row),
        verdict=words.get(line.verdict, line.verdict),
        tone=TONES.get(line.verdict, ""),
        reasons=line.reasons,
        cells=cells,
        decide_url=address(run, f"row/{line.row}/answer"),
        choices=_choices(line) if open_ else (),
        compare_url=address(run, f"questions/{line.row}") if asks and open_ else "",
        who=line.who,
        record_url=url_of(registry.card(line.object), line.record),
        row_url=address(run, f"row/{line.row}?verdict={kind}"),
        left_url=address(run, f"row/{line.row}/left") if line.slipped and open_ else "",
        filed_url=address(run, f"row/{line.row}/filed") if line.fixed and open_ else "",
    )


def _choices(line: desk.VerdictLine) -> tuple[Choice, ...]:
    """What may be done with a row besides what will happen to it anyway."""
    if line.verdict not in ("question", "error", "skip") and line.answer is None:
        return ()
    known = [
        Choice(str(record) if record else f"row:{row}", title, line.answer in (record, f"row:{row}"))
        for record, row, title in line.candidates
    ]
    new = [] if line.verdict == "error" else [Choice("new", _("Take in as new"), line.answer == "new")]
    out = Choice("skip", _("Leave out"), line.answer == "skip")
    return (Choice("", _("Decide"), line.answer is None), *known, *new, out)


@screen("POST")
def answer(request: HttpRequest, actor: Actor, number: int, row: int) -> HttpResponse:
    """What to do with a row: it is that record, a new one, or nothing."""
    run = run_of(number, actor)
    return _said(request, desk.answer(run, row, decision_of(request.POST.get("decision", "")), actor))


def decision_of(given: str) -> int | str | None:
    """The number of a record, a word, or None for a question that is left open."""
    number = number_of(given)
    return (given or None) if number is None else number


@screen("POST")
def left(request: HttpRequest, actor: Actor, number: int, row: int) -> HttpResponse:
    """Cells that have slipped go back one column to the left."""
    return _said(request, desk.move_left(run_of(number, actor), row, actor))


@screen("POST")
def filed(request: HttpRequest, actor: Actor, number: int, row: int) -> HttpResponse:
    """The cells of a row are again what the file says."""
    return _said(request, desk.as_filed(run_of(number, actor), row, actor))


def _said(request: HttpRequest, line: desk.VerdictLine) -> HttpResponse:
    words = report.verdict_words()
    text = _("Row {row}: {verdict}").format(row=line.row, verdict=words.get(line.verdict, line.verdict))
    return said(request, text, close=False)


@screen("GET", "POST")
def cell(request: HttpRequest, actor: Actor, number: int, row: int, column: int) -> HttpResponse:
    """One cell of the file, mended in the grid; the row gets a new verdict."""
    run = run_of(number, actor)
    if request.method == "POST":
        line = desk.fix_cell(run, row, column, request.POST.get("text", ""), actor)
        answer = _said(request, line)
        if not is_part(request):
            return answer
        response = show(request, "cell.jinja", Cell("text", line.cells[column]))
        response["HX-Trigger"] = answer["HX-Trigger"]
        return response
    cells = desk.cells_of(run, (row,)).get(row)
    if cells is None or column >= max(len(cells), COLUMNS):
        raise Missing(_("There is no such page."))
    there = run.fixes.get(str(row), {}).get(str(column), cells[column] if column < len(cells) else "")
    field = FormField("text", _("Value"), CONTROLS.get("text", "text"), value=there)
    return show(request, "edit_part.jinja", EditPart(field))


@screen("GET")
def verdict_file(request: HttpRequest, actor: Actor, number: int) -> HttpResponseBase:
    """All rows, or those of one verdict, as a file to read; with `mend` those that need a person, to bring back."""
    run = run_of(number, actor)
    if request.GET.get("mend") == "1":
        return sent(report.edit_in_excel(run), run, _("to-fix"))
    kind = request.GET.get("verdict", "")
    return sent(report.verdict_file(run, verdict=kind if kind in TONES else ""), run, _("verdicts"))
