"""Many writes in one request: in request order, one result per row."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from enishi.kernel.action import Action
from enishi.kernel.actor import Actor
from enishi.kernel.card import Card
from enishi.kernel.doors.verbs import Create, Trash, Update
from enishi.kernel.doors.write import Item, Written, write_many
from enishi.platform.api import idempotency
from enishi.platform.api.problems import Problem, answer, body, document
from enishi.platform.api.route import mapping_of, route
from enishi.platform.cards import card_of

LIMIT, COMMIT = 1_000, 100
KEYS = frozenset({"op", "id", "data", "version"})
VERBS: dict[str, tuple[type[Action], int]] = {"create": (Create, 201), "update": (Update, 200), "delete": (Trash, 200)}


@route("POST")
def batch(request: HttpRequest, actor: Actor, plural: str) -> HttpResponse:
    """`{"operations": [{"op": "create"|"update"|"delete", "id": …, "data": {…}, "version": …}]}`."""
    card = card_of(plural, actor)
    operations = mapping_of(request).get("operations")
    if not isinstance(operations, list) or not 1 <= len(operations) <= LIMIT:
        raise Problem(400, _("Give between 1 and 1,000 operations as a list."))
    return idempotency.once(request, actor, lambda: answer(200, {"results": _run(card, actor, operations)}))


def _run(card: Card, actor: Actor, operations: Sequence[Any]) -> list[dict[str, Any]]:
    results: list[dict[str, Any]] = []
    for op, run in groupby(operations, key=_op_of):
        rows = list(run)
        for start in range(0, len(rows), COMMIT):
            results.extend(_chunk(card, actor, op, rows[start : start + COMMIT]))
    return results


def _op_of(operation: Any) -> str:
    op = operation.get("op") if isinstance(operation, dict) else None
    return op if isinstance(op, str) and op in VERBS and _well_formed(operation, op) else ""


def _well_formed(operation: dict[str, Any], op: str) -> bool:
    number, data, version = operation.get("id"), operation.get("data", {}), operation.get("version")
    whole = isinstance(number, int) and not isinstance(number, bool) and 0 < number < 2**63
    if version is not None and (not isinstance(version, int) or isinstance(version, bool)):
        return False
    return operation.keys() <= KEYS and isinstance(data, dict) and (number is None if op == "create" else whole)


def _chunk(card: Card, actor: Actor, op: str, rows: Sequence[Any]) -> list[dict[str, Any]]:
    if not op:
        return [{"status": 400, "id": None, "problem": body(400, _wrong(row))} for row in rows]
    action, status = VERBS[op]
    items = [Item(row.get("id"), row.get("data", {}), version=row.get("version")) for row in rows]
    return [_result(written, status) for written in write_many(action, actor, card, items)]


def _wrong(operation: Any) -> str:
    """What is wrong with an operation that is none, with the keys that nobody knows."""
    text = _("Each operation has an op (create, update, delete), an id unless it creates, and data.")
    unknown = sorted(operation.keys() - KEYS) if isinstance(operation, dict) else ()
    if not unknown:
        return text
    named = ", ".join(key[:40] for key in unknown[:5])
    return _("Unknown here: {names}. Fields of the record go into data.").format(names=named)


def _result(written: Written, status: int) -> dict[str, Any]:
    if written.refused is not None:
        code, found = document(written.refused)
        return {"status": code, "id": written.id, "problem": found}
    return {"status": status, "id": written.id, "version": written.version}
