"""Records like another share its terms or the words of its title."""

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


def organism(name):
    return factories.revision("organism", body=factories.body("organism", scientificName=name)).record


def test_those_that_share_words_come_and_it_itself_does_not(client) -> None:
    maize, teosinte, rice = organism("Zea mays"), organism("Zea luxurians"), organism("Oryza sativa")
    follow_once(projections())
    page = client.get(f"/en/records/{maize.printed_number}/like/").text
    assert f"/en/records/{teosinte.printed_number}/" in page
    assert f"/en/records/{rice.printed_number}/" not in page
    assert page.count('class="result"') == 1


def test_a_record_alone_says_so_and_one_that_is_none_is_not_found(client) -> None:
    maize = organism("Zea mays")
    follow_once(projections())
    assert "No other record is like it" in client.get(f"/en/records/{maize.printed_number}/like/").text
    assert client.get("/en/records/NO-SUCH-RECORD/like/").status_code == 404
