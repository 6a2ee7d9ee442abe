"""Choosing terms, moving and pasting rows, creating a record in place: with the keyboard, in several scripts."""

import gzip
import re
from collections.abc import Callable
from functools import partial

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Response, expect

pytestmark = pytest.mark.browser

SignIn = Callable[[str, str, str], None]
Violations = Callable[[Page], list[str]]
FIRST_VIEW_BYTES = 60_000
PASTE = """([name, text]) => {
    const data = new DataTransfer();
    data.setData('text/plain', text);
    const cell = document.querySelector(`[name="${name}"]`);
    cell.focus();
    cell.dispatchEvent(new ClipboardEvent('paste', {clipboardData: data, bubbles: true, cancelable: true}));
}"""


def open_editor(page: Page, sign_in: SignIn, language: str, format_slug: str = "trainingEvent") -> None:
    """Sign in as the officer of Benin and begin a record."""
    sign_in(language, "officer@benin.example", "officer-of-benin")
    page.goto(f"/{language}/desk/new/")
    page.locator(f"form:has(input[name=format][value={format_slug}]) button").first.click()
    page.wait_for_url("**/desk/drafts/**")
    page.wait_for_load_state("networkidle")


def saved(page: Page) -> None:
    """Wait until autosave has sent everything, and load the page again."""
    page.wait_for_timeout(400)
    expect(page.locator("[data-when=saved]")).to_be_visible(timeout=15_000)
    page.reload(wait_until="networkidle")


def has_counts(page: Page, *expected: str) -> None:
    """Wait until the rows say these numbers of participants, in this order."""
    boxes = page.locator("[name^='f.participants.'][name$='.count']")
    expect(boxes).to_have_count(len(expected))
    for number, value in enumerate(expected):
        expect(boxes.nth(number)).to_have_value(value)


@pytest.mark.parametrize("width", [360, 1280])
def test_a_term_typed_in_chinese_is_chosen_with_the_keyboard_on_an_arabic_page(
    page: Page, sign_in: SignIn, violations: Violations, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    open_editor(page, sign_in, "ar")
    box = page.locator("[id='q.spokenLanguages']")
    box.focus()
    page.keyboard.type("法")
    french = page.locator("#field-spokenLanguages [role=option]", has_text="الفرنسية")
    expect(french.locator("[lang=zh-Hans]")).to_have_text("法文")
    expect(box).to_have_attribute("aria-expanded", "true")
    assert violations(page) == []
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.locator("#field-spokenLanguages .picked bdi").first).to_have_text("الفرنسية")
    expect(box).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    ticks = page.locator("#field-spokenLanguages [data-tick]")
    expect(ticks.first).to_be_visible()
    expect(page.locator("#field-spokenLanguages [data-tick]:checked")).to_have_count(1)
    ticks.first.focus()
    page.keyboard.press("Space")
    expect(page.locator("#field-spokenLanguages .picked li")).to_have_count(2)
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0
    saved(page)
    expect(page.locator("#field-spokenLanguages .picked li")).to_have_count(2)


