"""Headers: those that attackers try to write, the Host that they invent, and those that protect every answer."""

import io
from typing import Any

import pytest
from django.core import mail
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from clearinghouse.notices.posting import post_due
from clearinghouse.records.actions import publish
from clearinghouse.records.attachments import store_attachment
from clearinghouse.records.cases import request_publication
from clearinghouse.records.drafting import get_draft, save_draft
from clearinghouse.vocabularies.skos_parsing import TURTLE
from tests import factories, files
from tests.attacks.world import NAME, World, signed_in, whole
from tests.notices.letters import arrived, text_of
from tests.web.people import PASSWORD, person

pytestmark = pytest.mark.django_db

INJECTED = "Ministry\r\nBcc: everyone@evil.example\r\n\r\n<script>alert(1)</script>"
BREAKS = ["\r\n", "\n", "\r", "\x0b", "\x0c", "\x1c", "\x85", "\u2028", "\u2029", "%0d%0a", "\0"]


def post_all() -> None:
    """Send whatever waits."""
    while post_due(at=timezone.now()):
        pass


# Written into mails


def test_nothing_that_people_write_becomes_a_header_of_a_mail(world: World, mailoutbox) -> None:
    world.officer.name = INJECTED
    world.officer.save()
    for text in [INJECTED, *(f"Title{one}Bcc: everyone@evil.example" for one in BREAKS[:-1])]:
        draft = factories.draft("countryProfile", by=world.officer)
        body = {**draft.body, "profile": {"en": text}}
        save_draft(draft, body, by=world.officer, at=timezone.now(), version=draft.version)
        request_publication(get_draft(draft.pk, by=world.officer), by=world.officer, at=timezone.now(), asks=text)
        titled = factories.draft("database", by=world.officer)
        body = {**titled.body, "title": {"en": text}}
        save_draft(titled, body, by=world.officer, at=timezone.now(), version=titled.version)
        request_publication(get_draft(titled.pk, by=world.officer), by=world.officer, at=timezone.now(), asks=text)
    post_all()
    assert mailoutbox
    for sent in mailoutbox:
        letter = arrived(sent)
        assert "Bcc" not in letter
        assert "everyone@evil.example" not in str(letter["To"])
        assert sum(1 for name in letter if name.lower() == "subject") == 1
        assert not {"\r", "\n"} & set(str(letter["Subject"]))
        assert letter.get_content_type() == "multipart/alternative"
        assert "<script" not in text_of(letter, "html")


@pytest.mark.parametrize("ending", BREAKS)
def test_an_address_with_a_second_line_gets_no_mail(world: World, mailoutbox, ending: str) -> None:
    mailoutbox.clear()
    email = f"ada@example.org{ending}Bcc: everyone@evil.example"
    form = {"name": "Ada", "email": email, "password": PASSWORD, "language": "en"}
    assert Client().post("/en/sign-up/", form).status_code == 422
    assert Client().post("/en/forgotten-password/", {"email": email}).status_code == 422
    invited = {"owner": "bj", "email": email, "name": "A", "language": "en", "role": "authorized-user"}
    answer = signed_in(world.focal_point).post("/en/desk/team/invite/", {**invited, "realm": "bch", "format": ""})
    assert answer.status_code == 422
    post_all()
    assert not [sent for sent in mailoutbox if any("evil" in to for to in sent.recipients())]


@pytest.mark.parametrize("ending", BREAKS)
def test_a_name_with_a_second_line_writes_no_header(mailoutbox, ending: str) -> None:
    cache.clear()
    form = {"email": "ada@example.org", "password": PASSWORD, "language": "en"}
    Client().post("/en/sign-up/", {**form, "name": f"Ada{ending}Bcc: everyone@evil.example"})
    post_all()
    for sent in mail.outbox:
        letter = arrived(sent)
        assert "Bcc" not in letter
        assert "evil" not in str(letter["To"])


# Written into answers


@pytest.mark.parametrize("ending", BREAKS)
def test_the_name_of_a_file_writes_no_header(world: World, ending: str) -> None:
    name = f'a"{ending}Set-Cookie: session=planted{ending}.txt'
    draft = factories.draft("nationalReport", by=world.officer)
    browser = signed_in(world.officer)
    digest = store_attachment(draft, name, chunks=[files.TEXT], by=world.officer, at=timezone.now()).pk
    body = {**draft.body, "documentLinks": [{"url": f"attachment:{digest}", "name": name}]}
    save_draft(draft, body, by=world.officer, at=timezone.now(), version=draft.version)
    answer = browser.get(reverse("draft-file", args=[draft.pk, digest, "anything.txt"]), follow=True)
    whole(answer)
    assert "planted" not in str(answer.cookies)
    for header, value in answer.items():
        assert not {"\r", "\n", "\0"} & set(str(value)), header
    if answer.status_code == 200:
        assert answer["Content-Disposition"].startswith("attachment")


