"""Is it the same? A row beside the records it may be, one at a time, by keyboard too."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.middleware.csrf import get_token
from django.utils.translation import gettext as _

from enishi.kernel.actor import Actor
from enishi.kernel.registry import registry
from enishi.platform.transfer.wizard import beside, desk
from enishi.platform.transfer.writing import course
from enishi.screens.answer import screen, show
from enishi.screens.page_models.common import Action, Badge
from enishi.screens.page_models.question_pages import Beside, QuestionPage, SideBySide
from enishi.screens.transfer.common import address, run_of, shell, wizard
from enishi.screens.transfer.verdicts import decision_of


@screen("GET")
def alone(request: HttpRequest, actor: Actor, number: int) -> HttpResponse:
    """On to the first row that is open, or back to the verdicts when there is none."""
    run = run_of(number, actor)
    rows = desk.asked(run, open_only=True)
    return HttpResponseRedirect(address(run, f"questions/{rows[0]}" if rows else "review"))


@screen("GET", "POST")
def question(request: HttpRequest, actor: Actor, number: int, row: int) -> HttpResponse:
    """One row beside everything it may be; POST keeps the answer and goes on to the next open row."""
    run = run_of(number, actor)
    if request.method == "POST":
        desk.answer(run, row, decision_of(request.POST.get("decision", "")), actor)
        rest = [one for one in desk.asked(run, open_only=True) if one != row]
        if not rest:  # later rows may depend on what was answered: their figures are worked out anew
            course.check(run, actor)
            return HttpResponseRedirect(address(run, "progress"))
        following = next((one for one in rest if one > row), rest[0])
        return HttpResponseRedirect(address(run, f"questions/{following}"))
    found = beside.comparison(run, row, actor)
    rows = desk.asked(run)
    place = rows.index(row) if row in rows else 0
    said = run.answers.get(str(row))
    others = tuple(
        Beside(
            str(other.answer), other.title, tuple(Badge(reason, "good", "check") for reason in other.reasons),
            f"/o/{registry.card(run.object).plural}/{other.record}" if other.record else "",
            _("This one"), str(index), chosen=said == other.answer, likely=other.likely,
        )
        for index, other in enumerate(found.others, 1)
    )  # fmt: skip
    page = QuestionPage(
        shell=shell(request, actor, _("Check")),
        title=_("Is this somebody you have?"),
        wizard=wizard(4, label=_("To the verdicts"), href=address(run, "review")),
        place=_("{place} of {all}").format(place=place + 1, all=len(rows)) if rows else "",
        url=address(run, f"questions/{row}"),
        csrf_token=get_token(request),
        sides=SideBySide(_("Row {row} of the file").format(row=row), others, lines_of(found)),
        answers=(
            Action(_("A new record"), "new", "user-plus", "n"),
            Action(_("Leave out"), "skip", "x", "s"),
            Action(_("Decide later"), "", "clock", "l"),
        ),
        chosen=said if isinstance(said, str) else "",
        remark=_("What you leave open becomes a new record, and the pair waits for you. Nothing is merged."),
    )
    return show(request, "import/question.jinja", page)


def lines_of(found: beside.Comparison) -> tuple[tuple[str, str, tuple[tuple[str, bool], ...]], ...]:
    """Label, the row's text, and for each other its text and whether it differs."""
    return tuple(
        (
            label,
            own,
            tuple(
                (other.values[i], bool(own and other.values[i] and own != other.values[i])) for other in found.others
            ),
        )
        for i, (label, own) in enumerate(zip(found.labels, found.values, strict=True))
    )