def test_rows_are_moved_copied_and_removed_with_the_keyboard_and_stay_so(page: Page, sign_in: SignIn) -> None:
    open_editor(page, sign_in, "en")
    page.locator("[name='f.participants.0.count']").focus()
    page.keyboard.type("1")
    for number in ("2", "3"):
        page.keyboard.press("Enter")
        page.keyboard.type(number)
    has_counts(page, "1", "2", "3")
    page.keyboard.press("Alt+ArrowUp")
    has_counts(page, "1", "3", "2")
    expect(page.locator("[name='f.participants.1.count']")).to_be_focused()
    expect(page.locator("#field-participants [role=status]", has_text="2")).to_have_count(1)
    page.keyboard.press("ArrowUp")
    expect(page.locator("[name='f.participants.0.count']")).to_be_focused()
    page.locator("#field-participants .row-tools summary").first.press("Enter")
    page.locator("#field-participants [data-row-act=copy]").first.press("Enter")
    has_counts(page, "1", "1", "3", "2")
    page.locator("#field-participants [data-row-remove]").first.press("Enter")
    has_counts(page, "1", "3", "2")
    page.locator(".toast button").click()
    has_counts(page, "1", "1", "3", "2")
    saved(page)
    has_counts(page, "1", "1", "3", "2")


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_block_from_a_spreadsheet_fills_the_cells_and_one_undo_takes_it_back(
    page: Page, sign_in: SignIn, violations: Violations, language: str
) -> None:
    open_editor(page, sign_in, language)
    page.locator("[name='f.participants.0.count']").fill("9")
    block = "Egypt\tfemale\t\t1 200\t3\r\nAtlantis\tmale\t\t7\tmany\r\n贝宁\tmale\t\t5\t\r\n"
    page.evaluate(PASTE, ["t.participants.0.country", block])
    expect(page.locator("#field-participants tbody tr")).to_have_count(3)
    has_counts(page, "1200", "7", "5")
    expect(page.locator("[name='f.participants.2.country']")).to_have_value("bj")
    expect(page.locator("#field-participants [data-grid-report] li")).to_have_count(2)
    assert violations(page) == []
    page.locator(".toast button").last.click()
    has_counts(page, "9")
    page.evaluate(PASTE, ["t.participants.0.country", block])
    expect(page.locator("#field-participants tbody tr")).to_have_count(3)
    saved(page)
    has_counts(page, "1200", "7", "5")


