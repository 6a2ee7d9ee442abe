"""Passkeys, with a key that Chromium makes up; and a code page without scripts."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

EMAIL, PASSWORD = "officer@benin.example", "officer-of-benin"


@pytest.fixture
def here(node: str) -> str:
    """The node under a name: keys are made for names, never for numbers."""
    return node.replace("127.0.0.1", "localhost")


@pytest.fixture
def key(page: Page) -> None:
    """A key that asks nobody for a finger."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    session.send("WebAuthn.addVirtualAuthenticator", {"options": options})


@pytest.mark.usefixtures("key")
def test_a_passkey_signs_in_alone_and_is_removed(
    page: Page, here: str, violations: Callable[[Page], list[str]]
) -> None:
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    _sign_in_by_password(page, here)
    page.goto(f"{here}/en/account/security/passkeys/add/")
    page.fill("input[name=password]", PASSWORD)
    page.click("main form button.primary")
    page.fill("input[name=name]", "Key of the test")
    page.click("form[data-passkey] button.primary")
    page.wait_for_url("**/account/security/codes/")
    assert violations(page) == []

    _sign_out(page, here)
    page.goto(f"{here}/en/sign-in/")
    page.click("form[data-passkey] button")
    page.wait_for_url("**/desk/")

    _sign_out(page, here)
    _fill(page, here)
    page.wait_for_url("**/sign-in/second-step/")
    assert violations(page) == []
    page.click("form[data-passkey] button")
    page.wait_for_url("**/desk/")

    page.goto(f"{here}/en/account/security/passkeys/")
    assert violations(page) == []
    expect(page.get_by_role("heading", name="Key of the test")).to_be_visible()
    page.click("main li a:has-text('Remove')")
    page.wait_for_url("**/account/confirm/**")
    page.fill("input[name=password]", PASSWORD)
    page.click("main form button.primary")
    page.wait_for_url("**/remove/")
    page.click("main form button.danger")
    expect(page.get_by_text("No passkeys yet")).to_be_visible()
    assert complaints == []


def _fill(page: Page, here: str) -> None:
    page.goto(f"{here}/en/sign-in/")
    page.fill("input[name=email]", EMAIL)
    page.fill("input[name=password]", PASSWORD)
    page.click("#sign-in button[type=submit]")


def _sign_in_by_password(page: Page, here: str) -> None:
    _fill(page, here)
    page.wait_for_url("**/desk/")


def _sign_out(page: Page, here: str) -> None:
    page.goto(f"{here}/en/desk/")
    page.click("form[action*='sign-out'] button")
    page.wait_for_url("**/en/")