@pytest.mark.parametrize("ending", ["%0d%0a", "%0a", "%E5%98%8A%E5%98%8D", "%00"])
def test_nothing_of_an_address_writes_a_header(world: World, ending: str) -> None:
    browser = signed_in(world.officer)
    for path in (
        f"/en/x{ending}Set-Cookie:planted=1/",
        f"/en/search/?q=x{ending}Set-Cookie:planted=1",
        f"/en/records/x{ending}Set-Cookie:planted=1/",
        f"/en/records/x{ending}Set-Cookie:planted=1",
        f"/en/countries/compare?codes=x{ending}Set-Cookie:planted=1",
        f"/en/desk/team/?owner=x{ending}Set-Cookie:planted=1",
        f"/en/countries/table.csv?q=x{ending}Set-Cookie:planted=1",
        f"/api/v1/records/x{ending}Set-Cookie:planted=1",
        f"/api/v1/formats/x{ending}y/schema",
    ):
        answer = browser.get(path)
        assert answer.status_code < 500 or "/search/" in path, path  # There is no index here.
        assert "planted" not in answer.cookies, path
        for value in dict(answer.items()).values():
            assert not {"\r", "\n", "\0"} & set(str(value)), path


@pytest.mark.parametrize("path", ["a%0Ab", "drafts/%0A", "a/%0D%0Ab/c", "%0A", "cases/1%0A", "%00"])
def test_the_api_refuses_an_address_of_several_lines_as_any_other(client, path: str) -> None:
    answer = client.get(f"/api/v1/{path}")
    assert answer.status_code == 404
    assert answer["Content-Type"] == "application/problem+json"


# The Host that a visitor names


@pytest.mark.parametrize("host", ["evil.example", "testserver.evil.example", "testserver@evil.example", "evil:80", ""])
def test_an_unknown_host_is_refused(client, settings, host: str) -> None:
    settings.ALLOWED_HOSTS = ["testserver"]
    for path in ("/en/", "/en/sign-in/", "/api/v1/records/x", "/en/desk/", "/api/v1/openapi.json", "/api/v1/formats"):
        answer = client.get(path, headers={"Host": host})
        if host:
            assert answer.status_code == 400 or "evil" not in (answer.content.decode() + answer.get("Location", "")), (
                path
            )
        else:
            assert answer.status_code < 500


def test_links_in_mails_name_the_node_whatever_host_was_asked(settings, mailoutbox) -> None:
    cache.clear()
    settings.ALLOWED_HOSTS = ["*"]
    account = person("officer@example.org")
    evil = {"Host": "evil.example", "X-Forwarded-Host": "evil.example", "Origin": "https://evil.example"}
    form = {"name": "Ada", "email": "ada@example.org", "password": PASSWORD, "language": "en"}
    Client().post("/en/sign-up/", form, headers=evil)
    Client().post("/en/sign-up/", {**form, "email": account.email}, headers=evil)
    Client().post("/en/forgotten-password/", {"email": account.email}, headers=evil)
    post_all()
    assert len(mailoutbox) == 3
    for sent in mailoutbox:
        text = arrived(sent).as_string()
        assert "evil.example" not in text
        assert settings.ADDRESS in sent.body


def test_a_forwarded_host_is_never_believed(client) -> None:
    for name in ("X-Forwarded-Host", "X-Host", "X-Original-URL", "X-Rewrite-URL", "Forwarded"):
        answer = client.get("/en/sign-in/", headers={name: "evil.example"})
        assert answer.status_code == 200
        assert "evil.example" not in answer.content.decode()


# What protects every answer


def answers(world: World) -> dict[str, Any]:
    """Return one answer of every kind."""
    visitor, officer = Client(), signed_in(world.officer)
    bearer = {"Authorization": f"Bearer {world.secret}"}
    strict = Client(enforce_csrf_checks=True)
    return {
        "page": visitor.get("/en/formats/"),
        "page of the desk": officer.get("/en/desk/"),
        "record": visitor.get(f"/en/records/{world.record.guid}/"),
        "redirection": visitor.get("/en/desk/"),
        "not found": visitor.get("/en/nothing/here/"),
        "not found outside languages": visitor.get("/nothing/here"),
        "not allowed": officer.get("/en/desk/accounts/"),
        "not from here": strict.post("/en/sign-in/", {}),
        "wrong form": visitor.post("/en/sign-up/", {}),
        "wrong method": visitor.get("/en/sign-out/"),
        "file": visitor.get(reverse("record-file", args=[world.record.guid, world.digest, NAME])),
        "file of a draft": officer.get(reverse("draft-file", args=[world.draft.pk, world.digest, NAME])),
        "table": visitor.get("/en/countries/table.csv"),
        "vocabulary as SKOS": visitor.get(
            reverse("vocabulary", args=[world.working_copy.identifier]), headers={"Accept": TURTLE}
        ),
        "API": visitor.get("/api/v1/formats"),
        "API, signed in": visitor.get("/api/v1/me", headers=bearer),
        "API, not signed in": visitor.get("/api/v1/me"),
        "API, nothing there": visitor.get("/api/v1/nothing"),
        "API, wrong method": visitor.delete("/api/v1/formats"),
        "health": visitor.get("/healthz"),
        "link of a mail": visitor.get(reverse("mail-decide", args=["x"])),
    }


