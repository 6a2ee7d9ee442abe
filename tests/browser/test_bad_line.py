"""A bad line loses nothing: cut twice while somebody writes, and another saves the same draft meanwhile."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.test_keyboard import tab_to

pytestmark = pytest.mark.browser

SLOW = {"offline": False, "latency": 200, "downloadThroughput": 8_000, "uploadThroughput": 8_000}
CUT = {"offline": True, "latency": 0, "downloadThroughput": 0, "uploadThroughput": 0}
FAST = {"offline": False, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1}
Line = Callable[[dict[str, Any]], Any]


@contextmanager
def writer(browser: Browser, node: str, who: str, language: str, *, has_scripts: bool = True) -> Iterator[Page]:
    """Open a page for one of the demonstration's people of Egypt, signed in."""
    context = browser.new_context(base_url=node, java_script_enabled=has_scripts)
    page = context.new_page()
    page.set_default_timeout(15_000)
    page.on("dialog", lambda dialog: dialog.accept())
    page.goto(f"/{language}/sign-in/")
    page.fill("input[name=email]", f"{who}@egypt.example")
    page.fill("input[name=password]", f"{who}-of-egypt")
    page.click("main button[type=submit]")
    page.wait_for_url("**/desk/")
    yield page
    context.close()


def line_of(page: Page) -> Line:
    """Return what changes the line of a page."""
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    return lambda line: session.send("Network.emulateNetworkConditions", line)


def begin(page: Page, language: str, slug: str = "absNationalReport1") -> str:
    """Begin a record; return the address of its draft."""
    page.goto(f"/{language}/desk/new/")
    page.locator(f"form:has(input[name=format][value={slug}]) button").first.click()
    page.wait_for_url("**/desk/drafts/**")
    return re.sub(r"[?#].*", "", page.url)


def texts(page: Page) -> list[str]:
    """Return the names of the texts of the form that can be typed into at once."""
    boxes = page.locator("textarea[name^='f.']:visible")
    expect(boxes.nth(3)).to_be_visible()
    found = boxes.evaluate_all("all => all.map(one => one.name)")
    return [str(name) for name in found]


def saved(page: Page) -> None:
    """Wait until the page says that everything is saved."""
    expect(page.locator("[data-when=saved]")).to_be_visible(timeout=40_000)


def press_save(page: Page) -> None:
    """Save the ordinary way, and wait for the page that says so."""
    page.locator("#savebar .end button[value=save]").click()
    expect(page.locator(".notice[data-tone=good][role=status]").first).to_be_visible()


def stands(page: Page, address: str, **wanted: str) -> None:
    """Check what a fresh page of the draft says."""
    page.goto(address)
    for name, value in wanted.items():
        expect(page.locator(f"[name='{name}']")).to_have_value(value)


def test_a_line_that_drops_twice_and_another_editor_lose_nothing(browser: Browser, node: str) -> None:
    with writer(browser, node, "officer", "en") as page, writer(browser, node, "authority", "en") as other:
        address = begin(page, "en")
        first, second, third, fourth = texts(page)[:4]
        line = line_of(page)
        line(SLOW)
        page.fill(f"[name='{first}']", "Typed on a slow line")
        saved(page)
        line(CUT)
        page.fill(f"[name='{first}']", "Typed on a slow line, then on none")
        page.fill(f"[name='{second}']", "Mine")
        expect(page.locator("[data-when=offline]")).to_be_visible(timeout=40_000)

        other.goto(address)
        other.fill(f"[name='{third}']", "By the authority")
        press_save(other)

        line(FAST)
        expect(page.locator(".toast").filter(has_text="Merged with changes by")).to_be_visible(timeout=20_000)
        expect(page.locator(f"[name='{third}']")).to_have_value("By the authority")
        saved(page)

        line(CUT)
        page.fill(f"[name='{second}']", "Mine, too")
        page.fill(f"[name='{fourth}']", "Also mine")
        expect(page.locator("[data-when=offline]")).to_be_visible(timeout=40_000)
        other.goto(address)
        expect(other.locator(f"[name='{second}']")).to_have_value("Mine")
        other.fill(f"[name='{second}']", "Theirs")
        press_save(other)

        line(FAST)
        expect(page.locator("[data-when=conflict]")).to_be_visible(timeout=20_000)
        page.locator("[data-when=conflict] button").click()
        expect(page.locator("#questions fieldset")).to_have_count(1)
        expect(page.locator("#questions")).to_contain_text("Theirs")
        expect(page.locator("input[name='answer.0'][value=mine]")).to_be_checked()
        page.locator("#questions button[value=save]").click()
        expect(page.locator("#questions")).to_have_count(0)
        mine = {first: "Typed on a slow line, then on none", second: "Mine, too", fourth: "Also mine"}
        stands(page, address, **{**mine, third: "By the authority"})
        expect(page.locator("[data-restore]")).to_be_hidden()
        page.click("text=Undo: earlier saves")
        expect(page.locator("#saves li").nth(3)).to_be_attached()


