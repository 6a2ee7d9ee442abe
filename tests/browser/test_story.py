"""An officer of Benin drafts a decision on a maize and is told what is missing; the authority publishes it."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page, expect

pytestmark = pytest.mark.browser

INTRODUCTION = "E8C5A15C-A736-4fb7-A1B6-192412BE7E45"
APPROVED = "3B9ECE67-B35C-40FF-8C06-4EA5FF762899"
TITLES = {
    "fr": "Autorisation de dissémination du maïs MON-ØØ81Ø-6 au Borgou",
    "ar": "قرار بشأن الإدخال المقصود للذرة المحورة في بنن",
}
SignIn = Callable[[str, str, str], None]


def pick(page: Page, field: str, text: str) -> None:
    """Find a record by its words and choose the first that is found."""
    page.locator(f"[name='q.{field}']").fill(text)
    page.locator(f"button[value='find.{field}']").click()
    page.locator(f"#found-{field} button").first.click()
    expect(page.locator(f"#field-{field} [name='f.{field}']")).not_to_have_count(0)


def answer_all_but_the_document(page: Page, language: str) -> None:
    """Answer what an introduction into the environment asks, except for the document of the decision."""
    pick(page, "authorities", "Bénin" if language == "fr" else "Benin")
    page.fill(f"[name='f.title.{language}']", TITLES[language])
    page.fill("[name='f.date.day']", "12")
    page.locator("[name='f.date.month']").select_option("6")
    page.fill("[name='f.date.year']", "2026")
    page.check("[name='f.isAmendment'][value=no]")
    page.check(f"[name='f.decisionTypes'][value='{INTRODUCTION}']")
    page.click("button[name=do][value=save]:visible")
    page.check("[name='f.addressesTransboundaryMovement'][value=no]")
    page.check("[name='f.appliesToSubsequentIntroductions'][value=yes]")
    page.check(f"[name='f.decisionResult'][value='{APPROVED}']")
    pick(page, "importers", "Bayer")
    pick(page, "modifiedOrganisms", "MON810")
    pick(page, "riskAssessments", "MON")
    page.check("[name='f.expires'][value=yes]")
    page.click("button[name=do][value=save]:visible")
    page.check("[name='f.appliesToTransboundaryMovement'][value=no]")


@pytest.mark.parametrize("has_scripts", [True, False], ids=["with scripts", "without scripts"])
@pytest.mark.parametrize("language", ["fr", "ar"])
def test_a_decision_goes_from_draft_to_found(browser: Browser, node: str, language: str, has_scripts: bool) -> None:
    officer = browser.new_context(base_url=node, java_script_enabled=has_scripts).new_page()
    authority = browser.new_context(base_url=node, java_script_enabled=has_scripts).new_page()
    reader = browser.new_context(base_url=node, java_script_enabled=has_scripts).new_page()
    for page, who in ((officer, "officer"), (authority, "authority")):
        page.goto(f"/{language}/sign-in/")
        page.fill("input[name=email]", f"{who}@benin.example")
        page.fill("input[name=password]", f"{who}-of-benin")
        page.click("main button[type=submit]")
        page.wait_for_url("**/desk/")

    officer.goto(f"/{language}/desk/new/")
    officer.click("form:has(input[name=format][value=biosafetyDecision]) button")
    answer_all_but_the_document(officer, language)
    officer.click("button[name=do][value=request]:visible")
    problems = officer.locator(".problems a")
    expect(problems).to_have_count(1)
    expect(problems).to_have_attribute("href", "#answer-documents")

    officer.fill("[name='f.documents.0.url']", "https://example.org/decision.pdf")
    officer.click("button[name=do][value=request]:visible")
    officer.wait_for_url(f"**/{language}/desk/")

    authority.goto(f"/{language}/desk/")
    authority.click(f"text={TITLES[language]}")
    authority.click("button[name=do][value=publish]:visible")
    authority.wait_for_url("**/records/**")
    expect(authority.locator("h1")).to_have_text(TITLES[language])

    reader.goto(f"/{language}/")
    found = reader.locator(f".result a:has-text('{TITLES[language]}')")
    for _attempt in range(20):
        reader.goto(f"/{language}/search/?q=mon810&government=bj&sort=newest")
        if found.count():
            break
        reader.wait_for_timeout(200)
    found.first.click()
    expect(reader.locator("h1")).to_have_text(TITLES[language])
    reader.locator("a[href$='/history/']").first.click()
    expect(reader.locator("main")).to_contain_text("1")
    for page in (officer, authority, reader):
        page.context.close()