@pytest.mark.parametrize(("language", "width"), [("en", 1280), ("ar", 360)])
def test_a_contact_is_created_where_it_is_referred_to(
    page: Page, sign_in: SignIn, violations: Violations, language: str, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    open_editor(page, sign_in, language)
    button = page.locator("#field-contacts [data-create]").first
    button.focus()
    page.keyboard.press("Enter")
    dialog = page.locator("dialog[open]")
    dialog.locator("[name='f.type'][value=organization]").check()
    name = dialog.locator("[name^='f.organization.']").first
    expect(name).to_be_visible()
    assert violations(page) == []
    dialog.locator("button[value=create]").click()
    expect(dialog.locator(".error").first).to_be_visible()
    assert violations(page) == []
    name.fill("Institute of seeds")
    dialog.locator("[name='f.emails.0']").fill("office@seeds.example")
    country = dialog.locator("[id='q.country']")
    country.press_sequentially("Bénin")
    expect(dialog.locator("[role=option]").first).to_be_visible()
    country.press("ArrowDown")
    country.press("Enter")
    dialog.locator("button[value=create]").click()
    expect(dialog).to_have_count(0)
    expect(button).to_be_focused()
    expect(page.locator("#field-contacts .picked bdi")).to_have_text("Institute of seeds")
    saved(page)
    expect(page.locator("#field-contacts .picked bdi")).to_have_text("Institute of seeds")


def test_everything_is_done_without_scripts(browser: Browser, node: str) -> None:
    visitor = browser.new_context(base_url=node, java_script_enabled=False, locale="en")
    page = visitor.new_page()
    page.goto("/en/sign-in/")
    page.fill("input[name=email]", "officer@benin.example")
    page.fill("input[name=password]", "officer-of-benin")
    page.click("main button[type=submit]")
    page.wait_for_url("**/desk/")
    page.goto("/en/desk/new/")
    page.locator("form:has(input[name=format][value=trainingEvent]) button").first.click()
    page.fill("[id='q.spokenLanguages']", "法")
    page.locator("#field-spokenLanguages [data-picker-find]").click()
    page.locator("#field-spokenLanguages [data-pick]").first.click()
    expect(page.locator("#field-spokenLanguages .picked li")).to_have_count(1)
    page.locator("#field-spokenLanguages [data-terms-browse]").click()
    page.locator("#field-spokenLanguages [data-tree] input").first.check()
    page.fill("[name='t.participants.0.country']", "Benin")
    page.fill("[name='f.participants.0.count']", "4")
    page.locator("#field-participants summary", has_text="Paste rows").click()
    page.fill("[name='paste.participants']", "Egypt\tfemale\t\t6\t2\nEgypt\tmale\t\tmany\t1")
    page.locator("[value='paste.participants']").click()
    expect(page.locator("#field-spokenLanguages .picked li")).to_have_count(2)
    has_counts(page, "4", "6", "")
    expect(page.locator("#field-participants .notice li")).to_have_count(1)
    page.locator("#field-participants .row-tools summary").nth(1).click()
    page.locator("[value='up.participants.1']").click()
    has_counts(page, "6", "4", "")
    page.locator("#field-contacts [value^='create.contacts.']").first.click()
    page.locator("[name='f.type'][value=organization]").check()
    page.locator("[data-shape]").click()
    page.locator("[name^='f.organization.']").first.fill("Institute without scripts")
    page.fill("[name='f.emails.0']", "office@seeds.example")
    page.fill("[id='q.country']", "Benin")
    page.locator("[value='find.country']").click()
    page.locator("[data-pick]").first.click()
    page.locator("[value=create]").click()
    page.wait_for_url(re.compile("#field-contacts$"))
    expect(page.locator("#field-contacts .picked bdi")).to_have_text("Institute without scripts")
    visitor.close()


def test_the_list_of_sections_is_folded_on_a_phone_and_can_be_skipped(page: Page, sign_in: SignIn) -> None:
    page.set_viewport_size({"width": 360, "height": 800})
    open_editor(page, sign_in, "en")
    expect(page.locator("#form-contents ol")).to_be_hidden()
    page.locator("#form-contents summary").press("Enter")
    expect(page.locator("#form-contents ol")).to_be_visible()
    page.locator("#form-contents .skip-list").focus()
    expect(page.locator("#form-contents .skip-list")).to_be_in_viewport()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('#form-sections') !== null")
    page.set_viewport_size({"width": 1280, "height": 800})
    expect(page.locator("#form-contents ol")).to_be_visible()
    page.locator("button[name=do][value=check]").click()
    page.wait_for_load_state("networkidle")
    expect(page.locator("#form-contents [data-tone=wrong]").first).to_contain_text("to mend")


def test_a_block_pasted_into_rows_that_are_no_table_waits_in_its_box_and_is_added(page: Page, sign_in: SignIn) -> None:
    open_editor(page, sign_in, "en", "capacityNeedsAssessment")
    page.evaluate(PASTE, ["f.needs.0.need.en", "Laboratories\tpeople\nTraining\tnobody"])
    box = page.locator("[name='paste.needs']")
    expect(box).to_be_focused()
    expect(box).to_have_value("Laboratories\tpeople\nTraining\tnobody")
    page.locator("[value='paste.needs']").click()
    expect(page.locator("#field-needs .notice li")).to_have_count(1)
    expect(page.locator("[name='f.needs.1.need.en']")).to_have_value("Training")


def _weigh(sizes: list[int], response: Response) -> None:
    sizes.append(len(gzip.compress(response.body())))


@pytest.mark.parametrize("format_slug", ["trainingEvent", "biosafetyExpert"])
def test_the_first_view_of_an_editor_fits_in_60_kb(
    page: Page, sign_in: SignIn, context: BrowserContext, format_slug: str
) -> None:
    open_editor(page, sign_in, "en", format_slug)
    cookies = context.cookies()
    assert context.browser is not None
    fresh = context.browser.new_context()
    fresh.add_cookies(cookies)  # type: ignore[arg-type]  # what cookies() gives, add_cookies() takes
    first = fresh.new_page()
    sizes: list[int] = []
    first.on("response", partial(_weigh, sizes))
    first.goto(page.url, wait_until="networkidle")
    fresh.close()
    assert sum(sizes) < FIRST_VIEW_BYTES, sizes
