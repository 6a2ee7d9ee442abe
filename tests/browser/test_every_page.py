"""axe on every named page, in three languages, on a phone and on a desk; and what the first view weighs."""

import gzip
import re
from collections.abc import Callable
from functools import partial

import pytest
from playwright.sync_api import BrowserContext, Page, Response

pytestmark = pytest.mark.browser

PUBLIC = (
    "",
    "search/",
    "search/?q=maize&format=biosafetyDecision",
    "search/?format=modifiedOrganism&more=genes",
    "search/?q=zzzzqqqq",
    "search/?q=maize&view=table",
    "search/?q=maize&view=map",
    "search/?q=maize&view=timeline",
    "verify/",
    "search/take/?q=maize",
    "records/compare/",
    "verify/?q=MON-00810-6+ABSCH-IRCC-FR-1-1",
    "bch/",
    "formats/",
    "formats/biosafetyDecision/",
    "formats/aichiTarget/",
    "countries/",
    "countries/?instrument=NP&status=unknown",
    "countries/de/",
    "countries/de/?as-of=2001-01-01",
    "countries/map/",
    "countries/map/?show=status-NP",
    "countries/compare/?c=bj&c=eg&c=de",
    "machines/",
    "mail/decide/nonsense/",
    "sign-in/",
    "sign-up/",
    "sign-up/confirm/",
    "sign-up/confirm/nonsense/",
    "forgotten-password/",
    "forgotten-password/sent/",
    "forgotten-password/done/",
    "forgotten-password/zz/nonsense/",
    "sign-in/closed/",
    "nowhere/at/all/",
)
SIGNED_IN = (
    "desk/notices/",
    "desk/notices/settings/",
    "desk/mail/",
    "desk/",
    "desk/new/",
    "desk/new/earlier/?owner=bj&format=biosafetyDecision",
    "desk/follows/",
    "desk/follows/new/?q=maize",
    "desk/usage/",
    "desk/team/",
    "desk/to-confirm/bj/",
)
ACCOUNT = (
    "account/",
    "account/address/",
    "account/data/",
    "account/end/",
    "account/sessions/",
    "account/tokens/",
    "account/confirm/?next=/en/account/security/app/",
    "account/security/",
    "account/security/password/",
    "account/security/passkeys/",
)
CONFIRMED = ("account/security/app/", "account/security/passkeys/add/")
LANGUAGES = ("en", "zh", "ar")
FIRST_VIEW_BYTES = 60_000


def lmo_number(page: Page, query: str = "MON-ØØ81Ø-6", format_slug: str = "modifiedOrganism") -> str:
    """The printed number of the first record found."""
    answer = page.request.get("/api/v1/records", params={"q": query, "format": format_slug}).json()
    return str(answer["records"][0]["number"])


