"""A file comes to a record and leaves it through the write door: audited, told, undone, kept in mind by other undos."""

from __future__ import annotations

import io
import json
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from enishi.kernel.actor import Actor
from enishi.kernel.doors.read import records
from enishi.kernel.doors.verbs import Create, Trash
from enishi.kernel.doors.write import write
from enishi.kernel.errors import Conflict, Denied, Missing
from enishi.kernel.registry import registry
from enishi.platform import attaching, files, history
from enishi.platform.attaching import Attach, Detach
from enishi.platform.built_on import built_on
from enishi.platform.models import Change as ChangeRow
from enishi.platform.models import StoredFile
from enishi.platform.transfer import runs
from enishi.platform.transfer.writing import undo as whole_undo
from enishi.platform.transfer.writing.engine import carry
from enishi.platform.undo import put_back, undo
from enishi.testing.world import World

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("data_folder")]
LIST = "氏名,メールアドレス\n佐藤 愛,ai@ex.example.jp\n鈴木 誠,makoto@ex.example.jp\n"


def made(actor: Actor, key: str = "account", **data: Any) -> int:
    number = write(Create, actor, registry.card(key), data=data or {"name": "Harbour Works"}).id
    assert number is not None
    return number


def kept(actor: Actor, name: str = "deed.txt") -> StoredFile:
    return files.keep(io.BytesIO(b"words"), name, actor)


def attach(actor: Actor, number: int, file: StoredFile, key: str = "account") -> int:
    audit = write(Attach, actor, registry.card(key), number, {"file": file.pk}).audit
    assert audit is not None
    return audit


def names(number: int, key: str = "account") -> list[str]:
    return [file.name for file in files.of_record(key, number)]


def test_both_are_audited_raise_the_version_and_are_told_under_a_declared_event(world: World) -> None:
    number, file = made(world.aiko), kept(world.aiko)
    card = registry.card("account")
    attach(world.aiko, number, file)
    gone = write(Detach, world.aiko, card, number, {"file": file.pk})
    told = {"id": file.pk, "name": "deed.txt"}
    found = [(row.op, row.old, row.new, row.member) for row in history.of(card, number, 2)]
    assert found == [
        ("detached", {attaching.NOTE: told}, {attaching.NOTE: None}, world.aiko.member),
        ("attached", {attaching.NOTE: None}, {attaching.NOTE: told}, world.aiko.member),
    ]
    assert gone.version == records(card, world.aiko).get(number).version == 3
    events = list(
        ChangeRow.objects.filter(object="account", record=number).order_by("pk").values_list("event", flat=True)
    )
    assert events[-2:] == ["customers.account.attached", "customers.account.detached"]
    assert set(events) <= set(registry.events)


def test_each_is_taken_back_by_the_other_and_a_second_time_says_why_not(world: World) -> None:
    number, file = made(world.aiko), kept(world.aiko)
    added = attach(world.aiko, number, file)
    removed = undo(added, world.aiko).audit
    assert names(number) == []
    assert StoredFile.objects.get(pk=file.pk).trashed_at is not None
    with pytest.raises(Conflict, match="deed"):
        undo(added, world.aiko)
    assert removed is not None
    undo(removed, world.aiko)
    assert names(number) == ["deed.txt"]
    assert StoredFile.objects.get(pk=file.pk).trashed_at is None
    with pytest.raises(Missing):
        undo(removed, world.ben)


def test_who_may_edit_the_record_may_do_both_and_nobody_else(world: World) -> None:
    number, file = made(world.aiko), kept(world.aiko)
    with pytest.raises(Missing):
        attach(world.chie, number, file)
    world.take_roles("Ben")
    world.give("Ben", {"*": {"see": "all"}})
    for action in (Attach, Detach):
        with pytest.raises(Denied):
            write(action, world.actor("Ben"), registry.card("account"), number, {"file": file.pk})
    assert names(number) == []


