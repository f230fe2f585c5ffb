"""Files become records: matched, filled, written in chunks, resumed, undone, and written out again unchanged."""

from __future__ import annotations

import io
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from enishi.kernel.actor import Actor, ObjectRights, Rights
from enishi.kernel.doors.read import records
from enishi.kernel.doors.verbs import Create, Update
from enishi.kernel.doors.write import write
from enishi.kernel.errors import Denied
from enishi.kernel.registry import registry
from enishi.platform.jobs.run import Overtaken
from enishi.platform.jobs.worker import run_pending
from enishi.platform.list_query import ListQuery
from enishi.platform.models import Audit, DuplicateCase, ImportRow, ImportRun, Member
from enishi.platform.transfer import runs
from enishi.platform.transfer.export import export
from enishi.platform.transfer.tests.given import data
from enishi.platform.transfer.wizard import desk, proposal
from enishi.platform.transfer.wizard.report import edit_in_excel, verdict_file
from enishi.platform.transfer.writing import course, undo
from enishi.platform.transfer.writing import write as writing
from enishi.platform.transfer.writing.engine import carry, planner_of
from enishi.platform.transfer.writing.write import Writer

HEAD = "氏名,フリガナ,会社名,部署,電話番号,メールアドレス,ランク,担当,備考,締日\n"
ONE = "田中 一郎,ﾀﾅｶ ｲﾁﾛｳ,㈱北斗商事,営業部,03-1234-5678,ichiro@hokuto.example.jp,A,黒木,一つめ,末\n"


@pytest.fixture(autouse=True)
def own_folder(settings: Any, tmp_path: Path) -> None:
    settings.ENISHI_DATA = str(tmp_path / "data")


@pytest.fixture
def admin(db: None) -> Actor:
    member = Member.objects.create(name="Ai", is_admin=True)
    return Actor("person", member.pk, "Ai", Rights(admin=True), language="ja")


def begun(text: str, actor: Actor, key: str = "contact", name: str = "list.csv") -> ImportRun:
    return runs.start(runs.Upload(name, io.BytesIO(text.encode())), actor, key)


def imported(text: str, actor: Actor, key: str = "contact") -> ImportRun:
    return carry(begun(text, actor, key), actor)


def counts(run: ImportRun) -> dict[str, int]:
    return {name: number for name, number in run.counts.items() if number}


def contacts(actor: Actor) -> list[Any]:
    return records("contact", actor).first(200)


def test_a_row_becomes_a_person_with_company_owner_and_everything_else_in_the_notes(admin: Actor) -> None:
    run = imported(HEAD + ONE, admin)
    assert counts(run) == {"create": 1}
    row = contacts(admin)[0]
    assert (row["family_name"], row["given_name"], row["given_name_kana"]) == ("田中", "一郎", "イチロウ")
    assert (row["phone"], row["email"]) == ("+81312345678", "ichiro@hokuto.example.jp")
    assert row["account"].label == "株式会社北斗商事"
    assert records("account", admin).get(row["account"].id)["rank"] == "a"
    assert row["owner"].label == "黒木"
    assert row["notes"] == "一つめ\n締日: 末"
    assert Member.objects.get(name="黒木").user is None


def test_every_value_says_from_which_file_and_day_it_came(admin: Actor) -> None:
    imported(HEAD + ONE, admin)
    found = vars(registry.card("contact").model._default_manager.get())["sources"]
    assert found["phone"]["from"] == "list.csv"
    assert found["phone"]["on"]


def test_the_same_file_a_second_time_changes_nothing(admin: Actor) -> None:
    text = (
        HEAD
        + ONE
        + ",,㈱南風,,03-1111-2222,,B,,,\n"
        + "田中 花子,,㈱北斗商事,,03-1234-5678,,,,,\n"
        + "佐藤 愛,,,,,,,,だれ,\n"
    )
    imported(text, admin)
    before = Audit.objects.count()
    assert counts(imported(text, admin)) == {"unchanged": 4}
    assert Audit.objects.count() == before


