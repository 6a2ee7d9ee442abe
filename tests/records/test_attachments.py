"""Files of records: taken in, kept once, read by those who may, taken away when nothing names them."""

import dataclasses
import hashlib
import os
from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from clearinghouse.accounts.person import NOBODY, person_of
from clearinghouse.core.errors import NotAllowedError
from clearinghouse.formats.collection import FORMATS, get_format
from clearinghouse.formats.format import Audience
from clearinghouse.ledger.models import Part
from clearinghouse.records import file_store
from clearinghouse.records.actions import publish
from clearinghouse.records.attachments import (
    known_attachments,
    readable_attachment,
    readable_draft_attachment,
    record_files,
    store_attachment,
)
from clearinghouse.records.drafting import begin_amendment, delete_draft, problems_of, save_draft
from clearinghouse.records.ending import redact
from clearinghouse.records.errors import (
    AttachmentEmptyError,
    AttachmentNameError,
    AttachmentTooLargeError,
    AttachmentTypeError,
    InvalidDraftError,
)
from clearinghouse.records.models import Attachment, AttachmentUse, Draft
from clearinghouse.records.orphans import collect_orphans, forget_unreferenced
from tests import factories, files
from tests.factories import NOON, later

pytestmark = [pytest.mark.django_db, pytest.mark.store]
VISITOR = AnonymousUser()


@pytest.fixture(autouse=True)
def home(settings, tmp_path):
    settings.HOME = tmp_path
    return tmp_path


def every_file(folder):
    return [path for path in folder.rglob("*") if path.is_file()]


def upload(draft, content=files.TEXT, name="assessment.txt", by=None):
    return store_attachment(draft, name, chunks=[content[:7], content[7:]], by=by or draft.author, at=NOON)


def linked(draft, *attachments, name="assessment.txt", field="relevantDocuments"):
    """Save the draft with links to files."""
    links = [{"url": f"attachment:{one.pk}", "name": name} for one in attachments]
    body = {**draft.body, field: links}
    return save_draft(draft, body, by=draft.author, at=NOON, version=draft.version)


def published(draft):
    return publish(draft, by=draft.author, at=NOON)


def grow_old(attachment, hours=48):
    then = (timezone.now() - timedelta(hours=hours)).timestamp()
    os.utime(file_store.path_of(attachment.pk), (then, then))


def collect(**options):
    return collect_orphans(at=timezone.now(), **options)


def test_a_file_lies_under_the_digest_of_its_bytes(home):
    attachment = upload(factories.draft())
    assert attachment.pk == hashlib.sha256(files.TEXT).hexdigest()
    assert (attachment.media_type, attachment.size) == ("text/plain", len(files.TEXT))
    path = home / "files" / attachment.pk[:2] / attachment.pk[2:4] / attachment.pk
    assert path.read_bytes() == files.TEXT
    assert every_file(home) == [path]


def test_the_same_bytes_are_kept_once_and_known_to_both_drafts(home):
    one, other = factories.draft(), factories.draft()
    first, second = upload(one, name="a.txt"), upload(other, name="b.txt", by=other.author)
    assert first == second
    assert second.first_name == "a.txt"
    assert len(every_file(home)) == Attachment.objects.count() == 1
    assert known_attachments(one) == known_attachments(other) == {first.pk}


def test_a_second_upload_does_not_write_the_bytes_again_but_makes_them_fresh():
    draft = factories.draft()
    attachment = upload(draft)
    grow_old(attachment)
    inode = file_store.path_of(attachment.pk).stat().st_ino
    upload(draft)
    assert file_store.path_of(attachment.pk).stat().st_ino == inode
    assert (file_store.touched_at(attachment.pk) or 0) > (timezone.now() - timedelta(hours=1)).timestamp()


@pytest.mark.parametrize(
    ("error", "content", "name"),
    [
        (AttachmentTypeError, files.HTML, "decision.pdf"),
        (AttachmentTypeError, files.SVG, "map.png"),
        (AttachmentTypeError, b"MZ\x90\x00", "decision.pdf"),
        (AttachmentEmptyError, b"", "decision.pdf"),
        (AttachmentNameError, files.TEXT, "../.."),
    ],
)
def test_what_is_refused_leaves_nothing_behind(error, content, name, home):
    with pytest.raises(error) as caught:
        upload(factories.draft(), content, name)
    assert caught.value.code.startswith("attachment-")
    assert str(caught.value)
    assert not every_file(home)
    assert not Attachment.objects.exists()


