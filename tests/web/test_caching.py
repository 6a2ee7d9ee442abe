"""Which pages may be kept by a store that several people share."""

import pytest

from tests import factories
from tests.factories import body

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _words():
    factories.reference_data()


def test_a_page_that_knows_who_reads_it_is_kept_nowhere(client):
    record = factories.revision("organism", body=body("organism", notes="Seen by the secretariat alone.")).record
    address = f"/en/records/{record.printed_number}/"
    assert "Cache-Control" not in client.get(address)
    client.force_login(factories.secretariat())
    answer = client.get(address)
    assert "Seen by the secretariat alone." in answer.content.decode()
    assert answer["Cache-Control"] == "private, no-store"
    assert "Cookie" in answer["Vary"]
    for more in (f"{address}history/", f"{address}differences/", "/en/search/", "/en/records/nothing-like-it/"):
        assert "private" in client.get(more)["Cache-Control"]


def test_an_answer_that_is_the_same_for_all_says_nothing_of_it(client):
    client.force_login(factories.secretariat())
    assert "Cache-Control" not in client.get("/api/v1/formats")