def test_an_equal_address_with_the_same_name_fills_blanks_and_overwrites_nothing(admin: Actor) -> None:
    imported(HEAD + ONE, admin)
    run = imported("氏名,メールアドレス,部署,役職\n田中一郎,ichiro@hokuto.example.jp,総務部,課長\n", admin)
    assert counts(run) == {"update": 1}
    row = contacts(admin)[0]
    assert (row["department"], row["title"]) == ("営業部", "課長")


def test_the_rule_overwrite_replaces_and_the_rule_keep_does_not(admin: Actor) -> None:
    imported(HEAD + ONE, admin)
    for rule, department in (("keep", "営業部"), ("overwrite", "総務部")):
        run = begun("氏名,メールアドレス,部署\n田中一郎,ichiro@hokuto.example.jp,総務部\n", admin)
        proposal.remap(run, admin, rules={"*": rule})  # type: ignore[dict-item]
        carry(run, admin)
        assert contacts(admin)[0]["department"] == department


def test_an_equal_address_with_another_name_is_a_question_and_left_open_a_new_record_with_a_case(admin: Actor) -> None:
    imported(HEAD + ONE, admin)
    run = begun("氏名,メールアドレス,会社名\n田中 二郎,ichiro@hokuto.example.jp,北斗商事\n", admin)
    course.check(run, admin)
    run_pending()
    run.refresh_from_db()
    line = desk.verdicts(run, admin, "question").lines[0]
    assert line.candidates[0][2] == "田中 一郎"
    assert counts(carry(run, admin)) == {"create": 1}
    case = DuplicateCase.objects.get()
    assert "email" in case.reasons


def test_a_question_answered_with_the_record_writes_into_it(admin: Actor) -> None:
    imported(HEAD + ONE, admin)
    there = contacts(admin)[0].id
    run = begun("氏名,メールアドレス,会社名,役職\n田中 二郎,ichiro@hokuto.example.jp,北斗商事,係長\n", admin)
    course.check(run, admin)
    run_pending()
    run.refresh_from_db()
    assert desk.answer(run, 2, there, admin).verdict == "update"
    carry(run, admin)
    assert [row["title"] for row in contacts(admin)] == ["係長"]


def test_a_record_the_actor_may_not_see_is_no_match_and_the_pair_is_kept_for_somebody_else(admin: Actor) -> None:
    imported(HEAD + ONE, admin)
    member = Member.objects.create(name="Ben")
    own = ObjectRights(dict.fromkeys(("see", "create", "edit", "delete", "import"), "own"))
    ben = Actor("person", member.pk, "Ben", Rights({"contact": own, "account": own}))
    run = imported("氏名,メールアドレス\n田中 一郎,ichiro@hokuto.example.jp\n", ben)
    assert counts(run) == {"create": 1}
    detail = ImportRow.objects.get(run=run, verdict="create").detail
    assert "record" not in detail
    assert DuplicateCase.objects.get().reasons == []


def test_without_the_right_to_import_nothing_is_even_read(admin: Actor) -> None:
    nobody = Actor("person", 5, "N", Rights({"contact": ObjectRights({"see": "all", "create": "all"})}))
    with pytest.raises(Denied):
        begun(HEAD + ONE, nobody)


def test_who_may_not_write_notes_takes_the_rest_of_the_row_in_and_is_told_what_is_left_out(admin: Actor) -> None:
    rights = ObjectRights({"see": "all", "create": "all", "import": "all", "edit": "all"}, {"notes": "none"})
    clerk = replace(admin, rights=Rights({"contact": rights, "account": rights}))
    run = begun(HEAD + ONE, clerk)
    ticked = {one.column for one in runs.mapping_of(run).columns if one.ticked}
    assert not {HEAD.split(",").index("備考"), HEAD.rstrip().split(",").index("締日")} & ticked
    mapping = runs.mapping_of(run)
    runs.decide(
        run,
        replace(
            mapping,
            columns=tuple(
                replace(one, ticked=True, transform=one.transform.replace("skip", "keep")) for one in mapping.columns
            ),
        ),
    )
    done = carry(run, clerk)
    assert counts(done) == {"create": 1}
    assert "一つめ" in ImportRow.objects.get(run=run, verdict="create").detail
    assert [row["notes"] for row in contacts(admin)] == [None]