def test_a_file_that_is_too_large_is_not_read_to_its_end(home, settings):
    settings.MAX_FILE_BYTES = 1024**2
    read = []

    def chunks():
        for place in range(100):
            read.append(place)
            yield b"a" * 500_000

    draft = factories.draft()
    with pytest.raises(AttachmentTooLargeError, match="at most 1 MB"):
        store_attachment(draft, "a.txt", chunks=chunks(), by=draft.author, at=NOON)
    assert read == [0, 1, 2]
    assert not every_file(home)


def test_an_upload_that_breaks_off_leaves_nothing_behind(home):
    def chunks():
        yield b"a beginning"
        raise ConnectionResetError

    draft = factories.draft()
    with pytest.raises(ConnectionResetError):
        store_attachment(draft, "a.txt", chunks=chunks(), by=draft.author, at=NOON)
    assert not every_file(home)


def test_only_who_may_edit_the_draft_uploads_and_reads_its_files():
    draft = factories.draft()
    attachment = upload(draft)
    draft = linked(draft, attachment)
    stranger = factories.officer("eg")
    with pytest.raises(NotAllowedError):
        upload(draft, by=stranger)
    with pytest.raises(NotAllowedError):
        readable_draft_attachment(draft, attachment.pk, by=stranger)
    found = readable_draft_attachment(draft, attachment.pk, by=draft.author)
    assert found is not None
    assert (found.name, found.is_public) == ("assessment.txt", False)


def test_knowing_the_digest_of_another_drafts_file_opens_nothing():
    secret = upload(factories.draft())
    curious = linked(factories.draft(by=factories.secretariat()), secret)
    assert readable_draft_attachment(curious, secret.pk, by=curious.author) is None
    assert [problem.code for problem in problems_of(curious)] == ["dangling-attachment"]
    with pytest.raises(InvalidDraftError) as caught:
        published(curious)
    assert [(one.code, one.pointer) for one in caught.value.problems] == [
        ("dangling-attachment", "/relevantDocuments/0/url")
    ]


def test_a_published_file_is_read_by_everyone_under_the_name_of_its_link():
    draft = factories.draft()
    attachment = upload(draft, files.pdf(), "C:\\final\\decision.doc")
    revision = published(linked(draft, attachment, name="Decision of Benin"))
    found = readable_attachment(revision.record, attachment.pk, person=NOBODY, visitor=VISITOR)
    assert found is not None
    assert (found.name, found.is_public) == ("Decision of Benin.pdf", True)


@pytest.mark.parametrize("digest", ["0" * 64, "", "../../register.sqlite3", "x" * 64])
def test_what_a_record_does_not_name_is_not_read_under_it(digest):
    draft = factories.draft()
    revision = published(linked(draft, upload(draft)))
    assert readable_attachment(revision.record, digest, person=NOBODY, visitor=VISITOR) is None


def test_a_file_is_not_read_under_another_record():
    draft = factories.draft()
    attachment = upload(draft)
    published(linked(draft, attachment))
    other = factories.revision().record
    assert readable_attachment(other, attachment.pk, person=NOBODY, visitor=VISITOR) is None


def test_an_amendment_keeps_the_files_of_its_record_and_the_old_revision_shows_what_it_had():
    draft = factories.draft()
    first = upload(draft)
    record = published(linked(draft, first)).record
    amendment = begin_amendment(record, by=draft.author, at=later(1))
    assert known_attachments(amendment) == {first.pk}
    second = upload(amendment, files.GEOJSON, "sites.geojson")
    published(linked(amendment, second))
    for attachment in (first, second):
        assert readable_attachment(record, attachment.pk, person=NOBODY, visitor=VISITOR) is not None


def test_a_file_of_a_sealed_field_is_read_only_by_who_sees_the_field(monkeypatch):
    fmt = get_format("organism")
    sections = tuple(
        dataclasses.replace(
            section,
            fields=tuple(
                dataclasses.replace(one, audience=Audience.OWNER) if one.name == "relevantDocuments" else one
                for one in section.fields
            ),
        )
        for section in fmt.sections
    )
    monkeypatch.setitem(FORMATS, "organism", dataclasses.replace(fmt, sections=sections))
    draft = factories.draft()
    attachment = upload(draft)
    revision = published(linked(draft, attachment))
    assert Part.objects.get(entry=revision.entry, name=Part.SEALED).text.count(attachment.pk) == 1
    record = revision.record
    assert readable_attachment(record, attachment.pk, person=NOBODY, visitor=VISITOR) is None
    stranger = factories.officer("eg")
    assert readable_attachment(record, attachment.pk, person=person_of(stranger), visitor=stranger) is None
    found = readable_attachment(record, attachment.pk, person=person_of(draft.author), visitor=draft.author)
    assert found is not None
    assert not found.is_public


