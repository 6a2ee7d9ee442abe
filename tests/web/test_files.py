"""Files over the wire: sent with the editor's form, shown with the record, downloaded and never run."""

import dataclasses
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from clearinghouse.formats.collection import FORMATS, get_format
from clearinghouse.formats.format import Audience
from clearinghouse.records.actions import publish
from clearinghouse.records.attachments import store_attachment
from clearinghouse.records.drafting import save_draft
from clearinghouse.records.models import Attachment, Draft
from tests import factories, files
from tests.factories import NOON

pytestmark = [pytest.mark.django_db, pytest.mark.store]
FIELD = "relevantDocuments"
SANDBOX = "sandbox; default-src 'none'"


@pytest.fixture(autouse=True)
def home(settings, tmp_path):
    settings.HOME = tmp_path
    settings.STATIC_ROOT = tmp_path / "static"
    settings.STATIC_ROOT.mkdir()
    factories.reference_data()
    return tmp_path


def signed_in(account):
    client = Client()
    client.force_login(account)
    return client


def attached(draft, content=files.TEXT, name="assessment.txt"):
    """Upload a file and link it; return its digest."""
    attachment = store_attachment(draft, name, chunks=[content], by=draft.author, at=NOON)
    body = {**draft.body, FIELD: [{"url": f"attachment:{attachment.pk}", "name": name}]}
    save_draft(draft, body, by=draft.author, at=NOON, version=draft.version)
    return attachment.pk


def record_with(content=files.TEXT, name="assessment.txt"):
    """Publish a record with one file; return both."""
    draft = factories.draft()
    digest = attached(draft, content, name)
    return publish(Draft.objects.get(pk=draft.pk), by=draft.author, at=NOON).record, digest


def send(draft, *sent, do=f"upload.{FIELD}", field=FIELD, **answers):
    """Send the editor's form with files."""
    form = {
        "version": draft.version,
        "do": do,
        "fields": ["scientificName", FIELD],
        "f.scientificName": "Zea mays",
        f"file.{field}": list(sent),
        **answers,
    }
    return signed_in(draft.author).post(f"/en/desk/drafts/{draft.pk}/files/", form)


def links_of(draft):
    return Draft.objects.get(pk=draft.pk).body.get(FIELD, [])


def content_of(response):
    return b"".join(response.streaming_content) if response.streaming else response.content


def test_a_file_of_a_record_is_a_download_that_can_do_nothing():
    record, digest = record_with(name="Évaluation des risques.txt")
    response = Client().get(f"/en/records/{record}/files/{digest}/%C3%89valuation%20des%20risques.txt")
    assert response.status_code == 200
    assert content_of(response) == files.TEXT
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    disposition = "attachment; filename*=utf-8''%C3%89valuation%20des%20risques.txt"
    assert response["Content-Disposition"] == disposition
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == SANDBOX
    assert response["Cache-Control"] == "public, no-cache"


def test_whoever_has_a_copy_is_told_that_it_is_still_good():
    record, digest = record_with()
    address = f"/en/records/{record}/files/{digest}/assessment.txt"
    first = Client().get(address)
    assert content_of(first) == files.TEXT
    response = Client().get(address, headers={"If-None-Match": first["ETag"]})
    assert (response.status_code, content_of(response)) == (304, b"")


def test_a_packed_file_keeps_its_length():
    record, digest = record_with(files.pdf(), "a.pdf")
    address = f"/en/records/{record}/files/{digest}/a.pdf"
    response = Client().get(address, headers={"Accept-Encoding": "gzip"})
    assert int(response["Content-Length"]) == len(content_of(response))
    assert not response.has_header("Content-Encoding")


def test_an_address_cannot_give_a_file_another_name():
    record, digest = record_with(files.pdf(), "decision.exe")
    response = Client().get(f"/en/records/{record}/files/{digest}/invoice.html")
    assert response.status_code == 302
    assert response["Location"] == f"/en/records/{record}/files/{digest}/decision.exe.pdf"


def test_a_digest_alone_reveals_nothing():
    _record, digest = record_with()
    other = factories.revision().record
    unknown = "0" * 64
    client = signed_in(factories.officer("eg"))
    for one in (digest, unknown):
        for address in (f"/en/records/{other}/files/{one}/assessment.txt", f"/en/records/{other}/previews/{one}"):
            assert client.get(address).status_code == 404
    pages = [client.get(f"/en/records/{other}/files/{one}/a.txt").content.decode() for one in (digest, unknown)]
    token = re.compile(r'name="csrfmiddlewaretoken" value="\w+"')
    assert token.sub("", pages[0].replace(digest, "")) == token.sub("", pages[1].replace(unknown, ""))
    assert client.get(f"/en/files/{digest}").status_code == 404