def test_only_administrators_make_members_of_unknown_owners_others_keep_the_name_in_the_notes(admin: Actor) -> None:
    member = Member.objects.create(name="Ben")
    full = ObjectRights(dict.fromkeys(("see", "create", "edit", "delete", "import"), "all"))
    ben = Actor("person", member.pk, "Ben", Rights({"contact": full, "account": full, "member": full}))
    imported(HEAD + ONE, ben)
    assert not Member.objects.filter(name="黒木").exists()
    assert "担当: 黒木" in contacts(ben)[0]["notes"]


def test_a_cell_that_cannot_be_read_is_kept_in_the_notes_and_named_with_what_to_do(admin: Actor) -> None:
    run = imported("氏名,電話番号,生年月日\n佐藤 愛,03-12,2020/2/30\n", admin)
    assert counts(run) == {"create": 1}
    row = contacts(admin)[0]
    assert row["birthday"] is None
    assert "生年月日: 2020/2/30" in row["notes"]
    detail = ImportRow.objects.get(run=run).detail
    assert "電話番号 “03-12”" in detail or "電話番号「03-12」" in detail


def test_a_slipped_row_is_an_error_until_its_cells_are_mended_in_the_grid(admin: Actor) -> None:
    head = "氏名,電話番号,メールアドレス,郵便番号\n"
    rows = "".join(f"佐藤 愛{n},03-1111-00{n:02d},a{n}@ex.example.jp,100-0001\n" for n in range(20))
    run = begun(head + rows + "鈴木 誠,,03-2222-3333,m@ex.example.jp,100-0001\n", admin)
    course.check(run, admin)
    run_pending()
    run.refresh_from_db()
    assert counts(run) == {"create": 20, "error": 1}
    for column, text in enumerate(["鈴木 誠", "03-2222-3333", "m@ex.example.jp", "100-0001", ""]):
        line = desk.fix_cell(run, 22, column, text, admin)
    assert line.verdict == "create"
    assert counts(carry(run, admin)) == {"create": 21}


def test_an_overtaken_writer_commits_nothing_and_the_next_one_goes_on_without_doubles(admin: Actor) -> None:
    text = "氏名,メールアドレス\n" + "".join(f"佐藤 愛{n},a{n}@ex.example.jp\n" for n in range(450))
    run = begun(text, admin)
    with closing(runs.opened(run)) as source:
        first = Writer(run, admin, source, planner_of(run, source, admin, deciding=True))
        first.claim()
        chunks = iter(source.rows())
        rows = [next(chunks) for _n in range(200)]
        plan = first.planner.plan(rows)
        first._commit(plan, plan.rows, apart=False)
        carry(ImportRun.objects.get(pk=run.pk), admin)
        plan = first.planner.plan(rows)
        with pytest.raises(Overtaken):
            first._commit(plan, plan.rows, apart=False)
    assert registry.card("contact").model._default_manager.count() == 450
    run.refresh_from_db()
    assert counts(run) == {"create": 450}


def test_a_run_that_was_broken_off_ends_with_the_figures_of_its_check(
    admin: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writing, "FIRST", 1)
    monkeypatch.setattr(writing, "awaited", lambda: True)
    one = "田中 一郎,㈱北斗商事,ichiro@hokuto.example.jp,"
    run = begun(f"氏名,会社名,メールアドレス,携帯\n{one}\n{one}090-1234-5678\n", admin)
    course.check(run, admin)
    run_pending()
    run.refresh_from_db()
    assert counts(run) == {"create": 1, "update": 1}

    def power_cut(_progress: Any) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        carry(run, admin, listen=power_cut)
    run.refresh_from_db()
    assert counts(run) == {"create": 1}
    done = carry(run, admin)
    assert counts(done) == {"create": 1, "update": 1}
    assert done.forecast["moved"] == {}


