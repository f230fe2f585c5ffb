"""Duplicates: pairs that wait for a decision, two records side by side, and a merge that is taken back."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.middleware.csrf import get_token
from django.utils.translation import gettext as _

from enishi.kernel.actor import Actor
from enishi.kernel.card import Card
from enishi.kernel.doors.labels import links
from enishi.kernel.doors.read import records
from enishi.kernel.doors.rows import Row
from enishi.kernel.doors.write import write
from enishi.kernel.errors import Denied, Missing
from enishi.kernel.numbers import number_of
from enishi.kernel.registry import registry
from enishi.platform.cards import card_of
from enishi.platform.merging import pairs as memory
from enishi.platform.merging.sides import FULLEST
from enishi.platform.merging.undoing import preview
from enishi.platform.merging.verbs import DAYS, Merge, Unmerge
from enishi.platform.models import DuplicateCase
from enishi.platform.transfer.checkup.duplicates import reason_sentences
from enishi.platform.transfer.writing import cases
from enishi.screens.answer import said, screen, show
from enishi.screens.frame import shell_of
from enishi.screens.looks import url_of
from enishi.screens.merging.compared import may_merge, table, verb_of
from enishi.screens.page_models.common import Action, Badge, State
from enishi.screens.page_models.form_page import FormField
from enishi.screens.page_models.merge_page import MergePage, MergePickPage, Pair, UnmergePage
from enishi.screens.page_models.shell import Crumb

INBOX = "/duplicates"
MOST = 200


@screen("GET", "POST")
def inbox(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Pairs that wait, the likeliest first; POST keeps that the two of a pair are different."""
    if request.method == "POST":
        number = number_of(request.POST.get("pair", ""))
        if number is None:
            raise Missing(_("There is no such pair, or you have no access to it."))
        cases.settle(number, "different", actor)
        after = request.POST.get("after", "")
        return HttpResponseRedirect(f"{INBOX}?pair={after}" if after.isdecimal() else INBOX)
    found = cases.open_cases(actor, MOST)
    title = _("Duplicates")
    shell = shell_of(request, actor, title)
    if not found:
        back = Action(_("Back to today"), "/", icon="house")
        state = State("empty", _("No duplicates to check"), _("Every pair has been looked at."), back)
        return show(request, "merge.jinja", MergePage(shell, title, get_token(request), state=state))
    asked = request.GET.get("pair", "")
    place = next((n for n, case in enumerate(found) if str(case.pk) == asked), 0)
    case, card = found[place], registry.card(found[place].object)
    here = f"{INBOX}?pair={case.pk}"
    page = MergePage(
        shell=shell,
        title=title,
        csrf_token=get_token(request),
        pairs=_pairs(found, place, actor),
        waiting=f"{len(found):,}" + ("+" if len(found) == MOST else ""),
        reasons=tuple(Badge(text, "good", "check") for text in _reasons(case)),
        table=table(card, actor, case.first, case.second, request.GET.dict(), here),
        pair=str(case.pk),
        earlier=str(found[place - 1].pk) if place else "",
        later=str(found[(place + 1) % len(found)].pk) if len(found) > 1 else "",
        distinct_url=INBOX,
    )
    return show(request, "merge.jinja", page)


def _pairs(found: list[DuplicateCase], place: int, actor: Actor) -> tuple[Pair, ...]:
    titles: dict[tuple[str, int], str] = {}
    for key in {case.object for case in found}:
        ids = {number for case in found if case.object == key for number in (case.first, case.second)}
        titles |= {(key, number): linked.label for number, linked in links(key, actor, sorted(ids)).items()}
    return tuple(
        Pair(
            titles[case.object, case.first],
            titles[case.object, case.second],
            " ".join(_reasons(case)),
            f"{case.score:.1f}" if case.score else "",
            f"{INBOX}?pair={case.pk}",
            n == place,
        )
        for n, case in enumerate(found)
    )


def _reasons(case: DuplicateCase) -> list[str]:
    sentences = reason_sentences()
    return [sentences[reason] for reason in case.reasons if reason in sentences]


