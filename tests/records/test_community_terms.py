"""The terms of a community: who sees what at which door, places that lose nothing, and projections that say nothing."""

import json
from collections.abc import Callable

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client
from django.utils import timezone

from clearinghouse.accounts.models import Account
from clearinghouse.accounts.permissions import is_allowed
from clearinghouse.accounts.person import NOBODY, person_of
from clearinghouse.config.projections import projections
from clearinghouse.core.canonical import canonical, parsed
from clearinghouse.exchange.ledger_lines import lines_after
from clearinghouse.ledger.models import Part
from clearinghouse.ledger.verifying import findings
from clearinghouse.projections.following import follow_once
from clearinghouse.projections.models import Link
from clearinghouse.records.actions import publish
from clearinghouse.records.cases import request_publication
from clearinghouse.records.drafting import begin_amendment, save_draft
from clearinghouse.records.models import Attachment, Case, Draft, Record
from clearinghouse.records.queries import card_of, cards, full_body, read_revision
from clearinghouse.web.picking import find_cards
from tests import communities, factories, files
from tests.attacks.world import whole
from tests.communities import INNERMOST, OTHERS, PLACE, TEXT_WORD, TITLE, amended, prepared, shared, steward
from tests.factories import NOON, guid
from tests.papers import words_of

pytestmark = [pytest.mark.store, pytest.mark.django_db]

ACCESS = ("everyone", "signed-in", "on-request", "community")
PEOPLE: dict[str, Callable[[], Account | None]] = {
    "nobody": lambda: None,
    "somebody": factories.account,
    "secretariat": factories.secretariat,
    "administrator": factories.administrator,
    "steward of others": lambda: steward(OTHERS),
    "steward of another realm": lambda: steward(realm="bch"),
    "own steward": steward,
}
Door = Callable[[Client, Account | None, Record], str]


@pytest.fixture(autouse=True)
def _home(settings, tmp_path) -> None:
    settings.HOME, settings.INDEX_FOLDER = tmp_path, tmp_path / "index"
    settings.API_PER_TOKEN = settings.API_PER_ADDRESS = 1_000_000
    prepared()


def page(path: str, **query: str) -> Door:
    """Return a page or an answer of the API, without the echo of what was asked."""

    def door(browser: Client, _who: Account | None, record: Record) -> str:
        number = str(record.printed_number)
        named = {"number": number, "guid": record.guid, "contact": guid("contact")}
        asked = {name: value.format(**named) for name, value in query.items()}
        answer = browser.get(path.format(**named), asked)
        text = whole(answer).decode()
        assert answer.status_code in (200, 404)
        if answer.status_code == 404 or asked != query:
            return text.replace(number, "").replace(record.guid, "")
        return text.partition('class="results"')[2].partition("</ol>")[0] if path.endswith("search/") else text

    return door


def _lines(_browser: Client, _who: Account | None, _record: Record) -> str:
    return "".join(line.decode() for _, line in lines_after(0, with_sealed=False))


def _paper(browser: Client, _who: Account | None, record: Record) -> str:
    answer = browser.get(f"/en/records/{record.printed_number}/pdf")
    assert answer.status_code in (200, 404)
    return words_of(answer.content) if answer.status_code == 200 else ""


def _cards(_browser: Client, who: Account | None, record: Record) -> str:
    return repr(cards([record.guid], "en", who or _anonymous()))


def _picker(_browser: Client, who: Account | None, _record: Record) -> str:
    return repr([find_cards(text, ["community"], owner="", visitor=who or _anonymous()) for text in (TITLE, TEXT_WORD)])


def _anonymous() -> AnonymousUser:
    return AnonymousUser()