def sideways(page: Page) -> int:
    """How many pixels of a page lie beside the screen."""
    return int(page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("width", [360, 1280])
def test_public_pages_have_no_violations(
    page: Page, violations: Callable[[Page], list[str]], language: str, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    lmo = lmo_number(page)
    decision = lmo_number(page, "MON-ØØ81Ø-6", "biosafetyDecision")
    records = [f"records/{lmo}/", f"records/{lmo}/history/", f"records/{decision}/", f"records/{decision}/differences/"]
    records += [f"search/why/{lmo}/?q=maize+MON810", "search/?q=MON-00811-6", "search/?q=country:atlantis"]
    found = {}
    for path in [*PUBLIC, *records]:
        page.goto(f"/{language}/{path}")
        if wrong := violations(page):
            found[path] = wrong
        if (overflow := sideways(page)) > 0:
            found[f"{path} scrolls sideways"] = [str(overflow)]
    assert found == {}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("width", [360, 1280])
def test_pages_of_officers_have_no_violations(
    page: Page,
    violations: Callable[[Page], list[str]],
    sign_in: Callable[[str, str, str], None],
    language: str,
    width: int,
) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    sign_in(language, "officer@benin.example", "officer-of-benin")
    found = {}
    for path in SIGNED_IN:
        page.goto(f"/{language}/{path}")
        if wrong := violations(page):
            found[path] = wrong
        if (overflow := sideways(page)) > 0:
            found[f"{path} scrolls sideways"] = [str(overflow)]
    page.goto(f"/{language}/desk/new/")
    page.click("form:has(input[name=format][value=biosafetyDecision]) button")
    page.wait_for_url("**/desk/drafts/**")
    for state, action in (("new", ""), ("checked", "check")):
        if action:
            with page.expect_navigation():
                page.click(f"button[name=do][value={action}]")
        if wrong := violations(page):
            found[f"editor {state}"] = wrong
    draft = re.sub(r"\?.*", "", page.url)
    for part in ("comments/", "comments/?field=date", "sections/general/", "saves/", "preview/", "delete/"):
        page.goto(f"{draft}{part}")
        if wrong := violations(page):
            found[part] = wrong
        if (overflow := sideways(page)) > 0:
            found[f"{part} scrolls sideways"] = [str(overflow)]
    with page.expect_navigation():
        page.click("main form button.danger")
    page.goto(f"/{language}/desk/new/")
    page.click("form:has(input[name=format][value=trainingEvent]) button")
    page.wait_for_url("**/desk/drafts/**")
    page.wait_for_load_state("networkidle")
    page.click("#field-spokenLanguages [data-terms-browse]")
    page.wait_for_selector("[data-tick]")
    page.click("#field-participants [data-paste] summary")
    if wrong := violations(page):
        found["editor with a tree, a table and a box for rows"] = wrong
    if (overflow := sideways(page)) > 0:
        found["editor scrolls sideways"] = [str(overflow)]
    draft = page.url.partition("#")[0]
    page.goto(f"{draft}create/?field=contacts&format=contact")
    if wrong := violations(page):
        found["creating a contact"] = wrong
    page.goto(f"{draft}delete/")
    page.click("main form button.danger")
    assert found == {}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("width", [360, 1280])
def test_pages_of_an_account_have_no_violations(
    page: Page,
    violations: Callable[[Page], list[str]],
    sign_in: Callable[[str, str, str], None],
    language: str,
    width: int,
) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    sign_in(language, "officer@benin.example", "officer-of-benin")
    page.goto(f"/{language}/account/confirm/?next=/{language}/account/security/")
    page.fill("input[name=password]", "officer-of-benin")
    page.click("main form button.primary")
    page.wait_for_url("**/account/security/")
    found = {}
    for path in (*ACCOUNT, *CONFIRMED):
        page.goto(f"/{language}/{path}")
        if wrong := violations(page):
            found[path] = wrong
        if (overflow := sideways(page)) > 0:
            found[f"{path} scrolls sideways"] = [str(overflow)]
    assert found == {}


def _weigh(sizes: list[int], response: Response) -> None:
    sizes.append(len(gzip.compress(response.body())))


def test_the_first_view_of_home_search_and_a_record_fits_in_60_kb(page: Page, context: BrowserContext) -> None:
    lmo = lmo_number(page)
    for path in ("/en/", "/en/search/?q=maize", f"/en/records/{lmo}/"):
        sizes: list[int] = []
        fresh = context.new_page()
        fresh.on("response", partial(_weigh, sizes))
        fresh.goto(path, wait_until="networkidle")
        fresh.close()
        assert sum(sizes) < FIRST_VIEW_BYTES, path


def test_pages_load_nothing_from_elsewhere_and_break_no_rule_of_their_policy(page: Page, node: str) -> None:
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("request", lambda request: complaints.append(request.url) if not request.url.startswith(node) else None)
    for path in ("", "search/?q=maize", "bch/", f"records/{lmo_number(page)}/", "machines/"):
        page.goto(f"/en/{path}", wait_until="networkidle")
    assert complaints == []
