"""A list is narrowed, arranged, kept for the team, changed in bulk, taken out as a file and put in again."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from tests.browser.importing import put_in, take_in, to_verdicts
from tests.browser.people import change, make
from tests.browser.watched import Desk


def _rule(group: Locator, field: str, operator: str, value: str, number: int = 0) -> None:
    """Fill one line of the builder: the field by what one types to find it, in the words of the list."""
    rule = group.locator(":scope > [data-list] > .rule").nth(number)
    _field(rule, field)
    rule.locator("[data-operator]").select_option(value=operator)
    rule.locator("span[data-value] input").fill(value)


def _field(rule: Locator, words: str) -> None:
    combo = rule.locator("[data-field] [role=combobox]")
    combo.click()
    combo.fill(words)
    combo.press("Enter")
    expect(combo).to_have_value(words)


def _names(page: Page) -> list[str]:
    expect(page.locator("tr[data-id]").first).to_be_visible()
    return sorted(text.split()[-1] for text in page.locator("tr[data-id] td:nth-child(2)").all_inner_texts())


def _family(desk: Desk) -> int:
    """A parent company and three daughters, of two ranks; a fourth with another parent."""
    parent = make(desk, "accounts", name="白鷺ホールディングス")
    other = make(desk, "accounts", name="黒鷺ホールディングス")
    for name, rank, staff in (("白鷺電装", "a", "120"), ("白鷺精工", "a", "80"), ("白鷺物流", "b", "40")):
        number = make(desk, "accounts", name=name, rank=rank)
        change(desk, "accounts", number, employees=staff, parent=str(parent))
    number = make(desk, "accounts", name="黒鷺運輸", rank="b")
    change(desk, "accounts", number, employees="7", parent=str(other))
    return parent


def test_a_view_is_built_kept_for_the_team_changed_in_bulk_and_goes_out_and_in_again(at_desk, tmp_path: Path):
    desk = at_desk("nakamura")
    _family(desk)
    page = desk.open("/o/accounts")

    page.get_by_role("button", name="条件").click()
    root = page.locator("[data-root] > .grp")
    _rule(root, "親会社 › 会社名", "contains", "白鷺ホールディングス")
    root.locator(":scope > .row [data-add-group]").click()
    inner = root.locator(":scope > [data-list] > .grp")
    inner.locator(":scope > .row [data-add]").click()
    _rule(inner, "作成日時", "is", "直近7日")
    inner.locator(":scope > .row [data-add]").click()
    _rule(inner, "次の予定日", "is", "next 30 days", 1)
    page.get_by_role("button", name="適用").click()
    page.wait_for_url(re.compile("filter="))
    assert _names(page) == ["白鷺物流", "白鷺精工", "白鷺電装"]
    expect(page.locator(".filters .chip").first).to_contain_text("白鷺ホールディングス")

    page.get_by_role("link", name="並べ替え").click()
    dialog = page.get_by_role("dialog").filter(has_text="グループ")
    dialog.get_by_label("グループ").select_option(label="ランク")
    dialog.get_by_role("button", name="表示").click()
    page.wait_for_url(re.compile("group=rank"))
    page.get_by_role("link", name="列", exact=True).click()
    dialog = page.get_by_role("dialog").filter(has_text="行の間隔")
    dialog.locator("[name=column][value=employees]").check()
    dialog.locator("[name=column][value=industry]").check()
    dialog.locator("[name=total][value=employees]").check()
    dialog.get_by_role("button", name="表示").click()
    page.wait_for_url(re.compile("totals=employees"))
    expect(page.locator("tfoot")).to_contain_text("240")
    expect(page.locator("tr.group")).to_contain_text(["A", "B"])

    page.get_by_role("link", name="ビューに保存").click()
    dialog = page.get_by_role("dialog").filter(has_text="ビュー")
    dialog.get_by_label("名前").fill("白鷺グループ")
    dialog.get_by_text("自分のチーム").click()
    dialog.get_by_role("button", name="保存").click()
    page.wait_for_url(re.compile(r"view=\d+"))
    expect(page.locator(".tabs [aria-current=page]")).to_contain_text("白鷺グループ")

    colleague = at_desk("sato").open("/o/accounts")
    colleague.locator(".tabs").get_by_role("link", name=re.compile("白鷺グループ")).click()
    expect(colleague.locator("tfoot")).to_contain_text("240")
    assert _names(colleague) == ["白鷺物流", "白鷺精工", "白鷺電装"]
    expect(at_desk("chie").open("/o/accounts").locator(".tabs")).not_to_contain_text("白鷺グループ")

    page.locator("[data-all]").check()
    page.get_by_role("button", name="項目を変更").click()
    dialog = page.get_by_role("dialog").filter(has_text="3")
    dialog.locator("[name=field]").select_option("industry")
    dialog.locator("#f-industry").fill("電子部品")
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.url) if request.method == "POST" else None)
    dialog.locator(".btn.pri").dblclick()
    desk.toast("3件")
    assert len(sent) == 1, sent
    expect(page.get_by_role("toolbar")).to_be_hidden()
    expect(page.get_by_role("cell", name="電子部品")).to_have_count(3)

    page.get_by_role("link", name="書き出し").click()
    dialog = page.get_by_role("dialog").filter(has_text="書き出し")
    dialog.get_by_text("すべての列").click()
    with page.expect_download() as out:
        dialog.get_by_role("button", name="書き出し").click()
    file = tmp_path / "accounts.csv"
    out.value.save_as(file)
    text = file.read_text("utf-8-sig")
    assert text.count("電子部品") == 3
    assert "黒鷺" not in text

    put_in(desk, file)
    to_verdicts(desk)
    figures = take_in(desk)
    assert not figures.get("新しく作成")
    assert not figures.get("更新")
    assert figures["変更なし"] == 3


def test_a_date_that_cannot_be_read_is_said_at_the_field_and_no_condition_is_lost(at_desk):
    desk = at_desk("nakamura")
    page = desk.open("/o/accounts")
    page.get_by_role("button", name="条件").click()
    root = page.locator("[data-root] > .grp")
    _rule(root, "会社名", "contains", "鷺")
    root.locator(":scope > .row [data-add]").click()
    _rule(root, "作成日時", "lt", "60日まえごろ", 1)
    page.get_by_role("button", name="適用").click()
    rule = root.locator(":scope > [data-list] > .rule").nth(1)
    expect(rule.locator(".err")).to_contain_text("60日まえごろ")
    expect(rule.locator(".err")).to_contain_text("60日前")
    expect(root.locator("span[data-value] input").first).to_have_value("鷺")
    rule.locator("span[data-value] input").fill("60日前")
    page.get_by_role("button", name="適用").click()
    page.wait_for_url(re.compile("filter="))
    expect(page.locator(".filters .chip").nth(1)).to_contain_text("60日前")


def test_several_choices_are_ticked_and_several_colleagues_are_named(at_desk):
    desk = at_desk("sato")
    for name, rank in (("鶯谷電機", "special_a"), ("鶯谷商事", "b"), ("鶯谷運輸", "c")):
        make(desk, "accounts", name=name, rank=rank, owner=1)  # 佐藤 花
    page = desk.open("/o/accounts")
    page.get_by_role("button", name="条件").click()
    root = page.locator("[data-root] > .grp")
    _field(root.locator(".rule").first, "ランク")
    root.locator(".rule").first.locator("[data-operator]").select_option("in")
    for rank in ("特A", "B"):
        root.get_by_role("group", name="値").get_by_label(rank, exact=True).check()
    root.locator(":scope > .row [data-add]").click()
    _field(root.locator(".rule").nth(1), "担当")
    root.locator(".rule").nth(1).locator("[data-operator]").select_option("in")
    for who in ("佐藤 花", "中村 健太"):
        found = root.locator(".rule").nth(1).locator("[data-value] [role=combobox]")
        found.fill(who)
        root.locator(".rule").nth(1).get_by_role("option", name=re.compile(who)).click()
    root.locator(":scope > .row [data-add]").click()
    _rule(root, "会社名", "contains", "鶯谷", 2)
    page.get_by_role("button", name="適用").click()
    page.wait_for_url(re.compile("filter="))
    assert _names(page) == ["鶯谷商事", "鶯谷電機"]
    chips = page.locator(".filters .chip")
    expect(chips).to_contain_text(["特A", "佐藤 花"])
    expect(chips.nth(1)).to_contain_text("中村 健太")
    page.get_by_role("button", name="条件").click()
    expect(root.get_by_role("group", name="値").get_by_label("特A", exact=True)).to_be_checked()
    expect(root.locator(".rule").nth(1).locator(".picked .bd")).to_have_text(["佐藤 花", "中村 健太"])
    assert desk.accessible() == []


def test_related_records_are_counted_with_conditions_of_their_own_and_a_chip_opens_its_condition(at_desk):
    desk = at_desk("nakamura")
    for name, calls in (("雲雀電機", 3), ("雲雀商事", 2), ("雲雀運輸", 0)):
        number = make(desk, "accounts", name=name)
        for _call in range(calls):
            make(desk, "calls", account=number, at=datetime.now(UTC).isoformat(), summary="在庫の確認")
        if name == "雲雀運輸":
            make(desk, "calls", account=number, at="2020-04-01T01:00:00Z", summary="昔の電話")
    page = desk.open("/o/accounts")
    page.get_by_role("button", name="条件").click()
    root = page.locator("[data-root] > .grp")
    _rule(root, "会社名", "contains", "雲雀")
    root.locator(":scope > .row [data-add]").click()
    count = root.locator(":scope > [data-list] > .rule").nth(1)
    _field(count, "電話 › 件数")
    count.locator(":scope > [data-operator]").select_option(label="以上")
    count.locator(":scope > [data-value] input").fill("多め")
    count.get_by_role("button", name="対象を絞る").click()
    _rule(count.locator(":scope > .where"), "電話 › 時刻", "is", "直近90日")
    page.get_by_role("button", name="適用").click()
    expect(count.locator(":scope > .err")).to_contain_text("0以上の整数")
    count.locator(":scope > [data-value] input").fill("3")
    assert desk.accessible() == []
    page.get_by_role("button", name="適用").click()
    page.wait_for_url(re.compile("filter="))
    assert _names(page) == ["雲雀電機"]
    chips = page.locator(".filters .chip")
    expect(chips.nth(1)).to_have_text("直近90日の電話が3回以上")

    chips.nth(1).locator(".say").click()
    expect(count.locator(":scope > [data-value] input")).to_be_focused()
    expect(count.locator(".where span[data-value] input")).to_have_value("直近90日")
    count.locator(":scope > [data-operator]").select_option(label="がない")
    page.get_by_role("button", name="適用").click()
    expect(chips.nth(1)).to_have_text("直近90日の電話が1件もない")
    assert _names(page) == ["雲雀運輸"]
    page.locator(".filters .chip .x").nth(1).click()
    expect(page.locator("tr[data-id]")).to_have_count(3)


def test_the_builder_finds_a_field_by_its_words_and_shows_what_the_list_is_about_first(at_desk):
    page = at_desk("nakamura").open("/o/contacts")
    page.get_by_role("button", name="条件").click()
    rule = page.locator("[data-root] .rule").first
    combo = rule.locator("[data-field] [role=combobox]")
    combo.click()
    options = rule.get_by_role("option")
    first = options.all_inner_texts()
    assert first[:2] == ["姓", "名"]
    assert first.index("取引先") < 12
    assert first.count("版") == 1
    assert first.index("版") > first.index("ランク")
    combo.fill("取引先 ランク")
    expect(options.first).to_have_text("ランク")
    combo.press("Enter")
    expect(combo).to_have_value("取引先 › ランク")
    assert rule.locator("[data-operator] option").all_inner_texts()[0] == "次と等しい"
    rule.locator("span[data-value] select").select_option("a")
    page.get_by_role("button", name="適用").click()
    expect(page.locator(".filters .chip").first).to_contain_text("取引先 › ランク")


def test_the_arrow_enters_the_list_from_anywhere_and_the_keys_of_a_row_work_at_once(at_desk):
    desk = at_desk("nakamura")
    for number in range(2):
        make(desk, "accounts", name=f"矢印商会{number}")
    page = desk.open("/o/accounts?q=矢印商会")
    rows = page.locator("tr[data-id]")
    page.keyboard.press("Space")
    expect(rows.first).to_have_attribute("aria-selected", "true")
    page.keyboard.press("ArrowDown")
    expect(rows.nth(1)).to_be_focused()
    page.locator(".tools a").first.focus()
    page.keyboard.press("ArrowDown")
    expect(rows.nth(1)).to_be_focused()
    with page.expect_navigation(url=re.compile(r"/o/accounts/\d+$")):
        page.keyboard.press("Enter")


def test_a_colleagues_entry_leaves_the_open_builder_alone_and_appears_when_it_is_closed(at_desk):
    desk = at_desk("nakamura")
    page = desk.open("/o/accounts?sort=-created_at")
    page.get_by_role("button", name="条件").click()
    root = page.locator("[data-root] > .grp")
    _rule(root, "会社名", "contains", "書きかけの条件")
    make(at_desk("sato"), "accounts", name="青鷺商会")
    page.wait_for_timeout(1500)  # longer than the stream and the gathering take
    expect(root.locator("span[data-value] input")).to_have_value("書きかけの条件")
    expect(page.locator("tr[data-id]").first).not_to_contain_text("青鷺商会")
    page.keyboard.press("Escape")
    expect(page.locator("tr[data-id]").first).to_contain_text("青鷺商会")


def test_every_tool_of_a_list_opens_what_it_says(at_desk):
    desk = at_desk("sato")
    for name, heading in (("並べ替え", "並べ替えとグループ"), ("列", "列"), ("書き出し", "書き出し")):
        page = desk.open("/o/accounts")
        page.locator(".tools").get_by_role("link", name=name).click()
        expect(page.get_by_role("dialog").get_by_role("heading", name=heading)).to_be_visible()
        expect(page.locator("#list")).to_be_visible()
    page = desk.open("/o/accounts?sort=rank")
    page.locator(".filters").get_by_role("link", name="ボード").click()
    expect(page.locator("#board")).to_be_visible()
    page = desk.open("/o/accounts?q=フーズ")
    count = page.locator("tr[data-id]").count()
    page.locator(".tools").get_by_role("link", name="印刷").click()
    page.wait_for_url(re.compile("/print"))
    expect(page.locator("main tbody tr")).to_have_count(count)
    assert len(re.findall(rb"/Type\s*/Page\b", page.pdf(format="A4"))) >= 1
