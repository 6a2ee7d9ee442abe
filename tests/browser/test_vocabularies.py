"""axe on the pages of vocabularies, for everyone and for editors; the tree and the search as you type."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

LANGUAGES = ("en", "zh", "ar")
TYPES = "vocabularies/TypeOfOrganisms/"
PUBLIC = (
    "vocabularies/",
    "vocabularies/?q=ma",
    TYPES,
    f"{TYPES}?view=a-z",
    f"{TYPES}?view=about",
    f"{TYPES}?view=history",
    f"{TYPES}?q=zzzz",
    "vocabularies/DecisionTypes/0C9BBC54-34F1-431A-A579-F018D8E5CEAD/",
)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("width", [360, 1280])
def test_pages_of_vocabularies_have_no_violations(
    page: Page, violations: Callable[[Page], list[str]], language: str, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    found = {}
    for path in PUBLIC:
        page.goto(f"/{language}/{path}")
        if wrong := violations(page):
            found[path] = wrong
        overflow = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        if overflow > 0:
            found[f"{path} scrolls sideways"] = [str(overflow)]
    assert found == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_editor_has_no_violations(
    page: Page,
    violations: Callable[[Page], list[str]],
    sign_in: Callable[[str, str, str], None],
    language: str,
) -> None:
    sign_in(language, "secretariat@clearinghouse.example", "officer-of-the-secretariat")
    found = {}
    page.goto(f"/{language}/{TYPES}")
    with page.expect_navigation():
        page.click("form[action$='/desk/vocabularies/'] button")
    draft = page.url
    term = f"{draft}term/?id=x-organism-type-insects"
    paths = (draft, f"{draft}term/", term, f"{draft}about/", f"/{language}/desk/vocabularies/")
    for path in paths:
        page.goto(path)
        if wrong := violations(page):
            found[path] = wrong
    page.goto(draft)
    page.click("details.danger-zone summary")
    page.click("button[value=discard]")
    assert found == {}


def test_a_branch_opens_in_place_and_terms_are_found_while_typing(page: Page) -> None:
    page.goto(f"/en/{TYPES}")
    closed = page.locator("details:not([open]) > summary").first
    closed.focus()
    closed.press("Enter")
    expect(page.locator("details details[open] .tree li a").first).to_be_visible()
    expect(page).to_have_url(page.url)
    page.fill("#q", "microorg")
    expect(page.locator("#terms .rows")).to_contain_text("Microorganisms")
