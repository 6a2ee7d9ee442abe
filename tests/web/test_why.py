"""Each hit says on request why it is there."""

import pytest

from clearinghouse.config.projections import projections
from clearinghouse.projections.following import follow_once
from clearinghouse.search.opening import engine
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def chain(settings, tmp_path):
    settings.INDEX_FOLDER = tmp_path / "index"
    factories.reference_data()
    made = factories.chain()
    follow_once(projections())
    yield made
    engine().close()


def test_the_page_of_results_leads_to_why(client) -> None:
    page = client.get("/en/search/", {"q": "maize mon810"}).text
    address = page.partition('class="why" href="')[2].partition('"')[0].replace("&amp;", "&")
    why = client.get(address).text
    assert "<bdi>maize</bdi>" in why
    assert "<bdi>mon810</bdi>" in why
    assert "It stands in the title, in this language: \u2068English\u2069." in why


def test_identifiers_and_concepts_are_told_in_the_language_of_the_page(client) -> None:
    page = client.get("/en/search/", {"q": "MON-00810-6"}).text
    address = page.partition('class="why" href="')[2].partition('"')[0]
    assert "It is an identifier of the record." in client.get(address).text
    page = client.get("/en/search/", {"q": "贝宁"}).text
    address = page.partition('class="why" href="')[2].partition('"')[0]
    assert "It names the concept “Benin”, which the record carries." in client.get(address).text


def test_a_place_after_in_is_told_as_who_published_it(client) -> None:
    database = factories.revision("database", by=factories.publisher("bj")).record
    follow_once(projections())
    why = client.get(f"/en/search/why/{database.guid}/", {"q": "database in Benin since 2020"}).text
    assert "It was published by \u2068Benin\u2069." in why
    assert "<bdi>since</bdi>" not in why
    assert "<bdi>in</bdi>" not in why


def test_a_search_for_no_words_a_word_that_is_not_there_and_an_unknown_record(client, chain) -> None:
    guid = chain["organism"].guid
    assert "it fits the filters" in client.get(f"/en/search/why/{guid}/").text
    assert "It does not stand in the record as it is now." in client.get(f"/en/search/why/{guid}/?q=zzzz").text
    assert client.get("/en/search/why/BCH-LMO-SCBD-99999999/?q=x").status_code == 404
    assert 'class="why"' not in client.get("/en/search/").text
