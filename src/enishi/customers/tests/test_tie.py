"""The tie: what counts as evidence, how it is rounded, how it is told."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any, ClassVar

import pytest

from enishi.customers.models import Account, Contact
from enishi.customers.tie import Evidence, Part, Tie, tied
from enishi.customers.tie_signals import Asked, TieSignal, signals_of
from enishi.customers.tie_words import TieReasons, kept, lines, sentence, told
from enishi.customers.ties import tie_up
from enishi.kernel.doors.verbs import Create, Trash
from enishi.kernel.doors.write import write
from enishi.kernel.registry import registry
from enishi.platform.models import Job
from enishi.testing.clock import FixedClock
from enishi.testing.world import World

#: Words and reasons are told in the zone and by the rules of the workspace, which stands in the database.
pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 24, 1, 5, tzinfo=UTC)


def days_ago(days: int) -> datetime:
    return NOW - timedelta(days=days)


def tie(**evidence: Any) -> Tie:
    """The tie of one customer, a company where people are given."""
    known = Evidence(**evidence)
    signals = signals_of("contact" if known.people is None else "account")
    asked = Asked("account", [1], NOW, lambda _subject, _ids: {1: known})
    measured = {name: signal.measure(asked) for name, signal in signals.items()}
    return tied({name: parts[1] for name, parts in measured.items() if parts}, dict.fromkeys(signals, 1))


def knots(**evidence: Any) -> int | None:
    return tie(**evidence).knots


def test_without_any_contact_there_are_no_knots_and_everything_is_missing() -> None:
    found = tie(people=0)
    assert found.knots is None
    assert found.missing == ("recency", "reciprocity", "reach", "satisfaction")


@pytest.mark.parametrize(("days", "expected"), [(0, 5), (14, 5), (15, 4), (60, 3), (120, 2), (365, 1), (366, 0)])
def test_recency_alone_follows_the_steps_of_the_workspace(days: int, expected: int) -> None:
    assert knots(last=days_ago(days)) == expected


def test_a_missing_component_is_left_out_and_not_counted_as_nothing() -> None:
    assert knots(last=days_ago(3), contacts=10, theirs=4) == 5


def test_the_mean_is_rounded_half_up() -> None:
    assert knots(last=days_ago(3), contacts=10, theirs=0) == 3  # (5 + 0) / 2 = 2.5
    assert knots(last=days_ago(20), contacts=10, theirs=3, people=2) == 3  # (4 + 4 + 2) / 3 = 3.33…


def test_reach_is_measured_for_companies_only() -> None:
    assert "reach" not in tie(last=days_ago(3)).missing
    assert tie(last=days_ago(3), contacts=1, people=8).parts["reach"].knots == 5


def test_programs_get_the_reasons_as_figures() -> None:
    kind = TieReasons()
    given = kind.to_json(kept(tie(last=days_ago(40), contacts=9, theirs=2)))
    assert given["knots"] == 3
    assert given["parts"]["reciprocity"] == {"knots": 3, "contacts": 9, "theirs": 2}
    assert given["missing"] == ["satisfaction"]
    assert given.keys() == set(kind.schema()["required"])
    assert kind.to_json(None) is None


def test_the_sentence_names_what_is_not_measured() -> None:
    found = told(kept(tie(last=days_ago(40), contacts=9, theirs=2)))
    assert sentence(found, "en") == "Tie 3 (satisfaction not measured yet)"


def test_a_call_from_the_customer_ties_him_and_his_company(world: World, clock: FixedClock) -> None:
    contact, account = _customer(world)
    call = {"contact": contact, "direction": "in", "outcome": "talked", "at": clock.now()}
    write(Create, world.aiko, registry.card("call"), data=call)
    job = Job.objects.get(name="customers.tie_of_touched")
    assert job.arguments == {"contact": [contact], "account": [account]}
    assert tie_up("contact", [contact]) == tie_up("account", [account]) == 1
    assert Contact.objects.get(pk=contact).tie == 5
    reasons = told(Account.objects.get(pk=account).tie_reasons or "")
    assert {name: part.knots for name, part in reasons.parts.items()} == {"recency": 5, "reciprocity": 5, "reach": 1}
    assert reasons.knots == 4
    assert tie_up("contact", [contact]) == 0, "nothing is written when nothing has changed"


def test_calls_nobody_answered_and_trashed_ones_are_no_contact(world: World, clock: FixedClock) -> None:
    contact, _account = _customer(world)
    card = registry.card("call")
    write(Create, world.aiko, card, data={"contact": contact, "outcome": "no_answer", "at": clock.now()})
    gone = write(Create, world.aiko, card, data={"contact": contact, "outcome": "talked", "at": clock.now()})
    write(Trash, world.aiko, card, gone.id)
    tie_up("contact", [contact])
    assert Contact.objects.get(pk=contact).tie is None


def test_a_meeting_counts_when_it_has_been_held_and_time_weakens_the_tie(world: World, clock: FixedClock) -> None:
    contact, _account = _customer(world)
    starts = clock.now() + timedelta(hours=2)
    meeting = {"name": "来社", "kind": "incoming", "contact": contact, "starts_at": starts}
    write(Create, world.aiko, registry.card("meeting"), data=meeting)
    tie_up("contact", [contact])
    assert Contact.objects.get(pk=contact).tie is None
    clock.move(timedelta(days=1))
    tie_up("contact", [contact])
    found = Contact.objects.get(pk=contact)
    assert (found.tie, found.last_contact_kind, found.version) == (5, "incoming", 1)
    clock.move(timedelta(days=400))
    tie_up("contact", [contact])
    assert Contact.objects.get(pk=contact).tie == 0


def _customer(world: World) -> tuple[int, int]:
    account = write(Create, world.aiko, registry.card("account"), data={"name": "北斗フーズ"}).id
    contact = write(Create, world.aiko, registry.card("contact"), data={"family_name": "髙橋", "account": account}).id
    assert account is not None
    assert contact is not None
    return contact, account


class Answers(TieSignal):
    """What another room measures: the answers of these customers to its survey."""

    to, order = "account", 50
    name, label, weight = "satisfaction", "Satisfaction", 2
    answers: ClassVar[dict[int, int]] = {}

    def measure(self, asked: Asked) -> Mapping[int, Part]:
        return {number: Part(self.answers[number], {"answers": 3}) for number in asked.ids if number in self.answers}

    def reason(self, figures: Mapping[str, int | str]) -> str:
        return f"{figures['answers']} answers to the last survey"


def test_a_signal_of_another_room_counts_with_its_weight_and_tells_its_reason(
    world: World, clock: FixedClock, browser: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    contact, account = _customer(world)
    call = {"contact": contact, "direction": "in", "outcome": "talked", "at": clock.now()}
    write(Create, world.aiko, registry.card("call"), data=call)
    tie_up("account", [account])
    reader, address = browser("Aiko", page=True), f"/o/accounts/{account}"
    page = reader.get(address).content.decode()
    assert "Tie 4 (satisfaction not measured yet)" in page
    assert sentence(told(Account.objects.get(pk=account).tie_reasons or ""), "ja") == "縁 4（満足度は未計測）"
    assert "Not measured yet: Satisfaction (once customers are asked for it)" in page
    monkeypatch.setattr(registry, "_contributed", [*registry._contributed, Answers])
    tie_up("account", [account])
    assert "Tie 4 (satisfaction not measured yet)" in reader.get(address).content.decode(), "nobody has answered"
    monkeypatch.setattr(Answers, "answers", {account: 0})
    assert tie_up("account", [account]) == 1
    assert Account.objects.get(pk=account).tie == 2  # (5 + 5 + 1 + 2 × 0) / 5 = 2.2
    page = reader.get(address).content.decode()
    assert "not measured" not in page.lower().replace("nothing is measured", "")
    assert "3 answers to the last survey" in page
    reasons = told(Account.objects.get(pk=account).tie_reasons or "")
    assert (reasons.missing, reasons.parts["satisfaction"]) == ((), Part(0, {"answers": 3}))
    tie_up("contact", [contact])
    assert told(Contact.objects.get(pk=contact).tie_reasons or "").missing == ("satisfaction",)


def test_a_signal_whose_room_is_gone_is_not_told(world: World) -> None:
    parts = {"weather": Part(5, {"sun": 1}), "reach": Part(1, {"people": 1})}
    gone = told(kept(tied(parts, {"weather": 1, "reach": 1, "luck": 1})))
    assert sentence(gone, "en") == "Tie 3"
    assert lines(gone, "en") == ["Reach 1: Two-way contact with 1 person in 12 months"]
