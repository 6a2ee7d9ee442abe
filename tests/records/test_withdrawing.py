"""A community withdraws its record: it is gone from every door and projection, here and where it was copied to."""

import json
from datetime import timedelta
from io import BytesIO

import pytest
from django.apps import apps
from django.db import connection
from django.utils import timezone

from clearinghouse.accounts.models import AuditEvent
from clearinghouse.accounts.permissions import WrongStateError
from clearinghouse.accounts.person import NOBODY
from clearinghouse.alerts.actions import follow
from clearinghouse.alerts.models import Follow
from clearinghouse.config.projections import projections
from clearinghouse.core.errors import NotAllowedError
from clearinghouse.exchange.ledger_lines import lines_after
from clearinghouse.exchange.line_import import State, take_in
from clearinghouse.ledger import triggers
from clearinghouse.ledger.actions import Origin
from clearinghouse.ledger.models import Entry, Part
from clearinghouse.ledger.verifying import findings
from clearinghouse.notices.models import Frequency, Notice, Outgoing
from clearinghouse.projections.following import follow_once
from clearinghouse.projections.models import Link
from clearinghouse.records import file_store
from clearinghouse.records.cases import request_publication
from clearinghouse.records.drafting import begin_amendment, save_draft
from clearinghouse.records.errors import (
    ForeignRecordError,
    NotOfCommunityError,
    RecordRetiredError,
    RecordWithdrawnError,
)
from clearinghouse.records.importing import ForeignRevision, ImportConflictError, import_revision
from clearinghouse.records.models import Attachment, Case, Draft, Record, Revision
from clearinghouse.records.queries import find_record, read_revision
from clearinghouse.records.withdrawing import WITHDRAWN, withdraw_record
from tests import communities, factories
from tests.communities import (
    CONSENT_BY,
    FILE_NAME,
    INNERMOST,
    TEXT_WORD,
    TITLE,
    WORDS,
    amended,
    prepared,
    shared,
    steward,
)
from tests.factories import NOON, guid, later

pytestmark = [pytest.mark.store, pytest.mark.django_db]
EVERYTHING = (TITLE, TEXT_WORD, WORDS, FILE_NAME, CONSENT_BY, *INNERMOST)


@pytest.fixture(autouse=True)
def _home(settings, tmp_path) -> None:
    settings.HOME, settings.INDEX_FOLDER = tmp_path, tmp_path / "index"
    settings.API_PER_ADDRESS = 1_000_000
    prepared()


def rows() -> str:
    """Return whatever the database holds, but for words of vocabularies."""
    models = [one for one in apps.get_models() if one.__name__ not in ("StoredScheme", "Government")]
    return repr([list(model._default_manager.values_list()) for model in models])


def test_no_text_of_it_stays_anywhere(settings) -> None:
    mine = steward()
    record = amended(shared("everyone", by=mine), "on-request", by=mine)
    begin_amendment(record, by=mine, at=NOON)
    factories.retired(record, by=mine, reason=f"{TITLE} ask for it.")
    follow_once(projections())
    digest = Attachment.objects.get().pk
    assert file_store.holds(digest)
    withdraw_record(record, by=mine, at=later(1))
    follow_once(projections())
    kept = rows()
    assert [text for text in EVERYTHING if text in kept] == []
    assert not file_store.holds(digest)
    assert not Draft.objects.filter(guid=record.guid).exists()
    assert list(findings()) == []
    held = b"".join(path.read_bytes() for path in settings.INDEX_FOLDER.rglob("*") if path.is_file())
    assert TEXT_WORD.encode() not in held
    assert b"xanthoria" not in held.lower()


def test_its_address_says_only_that_it_was_withdrawn_and_when(client) -> None:
    mine = steward()
    record = shared("everyone", by=mine)
    number = record.printed_number
    withdraw_record(record, by=mine, at=later(1))
    client.force_login(mine)
    for path in ("", "history/", "differences/", "code.svg", "pdf", "redact/", "withdraw/"):
        answer = client.get(f"/en/records/{number}/{path}")
        assert answer.status_code == 410, path
        assert not [text for text in EVERYTHING if text in answer.content.decode()]
    for language, day in (("en", "31"), ("fr", "31"), ("es", "31"), ("ar", "31"), ("ru", "31"), ("zh", "31")):
        text = client.get(f"/{language}/records/{record.guid}/").content.decode()
        assert day in text or "٣١" in text
    answer = client.get(f"/api/v1/records/{number}")
    assert (answer.status_code, answer.json()["code"]) == (410, "record-withdrawn")