def test_what_was_written_off_line_is_listed_on_the_desk_and_sent_by_itself(browser: Browser, node: str) -> None:
    with writer(browser, node, "officer", "ar") as page:
        address = begin(page, "ar")
        name = texts(page)[0]
        line = line_of(page)
        line(CUT)
        page.fill(f"[name='{name}']", "كتب دون اتصال")
        expect(page.locator("[data-when=offline]")).to_be_visible(timeout=40_000)
        page.route("**/autosave/", lambda route: route.abort())
        line(FAST)
        page.goto("/ar/desk/")
        expect(page.locator(f"#unsent a[href*='{address.rpartition('drafts/')[2]}']")).to_be_visible()
        page.unroute("**/autosave/")
        page.goto("/ar/desk/")
        expect(page.locator("#unsent")).to_be_hidden(timeout=20_000)
        stands(page, address, **{name: "كتب دون اتصال"})


def test_two_tabs_of_one_draft_do_not_fight(browser: Browser, node: str) -> None:
    with writer(browser, node, "officer", "en") as page:
        address = begin(page, "en")
        name = texts(page)[0]
        page.fill(f"[name='{name}']", "In the first tab")
        second = page.context.new_page()
        second.on("dialog", lambda dialog: dialog.accept())
        second.goto(address)
        expect(page.locator("#other-tab")).to_be_visible()
        expect(second.locator(f"[name='{name}']")).to_have_value("In the first tab")
        second.fill(f"[name='{name}']", "In the second tab")
        saved(second)
        page.bring_to_front()
        page.locator("#other-tab button").click()
        expect(page.locator(f"[name='{name}']")).to_have_value("In the second tab")
        expect(second.locator("#other-tab")).to_be_visible()


@pytest.mark.parametrize("language", ["en", "ar"])
def test_without_scripts_the_conflict_is_asked_once(browser: Browser, node: str, language: str) -> None:
    with (
        writer(browser, node, "officer", language, has_scripts=False) as page,
        writer(browser, node, "authority", language, has_scripts=False) as other,
    ):
        address = begin(page, language)
        first, second, third = texts(page)[:3]
        other.goto(address)
        for name, value in ((first, "Theirs"), (second, "By the authority")):
            other.fill(f"[name='{name}']", value)
        press_save(other)
        page.fill(f"[name='{first}']", "Mine")
        page.fill(f"[name='{third}']", "Also mine")
        page.locator("#savebar .end button[value=save]").click()
        expect(page.locator("#questions fieldset")).to_have_count(1)
        page.check("input[name='answer.0'][value=theirs]")
        page.locator("#questions button[value=save]").click()
        expect(page.locator("#questions")).to_have_count(0)
        stands(page, address, **{first: "Theirs", second: "By the authority", third: "Also mine"})
        page.goto(f"{address}saves/")
        page.locator("#saves li a").nth(0).click()
        page.locator("main form button[type=submit]").click()
        page.wait_for_url(address)
        expect(page.locator(f"[name='{first}']")).not_to_have_value("Theirs")


def test_a_conflict_is_decided_with_the_keyboard_alone(
    browser: Browser, node: str, violations: Callable[[Page], list[str]]
) -> None:
    with writer(browser, node, "officer", "ar") as page, writer(browser, node, "authority", "ar") as other:
        address = begin(page, "ar")
        name = texts(page)[0]
        line = line_of(page)
        line(CUT)
        page.fill(f"[name='{name}']", "Mine")
        expect(page.locator("[data-when=offline]")).to_be_visible(timeout=40_000)
        other.goto(address)
        other.fill(f"[name='{name}']", "Theirs")
        press_save(other)
        line(FAST)
        expect(page.locator("[data-when=conflict]")).to_be_visible(timeout=20_000)
        page.locator("[data-when=conflict] button").focus()
        page.keyboard.press("Enter")
        expect(page.locator("#questions")).to_be_visible()
        assert violations(page) == []
        tab_to(page, "input[name='answer.0']", most=60)
        page.keyboard.press("ArrowDown")
        expect(page.locator("input[name='answer.0'][value=theirs]")).to_be_checked()
        tab_to(page, "#questions button[value=save]", most=10)
        page.keyboard.press("Enter")
        expect(page.locator("#questions")).to_have_count(0)
        stands(page, address, **{name: "Theirs"})
        page.goto(f"{address}saves/")
        assert violations(page) == []
