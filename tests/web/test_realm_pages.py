"""Home, pages of clearing-houses and the list of formats."""

import pytest

from clearinghouse.formats.collection import FORMATS
from clearinghouse.web.counting import counts_by_format
from clearinghouse.web.realms import REALMS
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.mark.store
def test_a_reference_record_counts_wherever_its_format_is_used():
    factories.revision("opportunity")
    assert {code: counts_by_format(code) for code in REALMS} == {
        "chm": {"opportunity": 1},
        "bch": {"opportunity": 1},
        "abs": {"opportunity": 1},
        "ort": {},
    }


def test_the_page_of_a_clearing_house_lists_what_search_finds_in_it(client):
    revision = factories.revision("opportunity")
    page = client.get("/en/chm/").content.decode()
    assert str(revision.record.printed_number) in page
    assert "realm=chm&amp;format=opportunity" in page
    assert "format=event" not in page
    assert 'href="/en/formats/event/"' in page


@pytest.mark.parametrize("code", REALMS)
def test_every_page_leads_to_every_clearing_house(client, code):
    assert client.get("/zh/machines/").content.decode().count(f'href="/zh/{code}/"') == 2
    assert client.get(f"/zh/{code}/").status_code == 200


def test_the_list_of_formats_names_each_once(client):
    page = client.get("/en/formats/").content.decode()
    assert [page.count(f'href="/en/formats/{slug}/"') for slug in FORMATS] == [1] * len(FORMATS)
    assert all(f'id="{code}"' in page for code in REALMS)
