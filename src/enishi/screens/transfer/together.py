"""Questions that are alike: a person looks at some of them and answers them all in one go, or takes that back."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.middleware.csrf import get_token
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from enishi.kernel.actor import Actor
from enishi.platform.models import ImportRun
from enishi.platform.transfer.checkup.duplicates import reason_sentences
from enishi.platform.transfer.wizard import beside, desk
from enishi.platform.transfer.wizard import together as alike
from enishi.screens.answer import screen, show
from enishi.screens.page_models.common import Action
from enishi.screens.page_models.question_pages import TogetherGroup, TogetherPage, TogetherPart
from enishi.screens.transfer.common import address, run_of, shell, wizard

COLUMNS = 7
THEN = "?then=questions"
"""Tells the page of the progress where to go on."""


@screen("GET")
def overview(request: HttpRequest, actor: Actor, number: int) -> HttpResponse:
    """The questions in groups; without a group on to the first question, without a question to the verdicts."""
    run = run_of(number, actor)
    groups = alike.together(run)
    if not groups and not run.together:
        return HttpResponseRedirect(address(run, "questions/alone"))
    waiting = len(desk.asked(run, open_only=True))
    text = ngettext("{number} question is open.", "{number} questions are open.", waiting)
    page = TogetherPage(
        shell=shell(request, actor, _("Check")),
        title=_("Questions that are alike"),
        wizard=wizard(4, label=_("To the verdicts"), href=address(run, "review")),
        text=text.format(number=f"{waiting:,}"),
        url=address(run, "together"),
        csrf_token=get_token(request),
        groups=tuple(_group(run, one) for one in groups),
        alone=Action(_("Decide one by one"), address(run, "questions/alone"), "merge"),
        back=_("Take it back") if run.together else "",
        back_text=_told(run),
    )
    return show(request, "import/together.jinja", page)


def _group(run: ImportRun, group: alike.Together) -> TogetherGroup:
    number = len(group.rows)
    return TogetherGroup(
        f"{number:,}", ngettext("row", "rows", number), _reasons(group.reasons), address(run, f"together/{group.key}")
    )


def _reasons(reasons: tuple[str, ...]) -> str:
    said = reason_sentences()
    return " ".join(said[reason] for reason in said if reason in reasons)


def _told(run: ImportRun) -> str:
    """What was answered together last."""
    if not run.together:
        return ""
    last = run.together[-1]
    number = len(last["answers"])
    words = {
        alike.SAME: ngettext("{number} row: the same", "{number} rows: the same", number),
        alike.NEW: ngettext("{number} row: a new record", "{number} rows: new records", number),
        alike.SKIP: ngettext("{number} row: left out", "{number} rows: left out", number),
    }
    return f"{words[last['decision']].format(number=f'{number:,}')} – {_reasons(tuple(last['reasons']))}"


@screen("GET", "POST")
def group(request: HttpRequest, actor: Actor, number: int, key: str) -> HttpResponse:
    """Some questions of a group with the answers; POST answers them all, and the check runs anew."""
    run = run_of(number, actor)
    if request.method == "POST":
        alike.answer(run, key, request.POST.get("decision", ""), actor)
        return HttpResponseRedirect(address(run, f"progress{THEN}"))
    found = alike.group_of(run, key)
    told = [beside.comparison(run, row, actor) for row in found.samples]
    columns = tuple(dict.fromkeys(label for one in told for label in one.labels))[:COLUMNS]
    number = len(found.rows)
    part = TogetherPart(
        url=address(run, f"together/{found.key}"),
        csrf_token=get_token(request),
        columns=columns,
        samples=tuple(_sample(row, one, columns) for row, one in zip(found.samples, told, strict=True) if one.others),
        answers=(
            Action(_("All {number} are the same").format(number=f"{number:,}"), alike.SAME, "check"),
            Action(_("All {number} are new records").format(number=f"{number:,}"), alike.NEW, "user-plus"),
            Action(_("Leave all {number} out").format(number=f"{number:,}"), alike.SKIP, "x"),
        ),
        remark=_("You can take this answer back as long as nothing has been imported."),
    )
    return show(request, "import/together_part.jinja", part)


def _sample(
    row: int, found: beside.Comparison, columns: tuple[str, ...]
) -> tuple[tuple[str, tuple[tuple[str, bool], ...]], ...]:
    """A row, and below it what it most likely is, with the values that differ."""
    other = found.others[0]
    own, there = dict(zip(found.labels, found.values, strict=True)), dict(zip(found.labels, other.values, strict=True))
    pairs = [(own.get(label, ""), there.get(label, "")) for label in columns]
    return (
        (_("Row {row}").format(row=row), tuple((mine, False) for mine, _theirs in pairs)),
        (other.title, tuple((theirs, bool(mine and theirs and mine != theirs)) for mine, theirs in pairs)),
    )


@screen("POST")
def back(request: HttpRequest, actor: Actor, number: int) -> HttpResponse:
    """What was answered together last is open again; the check runs anew."""
    run = run_of(number, actor)
    alike.take_back(run, actor)
    return HttpResponseRedirect(address(run, f"progress{THEN}"))
