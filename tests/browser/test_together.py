"""A draft of several hands: a comment on a field, a section that a delegate fills in on a phone in Arabic."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page, expect

pytestmark = pytest.mark.browser

PHONE = {"width": 360, "height": 740}
NAME = "Office of several hands"


def signed_in(browser: Browser, node: str, who: str, password: str, *, language: str = "en", **options: object) -> Page:
    """Return a page of somebody who is signed in."""
    page = browser.new_context(base_url=node, **options).new_page()  # type: ignore[arg-type]  # options of several types
    page.set_default_timeout(15_000)
    page.goto(f"/{language}/sign-in/")
    page.fill("input[name=email]", who)
    page.fill("input[name=password]", password)
    page.click("main button[type=submit]")
    page.wait_for_url("**/desk/")
    return page


def fits(page: Page) -> bool:
    """Say whether nothing of a page lies beside the screen."""
    return bool(page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"))


def begun(officer: Page) -> str:
    """Begin a draft with a name; return its address."""
    officer.goto("/en/desk/new/")
    officer.click("form:has(input[name=format][value=authority]) button >> nth=0")
    officer.fill("[name='f.name.en']", NAME)
    with officer.expect_navigation():
        officer.click("button[name=do][value=save]:visible")
    return officer.url.partition("#")[0]


def asked(officer: Page, violations: Callable[[Page], list[str]]) -> None:
    """Ask the publishing authority about one answer."""
    officer.click("#field-city .talk a")
    officer.wait_for_url("**/comments/?field=city")
    officer.fill("textarea[name=text]", "Is it still in Cotonou?")
    officer.select_option("select[name=to]", label="Authority of Benin")
    assert violations(officer) == []
    officer.click("main section form button[type=submit]")
    expect(officer.locator(".thread .said")).to_have_text("Is it still in Cotonou?")
    assert violations(officer) == []


def given(officer: Page, draft: str, violations: Callable[[Page], list[str]]) -> None:
    """Give a section to somebody of another country, by the address of their account."""
    officer.goto(draft)
    expect(officer.locator("#field-city .talk")).to_contain_text("1 comment")
    officer.click("#section-reach > header a")
    officer.wait_for_url("**/sections/reach/")
    officer.check("input[name=to][value=address]")
    officer.fill("input[name=email]", "officer@egypt.example")
    officer.fill("input[name=due]", "2099-01-01")
    officer.fill("textarea[name=note]", "You know the address.")
    assert violations(officer) == []
    officer.click("button[name=do][value=give]")
    expect(officer.locator("#section-reach .given")).to_contain_text("officer@egypt.example")
    assert violations(officer) == []


def filled_in(delegate: Page, violations: Callable[[Page], list[str]]) -> None:
    """Fill in the section, see the rest to read, and say that it is done."""
    delegate.click(f"#tasks h3 a:has-text('{NAME}')")
    expect(delegate.locator("[name='f.city.en']")).to_be_visible()
    expect(delegate.locator("[name='f.name.en']")).to_have_count(0)
    expect(delegate.locator("#locked-general")).to_be_visible()
    assert fits(delegate)
    assert violations(delegate) == []
    delegate.fill("[name='f.city.en']", "Porto-Novo")
    with delegate.expect_navigation():
        delegate.click("button[name=do][value=save]:visible")
    delegate.click("#section-reach .given a")
    delegate.wait_for_url("**/sections/reach/")
    delegate.fill("textarea[name=result]", "They moved.")
    assert fits(delegate)
    assert violations(delegate) == []
    delegate.click("button[name=do][value=done]")
    delegate.wait_for_url("**/ar/desk/")
    expect(delegate.locator("#tasks")).not_to_contain_text(NAME)


def test_colleagues_write_one_draft_together(
    browser: Browser, node: str, violations: Callable[[Page], list[str]]
) -> None:
    officer = signed_in(browser, node, "officer@benin.example", "officer-of-benin")
    draft = begun(officer)
    asked(officer, violations)
    given(officer, draft, violations)
    delegate = signed_in(
        browser, node, "officer@egypt.example", "officer-of-egypt", language="ar", viewport=PHONE, has_touch=True
    )
    filled_in(delegate, violations)

    officer.goto("/en/desk/notices/")
    expect(officer.locator("main")).to_contain_text("is done with the section")
    officer.goto(draft)
    expect(officer.locator("[name='f.city.en']")).to_have_value("Porto-Novo")
    officer.click("#field-city .talk a")
    officer.click("button[name=do][value=resolve]")
    expect(officer.locator(".thread header")).to_contain_text("Resolved by")

    authority = signed_in(browser, node, "authority@benin.example", "authority-of-benin")
    authority.goto("/en/desk/notices/")
    expect(authority.locator("main")).to_contain_text("asks you something in a comment")
    assert violations(authority) == []
    for page in (officer, delegate, authority):
        page.context.close()