def test_the_files_of_a_body_come_with_their_names():
    draft = factories.draft()
    attachment = upload(draft)
    draft = linked(draft, attachment, name="Table.csv")
    body = draft.body
    record = published(draft).record
    found = record_files(record, body)
    assert {digest: (file.name, file.kind.media_type) for digest, file in found.items()} == {
        attachment.pk: ("Table.csv", "text/csv")
    }


# Orphans


def test_only_what_nothing_names_and_is_old_is_collected():
    kept_draft, gone_draft, public_draft = factories.draft(), factories.draft(), factories.draft()
    drafted = upload(kept_draft, b"drafted")
    linked(kept_draft, drafted)
    in_ledger = upload(public_draft, b"published")
    published(linked(public_draft, in_ledger))
    forgotten = upload(gone_draft, b"forgotten")
    linked(gone_draft, forgotten)
    fresh = upload(gone_draft, b"fresh")
    delete_draft(Draft.objects.get(pk=gone_draft.pk), by=gone_draft.author)
    for one in (drafted, in_ledger, forgotten):
        grow_old(one)
    would = collect(is_dry=True)
    assert (would.files, would.size) == (1, len(b"forgotten"))
    assert file_store.holds(forgotten.pk)
    assert collect() == would
    assert not file_store.holds(forgotten.pk)
    assert set(Attachment.objects.all()) == {drafted, in_ledger, fresh}
    assert collect().files == 0
    assert collect(older_than=timedelta(0)).files == 1


def test_a_file_named_only_by_an_older_revision_stays():
    draft = factories.draft()
    attachment = upload(draft)
    record = published(linked(draft, attachment)).record
    amendment = begin_amendment(record, by=draft.author, at=later(1))
    published(linked(amendment, upload(amendment, b"another")))
    grow_old(attachment)
    assert collect().files == 0


def test_a_file_that_is_uploaded_again_while_it_is_collected_stays(monkeypatch):
    draft = factories.draft()
    attachment = upload(draft)
    grow_old(attachment)
    listed = file_store.all_digests

    def listed_and_uploaded():
        found = list(listed())
        upload(draft)
        return found

    monkeypatch.setattr(file_store, "all_digests", listed_and_uploaded)
    assert collect().files == 0
    assert file_store.holds(attachment.pk)


def test_a_file_that_is_published_while_it_is_collected_stays(monkeypatch):
    draft = factories.draft()
    attachment = upload(draft)
    grow_old(attachment)
    listed = file_store.all_digests

    def listed_and_published():
        found = list(listed())
        published(linked(draft, attachment))
        return found

    monkeypatch.setattr(file_store, "all_digests", listed_and_published)
    assert collect().files == 0
    assert file_store.holds(attachment.pk)


def test_what_crashes_left_is_swept(home):
    attachment = upload(factories.draft())
    grow_old(attachment)
    AttachmentUse.objects.all().delete()
    Attachment.objects.all().delete()
    half = home / "files" / "arriving" / "half"
    half.write_bytes(b"half of")
    os.utime(half, (0, 0))
    collected = collect()
    assert (collected.files, collected.left_over) == (1, 1)
    assert not every_file(home)


# Redaction


def test_redacting_the_only_part_that_names_a_file_takes_the_file_too(home):
    draft = factories.draft()
    attachment = upload(draft, files.image())
    revision = published(linked(draft, attachment))
    preview = home / "previews" / attachment.pk[:2] / f"{attachment.pk}.webp"
    preview.parent.mkdir(parents=True)
    preview.touch()
    redact([revision], part="public", by=draft.author, at=later(1), reason="Ordered", cited_by=lambda _guid: ())
    assert not every_file(home)
    assert not Attachment.objects.exists()
    assert readable_attachment(revision.record, attachment.pk, person=NOBODY, visitor=VISITOR) is None


def test_a_file_that_another_part_or_draft_needs_outlives_a_redaction():
    draft, other, third = factories.draft(), factories.draft(), factories.draft()
    shared, uploaded, alone = upload(draft, b"shared"), upload(draft, b"in a draft"), upload(draft, b"alone")
    revision = published(linked(draft, shared, uploaded, alone))
    published(linked(other, upload(other, b"shared")))
    upload(third, b"in a draft")
    redact([revision], part="public", by=draft.author, at=later(1), reason="Ordered", cited_by=lambda _guid: ())
    assert file_store.holds(shared.pk)
    assert file_store.holds(uploaded.pk)
    assert not file_store.holds(alone.pk)
    assert readable_attachment(revision.record, shared.pk, person=NOBODY, visitor=VISITOR) is None


def test_forgetting_what_is_still_named_forgets_nothing():
    draft = factories.draft()
    attachment = upload(draft)
    published(linked(draft, attachment))
    assert forget_unreferenced([attachment.pk]) == frozenset()
    assert file_store.holds(attachment.pk)
