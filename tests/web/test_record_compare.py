"""Up to five records of one type stand side by side."""

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
    yield
    engine().close()


def organism(name, **answers):
    return factories.revision("organism", body=factories.body("organism", scientificName=name, **answers)).record


def page(client, *records, **params):
    numbers = [str(getattr(record, "printed_number", record)) for record in records]
    answer = client.get("/en/records/compare/", {"r": numbers, **params})
    assert answer.status_code == 200
    return answer.text


def test_each_question_has_a_cell_for_each_record_and_says_where_they_differ(client) -> None:
    maize, rice = organism("Zea mays", kingdom="Plantae"), organism("Oryza sativa", kingdom="Plantae")
    text = page(client, maize, rice)
    assert text.count("<td>") >= 4
    assert "Zea mays" in text
    assert "Oryza sativa" in text
    assert text.count('class="differs"') == 1
    assert "1 answer is the same in all." in text
    only = page(client, maize, rice, only="differences")
    assert "Plantae" not in only
    assert "Oryza sativa" in only


def test_what_cannot_stand_beside_the_first_is_named_and_the_rest_shown(client) -> None:
    maize, contact = organism("Zea mays"), factories.chain("contact")["contact"]
    text = page(client, maize, contact, "BCH-ORGA-SCBD-99999999", "<script>")
    assert f"{contact.printed_number} is of another type" in text
    assert "“BCH-ORGA-SCBD-99999999” names no record" in text
    assert "<script>”" not in text
    assert "Only five records fit" in page(client, *[organism(f"Zea {n}") for n in range(6)])


def test_others_of_the_same_type_are_found_and_added(client) -> None:
    maize, rice = organism("Zea mays"), organism("Oryza sativa")
    follow_once(projections())
    text = page(client, maize, q="oryza")
    assert f"r={maize.printed_number}&amp;r={rice.printed_number}" in text
    assert "No other record of this type was found." in page(client, maize, q="zzzzqqqq")


def test_answers_that_are_not_for_everyone_are_not_shown(client) -> None:
    text = page(client, organism("Zea mays", notes="The roof leaks"), organism("Oryza sativa"))
    assert "The roof leaks" not in text


def test_nothing_chosen_teaches(client) -> None:
    assert "Nothing chosen yet" in page(client)
