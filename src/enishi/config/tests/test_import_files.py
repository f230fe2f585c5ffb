"""`enishi import --dry-run` on real files: every column has a sensible place, and no row is lost."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from django.utils import translation

from enishi.config.commands.import_ import command
from enishi.platform.models import ImportRun, Member, User
from enishi.platform.transfer.tests.given import data

FEBRL = (
    "External ID, Given name, Family name, Street, Street, Building, City, Postal code, Prefecture, Birthday, left out"
)


@pytest.fixture(autouse=True)
def workspace(settings: Any, tmp_path: Path, db: None) -> None:
    settings.ENISHI_DATA = str(tmp_path / "data")
    Member.objects.create(name="Ai", user=User.objects.create(username="ai"), is_admin=True)


@pytest.mark.parametrize(
    ("name", "words", "rows", "wanted"),
    [
        ("febrl/febrl2.csv", "contacts", 5000, FEBRL),
        ("febrl/febrl3.csv", "contacts", 5000, FEBRL),
        (
            "ledger_ja/contacts_en.tsv", "contacts", 500,
            "Given name, Family name, Account, Job title, E-mail, Phone, Street, Postal code, City, Country, "
            "kept in the notes, Remarks",
        ),
        (
            "ledger_ja/得意先一覧.xlsx", "accounts --sheet 得意先一覧", 421,
            "Account code, Company name, left out, Main phone, Fax, Postal code, Address, Customer since, "
            "kept in the notes, kept in the notes, kept in the notes, Remarks",
        ),
        (
            "ledger_ja/得意先一覧.xlsx", "contacts --sheet 担当者", 150,
            "Account: Account code, Account, Name, E-mail, Job title",
        ),
        (
            "sales_pipeline/accounts.csv", "accounts", 85,
            "Company name, Industry, kept in the notes, kept in the notes, Employees, Country, Parent company",
        ),
    ],
)  # fmt: skip
def test_a_real_file_is_understood_from_the_command_line(name: str, words: str, rows: int, wanted: str) -> None:
    path, (object_name, *more) = data(name), words.split()
    with translation.override("en"):
        done = CliRunner().invoke(command, [object_name, str(path), *more, "--dry-run", "--json"])
    assert done.exit_code == 0, done.output
    told = json.loads(done.stdout)
    assert told["rows"] == rows
    assert told["errors"] <= 6
    assert told["created"] + told["updated"] + told["unchanged"] >= rows * 0.99
    places = [line.partition(" → ")[2] for line in done.stderr.splitlines() if " → " in line]
    assert ", ".join(places) == wanted
    assert not ImportRun.objects.exists()
