"""Texts in several languages: copied, translated, stale when the source changes; pasted from Word; marked by keys."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page, expect

pytestmark = pytest.mark.browser
TEXT = "relevantInformation"
SignIn = Callable[[str, str, str], None]
ITEM = "<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>·&nbsp;</span>"
WORD = f"""<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style>p.MsoNormal {{margin:0}}</style></head>
<body><!--StartFragment--><p class=MsoNormal>The <b>maize</b> is&nbsp;dry.<o:p></o:p></p>{ITEM}First</p>
{ITEM}Second</p><!--EndFragment--></body></html>"""


def begin(page: Page, language: str) -> str:
    """Begin a decision in English and French and return the address of its draft."""
    page.goto(f"/{language}/desk/new/")
    page.click("form:has(input[name=format][value=biosafetyDecision]) button")
    page.wait_for_url("**/desk/drafts/**")
    for code in ("en", "fr"):
        page.check(f"[name=languages][value={code}]")
    if language not in ("en", "fr"):
        page.uncheck(f"[name=languages][value={language}]")
    with page.expect_navigation():
        page.click("button[name=do][value=save]:visible")
    return page.url


def paste(page: Page, name: str, *, html: str = "", text: str = "") -> None:
    """Paste into a box what another program has put on the clipboard."""
    page.locator(f"[name='{name}']").evaluate(
        """(box, [html, text]) => {
            box.focus();
            const data = new DataTransfer();
            data.setData("text/plain", text);
            if (html) data.setData("text/html", html);
            box.dispatchEvent(new ClipboardEvent("paste", {clipboardData: data, bubbles: true, cancelable: true}));
        }""",
        [html, text],
    )


def tab(page: Page, code: str) -> None:
    page.click(f"[id='panel-f.{TEXT}.{code}-tab']")


def saved(page: Page) -> None:
    expect(page.locator("[data-autosave-status] [data-when=saved]")).to_be_visible()


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_translation_is_marked_once_its_source_changes(
    page: Page, sign_in: SignIn, violations: Callable[[Page], list[str]], language: str
) -> None:
    sign_in(language, "officer@benin.example", "officer-of-benin")
    address = begin(page, language)
    tab(page, "en")
    page.fill(f"[name='f.{TEXT}.en']", "The maize of Benin is dry.\n\n- one")
    saved(page)
    tab(page, "fr")
    panel = page.locator(f"[id='panel-f.{TEXT}.fr']")
    panel.locator("[data-copy-text]").click()
    expect(panel.locator("textarea")).to_have_value("The maize of Benin is dry.\n\n- one")
    expect(panel.locator("select")).to_have_value("en")
    panel.locator("textarea").fill("Le maïs est sec.\n\n- un")
    saved(page)
    page.reload()
    tab(page, "fr")
    panel.locator("details[data-aids] summary").click()
    panel.locator("[data-aids-place] [data-insert]").first.click()
    expect(panel.locator("textarea")).not_to_have_value("Le maïs est sec.\n\n- un")
    panel.locator("textarea").press("Control+z")
    expect(panel.locator("textarea")).to_have_value("Le maïs est sec.\n\n- un")
    tab(page, "en")
    page.fill(f"[name='f.{TEXT}.en']", "The maize of Benin is wet.\n\n- one")
    stale = page.locator(f"[id='translation-f.{TEXT}.fr'][data-stale]")
    expect(stale).to_have_count(1)
    tab(page, "fr")
    expect(page.locator(f"[id='panel-f.{TEXT}.fr-tab'] use")).to_have_attribute("href", re.compile("#i-needs$"))
    stale.locator("summary").click()
    expect(stale.locator("del")).to_have_text("dry")
    expect(stale.locator("ins")).to_have_text("wet")
    assert violations(page) == []
    with page.expect_navigation():
        stale.locator("button").click()
    expect(page.locator("[data-stale]")).to_have_count(0)
    page.goto(address)
    expect(page.locator(f"[name='o.{TEXT}.fr']")).to_have_value("en")


def test_what_word_put_on_the_clipboard_is_pasted_clean(page: Page, sign_in: SignIn) -> None:
    sign_in("en", "officer@benin.example", "officer-of-benin")
    begin(page, "en")
    tab(page, "en")
    expect(page.locator(f"[id='panel-f.{TEXT}.en'] .bar")).to_be_visible()
    paste(page, f"f.{TEXT}.en", html=WORD, text="The maize is dry.\n·First")
    box = page.locator(f"[name='f.{TEXT}.en']")
    expect(box).to_have_value("The **maize** is dry.\n\n- First\n- Second")
    box.press("Control+a")
    box.press("Control+i")
    expect(box).to_have_value("*The **maize** is dry.*\n\n*- First\n- Second*")
    box.press("Control+z")
    expect(box).to_have_value("The **maize** is dry.\n\n- First\n- Second")
    page.locator(f"[id='panel-f.{TEXT}.en'] [data-preview]").click()
    shown = page.locator(f"[id='panel-f.{TEXT}.en'] .rich-preview")
    expect(shown.locator("li")).to_have_count(2)
    expect(shown.locator("strong")).to_have_text("maize")
    paste(page, "f.title.en", text="A\u00a0title\r\n of two lines\u200b")
    expect(page.locator("[name='f.title.en']")).to_have_value("A title of two lines")


def test_copies_and_translations_need_no_scripts(browser: Browser, node: str) -> None:
    page = browser.new_context(base_url=node, java_script_enabled=False).new_page()
    page.goto("/en/sign-in/")
    page.fill("input[name=email]", "officer@benin.example")
    page.fill("input[name=password]", "officer-of-benin")
    page.click("main button[type=submit]")
    page.wait_for_url("**/desk/")
    begin(page, "en")
    page.fill(f"[name='f.{TEXT}.en']", "The maize is dry.")
    with page.expect_navigation():
        page.click("button[name=do][value=save]:visible")
    page.click(f"button[value='translate.{TEXT}.en.fr']")
    expect(page.locator(f"[name='f.{TEXT}.fr']")).to_have_value("The maize is dry.")
    page.fill(f"[name='f.{TEXT}.fr']", "Le maïs est sec.")
    page.fill(f"[name='f.{TEXT}.en']", "The maize is wet.")
    with page.expect_navigation():
        page.click("button[name=do][value=save]:visible")
    page.click(f"button[value='right.{TEXT}.fr']")
    expect(page.locator("[data-stale]")).to_have_count(0)
    page.context.close()


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_language_is_added_beside_a_text_without_leaving_it(
    page: Page, sign_in: SignIn, violations: Callable[[Page], list[str]], language: str
) -> None:
    sign_in(language, "officer@benin.example", "officer-of-benin")
    address = begin(page, language)
    tab(page, "en")
    page.fill(f"[name='f.{TEXT}.en']", "Dry maize")
    opener = page.locator(f"[data-add-language][value='language.{TEXT}']")
    opener.click()
    expect(opener).to_have_attribute("aria-expanded", "true")
    assert violations(page) == []
    page.keyboard.press("Escape")
    expect(opener).not_to_have_attribute("aria-expanded", "true")
    expect(opener).to_be_focused()
    opener.click()
    page.click(f".more-languages:has([value='language.{TEXT}']) [data-choose-language=ru]")
    expect(page.locator(f"[name='f.{TEXT}.ru']")).to_be_focused()
    expect(page.locator("[name=languages][value=ru]")).to_be_checked()
    page.keyboard.type("Сухая кукуруза")
    saved(page)
    page.goto(address)
    tab(page, "ru")
    expect(page.locator(f"[name='f.{TEXT}.ru']")).to_have_value("Сухая кукуруза")
    tab(page, "en")
    expect(page.locator(f"[name='f.{TEXT}.en']")).to_have_value("Dry maize")
