"""中村 hands his customers over to three colleagues: drafted, one given by hand, written, read by Ri, taken back."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.browser.test_roles import confirm

GIVER, RECEIVERS = "中村 健太", ("井上 沙織", "林 千夏", "李 明華")
WORDS = "Ring before noon.\nThe director decides."


def figures(page: Page) -> dict[str, int]:
    """How many accounts each receiver gets."""
    rows = page.locator("#counts tbody tr").all()
    return {row.locator("td").first.inner_text(): int(row.locator("td").nth(1).inner_text()) for row in rows}


def send(desk, button: str, said: str) -> None:
    desk.page.get_by_role("button", name=button, exact=True).first.click()
    confirm(desk.page, desk.served.password)
    desk.toast(said)


def test_customers_pass_to_three_colleagues_and_come_back(at_desk) -> None:
    desk = at_desk("sato")
    page = desk.open("/settings/handovers")
    page.get_by_label("引き継ぐ人").select_option(label=GIVER)
    for name in RECEIVERS:
        page.get_by_label(name, exact=True).check()
    send(desk, "下書きを作成", "まだ何も引き継がれていません")
    shared = figures(page)
    assert set(shared) == set(RECEIVERS)
    assert max(shared.values()) - min(shared.values()) <= 1
    first = page.locator("#by-hand select").first
    name = page.locator("#by-hand tbody th").first.inner_text().splitlines()[0]
    first.select_option(label="李 明華")
    send(desk, "保存", "まだ何も引き継がれていません")
    assert sum(figures(page).values()) == sum(shared.values())
    here = page.url
    page.get_by_role("link", name="引き継ぎ票", exact=True).click()
    page.get_by_label(name, exact=True).fill(WORDS)
    send(desk, "保存", "引き継ぎ票を保存しました")
    page.goto(here)
    send(desk, "今すぐ引き継ぐ", "引き継ぎました")
    ri = at_desk("ri", size=(390, 844), touch=True)
    table = ri.open("/").locator("#handed-over")
    expect(table).to_contain_text(GIVER)
    table.get_by_role("link", name="Handover sheets").click()
    expect(ri.page.get_by_role("heading", name=name)).to_be_visible()
    expect(ri.page.get_by_text("Ring before noon.")).to_be_visible()
    assert not ri.accessible()
    page.reload()
    expect(page.locator("#told")).to_contain_text("引き継ぎ済み")
    send(desk, "引き継ぎを元に戻す", "引き継ぎを元に戻しました")
    expect(page.locator("#told")).to_contain_text("元に戻しました")
    expect(ri.open("/").locator("#handed-over")).to_have_count(0)