@screen("GET", "POST")
def merge(request: HttpRequest, actor: Actor, plural: str, number: int) -> HttpResponse:
    """Which record is the same one, both side by side, and the merge itself."""
    card = card_of(plural, actor)
    verb = verb_of(card)
    row = records(card, actor).get(number)
    if not may_merge(card, actor, number):
        raise Denied(_("Your role does not allow this."))
    sent = request.POST if request.method == "POST" else request.GET
    other = number_of(sent.get("with", ""))
    if request.method == "POST" and request.POST.get("decision") == "different" and other is not None:
        records(card, actor).get(other)
        memory.distinct(card.key, number, other, actor)
        return said(request, _("Noted: these are two."), to=url_of(card, number))
    if request.method == "POST":
        return _merged(request, actor, card, verb, number)
    title = _("Merge duplicates")
    shell = shell_of(
        request,
        actor,
        title,
        crumbs=(Crumb(str(card.label_plural), f"/o/{plural}"), Crumb(row.title, url_of(card, number))),
    )
    if other is None or other == number:
        label = _("Record that is the same one")
        field = FormField("with", label, "record", required=True, url=f"/o/{plural}/options")
        text = _("Choose the record that is the same as “{title}”. You see both side by side before anything happens.")
        cancel = Action(_("Cancel"), url_of(card, number))
        pick = MergePickPage(
            shell, title, text.format(title=row.title), f"{url_of(card, number)}/merge", field, _("Compare"), cancel
        )
        return show(request, "merge_pick.jinja", pick)
    here = f"{url_of(card, number)}/merge?with={other}"
    found = table(card, actor, number, other, request.GET.dict(), here)
    page = MergePage(shell, title, get_token(request), table=found, distinct_url=f"{url_of(card, number)}/merge")
    return show(request, "merge.jinja", page)


def _trail(card: Card, row: Row) -> tuple[Crumb, ...]:
    return Crumb(str(card.label_plural), f"/o/{card.plural}"), Crumb(row.title, url_of(card, row.id))


def _merged(request: HttpRequest, actor: Actor, card: Card, verb: type[Merge], number: int) -> HttpResponse:
    sent = request.POST
    values = {
        name.removeprefix("keep."): number_of(sent[name]) or sent[name] for name in sent if name.startswith("keep.")
    }
    data = {"with": sent.get("with", ""), "prefer": sent.get("prefer") or FULLEST, "values": values}
    written = write(verb, actor, card, number, data)
    title = records(card, actor).unshown().get(number).title
    after = sent.get("after", "")
    inbox_ = f"{INBOX}?pair={after}" if after.isdecimal() else INBOX
    to = inbox_ if sent.get("pair") else url_of(card, number)
    return said(request, _("“{title}” is one record now.").format(title=title), undo=written.audit, to=to)


@screen("GET", "POST")
def unmerge(request: HttpRequest, actor: Actor, plural: str, number: int, loser: int) -> HttpResponse:
    """What the undo of a merge gives back and what stays; POST does it."""
    card = card_of(plural, actor)
    verb_of(card)
    row = records(card, actor).get(number)
    if request.method == "POST":
        write(card.actions[Unmerge.verb], actor, card, number, {"from": loser})
        return said(request, _("The merge is undone: these are two records again."), to=url_of(card, number))
    found = preview(card, number, loser, actor)
    title = _("Undo the merge")
    text = _("“{other}” becomes a record of its own again. Possible until {days} days after the merge.")
    page = UnmergePage(
        shell=shell_of(request, actor, title, crumbs=_trail(card, row)),
        title=title,
        text=text.format(other=found.title, days=DAYS),
        url=f"{url_of(card, number)}/unmerge/{loser}",
        csrf_token=get_token(request),
        back=tuple((label, f"{count:,}") for label, count in found.back.items()),
        stays=tuple((label, f"{count:,}") for label, count in found.stays.items()),
        submit_label=_("Undo the merge"),
        cancel=Action(_("Cancel"), url_of(card, number)),
    )
    return show(request, "unmerge.jinja", page)
