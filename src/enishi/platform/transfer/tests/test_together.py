"""Questions with the same reasons are answered together, by a person, and opened again together."""

from __future__ import annotations

import pytest

from enishi.kernel.actor import Actor
from enishi.kernel.errors import Invalid, Missing
from enishi.platform.jobs.worker import run_pending
from enishi.platform.models import ImportRun
from enishi.platform.transfer.tests.test_questions import admin, checked
from enishi.platform.transfer.wizard import desk, together

__all__ = ["admin"]
PEOPLE = ("佐藤 愛", "鈴木 誠", "高橋 進")
AT = "札幌市中央区北一条西"
#: Three people twice, each time at another company, and two colleagues of one family name.
TEXT = (
    "".join(f"{name},㈱北{n},011-111-333{n},060-0001,{AT}{n}-1\n" for n, name in enumerate(PEOPLE))
    + "".join(f"{name},㈱南{n},011-111-333{n},060-0001,{AT}{n}-1\n" for n, name in enumerate(PEOPLE))
    + "田中 由美子,㈱東,011-111-2222,060-0001,札幌市東区1-1\n田中 莉子,㈱東,011-111-2222,060-0001,札幌市東区1-1\n"
)


@pytest.fixture
def run(admin: Actor) -> ImportRun:
    return checked(TEXT, admin)


def verdicts(run: ImportRun) -> dict[int, str]:
    return dict(run.rows.values_list("row", "verdict"))


def after_check(run: ImportRun) -> None:
    run_pending()
    run.refresh_from_db()


def test_only_questions_with_the_same_reasons_stand_together(run: ImportRun) -> None:
    (group,) = together.together(run)
    assert (group.rows, group.reasons) == ([5, 6, 7], ("address", "name", "phone"))
    assert group.likeliest == {5: "row:2", 6: "row:3", 7: "row:4"}
    assert group.samples == [5, 6, 7]
    assert desk.asked(run, open_only=True) == [5, 6, 7, 9]


def test_nothing_is_answered_before_a_person_does(run: ImportRun) -> None:
    assert (run.answers, run.together) == ({}, [])
    assert [verdicts(run)[row] for row in (5, 6, 7)] == ["question"] * 3


@pytest.mark.parametrize(("decision", "verdict"), [("same", "unchanged"), ("new", "create"), ("skip", "skip")])
def test_a_group_is_answered_in_one_go_and_opened_again_in_one(
    run: ImportRun, admin: Actor, decision: str, verdict: str
) -> None:
    key = together.together(run)[0].key
    assert together.answer(run, key, decision, admin) == 3
    after_check(run)
    assert [verdicts(run)[row] for row in (5, 6, 7)] == [verdict] * 3
    assert desk.asked(run, open_only=True) == [9]
    assert together.take_back(run, admin) == 3
    after_check(run)
    assert [verdicts(run)[row] for row in (5, 6, 7, 9)] == ["question"] * 4
    assert (run.answers, run.together) == ({}, [])


def test_what_was_answered_otherwise_since_stays(run: ImportRun, admin: Actor) -> None:
    together.answer(run, together.together(run)[0].key, "same", admin)
    after_check(run)
    desk.answer(run, 6, "new", admin)
    assert together.take_back(run, admin) == 2
    assert run.answers == {"6": "new"}


def test_an_answer_that_is_none_and_a_group_that_is_gone_are_refused(run: ImportRun, admin: Actor) -> None:
    with pytest.raises(Invalid):
        together.answer(run, together.together(run)[0].key, "merge", admin)
    with pytest.raises(Missing):
        together.answer(run, "email", "same", admin)
    with pytest.raises(Missing):
        together.take_back(run, admin)
    assert run.answers == {}
