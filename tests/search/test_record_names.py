"""The names of organizations follow the register: what is published is recognised, what is out of force no longer."""

from dataclasses import replace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from clearinghouse.alerts.actions import follow
from clearinghouse.alerts.projection import AlertsProjection
from clearinghouse.config.projections import projections
from clearinghouse.notices.models import Frequency, Notice
from clearinghouse.projections.following import catch_up, follow_once
from clearinghouse.projections.links import LinksProjection
from clearinghouse.records.actions import publish
from clearinghouse.records.drafting import begin_amendment, save_draft
from clearinghouse.search.names import record_of
from clearinghouse.search.nodes import Related, leaves
from clearinghouse.search.opening import analyst, engine, lexicon
from clearinghouse.search.record_names import current_names
from tests import factories

pytestmark = pytest.mark.django_db

ENGLISH, FRENCH = "Seed Bank of the Lagoon", "Banque de semences de la Lagune"


@pytest.fixture(autouse=True)
def _index(settings, tmp_path):
    settings.INDEX_FOLDER = tmp_path / "index"
    factories.reference_data()
    yield
    engine().close()


def organization(**changes):
    body = factories.body("organization", name={"en": ENGLISH, "fr": FRENCH}, acronym={"en": "SBL"}, **changes)
    body["header"] = {**body["header"], "languages": ["en", "fr"]}
    return factories.revision("organization", body=body).record


def named(text):
    return [guid for match in lexicon().recognise(text) if (guid := record_of(match.code))]


def test_a_published_organization_is_recognised_until_it_is_retired() -> None:
    assert named(FRENCH) == []
    record = organization()
    assert named(f"projets de la {FRENCH.upper()}") == named("SBL") == [record.guid]
    assert named("sbl") == []
    factories.retired(record)
    assert named(FRENCH) == named("SBL") == []


def test_a_new_name_takes_the_place_of_the_old() -> None:
    record = organization()
    assert named(ENGLISH) == [record.guid]
    by = factories.secretariat()
    draft = begin_amendment(record, by=by, at=factories.later(1))
    body = {**draft.body, "name": {"en": "Seed Vault", "fr": "Coffre aux semences"}}
    draft = save_draft(draft, body, by=by, at=factories.later(1), version=draft.version)
    publish(draft, by=by, at=factories.later(2))
    assert (named(ENGLISH), named("the seed vault")) == ([], [record.guid])


def test_a_remark_behind_a_name_need_not_be_typed() -> None:
    body = factories.body("organization", name={"en": "Seed Vault (formerly Seed Cellar)"})
    record = factories.revision("organization", body=body).record
    assert named("seed vault") == named("Seed Vault (formerly Seed Cellar)") == [record.guid]


def test_what_was_taken_out_of_the_ledger_is_forgotten() -> None:
    revision = factories.revision("organization", body=factories.body("organization", name={"en": ENGLISH}))
    assert named(ENGLISH) == [revision.record_id]
    factories.redacted(revision)
    assert named(ENGLISH) == []


def test_one_query_tells_that_nothing_changed() -> None:
    organization()
    names = current_names()
    with CaptureQueriesContext(connection) as asked:
        assert current_names() is names
    assert len(asked) == 1
    assert "ledger_entry" in asked[0]["sql"]


def test_documents_of_the_index_know_no_names() -> None:
    organization()
    assert lexicon() is not analyst().lexicon
    assert lexicon().terms_alone is analyst().lexicon
    assert not [match for match in analyst().lexicon.recognise("SBL") if record_of(match.code)]
    assert lexicon() is lexicon()


def test_it_is_shown_as_a_chip_that_can_be_taken_back(client) -> None:
    record = organization()
    follow_once(projections())
    page = client.get("/en/search/", {"q": f"{FRENCH} seeds"}).text
    chips = page.partition('class="cluster understood"')[2].partition("</ul>")[0]
    assert '<span class="kind">Organization</span>' in chips
    assert f">{ENGLISH}</bdi>" in chips
    assert str(record.printed_number) in chips
    assert "q=%22Banque+de+semences+de+la+Lagune%22+seeds" in chips
    again = client.get("/en/search/", {"q": f'"{FRENCH}" seeds'}).text
    assert ENGLISH not in again.partition('class="cluster understood"')[2].partition("</ul>")[0]


def test_its_acronym_alone_is_answered_first(client) -> None:
    organization()
    follow_once(projections())
    answers = client.get("/fr/search/", {"q": "SBL"}).text.partition("answers-first")[2].partition("</ul>")[0]
    assert FRENCH in answers


def test_what_refers_to_it_is_found_and_told_why(client) -> None:
    record = organization()
    other = factories.revision(
        "organization",
        body=factories.body("organization", name={"en": "Another"}, linkedOrganizations=[{"identifier": record.guid}]),
    ).record
    follow_once(projections())
    page = client.get("/en/search/", {"q": FRENCH})
    assert "Another" in page.text
    why = client.get(f"/en/search/why/{other.guid}/", {"q": FRENCH}).text
    assert f"It refers to “{ENGLISH}”." in why
    assert "It is an identifier" not in client.get(f"/en/search/why/{record.guid}/", {"q": FRENCH}).text


def test_alerts_read_again_only_what_names_it() -> None:
    reader, projection = factories.account(), AlertsProjection()
    for text in (FRENCH, "zea"):
        follow(reader, {"q": [text]}, name=text, often=Frequency.DAILY, at=factories.NOON)
    factories.revision("organism")
    catch_up(projection)
    before = {query.text: query for query in projection._queries.values()}
    record = organization()
    catch_up(projection)
    after = {query.text: query for query in projection._queries.values()}
    assert after["zea"] is before["zea"]
    assert Related(record.guid) in [replace(leaf, weight=1.0) for node in after[FRENCH].must for leaf in leaves(node)]


def test_what_is_followed_finds_what_refers_to_it_in_another_language() -> None:
    reader = factories.account()
    follow(reader, {"q": [FRENCH]}, name="Seeds", often=Frequency.DAILY, at=factories.NOON)
    record = organization()
    links = [{"identifier": record.guid}]
    body = factories.body("organization", name={"en": "Another"}, linkedOrganizations=links)
    factories.revision("organization", body=body)
    catch_up(LinksProjection())
    catch_up(AlertsProjection())
    told = [next(iter(notice.about.titles.values())) for notice in Notice.objects.filter(account=reader)]
    assert sorted(told) == ["Another", ENGLISH]