def test_a_file_of_a_draft_is_for_who_may_edit_the_draft():
    draft = factories.draft()
    digest = attached(draft)
    address = f"/en/desk/drafts/{draft.pk}/files/{digest}/assessment.txt"
    response = signed_in(draft.author).get(address)
    assert content_of(response) == files.TEXT
    assert "private" in response["Cache-Control"]
    assert response["Content-Security-Policy"] == SANDBOX
    assert signed_in(factories.officer("eg")).get(address).status_code == 403
    assert Client().get(address).status_code == 302
    assert signed_in(draft.author).get(address.replace(digest, "0" * 64)).status_code == 404


def test_a_file_of_a_sealed_field_is_not_served_to_the_public(monkeypatch):
    fmt = get_format("organism")
    sections = tuple(
        dataclasses.replace(
            section,
            fields=tuple(
                dataclasses.replace(one, audience=Audience.OWNER) if one.name == FIELD else one
                for one in section.fields
            ),
        )
        for section in fmt.sections
    )
    monkeypatch.setitem(FORMATS, "organism", dataclasses.replace(fmt, sections=sections))
    draft = factories.draft()
    digest = attached(draft, files.image(), "map.png")
    record = publish(Draft.objects.get(pk=draft.pk), by=draft.author, at=NOON).record
    for address in (f"/en/records/{record}/files/{digest}/map.png", f"/en/records/{record}/previews/{digest}"):
        assert Client().get(address).status_code == 404
        assert signed_in(factories.officer("eg")).get(address).status_code == 404
        response = signed_in(draft.author).get(address)
        assert content_of(response)
        assert response["Cache-Control"] == "private, no-cache"
    assert digest not in Client().get(f"/en/records/{record}/").content.decode()
    assert Client().get(f"/api/v1/records/{record}").json()["attachments"] == []


@pytest.mark.parametrize("language", ["en", "ar", "zh"])
def test_the_page_shows_name_kind_size_and_picture_of_a_file(language):
    record, digest = record_with(files.image(), "map.png")
    page = Client().get(f"/{language}/records/{record}/").content.decode()
    assert f'href="/{language}/records/{record}/files/{digest}/map.png"' in page
    assert f'src="/{language}/records/{record}/previews/{digest}"' in page
    assert "attachment:" not in page


def test_the_api_lists_the_files_of_a_record():
    record, digest = record_with(b"a;b\n", "table.csv")
    answer = Client().get(f"/api/v1/records/{record}").json()
    assert answer["attachments"] == [
        {
            "id": digest,
            "name": "table.csv",
            "media_type": "text/csv",
            "size": 4,
            "url": f"/en/records/{record}/files/{digest}/table.csv",
        }
    ]
    assert answer["body"][FIELD][0]["url"] == f"attachment:{digest}"
    assert content_of(Client().get(answer["attachments"][0]["url"])) == b"a;b\n"


# Pictures


@pytest.mark.parametrize(
    ("content", "name"),
    [(files.pdf(), "a.pdf"), (files.image("JPEG", (2000, 100)), "a.jpg")],
    ids=["PDF", "image"],
)
def test_a_small_picture_is_drawn_once_and_kept(content, name, home, monkeypatch):
    record, digest = record_with(content, name)
    response = Client().get(f"/en/records/{record}/previews/{digest}")
    assert (response.status_code, response["Content-Type"]) == (200, "image/webp")
    assert response["Content-Security-Policy"] == SANDBOX
    assert [path.name for path in (home / "previews").rglob("*.*")] == [f"{digest}.webp"]
    monkeypatch.setattr("clearinghouse.records.previews._draw", None)
    assert Client().get(f"/en/records/{record}/previews/{digest}").content == response.content


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (files.BROKEN_PDF, "a.pdf"),
        (b"%PDF-1.7\n", "a.pdf"),
        (files.image()[:60], "a.png"),
        (files.bomb(), "bomb.png"),
        (files.TEXT, "a.txt"),
    ],
    ids=["broken PDF", "empty PDF", "broken image", "image that unpacks without end", "text"],
)
def test_a_file_that_cannot_be_drawn_has_no_picture_and_breaks_nothing(content, name):
    record, digest = record_with(content, name)
    assert Client().get(f"/en/records/{record}/previews/{digest}").status_code == 404
    page = Client().get(f"/en/records/{record}/")
    assert page.status_code == 200
    assert "previews/" not in page.content.decode()


# Uploads