# What each door shows depends on who asks, or is the same for all: lists and machines tell what everyone may know.
FOR_THE_READER: dict[str, Door] = {
    "page": page("/en/records/{number}/"),
    "page by guid": page("/en/records/{guid}/"),
    "first revision": page("/en/records/{guid}@1/"),
    "history": page("/en/records/{number}/history/"),
    "differences": page("/en/records/{number}/differences/"),
    "paper": _paper,
    "cards": _cards,
    "records side by side": page("/en/records/compare/", r="{guid}"),
}
FOR_ALL: dict[str, Door] = {
    "home": page("/en/"),
    "realm": page("/en/abs/"),
    "search by title": page("/en/search/", q=TITLE),
    "search by text": page("/en/search/", q=TEXT_WORD),
    "search for everything": page("/en/search/", format="community"),
    "page of a record that it refers to": page("/en/records/{contact}/"),
    "record of the API": page("/api/v1/records/{number}"),
    "search of the API": page("/api/v1/records", q=TITLE),
    "search of the API by text": page("/api/v1/records", q=TEXT_WORD),
    "change feed": page("/api/v1/changes", limit="1000"),
    "lines of the ledger": _lines,
    "picker": _picker,
    "feed in Atom": page("/feeds/en/search.atom", format="community"),
    "feed in JSON": page("/feeds/en/search.json", format="community"),
    "calendar": page("/feeds/en/search.ics", format="community"),
    "result as a table": page("/en/search/take/csv/", format="community"),
    "result as lines": page("/en/search/take/jsonl/", format="community"),
    "result as citations": page("/en/search/take/ris/", format="community"),
    "verifying": page("/en/verify/", q="{number}"),
    "verifying by the API": page("/api/v1/verify", identifier="{number}"),
}


def browser_of(who: Account | None) -> Client:
    browser = Client()
    if who is not None:
        browser.force_login(who)
    return browser


@pytest.mark.parametrize("access", ACCESS)
def test_each_reader_is_shown_what_the_terms_allow_at_each_door(access) -> None:
    record = shared(access)
    follow_once(projections())
    wrong = []
    for name, make in PEOPLE.items():
        who = make()
        browser = browser_of(who)
        for door, opened in (FOR_THE_READER | FOR_ALL).items():
            answer = opened(browser, who, record)
            is_own = name == "own steward" and door in FOR_THE_READER
            has_account = who is not None and door in FOR_THE_READER
            may_read = is_own or access == "everyone" or (access == "signed-in" and has_account)
            may_know = is_own or access != "community"
            if door in {"page", "paper"}:
                wrong += [f"{name}: not the text"] if may_read and TEXT_WORD not in answer else []
                wrong += [f"{name}: not the title"] if may_know and TITLE not in answer else []
            wrong += [f"{name} at {door}: {text}" for text in INNERMOST if text in answer and not is_own]
            wrong += [f"{name} at {door}: the text"] if TEXT_WORD in answer and not may_read else []
            wrong += [f"{name} at {door}: the title"] if TITLE in answer and not may_know else []
            if not may_know:
                wrong += [
                    f"{name} at {door}: {text}" for text in (record.guid, str(record.printed_number)) if text in answer
                ]
    assert wrong == []


@pytest.mark.parametrize("access", ACCESS)
def test_the_community_sees_all_of_its_own(access) -> None:
    record, mine = shared(access), steward()
    text = browser_of(mine).get(f"/en/records/{record.guid}/").content.decode()
    assert TEXT_WORD in text
    assert TITLE in text
    assert communities.CONSENT_BY in text
    read = read_revision(record, person_of(mine))
    assert read.body["territoryCentre"] == PLACE
    assert not read.hides


@pytest.mark.parametrize("access", ["everyone", "signed-in", "on-request"])
def test_terms_travel_with_the_record(client, access) -> None:
    record = shared(access)
    follow_once(projections())
    told = json.loads(client.get(f"/api/v1/records/{record.guid}").content)["body"]["communityTerms"]
    assert told["labels"] == communities.terms()["labels"]
    assert told["access"] == access
    assert {"consentBy", "consentHow", "consentDocument"}.isdisjoint(told)
    text = client.get(f"/en/records/{record.guid}/").content.decode()
    for words in ("TK Attribution", communities.WORDS, "No sale.", "The council of the hills"):
        assert words in text
    assert "TK Attribution" in client.get("/en/search/", {"q": TITLE}).content.decode()
    found = json.loads(client.get("/api/v1/records", {"q": TITLE}).content)["records"]
    assert [one["body"]["communityTerms"]["access"] for one in found] == [access]


def test_lists_count_what_everyone_may_know(client) -> None:
    def count() -> int:
        return int(Record.objects.in_force().filter(format_slug="community").count())

    shared("community")
    assert count() == 0
    shared("on-request")
    assert count() == 1


def test_nothing_refers_to_others_from_a_record_that_is_kept() -> None:
    shared("everyone")
    follow_once(projections())
    assert Link.objects.filter(source_format="community").exists()
    Link.objects.all().delete()
    record = shared("community")
    follow_once(projections())
    assert not Link.objects.filter(source=record.guid).exists()


# Terms that change hold for every revision


