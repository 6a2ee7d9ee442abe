"""Scanning: the code of a certificate is held before a camera that Chromium makes up, or read from a photograph."""

import io
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import segno
from PIL import Image
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import FLAGS
from tests.browser.test_people_story import visitor

pytestmark = pytest.mark.browser

CAMERA = ["--use-fake-device-for-media-stream"]
WILLING = "--use-fake-ui-for-media-stream"
SEEN_SIZE = (640, 480)
PAPER = 225
Camera = Callable[[Image.Image | None, bool], Page]


@pytest.fixture
def certificate(page: Page) -> str:
    """The number of a certificate that is valid."""
    records = page.request.get("/api/v1/records", params={"format": "absPermit"}).json()["records"]
    for record in records:
        answer = page.request.get("/api/v1/verify", params={"identifier": record["number"]}).json()
        if [one["verdict"] for one in answer] == ["valid"]:
            return str(record["number"])
    raise LookupError("the demonstration has no certificate that is valid")


@pytest.fixture
def camera(browser: Browser, chromium_path: str, node: str, tmp_path: Path) -> Iterator[Camera]:
    """A page before whose camera a picture is held, on a telephone; the person allows the camera, or refuses it."""
    opened: list[Browser] = []

    def hold(picture: Image.Image | None, allows: bool = True) -> Page:
        film = tmp_path / "film.y4m"
        film.write_bytes(_film(picture or Image.new("L", SEEN_SIZE, PAPER)))
        flags = [*FLAGS, *CAMERA, f"--use-file-for-fake-video-capture={film}", *([WILLING] if allows else [])]
        opened.append(browser.browser_type.launch(executable_path=chromium_path, args=flags))
        return visitor(opened[-1], node, viewport={"width": 360, "height": 740}, reduced_motion="reduce")

    yield hold
    for one in opened:
        one.close()


