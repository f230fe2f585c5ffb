"""A migration stops nobody's work: what the version before does still works while and after it runs."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import migrations, models
from django.db.migrations.state import ModelState, ProjectState

from tests.architecture.test_size import EXCEPTIONS
from tools.migrations import findings, judged

#: Step → why it may do so all the same.
ALLOWED: dict[str, str] = EXCEPTIONS["migrations"]


def test_no_step_breaks_what_runs_beside_it() -> None:
    broken = [f"{step} {problem}" for step, problem in findings() if step not in ALLOWED]
    assert not broken, "\n".join(broken)


def test_listed_steps_still_need_their_reason() -> None:
    assert set(ALLOWED) - {step for step, _problem in findings()} == set()


def state() -> ProjectState:
    known = ProjectState()
    fields = [("id", models.BigAutoField(primary_key=True)), ("name", models.CharField(max_length=80, null=True))]
    known.add_model(ModelState("customers", "Account", fields))
    return known


@pytest.mark.parametrize(
    ("operation", "said"),
    [
        (migrations.RemoveField("account", "name"), "takes away"),
        (migrations.RenameField("account", "name", "title"), "takes away"),
        (migrations.DeleteModel("Account"), "takes away"),
        (migrations.RenameModel("Account", "Company"), "takes away"),
        (migrations.AddField("account", "rank", models.CharField(max_length=2, default="a")), "db_default"),
        (migrations.AlterField("account", "name", models.CharField(max_length=80)), "NOT NULL"),
        (migrations.AlterField("account", "name", models.CharField(max_length=8, null=True)), "shorter"),
        (migrations.AlterField("account", "name", models.IntegerField(null=True)), "type"),
        (migrations.AddIndex("account", models.Index(fields=["name"], name="x")), "Concurrently"),
        (migrations.AddConstraint("account", models.UniqueConstraint(fields=["name"], name="y")), "Concurrently"),
        (migrations.RunPython(migrations.RunPython.noop), "make it a job"),
        (migrations.RunSQL("UPDATE customers_account SET name = ''"), "by SQL"),
        (migrations.RunSQL("CREATE INDEX z ON customers_account (name)"), "by SQL"),
    ],
)
def test_what_harms_the_version_before_is_found(operation: Any, said: str) -> None:
    (problem,) = judged([operation], state(), "customers")
    assert said in problem


def test_what_harms_nobody_passes() -> None:
    fresh = migrations.CreateModel("Deal", [("id", models.BigAutoField(primary_key=True))])
    harmless = [
        migrations.AddField("account", "rank", models.CharField(max_length=2, null=True)),
        migrations.AddField("account", "stars", models.IntegerField(db_default=0)),
        migrations.AlterField("account", "name", models.CharField(max_length=200, null=True)),
        migrations.RunSQL("CREATE INDEX CONCURRENTLY z ON customers_account (name)"),
        fresh,
        migrations.AddField("deal", "name", models.TextField()),
        migrations.AddIndex("deal", models.Index(fields=["name"], name="w")),
    ]
    assert list(judged(harmless, state(), "customers")) == []
