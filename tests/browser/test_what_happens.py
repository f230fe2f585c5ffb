"""What happens to people and companies, two people who change one record, and the way back."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.people import make


def _happens(page: Page, entry: str, what: str) -> Locator:
    """The dialog for what happened, with one event chosen."""
    page.get_by_role("button", name="その他").first.click()
    page.get_by_role("menuitem", name=re.compile(entry)).click()
    dialog = page.locator("en-dialog dialog")
    dialog.get_by_label("できごと").select_option(label=what)
    return dialog


@pytest.mark.parametrize(
    ("what", "given", "shown"),
    [
        ("異動", {"新しい部署": "海外営業部"}, "海外営業部"),
        ("昇進", {"新しい役職": "本部長"}, "本部長"),
        ("退職", {}, "退職"),
        ("逝去", {}, "逝去"),
    ],
)
def test_what_happens_to_a_person_is_written_on_the_page_and_in_the_history(at_desk, what, given, shown):
    desk = at_desk("sato")
    account = make(desk, "accounts", name=f"桐生{what}機業")
    person = make(desk, "contacts", family_name="桐生", given_name=what, account=str(account), department="総務部")
    page = desk.open(f"/o/contacts/{person}")
    dialog = _happens(page, "転職", what)
    for label, text in given.items():
        dialog.get_by_label(label).fill(text)
    dialog.get_by_role("button", name="保存").click()
    expect(page.locator("main")).to_contain_text(shown)
    page.get_by_role("button", name="その他").first.click()
    page.get_by_role("menuitem", name="履歴").click()
    expect(page.locator("en-drawer dialog")).to_contain_text("総務部" if what != "昇進" else "本部長")


def test_a_merger_without_its_company_is_refused_and_with_it_closes_the_old_one(at_desk):
    desk = at_desk("sato")
    new = make(desk, "accounts", name="朱鷺合同")
    old = make(desk, "accounts", name="朱鷺製作")
    page = desk.open(f"/o/accounts/{old}")
    dialog = _happens(page, "社名変更", "合併")
    dialog.get_by_role("button", name="保存").click()
    expect(dialog).to_contain_text("合併先")
    expect(dialog.locator(".err")).to_have_count(1)
    dialog.get_by_role("combobox", name="合併先").fill("朱鷺合同")
    page.get_by_role("option", name=re.compile("朱鷺合同")).click()
    dialog.get_by_role("button", name="保存").click()
    expect(page.locator("main")).to_contain_text("廃業")
    assert new


def test_a_move_and_a_closing_are_written_down(at_desk):
    desk = at_desk("sato")
    number = make(desk, "accounts", name="若鮎食品")
    page = desk.open(f"/o/accounts/{number}")
    dialog = _happens(page, "社名変更", "移転")
    dialog.get_by_label("郵便番号").fill("100-0001")
    dialog.get_by_label("番地").fill("千代田1-1")
    dialog.get_by_role("button", name="保存").click()
    expect(page.locator("main")).to_contain_text("千代田1-1")
    dialog = _happens(page, "社名変更", "廃業")
    dialog.get_by_role("button", name="保存").click()
    expect(page.locator("main")).to_contain_text("廃業")


def test_two_people_who_edit_one_record_are_told_of_each_other_and_lose_nothing(at_desk):
    desk, other = at_desk("sato"), at_desk("ito")
    number = make(desk, "accounts", name="氷室冷蔵", phone="03-5550-0101")
    hers, his = desk.open(f"/o/accounts/{number}/edit"), other.open(f"/o/accounts/{number}/edit")
    hers.get_by_label("代表TEL").fill("03-5550-0102")
    hers.locator("main form .btn.pri").click()
    hers.wait_for_url(f"**/o/accounts/{number}")
    his.get_by_label("代表TEL").fill("03-5550-0103")
    his.locator("main form .btn.pri").click()
    expect(his.locator("main .err")).to_contain_text("現在の値は「03-5550-0102」です")
    expect(his.get_by_label("代表TEL")).to_have_value("03-5550-0103")
    his.locator("main form .btn.pri").click()
    his.wait_for_url(f"**/o/accounts/{number}")
    expect(desk.open(f"/o/accounts/{number}").locator("main")).to_contain_text("03-5550-0103")


def test_two_people_who_edit_different_fields_of_one_record_both_keep_their_change(at_desk):
    desk, other = at_desk("sato"), at_desk("ito")
    number = make(desk, "accounts", name="樹氷冷菓", phone="03-5550-0201")
    hers, his = desk.open(f"/o/accounts/{number}/edit"), other.open(f"/o/accounts/{number}/edit")
    hers.get_by_label("代表TEL").fill("03-5550-0202")
    hers.locator("main form .btn.pri").click()
    hers.wait_for_url(f"**/o/accounts/{number}")
    his.get_by_label("業種").fill("冷菓製造")
    his.locator("main form .btn.pri").click()
    his.wait_for_url(f"**/o/accounts/{number}")
    page = desk.open(f"/o/accounts/{number}")
    expect(page.locator("main")).to_contain_text("冷菓製造")
    expect(page.locator("main")).to_contain_text("03-5550-0202")


def test_a_value_that_somebody_else_changed_meanwhile_is_shown_beside_what_was_typed(at_desk):
    desk, other = at_desk("sato"), at_desk("ito")
    number = make(desk, "contacts", family_name="氷柱", department="冷凍機課")
    his, hers = other.open(f"/o/contacts/{number}"), desk.open(f"/o/contacts/{number}")
    values = [page.locator("[data-edit$='/field/department']").first for page in (his, hers)]
    for value in values:
        value.dblclick()
        expect(value.locator("[name=seen]")).to_have_value("冷凍機課")
    for value, text in zip(reversed(values), ("冷蔵課", "製氷課"), strict=True):
        value.locator("[name=department]").fill(text)
        value.locator("[name=department]").press("Enter")
    expect(values[0].get_by_role("alert")).to_contain_text("現在の値は「冷蔵課」です")
    expect(values[0].locator("[name=department]")).to_have_value("製氷課")
    values[0].locator("[name=department]").press("Escape")
    expect(values[0]).to_have_text("冷蔵課")
    values[0].dblclick()
    values[0].locator("[name=department]").fill("製氷課")
    values[0].locator("[name=department]").press("Enter")
    expect(values[1]).to_have_text("製氷課")


def test_a_record_goes_to_the_trash_comes_back_with_undo_and_from_the_trash(at_desk):
    desk = at_desk("sato")
    number = make(desk, "accounts", name="玄武岩工業")
    for way in ("undo", "trash"):
        page = desk.open(f"/o/accounts/{number}")
        page.get_by_role("button", name="その他").first.click()
        page.get_by_role("menuitem", name=re.compile("ごみ箱|削除")).click()
        page.wait_for_url(re.compile("/o/accounts$"))
        if way == "undo":
            page.keyboard.press("z")
            desk.toast("元に戻しました")
        else:
            page = desk.open("/trash")
            row = page.locator("tr, li").filter(has_text="玄武岩工業").last
            row.get_by_role("button", name=re.compile("復元|元に戻す")).click()
            expect(page.locator("#trash")).not_to_contain_text("玄武岩工業")
        expect(desk.open(f"/o/accounts/{number}").locator("h1").first).to_contain_text("玄武岩工業")
