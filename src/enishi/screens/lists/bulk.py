"""Changing many records from a list: the question, the change or its job, and the answer row by row."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.middleware.csrf import get_token
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from enishi.kernel.actor import Actor
from enishi.kernel.card import Card, FieldCard
from enishi.kernel.doors.labels import titles
from enishi.kernel.doors.read import context
from enishi.kernel.doors.scope import may
from enishi.kernel.errors import Denied, Invalid, Missing
from enishi.kernel.fieldtypes.base import ValueProblem
from enishi.kernel.numbers import number_of
from enishi.kernel.ports import ports
from enishi.platform import bulk
from enishi.platform.cards import card_of
from enishi.platform.jobs.queue import cancel, find
from enishi.platform.list_query import ListQuery
from enishi.screens.answer import beside, said, screen, show, undo_mark
from enishi.screens.lists import saved_views
from enishi.screens.lists.page import asked_of
from enishi.screens.looks import url_of
from enishi.screens.page_models.bulk_parts import BulkDialog, BulkResult, RefusedRow
from enishi.screens.page_models.common import Choice
from enishi.screens.page_models.form_page import FormField
from enishi.screens.record.controls import argument_of, control_of, data_of, proposed
from enishi.screens.trash import deleted

SHOWN_REFUSALS = 20


@screen("GET", "POST")
def change(request: HttpRequest, actor: Actor, plural: str, verb: str) -> HttpResponse:
    """GET asks, POST does it: at once up to 200 records, beyond that as a job."""
    card = card_of(plural, actor)
    action = _action(card, actor, verb)
    ids = _ids(request, card, actor, verb)
    if request.method == "GET":
        return beside(request, actor, "bulk_dialog.jinja", _dialog(request, card, actor, verb, ids, {}))
    try:
        asked = bulk.Bulk(card.key, verb, _data(request.POST, card, actor, verb))
    except Invalid as problem:
        return beside(
            request, actor, "bulk_dialog.jinja", _dialog(request, card, actor, verb, ids, problem.fields), 422
        )
    if len(ids) > bulk.AT_ONCE:
        with ports.lock.write():
            number = ports.jobs.enqueue("bulk.change", {**_plain(asked), "ids": ids}, actor)
        return show(request, "bulk_result.jinja", running(number, 0, len(ids)))
    outcome = bulk.Outcome()
    outcome.add(bulk.apply(card, actor, asked, ids))
    undo = outcome.audits if action.undo else ()
    text = _done_text(len(outcome.audits))
    if not outcome.refused_count:
        return said(request, text, undo=undo or None, to="" if request.headers.get("HX-Request") else f"/o/{plural}")
    response = show(request, "bulk_result.jinja", result_of(card, actor, outcome, undo_mark(undo)))
    response["HX-Trigger"] = '{"en:changed": {}}'
    return response


def _plain(asked: bulk.Bulk) -> dict[str, Any]:
    return {"object": asked.object, "verb": asked.verb, "data": dict(asked.data)}


def _action(card: Card, actor: Actor, verb: str) -> Any:
    """The verb, if the list offers it to this person; each row is asked again when it is written."""
    try:
        action = bulk.action_of(card, verb)
    except Missing as problem:
        raise Missing(_("There is no such page.")) from problem
    if not may(card, actor, action):
        raise Denied(_("Your role does not allow this."))
    return action


def _ids(request: HttpRequest, card: Card, actor: Actor, verb: str) -> list[int]:
    """The chosen rows, or all that match what the list shows. Ids nobody may see are refused when they are written."""
    given = request.GET if request.method == "GET" else request.POST
    if given.get("all") == "1":
        query = saved_views.opened(card, actor, ListQuery.read({name: given[name] for name in given}))
        asked = deleted(card, actor) if verb == "restore" else asked_of(card, actor, query)
        found = asked.ids(bulk.MOST + 1)
        if len(found) > bulk.MOST:
            raise Invalid({"": _("More than {limit} records match. Narrow the list.").format(limit=f"{bulk.MOST:,}")})
        return found
    ids = [number for text in given.getlist("id") if (number := number_of(text)) is not None]
    if not ids:
        raise Invalid({"": _("Choose at least one row.")})
    return list(dict.fromkeys(ids))


def _data(form: QueryDict, card: Card, actor: Actor, verb: str) -> dict[str, Any]:
    """What the dialog says should be written. Raises `Invalid` at the field that is wrong, before any row is tried."""
    if verb in ("trash", "restore"):
        return {}
    if verb in ("edit", "tag", "untag"):
        spec = _fields(card, actor, verb).get(form.get("field", ""))
        if spec is None:
            raise Invalid(field=_("Choose a field."))
        data = data_of(card, {spec.name: spec}, form)
        try:
            value = spec.type.clean(data.get(spec.name), context(actor))
        except ValueProblem as problem:
            raise Invalid({spec.name: str(problem.message)}) from problem
        if value is None and (spec.required or verb != "edit"):
            raise Invalid({spec.name: _("Enter “{field}”.").format(field=spec.label)})
        return {spec.name: value if verb != "edit" else data.get(spec.name)}
    return {need.name: form[need.name] for need in card.actions[verb].needs if need.name in form}


def _fields(card: Card, actor: Actor, verb: str) -> Mapping[str, FieldCard]:
    """Fields that may be set for many records at once: tags for tagging, else all that hold one value."""
    own = [spec.name for spec in card.readable(actor) if card.edits(actor, spec.name) and not spec.collected]
    usual = [name for name in (*card.filters, *card.columns, *card.quick) if name in own]
    mine = {name: card.fields[name] for name in (*usual, *own)}
    if verb == "edit":
        return {
            name: spec
            for name, spec in mine.items()
            if not (spec.unique or spec.type.anywhere or spec.type.widget == "file")
        }
    return {name: spec for name, spec in mine.items() if spec.type.widget == "tags"}


def _dialog(
    request: HttpRequest, card: Card, actor: Actor, verb: str, ids: list[int], wrong: Mapping[str, str]
) -> BulkDialog:
    given = request.GET if request.method == "GET" else request.POST
    everything = given.get("all") == "1"
    count = ngettext("{number} record", "{number} records", len(ids)).format(number=f"{len(ids):,}")
    chooser, fields = None, []
    if verb in ("edit", "tag", "untag"):
        offered = _fields(card, actor, verb)
        if not offered:
            raise Denied(_("Your role does not allow this."))
        chosen = given.get("field", "")
        spec = offered.get(chosen) or next(iter(offered.values()))
        if len(offered) > 1:
            options = tuple(Choice(name, str(one.label), one is spec) for name, one in offered.items())
            chooser = FormField("field", _("Field"), "choice", choices=options)
        else:
            fields.append(FormField("field", "", "hidden", spec.name))
        text = given.get(spec.name) if wrong else None
        fields.append(control_of(card, spec, None, actor, error=str(wrong.get(spec.name, "")), text=text))
    elif verb not in ("trash", "restore"):
        for need in card.actions[verb].needs:
            value = given[need.name] if need.name in given else proposed(need, actor)
            fields.append(argument_of(need, value, str(wrong.get(need.name, ""))))
    kept = tuple((name, given[name]) for name in ListQuery.read({n: given[n] for n in given}).params() if name in given)
    return BulkDialog(
        title=_title(card, verb) if given.get("field") != "owner" or verb != "edit" else _("Change owner"),
        text=count,
        url=f"/o/{card.plural}/bulk/{verb}",
        csrf_token=get_token(request),
        submit_label=_submit(verb, count),
        ids=() if everything else tuple(str(number) for number in ids),
        kept=(("all", "1"), *kept) if everything else (),
        chooser=chooser,
        fields=tuple(fields),
        danger=verb == "trash",
    )


def _title(card: Card, verb: str) -> str:
    titles_ = {
        "edit": _("Change a field"), "tag": _("Add tags"), "untag": _("Remove tags"), "trash": _("Delete"),
        "restore": _("Restore"),
    }  # fmt: skip
    return titles_.get(verb) or str(card.actions[verb].label)


def _submit(verb: str, count: str) -> str:
    """The button names object and count (what cannot be overlooked need not be asked twice)."""
    texts = {"trash": _("Delete {count}"), "restore": _("Restore {count}")}
    return texts.get(verb, _("Change {count}")).format(count=count)


# --- the job and its answer ------------------------------------------------------------------------------------------
@screen("GET", "POST")
def job(request: HttpRequest, actor: Actor, number: int) -> HttpResponse:
    """How far a change of many records is; POST stops it. Only the person who began it sees it."""
    row = find(number, actor, "bulk.change", "bulk.undo")
    if row is None:
        raise Missing(_("There is no such page."))
    if request.method == "POST":
        with ports.lock.write():
            cancel(number)
        row.refresh_from_db()
    if row.state in ("queued", "running"):
        return show(request, "bulk_result.jinja", running(number, row.done_steps, row.all_steps))
    outcome = bulk.Outcome.of(row.checkpoint)
    card = card_of_key(row.arguments.get("object", ""), actor)
    undo = f"job-{number}" if row.name == "bulk.change" and outcome.audits else ""
    response = show(request, "bulk_result.jinja", result_of(card, actor, outcome, undo, row.state))
    response["HX-Trigger"] = '{"en:changed": {}}'
    return response


def card_of_key(key: str, actor: Actor) -> Card | None:
    from enishi.kernel.registry import registry

    return registry.cards.get(key)


def running(number: int, done: int, total: int) -> BulkResult:
    """The part that shows the progress."""
    share = round(100 * done / total) if total else 0
    text = _("{done} of {total}").format(done=f"{done:,}", total=f"{total:,}") if total else _("Waiting to start")
    url = f"/bulk/{number}"
    return BulkResult(_("Records are being changed"), text, src=url, share=share, share_label=text, stop_url=url)


def result_of(card: Card | None, actor: Actor, outcome: bulk.Outcome, undo: str, state: str = "done") -> BulkResult:
    """What became of the rows, refused ones by name."""
    shown = outcome.refused[:SHOWN_REFUSALS]
    names = titles(card, actor, [number for number, _text in shown]) if card else {}
    rows = tuple(
        RefusedRow(names.get(n, f"#{n}"), url_of(card, n) if card and n in names else "", text) for n, text in shown
    )
    more = outcome.refused_count - len(shown)
    title = {"failed": _("The change broke off"), "cancelled": _("The change was stopped")}.get(state, _("Changed"))
    if outcome.refused_count:
        text = _("{done} changed, {refused} left as they were:").format(
            done=f"{len(outcome.audits):,}", refused=f"{outcome.refused_count:,}"
        )
    else:
        text = _done_text(len(outcome.audits))
    further = ngettext("{number} more", "{number} more", more).format(number=f"{more:,}") if more > 0 else ""
    return BulkResult(title, text, refused=rows, more=further, undo=undo)


def _done_text(number: int) -> str:
    return ngettext("{number} record is changed.", "{number} records are changed.", number).format(number=f"{number:,}")