def _film(picture: Image.Image) -> bytes:
    """Return a film, YUV4MPEG2, that shows a picture in shades of grey."""
    width, height = picture.size
    colourless = bytes([128]) * (width * height // 2)
    frame = b"FRAME\n" + picture.convert("L").tobytes() + colourless
    return f"YUV4MPEG2 W{width} H{height} F25:1 Ip A1:1 C420jpeg\n".encode() + frame * 5


def _held(address: str, size: tuple[int, int] = SEEN_SIZE) -> Image.Image:
    """Return what a camera sees of the code of an address, made as certificates bear it and held a little askew."""
    drawn = io.BytesIO()
    segno.make(address, error="m", micro=False).save(drawn, kind="png", scale=8, border=4)
    code = Image.open(drawn).convert("L")
    side = size[1] * 2 // 3
    seen = Image.new("L", size, PAPER)
    seen.paste(code.resize((side, side)), ((size[0] - side) // 2, (size[1] - side) // 2))
    return seen.rotate(11, Image.Resampling.BILINEAR, fillcolor=PAPER)


def _photograph(picture: Image.Image) -> dict[str, str | bytes]:
    written = io.BytesIO()
    picture.save(written, "JPEG", quality=70)
    return {"name": "photograph.jpg", "mimeType": "image/jpeg", "buffer": written.getvalue()}


def _is_said_to_be_valid(page: Page, number: str, sent: str) -> None:
    page.wait_for_url("**/verify/?q=*")
    expect(page.locator("#verify-text")).to_have_value(sent)
    card = page.locator("article.record-card")
    expect(card).to_have_count(1)
    expect(card.locator(".verdict")).to_have_text("Valid")
    expect(card).to_contain_text(number)


def test_a_certificate_before_the_camera_is_said_to_be_valid(camera: Camera, certificate: str, node: str) -> None:
    address = f"{node}/en/records/{certificate}/"
    page = camera(_held(address), True)
    complaints: list[str] = []
    page.on(
        "console", lambda message: complaints.append(message.text) if message.type in {"error", "warning"} else None
    )
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto("/en/verify/")
    page.get_by_role("button", name="Scan with the camera").click()
    _is_said_to_be_valid(page, certificate, address)
    assert complaints == []


def test_the_camera_is_off_once_the_dialog_is_closed_or_the_page_left(camera: Camera) -> None:
    page = camera(None, True)
    page.goto("/en/verify/")
    opener = page.get_by_role("button", name="Scan with the camera")
    dialog = page.get_by_role("dialog", name="Scan a code")
    leave = """() => {
        Object.defineProperty(document, 'hidden', {value: true, configurable: true});
        document.dispatchEvent(new Event('visibilitychange'));
        delete document.hidden;
    }"""
    ways: list[Callable[[], object]] = [
        lambda: page.keyboard.press("Escape"),
        lambda: dialog.get_by_role("button", name="Close").press("Enter"),
        lambda: page.evaluate(leave),
    ]
    for close in ways:
        opener.focus()
        page.keyboard.press("Enter")
        expect(dialog.get_by_role("status")).to_have_text("Looking for a code…")
        page.evaluate("() => { window.track = document.querySelector('video').srcObject.getVideoTracks()[0] }")
        assert page.evaluate("window.track.readyState") == "live"
        close()
        expect(dialog).to_be_hidden()
        expect(opener).to_be_focused()
        assert page.evaluate("[window.track.readyState, document.querySelector('video').srcObject]") == ["ended", None]


def test_bars_are_read_where_the_browser_can_and_the_light_is_switched(camera: Camera, certificate: str) -> None:
    page = camera(None, True)
    fetched: set[str] = set()
    page.on("request", lambda request: fetched.add(request.url.partition("?")[0]))
    page.add_init_script(
        """
        window.lit = [];
        window.BarcodeDetector = class {
            static getSupportedFormats = async () => ['code_128', 'qr_code'];
            detect = async () => window.lit.length ? [{rawValue: 'NUMBER', format: 'code_128'}] : [];
        };
        MediaStreamTrack.prototype.getCapabilities = () => ({torch: true});
        MediaStreamTrack.prototype.applyConstraints = async (wanted) => { window.lit.push(wanted.advanced[0].torch); };
        """.replace("NUMBER", certificate)
    )
    page.goto("/en/verify/", wait_until="networkidle")
    of_the_page = frozenset(fetched)
    page.get_by_role("button", name="Scan with the camera").click()
    page.get_by_role("button", name="Light", pressed=False).click()
    _is_said_to_be_valid(page, certificate, certificate)
    # Not the library.
    assert fetched == of_the_page


def test_a_photograph_of_a_certificate_is_read_in_the_browser(page: Page, certificate: str, node: str) -> None:
    address = f"{node}/fr/records/{certificate}/"
    page.goto("/en/verify/")
    asked: list[tuple[str, str]] = []
    page.on("request", lambda request: asked.append((request.method, request.url.partition("?")[0])))
    with page.expect_file_chooser() as choosing:
        page.get_by_role("button", name="Read a picture").click()
    # Upside down and wide, as telephones take them.
    choosing.value.set_files(_photograph(_held(address, (3000, 1800)).rotate(180)))  # type: ignore[arg-type]  # a dict
    _is_said_to_be_valid(page, certificate, address)
    assert {method for method, _ in asked} == {"GET"}
    assert all(url.startswith(f"{node}/static/") or url == f"{node}/en/verify/" for _, url in asked)


def test_a_picture_without_a_code_and_a_file_that_is_none_are_told_apart(page: Page) -> None:
    page.goto("/en/verify/")
    chosen, outcome = page.locator("[data-scan-picture]"), page.locator("[data-scan-outcome]")
    chosen.set_input_files(_photograph(Image.new("L", SEEN_SIZE, PAPER)))  # type: ignore[arg-type]  # a dict
    expect(outcome).to_contain_text("No code was found in the picture.")
    chosen.set_input_files({"name": "notes.txt", "mimeType": "text/plain", "buffer": b"MON-00810-6"})
    expect(outcome).to_contain_text("This file cannot be opened as a picture.")
    assert page.url.endswith("/en/verify/")


def test_a_refused_camera_is_explained_and_a_picture_still_read(camera: Camera, certificate: str, node: str) -> None:
    page = camera(None, False)
    page.goto("/en/verify/")
    page.get_by_role("button", name="Scan with the camera").click()
    dialog = page.get_by_role("dialog", name="Scan a code")
    expect(dialog.get_by_role("status")).to_contain_text("This page may not use the camera.")
    expect(dialog.get_by_role("button", name="Try again")).to_be_visible()
    with page.expect_file_chooser() as choosing:
        dialog.get_by_role("button", name="Read a picture").click()
    address = f"{node}/en/records/{certificate}/"
    choosing.value.set_files(_photograph(_held(address)))  # type: ignore[arg-type]  # a dict
    _is_said_to_be_valid(page, certificate, address)


def test_that_there_is_no_camera_is_said(page: Page) -> None:
    page.goto("/en/verify/")
    page.get_by_role("button", name="Scan with the camera").click()
    expect(page.get_by_role("dialog").get_by_role("status")).to_contain_text("No camera was found on this device.")


def test_without_scripts_nothing_is_offered_that_does_not_work(browser: Browser, node: str) -> None:
    page = visitor(browser, node, java_script_enabled=False)
    page.goto("/en/verify/")
    expect(page.locator("#verify-text")).to_be_visible()
    expect(page.locator("[data-scan]")).to_be_hidden()


@pytest.mark.parametrize("width", [360, 1280])
def test_the_dialog_has_no_violations(camera: Camera, violations: Callable[[Page], list[str]], width: int) -> None:
    page = camera(None, True)
    page.set_viewport_size({"width": width, "height": 740})
    found = {}
    for language in ("en", "zh", "ar"):
        page.goto(f"/{language}/verify/")
        page.locator("[data-scan-open]").click()
        looking = page.locator("[data-says=looking]").text_content()
        expect(page.locator("[data-scan-said]")).to_have_text(str(looking))
        if wrong := violations(page):
            found[language] = wrong
        box = page.locator("dialog").bounding_box()
        assert box is not None
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= width
    assert found == {}