def test_what_was_open_is_closed_with_its_older_revisions(client) -> None:
    record = amended(shared("everyone"), "on-request")
    follow_once(projections())
    for door, opened in (FOR_THE_READER | FOR_ALL).items():
        answer = opened(client, None, record)
        assert TEXT_WORD not in answer, door
        assert not any(text in answer for text in INNERMOST), door


def test_what_was_open_and_is_kept_now_tells_followers_that_alone(client) -> None:
    record = amended(shared("everyone"), "community")
    follow_once(projections())
    for door, opened in (FOR_THE_READER | FOR_ALL).items():
        answer = opened(client, None, record)
        assert TITLE not in answer, door
        assert TEXT_WORD not in answer, door
    entries = json.loads(client.get("/api/v1/changes?limit=1000").content)["entries"]
    told = [one["public"] for one in entries if one["subject"] == record.guid]
    assert told[0] is None
    assert told[1]["communityTerms"] == {"access": "community"}


def test_what_is_kept_leaves_the_chain_whole_and_says_nothing(client) -> None:
    shared("community")
    entries = json.loads(client.get("/api/v1/changes?limit=1000").content)["entries"]
    assert (entries[-1]["kind"], entries[-1]["subject"], entries[-1]["envelope"]) == ("withheld", "", {})
    lines = [json.loads(line) for _, line in lines_after(0, with_sealed=False)]
    assert lines[-1]["kind"] == "withheld"
    assert [one["previousDigest"] for one in lines[1:]] == [one["digest"] for one in lines[:-1]]
    assert list(findings()) == []


def test_places_are_generalised_anew_when_the_terms_change(client) -> None:
    record = shared("everyone", locations="exact")
    assert read_revision(record, NOBODY).body["territoryCentre"] == PLACE
    record = amended(record, "everyone", locations="100-km")
    for number in (1, 2):
        assert read_revision(record, NOBODY, number=number).body["territoryCentre"]["lat"] == 10
    record = amended(record, "everyone", locations="none")
    for number in (1, 2, 3):
        assert "territoryCentre" not in read_revision(record, NOBODY, number=number).body


# Amending


@pytest.mark.parametrize("access", ACCESS)
def test_amending_keeps_places_and_whatever_is_sealed(access) -> None:
    record, mine = shared(access), steward()
    draft = begin_amendment(record, by=mine, at=NOON)
    assert (draft.body["territoryCentre"], draft.withheld) == (PLACE, frozenset())
    draft = save_draft(draft, {**draft.body, "people": {"en": "Of the bark"}}, by=mine, at=NOON, version=1)
    record = communities.decided(draft, mine)
    kept = full_body(record.revisions.get(number=2))
    assert kept["territoryCentre"] == PLACE
    assert kept["communityTerms"]["consentBy"] == communities.CONSENT_BY
    assert not any(text in canonical(read_revision(record, NOBODY).body) for text in INNERMOST)


# Words in requests and notices


def test_the_title_of_what_is_kept_stands_in_no_request_and_no_notice() -> None:
    mine = steward()
    record = shared("community", by=mine)
    assert [case.titles for case in Case.objects.filter(guid=record.guid)] == [{}]
    for who in (mine, *(_officers())):
        assert TITLE not in "".join(one.about_text for one in who.notices.all())
    assert record.titles == {}


def test_titles_told_before_are_forgotten_once_the_record_is_kept() -> None:
    officer = factories.secretariat()
    record = shared("everyone")
    assert TITLE in "".join(one.about_text for one in officer.notices.all())
    amended(record, "community")
    assert TITLE not in "".join(one.about_text for one in officer.notices.all())
    assert not [case for case in Case.objects.filter(guid=record.guid) if case.titles]


def _officers() -> list[Account]:
    return list(Account.objects.filter(roles_held__role="secretariat-officer"))


def test_the_secretariat_sees_what_it_decides_while_it_waits_and_not_afterwards(client) -> None:
    mine, officer = steward(), factories.secretariat()
    draft = factories.draft(
        "community", by=mine, owner=communities.OWNER, body=communities.answers("community"), realm="abs"
    )
    client.force_login(officer)
    assert client.get(f"/en/desk/drafts/{draft.pk}/").status_code == 403
    request_publication(draft, by=mine, at=timezone.now())
    assert TITLE in client.get(f"/en/desk/drafts/{draft.pk}/").content.decode()
    publish(Draft.objects.get(pk=draft.pk), by=officer, at=timezone.now())
    assert client.get(f"/en/records/{draft.guid}/").status_code == 404


# The parts themselves


