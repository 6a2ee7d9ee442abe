"""What is typed into a search box is completed, in the language in which it is typed."""

import pytest

from clearinghouse.accounts.limits import Limit
from clearinghouse.config.projections import projections
from clearinghouse.projections.following import follow_once
from clearinghouse.search.opening import engine
from clearinghouse.web.views import completing
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _index(settings, tmp_path):
    settings.INDEX_FOLDER = tmp_path / "index"
    factories.reference_data()
    factories.chain()
    follow_once(projections())
    yield
    engine().close()


def complete(client, text, language="en"):
    return client.get(f"/{language}/search/complete/", {"q": text}).text


def test_an_identifier_is_completed_as_people_write_it(client) -> None:
    for typed in ("MON-00", "mon008", "mon ØØ8"):
        assert 'data-pick="MON-ØØ81Ø-6"' in complete(client, typed)
    assert 'data-pick="MON810"' in complete(client, "mon8")


def test_a_country_is_completed_in_the_language_typed_and_named_in_that_of_the_page(client) -> None:
    found = complete(client, "бен")
    assert 'data-pick="Бенин"' in found
    assert 'lang="ru"' in found
    assert "Country or region · <bdi>Benin</bdi>" in found
    assert "<bdi>بنن</bdi>" in complete(client, "béni", "ar")


def test_the_whole_name_of_a_country_still_offers_the_country(client) -> None:
    assert 'data-pick="Benin"' in complete(client, "Benin")
    assert "Country or region" in complete(client, "benin")
    assert 'data-pick="玉米"' not in complete(client, "玉米", "zh")


def test_a_title_is_completed_and_leads_to_a_search(client) -> None:
    found = complete(client, "maize m")
    assert 'data-pick="Maize MON810' in found
    assert "/en/search/?q=Maize%20MON810" in found


def test_little_or_nothing_is_completed_to_nothing(client) -> None:
    for text in ("", "m", "zzzzqq", "\x00", "x" * 500, "'\"<>"):
        answer = client.get("/en/search/complete/", {"q": text})
        assert answer.status_code == 200
        assert "<li>" not in answer.text


def test_whoever_asks_too_often_must_wait(client, monkeypatch) -> None:
    monkeypatch.setattr(completing, "_PER_ADDRESS", Limit("completions-test", 2, 60))
    assert [client.get("/en/search/complete/", {"q": "ma"}).status_code for _ in range(3)] == [200, 200, 429]


def test_the_box_works_without_any_of_it(client) -> None:
    page = client.get("/en/search/").text
    assert 'data-completing="/en/search/complete/"' in page
    assert '<form class="searchbox" role="search"' in page
