"""Cards move between lanes by hand and by key; the calendar shows day, week, month and the team."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from playwright.sync_api import Locator, Page, expect

from tests.browser.people import make
from tests.browser.watched import ON_ONE_DATABASE, PHONE

pytestmark = ON_ONE_DATABASE


def _lane(page: Page, name: str) -> Locator:
    return page.locator(f'#board [data-lane="{name}"]')


def test_a_card_moves_by_hand_by_key_and_by_its_menu_and_comes_back(at_desk):
    desk = at_desk("sato")
    number = make(desk, "accounts", name="桔梗倉庫", deal_status="prospect")
    page = desk.open("/o/accounts/board")
    card = page.locator(f'#board .deal[data-id="{number}"]')
    expect(_lane(page, "prospect").locator(f'.deal[data-id="{number}"]')).to_be_attached()

    card.drag_to(_lane(page, "active").locator("header"))
    expect(_lane(page, "active").locator(f'.deal[data-id="{number}"]')).to_be_visible()
    desk.toast("取引中")
    page.keyboard.press("z")
    expect(_lane(page, "prospect").locator(f'.deal[data-id="{number}"]')).to_be_visible()

    card.focus()
    page.keyboard.press("Shift+ArrowRight")
    expect(_lane(page, "active").locator(f'.deal[data-id="{number}"]')).to_be_visible()
    page.wait_for_timeout(1500)
    card.focus()
    page.keyboard.press("m")
    page.get_by_role("menuitem", name="休止").click()
    expect(_lane(page, "dormant").locator(f'.deal[data-id="{number}"]')).to_be_visible()
    page.wait_for_timeout(1500)
    card.drag_to(_lane(page, "prospect").locator("header"))
    expect(_lane(page, "prospect").locator(f'.deal[data-id="{number}"]')).to_be_visible()
    desk.toast("見込")
    assert "見込" in desk.open(f"/o/accounts/{number}").locator("main").inner_text()


def _meeting(desk, name: str, hour: int) -> None:
    at = datetime.now(ZoneInfo("Asia/Tokyo")).replace(hour=hour, minute=0, second=0, microsecond=0, tzinfo=None)
    make(
        desk, "meetings", name=name, kind="visit", starts_at=f"{at:%Y-%m-%dT%H:%M}",
        ends_at=f"{at + timedelta(hours=1):%Y-%m-%dT%H:%M}",
    )  # fmt: skip


def test_the_calendar_shows_day_week_and_month_and_the_team_beside(at_desk):
    other = at_desk("nakamura")
    _meeting(other, "中村の訪問", 11)
    desk = at_desk("ito")
    _meeting(desk, "検収の立ち会い", 10)
    for look, name in (("日", "day"), ("週", "week"), ("月", "month")):
        page = desk.open("/calendar")
        page.get_by_role("navigation", name="表示").get_by_role("link", name=look, exact=True).click()
        page.wait_for_url(re.compile(f"look={name}"))
        event = page.locator("#calendar").get_by_role("link", name=re.compile("検収の立ち会い")).first
        expect(event).to_be_visible()
        expect(page.locator("#calendar").get_by_role("link", name=re.compile("中村の訪問"))).to_have_count(0)
    page = desk.open("/calendar?look=day")
    page.get_by_label("中村 健太").check()
    page.wait_for_url(re.compile("person="))
    expect(page.locator("#calendar").get_by_role("link", name=re.compile("中村の訪問"))).to_be_visible()

    event = page.locator("#calendar .cv").filter(has_text="検収の立ち会い")
    top = event.evaluate("e => e.style.top")
    assert top.endswith("px")
    event.focus()
    page.keyboard.press("Alt+ArrowDown")
    desk.toast("検収の立ち会い")
    page.wait_for_timeout(1500)
    moved = page.locator("#calendar .cv").filter(has_text="検収の立ち会い")
    assert int(moved.evaluate("e => parseInt(e.style.top)")) == int(top.removesuffix("px")) + 15
    moved.click()
    expect(page.locator("en-drawer dialog")).to_contain_text("検収の立ち会い")


def test_a_meeting_is_drawn_into_the_day(at_desk):
    desk = at_desk("ito")
    page = desk.open("/calendar?look=day")
    column = page.locator("#calendar .col").first
    column.evaluate("e => e.closest('en-calendar').scrollTo(0, 0)")
    box = column.bounding_box()
    grid = page.locator("en-calendar").bounding_box()
    x, y = box["x"] + 120, grid["y"] + grid["height"] - 160
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x, y + 30, steps=4)
    page.mouse.move(x, y + 75, steps=4)
    page.mouse.up()
    drawer = page.locator("en-drawer dialog")
    expect(drawer).to_be_visible()
    assert drawer.locator("[name=starts_at]").input_value()
    drawer.locator("[name=name]").fill("工程会議")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#calendar").get_by_role("link", name=re.compile("工程会議"))).to_be_visible()


def test_a_free_place_is_taken_by_a_click_or_by_the_keys(at_desk):
    desk = at_desk("ito")
    page = desk.open("/calendar?date=2027-03-10")
    column = page.locator('#calendar .col[data-date="2027-03-11"]')
    column.click(position={"x": 40, "y": 9 * 60 + 40})
    drawer = page.locator("en-drawer dialog")
    expect(drawer.locator("[name=starts_at]")).to_have_value("2027-03-11T16:30")
    expect(drawer.locator("[name=ends_at]")).to_have_value("2027-03-11T17:30")
    page.keyboard.press("Escape")
    expect(drawer).to_be_hidden()
    slot = page.locator("#calendar .slot")
    slot.focus()
    for key in ("ArrowRight", "ArrowDown", "Enter"):
        page.keyboard.press(key)
    expect(slot).to_have_accessible_name(re.compile("9 火 9:30"))
    expect(drawer.locator("[name=starts_at]")).to_have_value("2027-03-09T09:30")


def test_what_lasts_all_day_stays_in_view_while_the_hours_scroll(at_desk):
    desk = at_desk("ito")
    page = desk.open("/calendar?date=2027-03-17")
    page.set_viewport_size({"width": 1440, "height": 500})
    holiday = page.locator("#calendar .ad.hol").first
    page.locator("en-calendar").evaluate("e => e.scrollTo(0, 600)")
    assert page.locator("en-calendar").evaluate("e => e.scrollTop") > 100
    expect(holiday).to_be_in_viewport()


def test_the_calendar_of_the_phone_fits_and_shows_the_day(at_desk):
    desk = at_desk("sato", size=PHONE, touch=True)
    page = desk.open("/calendar?look=day")
    expect(page.locator("#calendar .col")).to_have_count(1)
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0


#: Opens the calendar anew at every hour, and tells the strips of events under the head that are too narrow to press.
STRIPS = """() => {
  const grid = document.querySelector("en-calendar"), found = [];
  const column = grid.querySelector(".col.now"), hours = column.offsetHeight;
  let now = grid.querySelector(".nowl");
  if (!now) {  // before and after the hours of the day the page tells no time
    now = column.appendChild(document.createElement("span"));
    now.className = "nowl";
  }
  for (let minute = 0; minute < hours; minute += 7) {
    now.dataset.start = minute;
    const [around, after] = [grid.parentNode, grid.nextSibling];
    grid.remove();
    around.insertBefore(grid, after);
    const edge = grid.querySelector(".dayhead").getBoundingClientRect().bottom;
    for (const event of grid.querySelectorAll(".cv[data-end]")) {
      const seen = event.getBoundingClientRect().bottom - edge;
      if (grid.scrollTop && seen > 0.5 && seen < 23.5 && seen < event.offsetHeight - 0.5) found.push([minute, seen]);
    }
  }
  return found;
}"""


def test_the_calendar_opens_at_every_hour_with_events_one_can_press(at_desk):
    desk = at_desk("ito")
    for hour in range(8, 20):
        _meeting(desk, f"定例{hour}", hour)
    page = desk.open("/calendar?look=day")
    page.set_viewport_size({"width": 1440, "height": 500})
    assert page.locator("en-calendar .cv[data-end]").count() >= 12
    assert page.evaluate(STRIPS) == []