def test_a_file_chosen_in_the_editor_is_stored_and_linked():
    draft = factories.draft()
    response = send(draft, SimpleUploadedFile("sites.json", files.GEOJSON), SimpleUploadedFile("b.txt", b"b"))
    assert response.status_code == 302
    assert response["Location"].endswith(f"/en/desk/drafts/{draft.pk}/#field-{FIELD}")
    stored = {one.media_type: one.pk for one in Attachment.objects.all()}
    assert links_of(draft) == [
        {"url": f"attachment:{stored['application/geo+json']}", "name": "sites.json"},
        {"url": f"attachment:{stored['text/plain']}", "name": "b.txt"},
    ]
    page = signed_in(draft.author).get(f"/en/desk/drafts/{draft.pk}/").content.decode()
    assert "Keep this uploaded file" in page
    assert "multipart/form-data" in page


def test_a_file_chosen_before_saving_is_not_forgotten():
    draft = factories.draft()
    assert send(draft, SimpleUploadedFile("b.txt", b"b"), do="save").status_code == 302
    assert [link["name"] for link in links_of(draft)] == ["b.txt"]


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("decision.pdf", files.HTML, "is of no kind that can be published here"),
        ("map.png", files.SVG, "is of no kind that can be published here"),
        ("empty.pdf", b"", "is empty"),
    ],
)
def test_a_refused_file_is_explained_at_its_field_and_nothing_typed_is_lost(name, content, sentence):
    draft = factories.draft()
    good = SimpleUploadedFile("good.txt", b"good")
    response = send(draft, SimpleUploadedFile(name, content), good, **{"f.scientificName": "Zea mays mays"})
    page = response.content.decode()
    assert response.status_code == 422
    problems = re.search(rf'id="problems-{FIELD}".*?</div>', page, re.DOTALL)
    assert problems is not None
    assert sentence in problems[0]
    saved = Draft.objects.get(pk=draft.pk)
    assert saved.body["scientificName"] == "Zea mays mays"
    assert [link["name"] for link in links_of(draft)] == ["good.txt"]


def test_a_file_that_is_too_large_is_refused_while_it_arrives(settings, home):
    settings.MAX_FILE_BYTES = 100_000
    draft = factories.draft()
    response = send(
        draft,
        SimpleUploadedFile("large.txt", b"a" * 200_000),
        SimpleUploadedFile("small.txt", b"small"),
        **{"f.scientificName": "Zea mays mays"},
    )
    assert response.status_code == 422
    assert "“large.txt” is too large" in response.content.decode()
    assert Draft.objects.get(pk=draft.pk).body["scientificName"] == "Zea mays mays"
    assert [link["name"] for link in links_of(draft)] == ["small.txt"]
    assert Attachment.objects.count() == 1
    assert len([path for path in (home / "files").rglob("*") if path.is_file()]) == 1


def test_a_form_far_larger_than_any_could_be_is_refused_at_once(settings):
    settings.MAX_FILE_BYTES = 1000
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1000
    draft = factories.draft()
    assert send(draft, SimpleUploadedFile("large.txt", b"a" * 20_000)).status_code == 400
    assert not Attachment.objects.exists()


def test_a_field_that_takes_no_files_takes_none():
    draft = factories.draft()
    assert send(draft, SimpleUploadedFile("b.txt", b"b"), field="scientificName").status_code == 302
    assert not Attachment.objects.exists()


@pytest.mark.parametrize("name", ["..\\..\\b.txt", "a\r\nSet-Cookie: x=y\r\n.txt", "b\u202etxt.exe.txt"])
def test_a_name_that_would_deceive_comes_out_clean(name):
    draft = factories.draft()
    assert send(draft, SimpleUploadedFile(name, b"b")).status_code == 302
    link = links_of(draft)[0]
    digest = link["url"].removeprefix("attachment:")
    address = f"/en/desk/drafts/{draft.pk}/files/{digest}/"
    response = signed_in(draft.author).get(f"{address}anything", follow=True)
    assert content_of(response) == b"b"
    assert "Set-Cookie" not in response
    assert not set("\r\n\u202e/\\") & set(link["name"])


def test_unticking_a_file_takes_its_link_away():
    draft = factories.draft()
    digest = attached(draft)
    draft = Draft.objects.get(pk=draft.pk)
    answers = {f"f.{FIELD}.0.file": f"attachment:{digest}", f"f.{FIELD}.0.name": "assessment.txt"}
    send(draft, do="save", **answers, **{f"f.{FIELD}.0.url": f"attachment:{digest}"})
    assert [link["name"] for link in links_of(draft)] == ["assessment.txt"]
    send(Draft.objects.get(pk=draft.pk), do="save", **answers)
    assert links_of(draft) == []


def test_files_cannot_be_sent_to_a_draft_of_others():
    draft = factories.draft()
    form = {"version": draft.version, f"file.{FIELD}": SimpleUploadedFile("b.txt", b"b")}
    address = f"/en/desk/drafts/{draft.pk}/files/"
    assert signed_in(factories.officer("eg")).post(address, form).status_code == 403
    assert signed_in(draft.author).get(address).status_code == 405
    assert not Attachment.objects.exists()