def test_no_address_takes_a_file_by_its_number(world: World, web: Any, api: Any) -> None:
    number, file = made(world.aiko), kept(world.aiko)
    assert web("Aiko").post(f"/o/accounts/{number}/act/attached", {"file": file.pk}).status_code == 404
    assert api("Aiko").post(f"/api/v1/accounts/{number}/actions/attached", {"file": file.pk}).status_code == 404
    assert names(number) == []


def test_several_sent_at_once_are_lines_of_the_history_and_go_together_by_undo(world: World, web: Any) -> None:
    number, browser = made(world.aiko), web("Aiko")
    both = [SimpleUploadedFile("a.txt", b"a"), SimpleUploadedFile("b.txt", b"b")]
    sent = browser.post(f"/o/accounts/{number}/files", {"file": both}, HTTP_HX_REQUEST="true")
    assert names(number) == ["b.txt", "a.txt"]
    page = browser.get(f"/o/accounts/{number}/history", HTTP_HX_REQUEST="true").content.decode()
    assert page.count("file added") == 2
    assert "a.txt" in page
    mark = json.loads(sent["HX-Trigger"])["en:toast"]["undo"]
    assert browser.post("/undo", {"id": mark}, HTTP_HX_REQUEST="true").status_code == 204
    assert names(number) == []


def test_a_file_taken_off_comes_back_by_the_toast_and_by_the_history(world: World, web: Any) -> None:
    number, file, browser = made(world.aiko), kept(world.aiko), web("Aiko")
    attach(world.aiko, number, file)
    for back in ("toast", "history"):
        sent = browser.post(f"/files/{file.pk}/delete", HTTP_HX_REQUEST="true")
        assert names(number) == []
        if back == "toast":
            mark = json.loads(sent["HX-Trigger"])["en:toast"]["undo"]
            browser.post("/undo", {"id": mark}, HTTP_HX_REQUEST="true")
        else:
            put_back(history.of(registry.card("account"), number, 1)[0], world.aiko)
        assert names(number) == ["deed.txt"]


def test_a_file_on_two_records_goes_to_the_trash_with_the_last(world: World) -> None:
    first, second, file = made(world.aiko), made(world.aiko, name="Pier"), kept(world.aiko)
    for number in (first, second):
        attach(world.aiko, number, file)
    write(Detach, world.aiko, registry.card("account"), first, {"file": file.pk})
    assert names(second) == ["deed.txt"]
    write(Detach, world.aiko, registry.card("account"), second, {"file": file.pk})
    assert StoredFile.objects.get(pk=file.pk).trashed_at is not None


def test_an_import_that_is_undone_keeps_what_has_a_file_and_takes_what_has_none_any_more(world: World) -> None:
    admin = world.admin
    run = carry(runs.start(runs.Upload("list.csv", io.BytesIO(LIST.encode())), admin, "contact"), admin)
    first, second = (row.id for row in records("contact", admin).first(2))
    attach(admin, first, kept(admin), "contact")
    other = kept(admin, "other.txt")
    attach(admin, second, other, "contact")
    write(Detach, admin, registry.card("contact"), second, {"file": other.pk})
    found = whole_undo.undo(run, admin)
    assert (found["trash"], found["keep"]) == (1, 1)
    assert [row.id for row in records("contact", admin).first(2)] == [first]
    assert "ファイル" in whole_undo.stayed(run, admin)[0].reasons[0]


def test_what_was_built_on_a_record_is_what_leads_to_it_is_about_it_or_hangs_on_it(world: World) -> None:
    card, actor = registry.card("account"), world.aiko
    linked, about, filed, bare = (made(actor, name=name) for name in ("A", "B", "C", "D"))
    made(actor, "note", body="To it", account=linked)
    note = made(actor, "note", body="About it", about=f"account:{about}")
    attach(actor, filed, kept(actor))
    ids = [linked, about, filed, bare]
    assert set(built_on(card, ids)) == {linked, about, filed}
    assert set(built_on(card, ids, gone={"note": {note}})) == {linked, filed}
    write(Trash, actor, registry.card("note"), note)
    assert set(built_on(card, ids)) == {linked, filed}