def test_of_what_nobody_knew_nobody_learns_that_it_was_there(client) -> None:
    mine = steward()
    record = shared("community", by=mine)
    withdraw_record(record, by=mine, at=later(1))
    assert client.get(f"/en/records/{record.guid}/").status_code == 404
    assert client.get(f"/api/v1/records/{record.guid}").status_code == 404
    entries = json.loads(client.get("/api/v1/changes?limit=1000").content)["entries"]
    assert record.guid not in json.dumps(entries)
    assert entries[-1]["kind"] == "withheld"


def test_projections_drop_it_and_do_not_bring_it_back_when_they_are_built_anew(client) -> None:
    mine = steward()
    record = shared("everyone", by=mine)
    follow_once(projections())
    assert TITLE in client.get("/api/v1/records", {"q": TITLE}).content.decode()
    withdraw_record(record, by=mine, at=later(1))
    for turn in ("followed", "built anew"):
        if turn == "built anew":
            for one in projections():
                one.reset()
        follow_once(projections())
        assert client.get("/api/v1/records", {"q": TITLE}).json()["total"] == 0
        assert client.get("/api/v1/records", {"format": "community"}).json()["total"] == 0
        assert client.get("/api/v1/records", {"format": "community", "as-of": "2026-12-31"}).json()["total"] == 0
        assert not Link.objects.filter(source=record.guid).exists()
        for path in ("/en/", "/en/abs/", f"/en/records/{guid('contact')}/"):
            assert TITLE not in client.get(path).content.decode()
    lines = b"".join(line for _, line in lines_after(0, with_sealed=True)).decode()
    assert not [text for text in EVERYTHING if text in lines]


def test_followers_are_told_to_delete_their_copies(client) -> None:
    mine = steward()
    record = shared("everyone", by=mine)
    withdraw_record(record, by=mine, at=later(1))
    told = json.loads(client.get("/api/v1/changes?limit=1000").content)["entries"]
    gone = [one for one in told if one["kind"] == WITHDRAWN]
    assert {one["subject"] for one in gone} == {record.guid}
    assert all(one["envelope"] == {"guid": record.guid} and one["public"] is None for one in gone)


def test_requests_notices_and_mails_forget_it(settings) -> None:
    officer, mine = factories.secretariat(), steward()
    record = shared("everyone", by=mine)
    assert TITLE in "".join(Notice.objects.filter(account=officer).values_list("about_text", flat=True))
    waiting = begin_amendment(record, by=mine, at=NOON)
    case = request_publication(
        save_draft(waiting, {**waiting.body, "people": {"en": "Kin"}}, by=mine, at=NOON, version=waiting.version),
        by=mine,
        at=NOON,
        asks=f"Publish {TITLE}, please.",
    )
    withdraw_record(record, by=mine, at=later(1))
    assert Case.objects.get(pk=case.pk).state == Case.WITHDRAWN
    for model in (Notice, Outgoing):
        assert TITLE not in "".join(model.objects.values_list("about_text", flat=True))
    assert not [one for one in Case.objects.filter(guid=record.guid) if one.titles or one.asks or one.reason]
    assert AuditEvent.objects.filter(action="record-withdrawn", about=record.guid).count() == 1


def test_it_is_withdrawn_once_and_nothing_is_done_to_it_afterwards() -> None:
    mine = steward()
    record = shared("everyone", by=mine)
    withdraw_record(record, by=mine, at=later(1))
    with pytest.raises(RecordWithdrawnError):
        withdraw_record(record, by=mine, at=later(2))
    with pytest.raises((RecordRetiredError, WrongStateError)):
        begin_amendment(record, by=mine, at=later(2))
    with pytest.raises(RecordWithdrawnError):
        find_record(record.guid, mine)
    assert read_revision(record, NOBODY).body == {}


@pytest.mark.parametrize("who", [factories.secretariat, factories.administrator, lambda: steward(communities.OTHERS)])
def test_nobody_else_withdraws_it(who) -> None:
    record = shared("everyone")
    with pytest.raises(NotAllowedError):
        withdraw_record(record, by=who(), at=NOON)
    assert Record.objects.get(pk=record.pk).state == Record.PUBLISHED


def test_what_no_community_owns_is_not_withdrawn() -> None:
    record = factories.revision("organism").record
    with pytest.raises(NotAllowedError):
        withdraw_record(record, by=factories.secretariat(), at=NOON)
    assert NotOfCommunityError.code == "not-of-community"


