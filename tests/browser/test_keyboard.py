"""The way from the home page to a record with the keyboard alone, and where the focus stands on it."""

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

FOCUS_IS_SEEN = """() => {
    const focused = document.activeElement;
    const style = getComputedStyle(focused);
    const box = focused.getBoundingClientRect();
    return focused !== document.body && box.width > 0 && box.height > 0
        && (style.outlineStyle !== 'none' || style.boxShadow !== 'none');
}"""


def tab_to(page: Page, selector: str, most: int = 60) -> None:
    """Press Tab until the focus stands on what a selector names; at every stop it must be seen."""
    for _press in range(most):
        page.keyboard.press("Tab")
        assert page.evaluate(FOCUS_IS_SEEN), page.evaluate("document.activeElement.outerHTML.slice(0, 200)")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    raise AssertionError(f"{selector} was not reached")


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_record_is_found_and_opened_without_a_mouse(page: Page, language: str) -> None:
    page.goto(f"/{language}/")
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#main")).to_be_focused()
    tab_to(page, "input[type=search]")
    page.keyboard.type("MON 00810-6")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/**")
    tab_to(page, ".result a", most=120)
    page.keyboard.press("Enter")
    page.wait_for_url("**/records/**")
    expect(page.locator("h1")).to_contain_text("MON-ØØ81Ø-6")
    tab_to(page, "#as-of", most=120)


def test_every_filter_is_reached_and_set_with_the_keyboard(page: Page) -> None:
    page.goto("/en/search/?q=maize")
    tab_to(page, "input[type=checkbox][name=format]")
    page.keyboard.press("Space")
    tab_to(page, ".facets-apply button", most=120)
    page.keyboard.press("Enter")
    page.wait_for_url("**format=**")
    assert page.locator(".chip").count() >= 1


IS_COVERED = """() => {
    const box = document.activeElement.getBoundingClientRect();
    const bar = document.querySelector('.facets-apply');
    if (!document.activeElement.closest('.facets') || bar.contains(document.activeElement)) return false;
    return box.bottom > bar.getBoundingClientRect().top + 1 && box.top < bar.getBoundingClientRect().bottom;
}"""


@pytest.mark.parametrize("width", [360, 1280])
def test_the_bar_of_the_filters_covers_nothing_that_has_the_focus(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 740})
    page.goto("/en/search/?format=capacityBuildingInitiative")
    if width == 360:
        page.locator("button[popovertarget=filters].opener").click()
    page.locator("#filters input[type=checkbox]:visible").first.focus()
    for _press in range(60):
        page.keyboard.press("Tab")
        assert not page.evaluate(IS_COVERED), page.evaluate("document.activeElement.outerHTML.slice(0, 200)")
