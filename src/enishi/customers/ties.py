"""Works out ties of many customers and writes those that changed, with last contact and next step beside them."""

from __future__ import annotations

from collections.abc import Sequence

from enishi.customers import queries
from enishi.customers.queries import Subject
from enishi.customers.tie import STEPS, tie
from enishi.customers.tie_words import kept
from enishi.kernel.doors.compute import compute
from enishi.kernel.ports import ports
from enishi.kernel.registry import registry

SUBJECTS: tuple[Subject, ...] = ("contact", "account")


def tie_up(subject: Subject, ids: Sequence[int]) -> int:
    """Compute the ties of these contacts or accounts inside the caller's transaction; gives how many changed.

    Time alone changes them: contacts grow old, planned meetings become held ones. Cost: ten queries.
    """
    now = ports.clock.now()
    values = queries.standing(subject, ids)
    for number, evidence in queries.evidence(subject, ids).items():
        found = tie(evidence, now, STEPS)
        values[number].update(tie=found.knots, tie_reasons=kept(found))
    return compute(registry.card(subject), values)