def test_a_page_asks_once_more_and_says_what_will_happen(client) -> None:
    mine = steward()
    record = shared("everyone", by=mine)
    client.force_login(mine)
    address = f"/en/records/{record.printed_number}/withdraw/"
    assert "This cannot be undone." in client.get(address).content.decode()
    assert client.post(address).status_code == 422
    assert client.post(address, {"yes": "1"}).status_code == 302
    assert client.get(f"/en/records/{record.printed_number}/").status_code == 410


# Copies on other nodes


def copied(settings, *, with_sealed: bool) -> list[bytes]:
    """Return the lines of this ledger, as another node would read them."""
    return [line for _, line in lines_after(0, with_sealed=with_sealed)]


def elsewhere(lines: list[bytes]) -> list[State]:
    """Take lines in as if this node were another, with nothing of theirs here."""
    return [outcome.state for outcome in take_in(BytesIO(b"".join(lines)))]


def emptied() -> None:
    """Forget every record and entry: this is another node now."""
    triggers.remove(connection)
    for model in (Revision, Case, Draft, Record, Part, Entry):
        if model is Entry:
            Part.objects.all().delete()
        model.objects.all().delete()
    triggers.install(connection)


@pytest.mark.parametrize("with_sealed", [True, False])
@pytest.mark.parametrize("access", ["everyone", "signed-in", "on-request"])
def test_terms_are_enforced_where_the_record_was_copied_to(settings, client, access, with_sealed) -> None:
    record = shared(access)
    lines = copied(settings, with_sealed=with_sealed)
    emptied()
    settings.NODE = "another"
    assert State.TAKEN in elsewhere(lines)
    here = Record.objects.get(pk=record.guid)
    assert (here.access, here.places, here.home_node) == (access, "10-km", record.home_node)
    text = client.get(f"/en/records/{record.guid}/").content.decode()
    assert TITLE in text
    assert (TEXT_WORD in text) is (access == "everyone")
    assert not [one for one in INNERMOST if one in text]
    again = read_revision(here, NOBODY).body
    assert again["communityTerms"]["labels"] == communities.terms()["labels"]


def test_what_is_kept_is_kept_where_an_operator_copies_it_to(settings, client) -> None:
    record = shared("community")
    lines = copied(settings, with_sealed=True)
    emptied()
    settings.NODE = "another"
    assert State.TAKEN in elsewhere(lines)
    assert client.get(f"/en/records/{record.guid}/").status_code == 404
    client.force_login(steward())
    assert TEXT_WORD in client.get(f"/en/records/{record.guid}/").content.decode()


def test_a_withdrawal_is_followed_where_the_record_was_copied_to(settings, client) -> None:
    mine = steward()
    record = shared("everyone", by=mine)
    before = copied(settings, with_sealed=True)
    withdraw_record(record, by=mine, at=later(1))
    after = copied(settings, with_sealed=False)
    emptied()
    settings.NODE = "another"
    elsewhere(before)
    assert TITLE in client.get(f"/en/records/{record.guid}/").content.decode()
    assert State.REFUSED not in elsewhere(after)
    assert client.get(f"/en/records/{record.guid}/").status_code == 410
    assert not [text for text in EVERYTHING if text in rows()]
    assert list(findings()) == []
    assert State.TAKEN not in elsewhere(after)
    later_revision = ForeignRevision(
        guid=record.guid, number=9, format="community", format_version=1, realm="abs", owner=record.owner,
        document_number=record.document_number, published_at=timezone.now() + timedelta(1),
        body=communities.answers(), origin=Origin(record.home_node, 999_999, "0" * 64),
    )  # fmt: skip
    with pytest.raises(ImportConflictError):
        import_revision(later_revision)
    with pytest.raises((RecordWithdrawnError, NotAllowedError, ForeignRecordError)):
        withdraw_record(Record.objects.get(pk=record.guid), by=mine, at=later(3))


def test_whoever_followed_it_is_told_no_title_and_follows_it_no_longer() -> None:
    somebody, mine = factories.account(), steward()
    record = shared("everyone", by=mine)
    follow_once(projections())
    follow(somebody, {"related": [record.guid]}, name=f"News of {TITLE}", often=Frequency.AT_ONCE, at=NOON)
    follow(somebody, {"format": ["community"]}, name="Communities", often=Frequency.AT_ONCE, at=NOON)
    record = amended(record, "everyone", by=mine, locations="none")
    follow_once(projections())
    assert TITLE in "".join(Notice.objects.filter(account=somebody).values_list("about_text", flat=True))
    withdraw_record(record, by=mine, at=later(1))
    follow_once(projections())
    assert [text for text in EVERYTHING if text in rows()] == []
    assert [one.name for one in Follow.objects.filter(account=somebody)] == ["Communities"]
