"""Works out ties of many customers and writes those that changed, with last contact and next step beside them."""

from __future__ import annotations

from collections.abc import Sequence

from enishi.customers import queries
from enishi.customers.queries import Subject
from enishi.customers.tie import tied
from enishi.customers.tie_signals import Asked, signals_of
from enishi.customers.tie_words import kept
from enishi.kernel.doors.compute import compute
from enishi.kernel.ports import ports
from enishi.kernel.registry import registry

SUBJECTS: tuple[Subject, ...] = ("contact", "account")


def tie_up(subject: Subject, ids: Sequence[int]) -> int:
    """Compute the ties of these contacts or accounts inside the caller's transaction; gives how many changed.

    Time alone changes them: contacts grow old, planned meetings become held ones. Cost: ten queries, and those of the
    signals that other rooms add.
    """
    asked, values = Asked(subject, ids, ports.clock.now(), queries.evidence), queries.standing(subject, ids)
    signals = signals_of(subject)
    weights = {name: signal.weight for name, signal in signals.items()}
    measured = {name: signal.measure(asked) for name, signal in signals.items()}
    for number in ids:
        found = tied({name: parts[number] for name, parts in measured.items() if number in parts}, weights)
        values[number].update(tie=found.knots, tie_reasons=kept(found))
    return compute(registry.card(subject), values)
