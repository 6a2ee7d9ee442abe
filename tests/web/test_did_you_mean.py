"""A search that finds little offers another spelling; one that finds nothing shows what the other finds."""

import pytest

from clearinghouse.config.projections import projections
from clearinghouse.projections.following import follow_once
from clearinghouse.search.opening import engine
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


@pytest.mark.parametrize("text", ["MON-00811-6", "MON-0081-6", "МОN-00810-6"])
def test_a_mistyped_identifier_shows_the_organism_and_says_so(text, client) -> None:
    page = client.get("/ar/search/", {"q": text}).text
    assert "BCH-LMO-SCBD" in page.partition("answers-first")[2]
    meant = page.partition('class="meant"')[2].partition("</p>")[0]
    assert text in meant
    assert "MON" in meant
    assert "alone=yes" in meant


def test_the_same_identifier_in_letters_that_look_alike_is_shown_without_a_reproach(client) -> None:
    meant = client.get("/en/search/", {"q": "МОN-00810-6"}).text.partition('class="meant"')[2].partition("</p>")[0]
    assert "Showing “<bdi>MON-ØØ81Ø-6</bdi>”" in meant
    assert "Nothing was found" not in meant


def test_what_was_typed_can_be_searched_alone_with_the_other_as_a_link(client) -> None:
    page = client.get("/en/search/", {"q": "MON-00811-6", "alone": "yes"}).text
    assert "No record was found" in page
    assert "Did you mean" in page
    assert "/en/search/?q=MON-%C3%98%C3%9881%C3%98-6" in page


def test_a_misspelt_word_of_a_title_or_label_is_corrected(client) -> None:
    for text in ("maizee", "biosaftey", "Бенен"):
        assert "Nothing was found for" in client.get("/en/search/", {"q": text}).text, text


def test_filters_stay_and_what_finds_enough_is_left_alone(client) -> None:
    page = client.get("/en/search/", {"q": "MON-00811-6", "realm": "bch"}).text
    assert "realm=bch" in page.partition('class="meant"')[2].partition("</p>")[0]
    assert 'class="meant"' not in client.get("/en/search/", {"q": "MON810"}).text


def test_nonsense_stays_nothing(client) -> None:
    for text in ("zzzzqqqq", '"living modified giraffe"', "-maize zzzqqq", "<script>x</script>", "x" * 400):
        page = client.get("/en/search/", {"q": text})
        assert page.status_code == 200
        assert "No record was found" in page.text, text


def test_fields_in_the_text_become_chips_and_what_is_not_understood_is_said(client) -> None:
    page = client.get("/fr/search/", {"q": "pays:bénin type:lmo avant:2000 maïs"}).text
    chips = page.partition('aria-label="')[2]
    assert all(name in chips for name in ("Bénin", "1999-12-31"))
    assert 'value="maïs"' in page
    page = client.get("/en/search/", {"q": "country:atlantis"}).text
    assert "No country is called “atlantis”, so it was searched as text." in page


def test_the_nearest_values_of_a_field_are_offered_and_not_shown(client) -> None:
    page = client.get("/fr/search/", {"q": "pays:corée maïs"}).text
    offered = page.partition('id="meant"')[2].partition("</ul>")[0]
    assert all(f"government={code}" in offered for code in ("kp", "kr"))
    assert "pays:&quot;République de Corée&quot; maïs" in offered
    page = client.get("/en/search/", {"q": "country:narnia"}).text
    assert "No country is called “narnia”" in page
    assert "Nothing was found for" not in page
    assert "Armenia" in page.partition('id="meant"')[2].partition("</ul>")[0]


def test_half_a_search_is_offered_and_not_shown(client) -> None:
    page = client.get("/en/search/", {"q": "Benin zzzqqq"}).text
    assert "Nothing was found for" not in page
