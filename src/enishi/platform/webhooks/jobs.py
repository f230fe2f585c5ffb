"""The jobs that tell other programs: one looks what there is, one for each address sends it."""

from __future__ import annotations

from datetime import timedelta

from enishi.kernel.actor import SYSTEM
from enishi.kernel.ports import ports
from enishi.platform.jobs.registry import job
from enishi.platform.jobs.run import Run
from enishi.platform.webhooks import feeding, sending


def needed() -> bool:
    return feeding.behind() or feeding.waiting()


@job("webhooks.look", every=timedelta(seconds=5), needed=needed, retries=3, quiet=True)
def look(run: Run) -> int:
    """Make what is to be sent, and queue a round for each address that has something to send."""
    feeding.feed(run)
    numbers = feeding.due_webhooks()
    with run.step():
        for number in numbers:
            ports.jobs.enqueue("webhooks.send", {"webhook": number}, SYSTEM, key=str(number))
    return len(numbers)


@job("webhooks.send", outside=True, quiet=True)
def send(run: Run) -> int:
    """One round for one address."""
    return sending.send(run, int(run.arguments["webhook"]))
