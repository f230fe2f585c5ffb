"""Pairs of records that imports left open: a person says same or different, one pair at a time."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.middleware.csrf import get_token
from django.utils.translation import gettext as _

from enishi.kernel.actor import Actor
from enishi.kernel.registry import registry
from enishi.platform.models import DuplicateCase
from enishi.platform.transfer.checkup.duplicates import reason_sentences
from enishi.platform.transfer.wizard import beside
from enishi.platform.transfer.writing import cases
from enishi.screens.answer import screen, show
from enishi.screens.page_models.common import Action, Badge, State
from enishi.screens.page_models.entry_pages import StatePage
from enishi.screens.page_models.question_pages import Beside, QuestionPage, SideBySide
from enishi.screens.transfer.common import importer, shell
from enishi.screens.transfer.questions import lines_of


@screen("GET", "POST")
def pairs(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Pairs of records that imports left open, the likeliest first; a person says same or different."""
    importer(actor)
    if request.method == "POST":
        given = request.POST.get("pair", "")
        state = request.POST.get("decision", "")
        if state and given.isdecimal() and len(given) < 19:
            cases.settle(int(given), state, actor)
        after = given if not state else ""
        return HttpResponseRedirect(f"/import/pairs?after={after}" if after else "/import/pairs")
    found = cases.open_cases(actor, 200)
    passed = request.GET.get("after", "")
    rest = [case for case in found if str(case.pk) != passed] or found
    if not rest:
        empty = State(
            "empty",
            _("No duplicates to check"),
            _("Every pair has been looked at."),
            Action(_("Back to today"), "/", icon="house"),
        )
        return show(request, "state.jinja", StatePage(shell(request, actor, empty.title), empty.title, empty))
    return show(request, "import/question.jinja", _pair(request, actor, rest[0], len(found)))


def _pair(request: HttpRequest, actor: Actor, case: DuplicateCase, waiting: int) -> QuestionPage:
    card = registry.card(case.object)
    found = beside.records_beside(card, case.first, case.second, actor)
    sentences = reason_sentences()
    reasons = tuple(Badge(sentences[reason], "good", "check") for reason in case.reasons if reason in sentences)
    other = Beside("", found.others[0].title, reasons, f"/o/{card.plural}/{case.second}", "", "")
    return QuestionPage(
        shell=shell(request, actor, _("Pairs")),
        title=_("The same, or two?"),
        wizard=None,
        place=_("{number} pairs wait").format(number=waiting),
        url="/import/pairs",
        csrf_token=get_token(request),
        sides=SideBySide(found.title, (other,), lines_of(found), f"/o/{card.plural}/{case.first}"),
        answers=(
            Action(_("The same"), "same", "check", "s"),
            Action(_("Two different ones"), "different", "users", "d"),
            Action(_("Decide later"), "", "clock", "l"),
        ),
        pair=str(case.pk),
        remark=_("Your answer is kept. Both records stay as they are; nothing is merged."),
    )