def test_every_kind_of_answer_is_protected(world: World) -> None:
    for kind, answer in answers(world).items():
        whole(answer)
        assert answer["X-Content-Type-Options"] == "nosniff", kind
        assert answer["X-Frame-Options"] == "DENY", kind
        assert answer["Referrer-Policy"] == "same-origin", kind
        assert answer["Cross-Origin-Opener-Policy"] == "same-origin", kind
        assert "camera=()" in answer["Permissions-Policy"], kind
        policy = answer["Content-Security-Policy"]
        assert "default-src 'none'" in policy, kind
        assert "unsafe" not in policy, kind
        if "file" not in kind:
            assert "frame-ancestors 'none'" in policy, kind
        assert "Server" not in answer, kind
        assert answer.get("Access-Control-Allow-Origin", "*") == "*", kind
        assert "Access-Control-Allow-Credentials" not in answer, kind


def test_what_is_for_one_person_is_kept_in_no_shared_store(world: World) -> None:
    made = answers(world)
    for kind, answer in made.items():
        whole(answer)
        if kind in {"page of the desk", "file of a draft", "API, signed in", "not allowed", "link of a mail"}:
            assert "private" in answer["Cache-Control"] or "no-store" in answer["Cache-Control"], kind


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("page.html", files.HTML),
        ("picture.svg", files.SVG),
        ("page.txt", files.HTML),
        ("page.pdf", files.HTML),
        ("page.html.txt", b"plain words"),
        ("page.png", files.HTML),
    ],
)
def test_no_upload_is_ever_shown_inline(world: World, name: str, content: bytes) -> None:
    draft = factories.draft("nationalReport", by=world.authority)
    browser = signed_in(world.authority)
    form = {
        "version": "1",
        "do": "upload.documentLinks",
        "fields": ["documentLinks"],
        "file.documentLinks": SimpleUploadedFile(name, content, "text/html"),
    }
    sent = browser.post(f"/en/desk/drafts/{draft.pk}/files/", form)
    kept = get_draft(draft.pk, by=world.authority)
    links = kept.body.get("documentLinks", [])
    if not links:
        assert sent.status_code == 422
        return
    record = publish(kept, by=world.authority, at=timezone.now()).record
    digest = links[0]["url"].partition(":")[2]
    for address in (
        reverse("draft-file", args=[world.draft.pk, world.digest, "page.html"]),
        reverse("record-file", args=[record.guid, digest, "page.html"]),
        reverse("record-file", args=[record.guid, digest, name]),
    ):
        answer = browser.get(address, follow=True)
        whole(answer)
        if answer.status_code == 200:
            assert answer["Content-Disposition"].startswith("attachment"), address
            assert not answer["Content-Type"].startswith(("text/html", "image/svg", "application/xhtml")), address
            assert "sandbox" in answer["Content-Security-Policy"], address
        else:
            assert answer.status_code in {403, 404}, address


# Far too much


@pytest.mark.parametrize("path", ["/en/sign-in/", "/en/sign-up/", "/en/desk/new/", "/en/search/"])
def test_a_form_that_is_far_too_large_is_refused_before_it_is_read(path: str) -> None:
    much = b"email=" + b"a" * (5 * 1024 * 1024)
    answer = Client().post(path, much, content_type="application/x-www-form-urlencoded")
    assert answer.status_code in {400, 401, 405, 413}


def test_a_form_of_far_too_many_fields_is_refused(world: World) -> None:
    many = "&".join(f"f.a{number}=1" for number in range(20_001)).encode()
    browser = signed_in(world.officer)
    answer = browser.post(f"/en/desk/drafts/{world.draft.pk}/", many, content_type="application/x-www-form-urlencoded")
    assert answer.status_code in {400, 413}


def test_a_form_that_claims_to_be_endless_is_refused(world: World) -> None:
    answer = signed_in(world.officer).generic(
        "POST",
        f"/en/desk/drafts/{world.draft.pk}/files/",
        b"--x\r\n",
        content_type="multipart/form-data; boundary=x",
        CONTENT_LENGTH=str(2**40),
    )
    assert answer.status_code in {400, 413}


def test_a_program_that_sends_far_too_much_is_refused(client, world: World) -> None:
    headers = {"Authorization": f"Bearer {world.secret}"}
    for content in (b"{" + b" " * (5 * 1024 * 1024), b"[" * 200_000, b'{"a":' * 50_000, b'{"a": 1e999999}'):
        answer = client.post(
            "/api/v1/formats/database/check", content, content_type="application/json", headers=headers
        )
        assert answer.status_code in {400, 413, 422}
        assert answer["Content-Type"] == "application/problem+json"


def test_a_stream_of_bytes_ends_at_the_limit_for_files(world: World, settings) -> None:
    settings.MAX_FILE_BYTES = 1000
    form = {
        "version": "2",
        "do": "upload.documentLinks",
        "fields": ["documentLinks"],
        "file.documentLinks": SimpleUploadedFile("a.txt", io.BytesIO(b"a" * 5000).getvalue()),
    }
    answer = signed_in(world.officer).post(f"/en/desk/drafts/{world.draft.pk}/files/", form)
    assert answer.status_code == 422
