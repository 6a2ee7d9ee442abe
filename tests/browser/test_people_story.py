"""People and their roles: somebody registers and describes their organization, a request travels by mail, a focal
point hands over."""

import email
import email.policy
import re
import time
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

pytestmark = pytest.mark.browser

WAIT_S = 20
PASSWORD = "words-of-nobody-else"
DECIDES = r"/\w\w/mail/decide/[^/\s]+/"
PHONE = {"width": 360, "height": 740}


@pytest.fixture
def mails(node: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder into which the node writes its mail."""
    (home,) = tmp_path_factory.getbasetemp().glob("node[0-9]")
    return home / "mail"


def link_in_mail(folder: Path, to: str, pattern: str, *, beside: frozenset[str] = frozenset()) -> str:
    """Wait for a mail to somebody that none of `beside` is; return the path of its first link that a pattern finds."""
    deadline = time.monotonic() + WAIT_S
    while time.monotonic() < deadline:
        for path in sorted(folder.glob("*.eml"), reverse=True):
            letter = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
            text = letter.get_body(("plain",))
            found = re.search(rf"https?://[^/\s]+({pattern})", text.get_content() if text else "")
            if found and letter["To"] == to and path.name not in beside:
                return found[1]
        time.sleep(0.2)
    raise AssertionError(f"no mail to {to} with {pattern}")


def visitor(browser: Browser, node: str, **options: object) -> Page:
    """Return a page of somebody who is signed out."""
    page = browser.new_context(base_url=node, **options).new_page()  # type: ignore[arg-type]  # options of several types
    page.set_default_timeout(15_000)
    return page


def signed_in(browser: Browser, node: str, who: str, password: str, *, language: str = "en") -> Page:
    """Return a page of somebody who is signed in."""
    page = visitor(browser, node)
    page.goto(f"/{language}/sign-in/")
    page.fill("input[name=email]", who)
    page.fill("input[name=password]", password)
    page.click("main button[type=submit]")
    page.wait_for_url("**/desk/")
    return page


def requested(page: Page) -> None:
    """Request the publication of the draft on the page."""
    page.click("button[name=do][value=request]:visible")
    page.wait_for_url("**/desk/")


def test_whoever_registers_describes_an_organization_that_the_secretariat_publishes(
    browser: Browser, node: str, mails: Path
) -> None:
    name, address = "Institute of Seeds of Cotonou", "ada@institute.example"
    ada = visitor(browser, node)
    ada.goto("/en/sign-up/")
    ada.fill("input[name=name]", "Ada Agossou")
    ada.fill("input[name=email]", address)
    ada.fill("input[name=password]", PASSWORD)
    ada.click("main button[type=submit]")
    ada.wait_for_url("**/sign-up/confirm/")
    ada.goto(link_in_mail(mails, address, r"/en/sign-up/confirm/[^/\s]+/"))
    ada.click("main form button[type=submit]")
    ada.wait_for_url("**/sign-in/")
    ada.fill("input[name=email]", address)
    ada.fill("input[name=password]", PASSWORD)
    ada.click("main button[type=submit]")
    ada.wait_for_url("**/desk/")

    ada.goto("/en/desk/new/")
    ada.click("form:has(input[name=format][value=organization]) button")
    ada.fill("[name='f.name.en']", name)
    ada.fill("[name='f.city.en']", "Cotonou")
    ada.fill("[name='f.phones.0']", "+229 000 000")
    ada.fill("[name='f.emails.0']", "institute@institute.example")
    country = ada.locator("[id='q.country']")
    country.press_sequentially("Bénin")
    expect(ada.locator("#field-country [role=option]").first).to_be_visible()
    country.press("ArrowDown")
    country.press("Enter")
    expect(ada.locator("#field-country .picked bdi")).to_have_text("Benin")
    ada.locator("[name='f.organizationType']").select_option(index=1)
    requested(ada)

    officer = signed_in(browser, node, "secretariat@clearinghouse.example", "officer-of-the-secretariat")
    officer.click(f"a:has-text('{name}') >> nth=0")
    officer.click("button[name=do][value=publish]:visible")
    officer.wait_for_url("**/records/**")
    expect(officer.locator("h1")).to_have_text(name)
    reader = visitor(browser, node)
    reader.goto(officer.url)
    expect(reader.locator("h1")).to_have_text(name)
    ada.goto("/en/desk/notices/")
    expect(ada.locator("main")).to_contain_text(name)
    for page in (ada, officer, reader):
        page.context.close()


def test_a_returned_draft_is_mended_and_approved_from_a_mail_on_a_phone(
    browser: Browser, node: str, mails: Path
) -> None:
    title, reason = "Biosafety portal of Benin", "Say in the title which year it covers."
    officer = signed_in(browser, node, "officer@benin.example", "officer-of-benin")
    officer.goto("/en/desk/new/")
    officer.click("form:has(input[name=format][value=database]) button")
    officer.fill("[name='f.title.en']", title)
    officer.fill("[name='f.description.en']", "Laws and decisions.")
    officer.fill("[name='f.websites.0.url']", "https://biosafety.example/")
    draft = officer.url
    requested(officer)
    first = link_in_mail(mails, "authority@benin.example", DECIDES)

    authority = signed_in(browser, node, "authority@benin.example", "authority-of-benin")
    authority.click(f"a:has-text('{title}') >> nth=0")
    authority.click("details:has(textarea[name=reason]) summary")
    authority.fill("textarea[name=reason]", reason)
    authority.click("button[name=do][value=return]:visible")
    authority.wait_for_url("**/desk/")

    officer.goto("/en/desk/")
    officer.click(f"a:has-text('{title}') >> nth=0")
    officer.wait_for_url(f"{draft}**")
    expect(officer.locator("main")).to_contain_text(reason)
    officer.fill("[name='f.title.en']", f"{title}, 2026")
    before = frozenset(path.name for path in mails.glob("*.eml"))
    requested(officer)

    phone = visitor(browser, node, viewport=PHONE, has_touch=True, is_mobile=True)
    phone.goto(first)
    expect(phone.locator("main form")).to_have_count(0)
    phone.goto(link_in_mail(mails, "authority@benin.example", DECIDES, beside=before))
    expect(phone.locator("h1")).to_have_text(f"{title}, 2026")
    assert phone.evaluate("document.documentElement.scrollWidth <= innerWidth")
    phone.click("main form button[type=submit]")
    expect(phone.locator("main a[href*='/records/']").first).to_be_visible()
    phone.click("main a[href*='/records/']")
    expect(phone.locator("h1")).to_have_text(f"{title}, 2026")
    phone.goto("/en/desk/")
    assert "/sign-in/" in phone.url, "the link decided, and signed nobody in"
    for page in (officer, authority, phone):
        page.context.close()


def test_a_focal_point_hands_over_with_the_keyboard_alone_in_arabic(browser: Browser, node: str, mails: Path) -> None:
    leaver = signed_in(browser, node, "focal-point@benin.example", "focal-point-of-benin", language="ar")
    leaver.goto("/ar/desk/team/")
    assert leaver.evaluate("document.dir") == "rtl"
    row = leaver.locator("li", has=leaver.locator("a[href='mailto:focal-point@benin.example']"))
    leads = row.locator("a[href*='/hand-over/']").first.get_attribute("href")
    tab_to(leaver, f"a[href='{leads}']")
    leaver.keyboard.press("Enter")
    leaver.wait_for_url("**/hand-over/**")
    successor = leaver.locator("label", has_text="authority@benin.example").locator("input").get_attribute("value")
    tab_to(leaver, "input[name=to]")
    for _press in range(10):
        if leaver.evaluate("document.activeElement.value") == successor:
            break
        leaver.keyboard.press("ArrowDown")
    leaver.keyboard.press("Space")
    tab_to(leaver, "main form button.danger[type=submit]")
    leaver.keyboard.press("Enter")
    leaver.wait_for_url("**/desk/team/**")

    officer = signed_in(browser, node, "secretariat@clearinghouse.example", "officer-of-the-secretariat", language="ar")
    officer.goto("/ar/desk/focal-points/")
    tab_to(officer, "form[action$='/confirm/'] button")
    officer.keyboard.press("Enter")
    officer.wait_for_url("**/desk/focal-points/")
    expect(officer.locator("form[action$='/confirm/']")).to_have_count(0)

    leaver.goto("/ar/desk/")
    expect(leaver.locator("a[href*='/desk/team/invite/']")).to_have_count(0)
    authority = signed_in(browser, node, "authority@benin.example", "authority-of-benin", language="ar")
    authority.goto("/ar/desk/team/?owner=bj")
    expect(authority.locator("a[href*='/desk/team/invite/']").first).to_be_visible()
    for page in (leaver, officer, authority):
        page.context.close()


def tab_to(page: Page, selector: str, most: int = 150) -> None:
    """Press Tab until the focus stands on what a selector names."""
    for _press in range(most):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    raise AssertionError(f"{selector} was not reached")
