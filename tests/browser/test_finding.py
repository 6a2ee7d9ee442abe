"""Finding: an organism on a telephone in Arabic, a search that is followed and tells by mail, a result taken away."""

import re
import zipfile
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.test_people_story import link_in_mail, mails, signed_in, visitor

__all__ = ["mails"]
pytestmark = pytest.mark.browser
PHONE = {"width": 360, "height": 740}


def test_an_organism_is_found_by_a_mistyped_identifier_on_a_phone_in_arabic(browser: Browser, node: str) -> None:
    page = visitor(browser, node, viewport=PHONE)
    page.goto("/ar/search/")
    for typed in ("MON-ØØ81Ø-6", "mon 00810 6", "MON-O0810-6", "MON-00810-7"):
        page.fill("main input[type=search]", typed)
        page.press("main input[type=search]", "Enter")
        page.wait_for_url(lambda url: "q=" in url)
        first = page.locator("main a", has_text=re.compile("MON-ØØ81Ø-6")).first
        expect(first, typed).to_be_visible()
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
        page.goto("/ar/search/")


def test_a_search_is_followed_and_the_mail_leads_to_what_is_new(browser: Browser, node: str, mails: Path) -> None:
    reader = signed_in(browser, node, "officer@egypt.example", "officer-of-egypt", language="fr")
    reader.goto("/fr/search/?q=triticale")
    reader.locator("main a[href*='/desk/follows/new/']").first.click()
    reader.locator("input[name=often][value=at-once]").check()
    reader.locator("main form[action*='follows'] button[type=submit]").click()
    expect(reader.locator("main")).to_contain_text("triticale")
    writer = signed_in(browser, node, "secretariat@clearinghouse.example", "officer-of-the-secretariat")
    writer.goto("/en/desk/new/")
    writer.locator("form.begin:has(input[name=format][value=organism]) button").first.click()
    writer.wait_for_url("**/desk/drafts/**")
    writer.fill("[name='f.scientificName']", "×Triticosecale, triticale")
    writer.locator("button[name=do][value=publish]").first.click()
    writer.wait_for_url("**/records/**")
    path = link_in_mail(mails, "officer@egypt.example", r"/\w\w/records/[^/\s]+/")
    reader.goto(path)
    expect(reader.locator("h1")).to_contain_text("Triticosecale")


def test_a_whole_result_is_taken_away_and_the_page_says_how_far_it_is(
    browser: Browser, node: str, tmp_path: Path
) -> None:
    page = visitor(browser, node)
    page.goto("/en/search/take/")
    expected = int(re.sub(r"\D", "", page.locator("main .lede").inner_text().partition("record")[0]))
    with page.expect_download() as taken:
        page.locator("a[data-take][href*='/take/xlsx/']").click()
    taken.value.save_as(tmp_path / "all.xlsx")
    expect(page.locator("[data-take-progress]:visible [data-take-said]")).to_contain_text("written", timeout=60_000)
    with zipfile.ZipFile(tmp_path / "all.xlsx") as parts:
        rows = parts.read("xl/worksheets/sheet1.xml").count(b"<row>")
    assert rows == expected + 1


def test_views_following_and_taking_away_work_without_scripts(browser: Browser, node: str, tmp_path: Path) -> None:
    page = visitor(browser, node, java_script_enabled=False)
    page.goto("/zh/search/?q=玉米")
    for view in ("table", "map", "timeline"):
        page.locator(f"a[href*='view={view}']").first.click()
        expect(page.locator("main table").first).to_be_visible()
    page.goto("/zh/search/?q=玉米")
    page.locator("a[href*='/search/take/']").first.click()
    with page.expect_download() as taken:
        page.locator("a[href*='/take/csv/']").click()
    taken.value.save_as(tmp_path / "some.csv")
    assert "BCH-LMO" in (tmp_path / "some.csv").read_text(encoding="utf-8-sig")
