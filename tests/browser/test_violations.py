"""The reading by axe itself: what is too small is found, what a bar covers just now is not."""

from collections.abc import Callable

from playwright.sync_api import Page

HEIGHT = 900
BAR = 100
PAGE = """<!doctype html><html lang="en"><title>Targets</title><main><h1>Targets</h1>
<div style="block-size: {above}px"></div>
<a href="/a" style="display: block; block-size: {size}px">First</a>
<a href="/b" style="display: block; block-size: {size}px">Second</a>
<div style="block-size: 4000px"></div></main>
<div style="position: sticky; inset-block-end: 0; background: #fff">
<button style="inline-size: 100%; block-size: {bar}px">Save</button></div>"""


def _set(page: Page, above: float, size: int) -> None:
    page.set_viewport_size({"width": 360, "height": HEIGHT})
    page.set_content(PAGE.format(above=above, size=size, bar=BAR))


def test_a_target_that_a_bar_covers_in_part_is_read_in_the_middle_of_the_screen(
    page: Page, violations: Callable[[Page], list[str]]
) -> None:
    _set(page, 0, 30)
    second = page.locator("a").nth(1).bounding_box()
    assert second is not None
    # Eight pixels of the second are seen above the bar.
    _set(page, HEIGHT - BAR - 8 - second["y"], 30)
    assert violations(page) == []


def test_targets_that_are_too_small_are_found_wherever_they_stand(
    page: Page, violations: Callable[[Page], list[str]]
) -> None:
    for above in (0, HEIGHT - BAR - 100, 3000):
        _set(page, above, 14)
        assert "target-size" in "".join(violations(page))
