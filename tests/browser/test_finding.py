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


TICKED = "[...document.querySelectorAll('#filters :checked')].map(one => one.value)"


def test_back_shows_the_filters_that_the_results_follow_with_scripts_and_without(browser: Browser, node: str) -> None:
    for has_scripts in (True, False):
        page = visitor(browser, node, java_script_enabled=has_scripts)
        page.goto("/en/search/?q=maize")
        page.locator("input[name=format][value=modifiedOrganism]").check()
        page.locator(".facets-apply button").click()
        page.wait_for_url("**format=modifiedOrganism**")
        assert "=&" not in page.url
        assert not page.url.endswith("=")
        page.go_back()
        page.wait_for_url(lambda url: "format" not in url)
        assert page.locator("#filters :checked").count() == 0
        page.locator("input[name=format][value=nationalRiskAssessment]").check()
        page.locator(".facets-apply button").click()
        page.wait_for_url("**format=nationalRiskAssessment**")
        assert "modifiedOrganism" not in page.url


def test_a_page_that_the_browser_kept_is_put_back_to_what_it_was_asked(browser: Browser, node: str) -> None:
    page = visitor(browser, node)
    page.goto("/en/search/?q=maize&format=organism")
    page.wait_for_load_state("networkidle")
    page.locator("input[name=format][value=modifiedOrganism]").check()
    page.evaluate("window.dispatchEvent(new PageTransitionEvent('pageshow', {persisted: true}))")
    assert page.evaluate(TICKED) == ["organism"]


def test_all_values_of_a_long_facet_come_in_place_and_ticks_stay(browser: Browser, node: str) -> None:
    page = visitor(browser, node)
    page.goto("/en/search/?format=modifiedOrganism")
    page.wait_for_load_state("networkidle")
    genes = page.locator("#facet-genes")
    genes.evaluate("facet => facet.open = true")
    boxes = genes.locator("input[type=checkbox]")
    before = boxes.count()
    boxes.last.check()
    genes.locator("[data-facet-more]").click()
    expect(genes.locator("[data-facet-more]")).to_have_count(0)
    assert boxes.count() > before
    assert genes.locator(":checked").count() == 1
    assert "more" not in page.url


def test_what_is_not_on_the_page_is_sought_in_a_facet_with_scripts_and_without(browser: Browser, node: str) -> None:
    for has_scripts in (True, False):
        page = visitor(browser, node, java_script_enabled=has_scripts)
        page.goto("/en/search/?format=modifiedOrganism&more=genes")
        rare = page.locator("#facet-genes label bdi").last.text_content() or ""
        page.goto("/en/search/?format=modifiedOrganism")
        page.wait_for_load_state("networkidle")
        genes = page.locator("#facet-genes")
        assert rare not in (genes.text_content() or "")
        if genes.get_attribute("open") is None:
            genes.locator("summary").first.click()
        page.locator("input[name=find-genes]").fill(rare)
        if not has_scripts:
            page.locator("input[name=find-genes]").press("Enter")
            page.wait_for_url("**find-genes=**")
        expect(genes.locator("label:visible").filter(has_text=rare)).to_have_count(1)
        assert genes.locator("label:visible").count() < 12


def test_the_filters_are_applied_from_wherever_the_reader_is_in_them(browser: Browser, node: str) -> None:
    for viewport in (PHONE, {"width": 1280, "height": 900}):
        page = visitor(browser, node, viewport=viewport)
        page.goto("/en/search/?format=capacityBuildingInitiative")
        if viewport is PHONE:
            page.locator("button[popovertarget=filters].opener").click()
        expect(page.locator(".facets-apply button")).to_be_in_viewport(ratio=1)