def test_the_public_part_holds_no_more_than_the_terms_allow() -> None:
    texts = {}
    for access in ACCESS:
        record = shared(access)
        entry = record.revisions.get().entry_id
        texts[access] = Part.objects.get(entry_id=entry, name=Part.PUBLIC).text
        assert not any(text in texts[access] for text in INNERMOST)
    assert TEXT_WORD in texts["everyone"]
    assert not any(TEXT_WORD in texts[access] for access in ACCESS[1:])
    assert TITLE in texts["on-request"]
    assert set(parsed(texts["community"])) == {"header", "communityTerms"}
    assert parsed(texts["community"])["communityTerms"] == {"access": "community"}


def test_a_card_of_what_is_kept_has_no_title() -> None:
    assert card_of(shared("community"), "en").title.text.startswith("ABSCH-IPLC")


# Files


@pytest.mark.parametrize("access", ACCESS)
def test_a_document_on_the_consent_is_for_the_community_alone(access) -> None:
    record = shared(access)
    digest = Attachment.objects.get().pk
    for name, make in PEOPLE.items():
        browser = browser_of(make())
        answer = browser.get(f"/en/records/{record.guid}/files/{digest}/{communities.FILE_NAME}")
        assert (files.TEXT in whole(answer)) is (name == "own steward"), name
        assert (answer.status_code == 200) is (name == "own steward"), name
        assert browser.get(f"/en/records/{record.guid}/previews/{digest}").status_code == 404


# A record that a steward begins on a page


def test_a_steward_begins_a_record_of_the_community_on_a_page(client) -> None:
    client.force_login(steward())
    page_text = client.get("/en/desk/new/").content.decode()
    assert f'value="{communities.OWNER}"' in page_text
    answer = client.post("/en/desk/new/", {"format": "community", "owner": communities.OWNER, "realm": "abs"})
    assert answer.status_code == 302
    draft = Draft.objects.get()
    assert draft.owner == communities.OWNER


def test_anybody_begins_a_record_of_their_own_on_a_page(client) -> None:
    somebody = factories.account()
    client.force_login(somebody)
    own = person_of(somebody).own
    assert client.post("/en/desk/new/", {"format": "resource", "owner": own}).status_code == 302
    assert Draft.objects.get().owner == own


def test_what_may_be_read_at_all_is_what_the_permission_table_says() -> None:
    record = shared("community")
    for name, make in PEOPLE.items():
        who = make()
        may = is_allowed(person_of(who or _anonymous()), "see-community-knowledge", record.subject)
        assert Record.objects.visible_to(who or _anonymous()).filter(pk=record.pk).exists() is may, name
        assert Record.objects.readable_by(person_of(who or _anonymous())).filter(pk=record.pk).exists() is may, name


def test_a_token_that_may_not_read_lets_nobody_in() -> None:
    record, mine = shared("community"), steward()
    mine.token_scopes = frozenset({"publish"})
    assert not Record.objects.visible_to(mine).filter(pk=record.pk).exists()
    assert not Record.objects.readable_by(person_of(mine)).filter(pk=record.pk).exists()
    mine.token_scopes = frozenset({"read"})
    assert Record.objects.visible_to(mine).filter(pk=record.pk).exists()


def test_a_steward_whose_role_ended_is_an_outsider() -> None:
    record, mine = shared("community"), steward()
    mine.roles_held.update(ends_at=timezone.now())
    assert not Record.objects.visible_to(mine).filter(pk=record.pk).exists()


def test_the_community_finds_what_it_keeps_on_its_desk(client) -> None:
    shared("community")
    client.force_login(steward())
    assert TITLE in client.get("/en/desk/records/", {"owner": communities.OWNER}).content.decode()
    client.force_login(steward(realm="bch"))
    text = client.get("/en/desk/records/", {"owner": communities.OWNER}).content.decode()
    assert TITLE not in text
    assert "ABSCH-IPLC" not in text


def test_how_often_it_is_read_is_told_to_the_community_alone(client) -> None:
    record, mine = shared("community"), steward()
    client.force_login(mine)
    client.get(f"/en/records/{record.guid}/", headers={"User-Agent": "Mozilla/5.0 (X11; Linux x86_64)"})
    assert str(record.printed_number) in client.get("/en/desk/usage/", {"owner": communities.OWNER}).content.decode()
    for who in (factories.secretariat(), factories.administrator()):
        client.force_login(who)
        for owner in ("", communities.OWNER):
            page_text = client.get("/en/desk/usage/", {"owner": owner}).content.decode()
            assert str(record.printed_number) not in page_text