@pytest.mark.parametrize(
    ("size", "waited_for", "transactions"), [(1, True, 17), (7, True, 3), (7, False, 1), (1_000, False, 1)]
)
def test_the_size_of_the_transactions_changes_nothing_that_is_stored(
    size: int, waited_for: bool, transactions: int, admin: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Rows of one person, one company and one unknown owner lie in different transactions, or in one: a writer ends its
    own after the piece during which somebody began to wait."""
    began: list[Writer] = []
    hold = Writer._hold

    def counted(writer: Writer) -> None:
        began.append(writer)
        hold(writer)

    monkeypatch.setattr(Writer, "_hold", counted)
    monkeypatch.setattr(writing, "awaited", lambda: waited_for)
    monkeypatch.setattr(writing, "LONGEST", 60)
    monkeypatch.setattr(Writer, "size", property(lambda _self: size, lambda _self, _size: None), raising=False)
    head = "氏名,メールアドレス,会社名,会社ランク,役職,担当\n"
    text = head + "".join(
        f"{name},{mail},{company},{rank},{title},{owner}\n"
        for name, mail, company, rank, title, owner in (
            ("佐藤 愛", "ai@ex.example.jp", "㈱日の出", "", "課長", ""),
            ("鈴木 誠", "makoto@ex.example.jp", "日の出有限会社", "B", "", "山田 みらい"),
            ("佐藤 愛", "ai@ex.example.jp", "日の出", "A", "部長", "山田 みらい"),
            ("", "", "日の出", "C", "", ""),
            *((f"高橋 {n}子", f"n{n}@ex.example.jp", "㈱日の出", "B", "", "") for n in range(12)),
            ("佐藤 愛", "ai@ex.example.jp", "青空工業", "", "", ""),
        )
    )
    run = imported(text, admin)
    people = registry.card("contact").model._default_manager.order_by("pk")
    firms = registry.card("account").model._default_manager.order_by("pk")
    found = people.values_list("family_name", "given_name", "title", "account__name", "owner__name")
    assert list(found)[:2] == [
        ("佐藤", "愛", "課長", "日の出", "山田 みらい"),
        ("鈴木", "誠", None, "日の出", "山田 みらい"),
    ]
    assert people.count() == 14
    assert list(firms.values_list("name", "legal_form", "rank")) == [
        ("日の出", "kabushiki", "b"),
        ("青空工業", None, None),
    ]
    assert sum(counts(run).values()) == 17
    assert len(began) == transactions
    course.undo(run, admin)
    run_pending()
    assert not people.filter(trashed_at=None).exists()
    assert not firms.filter(trashed_at=None).exists()


def test_undo_takes_back_created_records_updates_and_companies_but_not_what_somebody_changed(admin: Actor) -> None:
    imported(HEAD + ONE, admin)
    there = contacts(admin)[0].id
    more = "氏名,メールアドレス,役職,会社名\n田中一郎,ichiro@hokuto.example.jp,課長,北斗商事\n"
    more += "高橋 恵,,部長,青空工業\n伊藤 翔,,,日の出\n"
    run = imported(more, admin)
    edited = records("contact", admin).where({"field": "family_name", "op": "is", "value": "伊藤"}).first(1)[0].id
    write(Update, admin, registry.card("contact"), edited, {"title": "所長"})
    assert undo.summary(run, admin) == {"trash": 2, "restore": 1, "keep": 2}
    course.undo(run, admin)
    run_pending()
    run.refresh_from_db()
    assert run.state == "undone"
    assert {row.id for row in contacts(admin)} == {there, edited}
    assert records("contact", admin).get(there)["title"] is None
    names = {row["name"] for row in records("account", admin).first(10)}
    assert names == {"北斗商事", "日の出"}
    assert counts(imported(more, admin))["create"] == 1


def test_undo_keeps_a_company_to_which_somebody_added_a_person(admin: Actor) -> None:
    run = imported(",氏名,会社名\n1,高橋 恵,青空工業\n", admin)
    company = records("account", admin).first(1)[0].id
    write(Create, admin, registry.card("contact"), data={"family_name": "別", "account": company})
    found = {(v.object, v.what) for v in undo.verdicts(run, admin)}
    assert found == {("contact", "trash"), ("account", "keep")}


@pytest.mark.parametrize("ending", [".csv", ".xlsx"])
def test_an_export_comes_back_with_zero_changes(admin: Actor, tmp_path: Path, ending: str) -> None:
    text = HEAD + ONE + "=SUM(A1) 花子,,＋会社,@部,+49 30 1234567,,C,,-1,\n" + "O'Neil,,,,,,,,'=x,\n"
    imported(text, admin)
    for key in ("contact", "account"):
        path = tmp_path / f"out{ending}"
        done = export(registry.card(key), admin, ListQuery(), path)
        assert done.rows
        run = carry(runs.start_path(path, admin, key), admin)
        assert counts(run) == {"unchanged": done.rows}


def test_an_export_needs_its_right_and_stands_in_the_audit(admin: Actor, tmp_path: Path) -> None:
    imported(HEAD + ONE, admin)
    export(registry.card("contact"), admin, ListQuery(), tmp_path / "a.jsonl")
    entry = Audit.objects.get(op="exported")
    assert '"rows":1' in (entry.payload.body or "")
    reader = Actor("person", 5, "N", Rights({"contact": ObjectRights({"see": "all"})}))
    with pytest.raises(Denied):
        export(registry.card("contact"), reader, ListQuery(), tmp_path / "b.csv")


def test_a_formula_in_a_csv_cell_is_neutralised(admin: Actor, tmp_path: Path) -> None:
    imported("氏名,部署\n佐藤 愛,=cmd|calc\n", admin)
    export(registry.card("contact"), admin, ListQuery(), tmp_path / "a.csv")
    assert "'=cmd|calc" in (tmp_path / "a.csv").read_text("utf-8-sig")


def test_verdicts_go_out_as_a_file_with_reasons_and_the_bad_rows_come_back_mended(admin: Actor) -> None:
    run = imported("氏名,会社名\n佐藤 愛,\n,\n御中,\n", admin)
    assert "佐藤 愛" in verdict_file(run, ".csv").read_text("utf-8-sig")
    assert edit_in_excel(run).stat().st_size


def test_columns_of_one_value_are_put_together(admin: Actor) -> None:
    imported("surname,given_name,street_number,address_1,suburb\nBartel,Ann,6,tullaroop street,st james\n", admin)
    person = records("contact", admin).where({"field": "family_name", "op": "is", "value": "Bartel"}).first(1)[0]
    assert person["street"] == "6 tullaroop street"


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("ledger_ja/顧客台帳.csv", "contact"),
        ("ledger_ja/名刺データ.csv", "contact"),
        ("ledger_ja/得意先一覧.xlsx", "account"),
        ("ledger_ja/得意先一覧.xlsx", "contact"),
        ("ledger_ja/contacts_en.tsv", "contact"),
        ("sales_pipeline/accounts.csv", "account"),
        ("febrl/febrl1.csv", "contact"),
    ],
)
def test_real_files_go_in_and_a_second_time_nothing_changes(admin: Actor, name: str, key: str) -> None:
    path = data(name)
    run = carry(runs.start_path(path, admin, key), admin)
    assert run.counts["create"] > 80
    assert run.counts.get("error", 0) <= 4
    second = carry(runs.start_path(path, admin, key), admin)
    assert not second.counts.get("create")
    assert not second.counts.get("update")
    bare = ImportRow.objects.filter(run=run, verdict__in=("skip", "error", "question"), detail="")
    assert not bare.exists()
