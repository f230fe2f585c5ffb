"""Two requests decide rows of one import at once: both decisions stay."""

from __future__ import annotations

from enishi.kernel.actor import Actor
from enishi.platform.models import ImportRow, ImportRun
from enishi.platform.transfer.tests.test_import import admin, begun, contacts  # noqa: F401
from enishi.platform.transfer.wizard import desk
from enishi.platform.transfer.writing import course
from enishi.platform.transfer.writing.engine import carry, check

ROWS = "".join(f"佐藤 愛{n},a{n}@ex.example.jp\n" for n in range(4))


def test_answers_and_mended_cells_given_at_the_same_moment_are_all_kept(admin: Actor) -> None:  # noqa: F811
    run = begun(f"氏名,メールアドレス\n{ROWS}", admin)
    check(run, admin)
    first, second = ImportRun.objects.get(pk=run.pk), ImportRun.objects.get(pk=run.pk)
    desk.answer(first, 2, "skip", admin)
    desk.answer(second, 3, "skip", admin)
    desk.fix_cell(first, 4, 1, "b3@ex.example.jp", admin)
    desk.fix_cell(second, 5, 1, "b4@ex.example.jp", admin)
    kept = ImportRun.objects.get(pk=run.pk)
    assert kept.answers == {"2": "skip", "3": "skip"}
    assert sorted(kept.fixes) == ["4", "5"]
    assert kept.counts["skip"] == ImportRow.objects.filter(run=run, verdict="skip").count() == 2
    carry(kept, admin)
    assert sorted(row["email"] for row in contacts(admin)) == ["b3@ex.example.jp", "b4@ex.example.jp"]
    assert course.progress(kept).over
