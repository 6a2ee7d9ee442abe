"""The search box completes what is typed: by keyboard, by touch, and not at all without JavaScript."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.test_people_story import visitor

pytestmark = pytest.mark.browser
BOX = "main input[name=q]"
PHONE = {"width": 360, "height": 740}


def test_by_keyboard(page: Page, violations: Callable[[Page], list[str]]) -> None:
    page.goto("/en/search/")
    page.locator(BOX).focus()
    page.keyboard.type("mon008", delay=30)
    box, options = page.locator(BOX), page.locator("main [role=option]")
    expect(box).to_have_attribute("aria-expanded", "true")
    expect(options.first).to_contain_text("MON-ØØ")
    assert violations(page) == []
    page.keyboard.press("ArrowDown")
    expect(options.first).to_have_attribute("aria-selected", "true")
    assert box.get_attribute("aria-activedescendant") == options.first.get_attribute("id")
    page.keyboard.press("Escape")
    expect(box).to_have_attribute("aria-expanded", "false")
    page.keyboard.type("1")
    expect(options.first).to_contain_text("MON-ØØ81Ø-6")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**q=MON-**")
    expect(page.locator(".answers-first")).to_contain_text("MON-ØØ81Ø-6")


def test_enter_sends_what_was_typed_and_nothing_else(page: Page) -> None:
    page.goto("/fr/search/?realm=bch")
    page.locator(BOX).focus()
    page.keyboard.type("maïs", delay=30)
    expect(page.locator("main [role=option]").first).to_be_visible()
    page.keyboard.press("Enter")
    page.wait_for_url("**q=ma%C3%AFs**")
    assert "realm=bch" in page.url


def test_by_touch_in_arabic(browser: Browser, node: str) -> None:
    page = visitor(browser, node, viewport=PHONE, has_touch=True)
    page.goto("/ar/")
    page.locator(BOX).tap()
    page.keyboard.type("الذرة", delay=30)
    page.locator("main [role=option]").first.tap()
    page.wait_for_url("**q=**")
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    expect(page.locator("main .results > li").first).to_be_visible()


def test_without_javascript_the_box_is_a_box(browser: Browser, node: str) -> None:
    page = visitor(browser, node, java_script_enabled=False)
    page.goto("/en/search/")
    page.fill(BOX, "mon810")
    page.press(BOX, "Enter")
    page.wait_for_url("**q=mon810")
    expect(page.locator("[role=combobox]")).to_have_count(0)
