"""What a text names exactly stands above the results of a search."""

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


@pytest.mark.parametrize("text", ["Benin", "Bénin", "贝宁", "بنن", "бенин", "BENIN "])
def test_a_country_is_answered_in_any_language(text, client) -> None:
    assert "/en/countries/bj/" in client.get("/en/search/", {"q": text}).text.partition("answers-first")[2]


@pytest.mark.parametrize("text", ["MON-ØØ81Ø-6", "MON-00810-6", "mon 00810 6", "MON810"])
def test_an_organism_is_answered_by_its_identifier_in_any_typing(text, client) -> None:
    answers = client.get("/ar/search/", {"q": text}).text.partition("answers-first")[2].partition("</ul>")[0]
    assert "Maize MON810" in answers
    assert "BCH-LMO-SCBD" in answers


def test_what_is_only_part_of_a_text_is_not_answered(client) -> None:
    for text in ("maize in Benin", "something about MON810 seed", "", "x" * 300, "\x00"):
        assert "answers-first" not in client.get("/en/search/", {"q": text}).text


def test_a_term_is_answered_with_its_list_in_any_language(client) -> None:
    scheme = next(one for one in factories.schemes() if one.identifier == "CBD-SUBJECTS")
    term = scheme.terms[1]
    for label in term.labels.values():
        answers = client.get("/fr/search/", {"q": label}).text.partition("answers-first")[2].partition("</ul>")[0]
        assert f"/fr/vocabularies/{scheme.identifier}/{term.identifier}/" in answers, label


def test_a_record_is_answered_by_its_whole_title(client) -> None:
    factories.revision("organization", body=factories.body("organization", name={"en": "Seed Institute of Cotonou"}))
    follow_once(projections())
    answers = client.get("/en/search/", {"q": "seed institute of COTONOU"}).text.partition("answers-first")[2]
    assert "Seed Institute of Cotonou" in answers.partition("</ul>")[0]
    assert "answers-first" not in client.get("/en/search/", {"q": "institute of Cotonou"}).text


def test_a_recognised_concept_can_be_taken_out_of_the_search(client) -> None:
    page = client.get("/en/search/", {"q": "maize of Benin"}).text
    understood = page.partition("understood")[2].partition("</ul>")[0]
    assert "/en/search/?q=maize+of+%22Benin%22" in understood
    assert "Take “Benin” for words alone" in understood
    assert "Take “Benin”" not in client.get("/en/search/", {"q": 'maize of "Benin"'}).text
