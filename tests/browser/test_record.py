"""A day's work on the page of one customer."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser.people import entries, make
from tests.browser.watched import DESK, PHONE


@pytest.fixture(params=[DESK, PHONE], ids=["desk", "phone"])
def screen(request):
    return request.param


def test_a_note_that_names_a_colleague_reaches_him(at_desk):
    desk = at_desk("sato")
    person = make(desk, "contacts", family_name="志摩", given_name="律子")
    page = desk.open(f"/o/contacts/{person}")
    page.keyboard.press("n")
    page.keyboard.type("工場の見学を相談。@中村")
    option = page.get_by_role("option", name="中村 健太")
    expect(option).to_be_visible()
    page.keyboard.press("Enter")
    page.keyboard.type("お願いします")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#timeline")).to_contain_text("工場の見学を相談。@中村 健太 お願いします")
    expect(page.locator("#entry-n textarea")).to_have_value("")
    his = at_desk("nakamura")
    page = his.open("/")
    page.get_by_role("link", name=re.compile("通知")).click()
    told = page.locator("en-drawer dialog").get_by_text(re.compile("佐藤 花さん?があなたに"))
    expect(told.first).to_be_visible()


def test_a_call_is_logged_with_two_keys_besides_its_words(at_desk):
    desk = at_desk("sato")
    person = make(desk, "contacts", family_name="早瀬", given_name="譲")
    page = desk.open(f"/o/contacts/{person}")
    page.keyboard.press("l")
    page.keyboard.type("見積は来週でよいとのこと")
    page.keyboard.press("Control+Enter")
    desk.toast("「電話」を記録しました")
    expect(page.locator("#timeline .tl > li")).to_have_count(1)
    assert "見積は来週でよいとのこと" in entries(page)[0]
    assert "電話" in entries(page)[0]
    page.keyboard.press("l")  # nobody answered: nothing to write about it
    page.locator("#entry-l select[name=outcome]").select_option("no_answer")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#timeline .tl > li")).to_have_count(2)
    expect(page.locator(".rectabs a").filter(has_text="電話")).to_contain_text("2")


def test_beside_the_timeline_all_is_as_it_is_after_a_call_without_reading_the_page_again(at_desk):
    desk = at_desk("sato")
    person = make(desk, "contacts", family_name="楠", given_name="照代")
    page = desk.open(f"/o/contacts/{person}")
    page.evaluate("window.same = true")
    page.keyboard.press("l")
    page.keyboard.type("折り返しのお電話をいただいた")
    page.locator("#entry-l select[name=outcome]").select_option("talked")
    page.keyboard.press("Control+Enter")
    desk.toast("「電話」を記録しました")
    expect(page.locator("#tie")).to_contain_text("最後の双方向の連絡は")
    expect(page.locator("#record-head .tieline")).to_contain_text("縁 3")
    page.locator("#timeline").click()
    page.keyboard.press("t")
    page.keyboard.type("カタログを送る")
    page.keyboard.press("Control+Enter")
    desk.toast("「タスク」を記録しました")
    # Lines go by themselves after six seconds: all that stand are asked for at once.
    keys = page.locator(".toast:has([data-undo])").evaluate_all(
        "lines => lines.map(line => line.querySelector('kbd')?.textContent)"
    )
    assert keys == [None] * (len(keys) - 1) + ["Z"]
    expect(page.locator("#record-insight")).to_contain_text("カタログを送る")
    assert page.evaluate("window.same")


def test_a_promise_is_called_a_promise_and_a_letter_is_begun(at_desk):
    desk = at_desk("sato")
    person = make(
        desk, "contacts", family_name="嵯峨", given_name="遥", family_name_kana="サガ", given_name_kana="ハルカ"
    )
    page = desk.open(f"/o/contacts/{person}")
    expect(page.locator("#record-properties")).to_contain_text("サガ ハルカ")
    page.keyboard.press("p")
    page.keyboard.type("図面を送る")
    page.keyboard.press("Control+Enter")
    desk.toast("「約束」を記録しました")
    page.keyboard.press("e")
    expect(page.locator("#entry-e textarea")).to_have_value(re.compile("嵯峨 様\n.*お世話になっております。", re.S))


def test_a_visit_keeps_the_people_who_were_there(at_desk):
    desk = at_desk("sato")
    guest = make(desk, "contacts", family_name="鵜飼", given_name="宗一")
    person = make(desk, "contacts", family_name="鵜飼", given_name="小夜子")
    page = desk.open(f"/o/contacts/{person}")
    page.keyboard.press("v")
    page.keyboard.type("新しい倉庫を見せていただいた")
    form = page.locator("#entry-v")
    expect(form.locator(".picked")).to_contain_text("鵜飼 小夜子")
    form.get_by_role("combobox", name="相手").fill("鵜飼 宗一")
    page.get_by_role("option", name="鵜飼 宗一").click()
    form.get_by_role("combobox", name="同行者").fill("伊藤")
    page.get_by_role("option", name=re.compile("伊藤 誠")).click()
    page.locator("#entry-v textarea").click()
    page.keyboard.press("Control+Enter")
    expect(page.locator("#timeline")).to_contain_text("新しい倉庫を見せていただいた")
    expect(page.locator("#timeline")).to_contain_text("鵜飼 宗一")
    expect(page.locator("#timeline")).to_contain_text("伊藤 誠")
    assert guest


def test_a_task_and_a_promise_stand_on_the_page_and_a_promise_is_ticked_off(at_desk):
    desk = at_desk("sato")
    person = make(desk, "contacts", family_name="蓮見", given_name="透")
    page = desk.open(f"/o/contacts/{person}")
    page.keyboard.press("t")
    page.keyboard.type("カタログを用意する")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#timeline")).to_contain_text("カタログを用意する")
    page.locator("#timeline").click()
    page.keyboard.press("p")
    page.keyboard.type("図面を送る")
    page.keyboard.press("Control+Enter")
    promise = page.locator("#promises").get_by_role("checkbox", name=re.compile("図面を送る"))
    expect(promise).to_be_visible()
    promise.click()
    expect(page.locator("#promises")).not_to_contain_text("図面を送る")


def test_an_e_mail_is_kept_and_handed_to_the_mail_program(at_desk):
    desk = at_desk("sato")
    person = make(desk, "contacts", family_name="周防", given_name="巴", email="tomoe@suo.example")
    page = desk.open(f"/o/contacts/{person}")
    page.evaluate(
        """() => addEventListener("click", (event) => {
            const link = event.target.closest?.("a[href^='mailto:']");
            if (link) { event.preventDefault(); window.handed = link.href; }
        })"""
    )
    page.keyboard.press("e")
    page.keyboard.type("いつもお世話になっております。\n図面をお送りします。")
    page.locator("#entry-e [name=heading]").fill("図面の件")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#timeline")).to_contain_text("図面の件")
    expect(page.locator("#timeline")).to_contain_text("図面をお送りします。")
    handed = page.evaluate("decodeURIComponent(window.handed)")
    assert handed.startswith("mailto:tomoe@suo.example?subject=図面の件&body=いつもお世話になっております。\r\n図面を")


def test_a_value_is_changed_in_place_undone_and_put_back_from_the_history(at_desk):
    desk = at_desk("sato")
    person = make(desk, "contacts", family_name="真壁", given_name="芳", department="総務部")
    page = desk.open(f"/o/contacts/{person}")
    value = page.locator('[data-edit$="/field/department"]')
    value.dblclick()
    page.locator('[data-edit$="/field/department"] input[type=text]').fill("経理部")
    page.keyboard.press("Enter")
    expect(value).to_have_text("経理部")
    desk.toast("部署")
    page.keyboard.press("z")
    expect(value).to_have_text("総務部")
    value.dblclick()
    page.locator('[data-edit$="/field/department"] input[type=text]').fill("購買部")
    page.keyboard.press("Enter")
    expect(value).to_have_text("購買部")
    page.get_by_role("button", name="その他").first.click()
    page.get_by_role("menuitem", name="履歴").click()
    drawer = page.locator("en-drawer dialog")
    expect(drawer).to_contain_text("総務部")
    expect(drawer).to_contain_text("購買部")
    drawer.get_by_role("button", name=re.compile("元の値")).first.click()
    expect(value).to_have_text("総務部")


def test_an_edit_begun_while_the_page_is_read_again_is_kept(at_desk):
    desk = at_desk("sato")
    person = make(desk, "contacts", family_name="水無瀬", given_name="灯", department="総務部")
    page = desk.open(f"/o/contacts/{person}")
    waiting = []
    page.route(
        f"**/o/contacts/{person}",
        lambda route: route.continue_() if route.request.is_navigation_request() else waiting.append(route),
    )
    page.evaluate("document.dispatchEvent(new CustomEvent('en:changed'))")
    page.wait_for_timeout(600)
    assert waiting
    page.locator('[data-edit$="/field/department"]').dblclick()
    field = page.locator('[data-edit$="/field/department"] input[type=text]')
    field.fill("経理部")
    with page.expect_response(f"**/o/contacts/{person}"):
        for route in waiting:
            route.continue_()
    page.wait_for_timeout(300)
    expect(field).to_have_value("経理部")
    page.keyboard.press("Enter")
    expect(page.locator('[data-edit$="/field/department"]')).to_have_text("経理部")


def test_a_second_browser_sees_a_change_without_loading_the_page_again(at_desk):
    desk = at_desk("sato")
    person = make(desk, "contacts", family_name="六角", given_name="司", department="製造部")
    other = at_desk("ito")
    his = other.open(f"/o/contacts/{person}")
    page = desk.open(f"/o/contacts/{person}")
    his.evaluate("window.same = true")
    page.keyboard.press("n")
    page.keyboard.type("展示会でお会いした")
    page.keyboard.press("Control+Enter")
    expect(his.locator("#timeline")).to_contain_text("展示会でお会いした")
    page.locator('[data-edit$="/field/department"]').dblclick()
    page.locator('[data-edit$="/field/department"] input[type=text]').fill("品質保証部")
    page.keyboard.press("Enter")
    expect(his.locator('[data-edit$="/field/department"]')).to_have_text("品質保証部")
    assert his.evaluate("window.same")


def test_a_change_of_employer_passes_open_work_to_the_successor(at_desk):
    desk = at_desk("sato")
    old = make(desk, "accounts", name="霧島織布")
    new = make(desk, "accounts", name="阿蘇紡績")
    successor = make(desk, "contacts", family_name="後藤", given_name="継子", account=str(old))
    person = make(desk, "contacts", family_name="前島", given_name="任", account=str(old))
    page = desk.open(f"/o/contacts/{person}")
    page.keyboard.press("t")
    page.keyboard.type("引き継ぐ仕事")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#timeline")).to_contain_text("引き継ぐ仕事")
    page.get_by_role("button", name="その他").first.click()
    page.get_by_role("menuitem", name=re.compile("転職")).click()
    dialog = page.get_by_role("dialog").filter(has_text="前島 任")
    dialog.get_by_label("できごと").select_option(label="転職")
    dialog.get_by_role("combobox", name="新しい勤務先").fill("阿蘇")
    page.get_by_role("option", name=re.compile("阿蘇紡績")).click()
    dialog.get_by_role("combobox", name="後任").fill("後藤 継子")
    page.get_by_role("option", name=re.compile("後藤 継子")).click()
    dialog.get_by_role("button", name="保存").click()
    expect(page.locator("#record-head")).to_contain_text("阿蘇紡績")
    page = desk.open(f"/o/contacts/{successor}")
    expect(page.locator("#timeline")).to_contain_text("引き継ぐ仕事")
    assert new


def test_a_company_is_found_by_its_former_name(at_desk):
    desk = at_desk("sato")
    number = make(desk, "accounts", name="琥珀工芸")
    page = desk.open(f"/o/accounts/{number}")
    page.get_by_role("button", name="その他").first.click()
    page.get_by_role("menuitem", name=re.compile("社名変更")).click()
    dialog = page.get_by_role("dialog").filter(has_text="琥珀工芸")
    dialog.get_by_label("できごと").select_option(label="社名変更")
    dialog.get_by_label("新しい社名").fill("アンバークラフト")
    dialog.get_by_role("button", name="保存").click()
    expect(page.locator("#record-head h1")).to_contain_text("アンバークラフト")
    page.keyboard.press("Control+k")
    page.get_by_role("combobox", name=re.compile("検索")).fill("琥珀工芸")
    expect(page.get_by_role("option", name=re.compile("アンバークラフト")).first).to_be_visible()


def test_consent_is_written_down_with_its_evidence(at_desk):
    desk = at_desk("sato")
    person = make(desk, "contacts", family_name="御園", given_name="晴")
    page = desk.open(f"/o/contacts/{person}")
    page.locator("#consents").get_by_role("link", name="同意を記録").click()
    dialog = page.get_by_role("dialog").filter(has_text="御園 晴")
    dialog.get_by_label("利用目的").fill("製品のご案内")
    dialog.get_by_label("手段").select_option(label="メール")
    dialog.get_by_label("同意").select_option(label="許可")
    dialog.get_by_label("根拠").select_option(index=1)
    dialog.get_by_role("button", name="保存").click()
    expect(dialog.locator(".err")).to_have_count(1)
    dialog.get_by_label("証跡").fill("展示会の名刺")
    dialog.get_by_role("button", name="保存").click()
    expect(page.locator("#consents")).to_contain_text("製品のご案内")
    expect(page.locator("#consents")).to_contain_text("許可")


def test_a_phone_memo_reaches_the_colleague_within_ten_seconds(at_desk):
    desk = at_desk("sato")
    page = desk.open("/")
    page.keyboard.press("Control+k")
    page.keyboard.type("電話メモ")
    expect(page.get_by_role("option", name=re.compile("電話メモ")).first).to_be_visible()
    page.keyboard.press("Enter")
    drawer = page.locator("en-drawer dialog")
    drawer.get_by_role("combobox", name="メモのあて先").fill("中村")
    page.get_by_role("option", name=re.compile("中村 健太")).click()
    drawer.get_by_label("要点").fill("納期の件で折り返しを")
    page.keyboard.press("Control+Enter")
    desk.toast("メモ")
    his = at_desk("nakamura")
    expect(his.open("/").locator("main")).to_contain_text("納期の件で折り返しを")


def test_a_pencil_at_the_end_of_a_value_tells_that_it_can_be_changed_and_opens_it(at_desk):
    desk = at_desk("sato")
    number = make(desk, "accounts", name="朝凪堂", phone="03-5550-0501")
    page = desk.open(f"/o/accounts/{number}")
    value = page.locator(f"main [data-edit$='/{number}/field/phone']").first
    pencil = "(value) => getComputedStyle(value, '::after').maskImage.includes('svg')"
    assert not value.evaluate(pencil)
    value.hover()
    assert value.evaluate(pencil)
    box = value.bounding_box()
    page.mouse.click(box["x"] + box["width"] - 12, box["y"] + box["height"] / 2)
    expect(value.locator("input:not([type=hidden])")).to_be_focused()


def test_a_formatted_note_is_edited_as_it_looks_and_keeps_what_nobody_touched(at_desk):
    desk = at_desk("sato")
    number = make(desk, "notes", body="<p>朝は<strong>電話しない</strong></p><ul><li>工場長</li></ul>")
    page = desk.open(f"/o/notes/{number}")
    expect(page.locator("main .rich strong")).to_have_text("電話しない")
    page.get_by_role("link", name="編集").first.click()
    sheet = page.get_by_role("textbox", name="メモ")
    expect(sheet.locator("strong")).to_have_text("電話しない")
    sheet.press("Control+End")
    page.keyboard.type("と副工場長")
    assert desk.accessible() == []
    page.locator("en-drawer dialog").get_by_role("button", name="保存").click()
    expect(page.locator("main .rich li")).to_have_text("工場長と副工場長")
    expect(page.locator("main .rich strong")).to_have_text("電話しない")
    page = desk.open("/o/notes")
    row = page.locator(f'tr[data-id="{number}"]')
    expect(row).to_contain_text("電話しない")
    expect(row).not_to_contain_text("<")


def test_leaving_asks_for_no_new_company_and_the_page_keeps_the_career(at_desk):
    desk = at_desk("sato")
    account = make(desk, "accounts", name="桔梗食品")
    number = make(desk, "contacts", family_name="野々村", account=str(account), title="課長")
    page = desk.open(f"/o/contacts/{number}/act/change_person")
    asked = page.locator("en-asked .field")
    page.locator("[name=what]").select_option("new_employer")
    expect(asked.filter(visible=True)).to_have_count(6)
    page.locator("[name=what]").select_option("leaving")
    expect(asked.filter(visible=True)).to_have_count(3)
    page.get_by_role("button", name="保存").click()
    desk.toast("野々村")
    page = desk.open(f"/o/contacts/{number}")
    expect(page.locator("main")).to_contain_text("経歴")
    expect(page.get_by_role("link", name="桔梗食品").first).to_be_visible()
