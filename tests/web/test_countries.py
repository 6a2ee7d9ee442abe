"""The pages of governments."""

import csv
from datetime import UTC, datetime
from io import StringIO

import pytest
from django.utils import timezone

from clearinghouse.parties.loading import load_all
from clearinghouse.parties.queries import current_parties
from tests import factories

pytestmark = [pytest.mark.django_db]
NAGOYA = "NP"


@pytest.fixture(autouse=True)
def _loaded():
    """Words and governments as a node has them."""
    factories.reference_data()
    list(load_all())


def page(client, path, language="en", **query):
    """Return the text of a page that is there."""
    response = client.get(f"/{language}/countries/{path}", query)
    assert response.status_code == 200, response.status_code
    return response.content.decode()


@pytest.mark.parametrize(
    ("language", "first", "direction"),
    [("en", "Afghanistan", "ltr"), ("zh", "阿尔巴尼亚", "ltr"), ("ar", "آيسلندا", "rtl")],
)
def test_the_list_is_in_the_order_of_the_readers_language(client, language, first, direction):
    text = page(client, "", language)
    rows = text[text.index("<tbody") :]
    assert f'dir="{direction}"' in text[:400]
    assert rows.index(f"<bdi>{first}</bdi>") == rows.index("<bdi>")
    assert rows.count('<th scope="row">') == 198


def test_what_matters_about_a_government_is_on_its_page(client):
    text = page(client, "mx/")
    assert "United Mexican States" in text
    assert "MEX" in text
    assert "Latin America" in text
    assert "29 December 1993" in text
    assert "Former names" not in text
    assert "Zaire" in page(client, "cd/")


@pytest.mark.parametrize("language", ["en", "zh", "ar"])
def test_pages_are_made_in_every_direction_and_script(client, language):
    name = current_parties().name("bj", language)
    for path in ("bj/", "compare/?c=bj&c=eg", "map/", "map/?show=status-CBD"):
        response = client.get(f"/{language}/countries/{path}")
        assert response.status_code == 200
        assert name in response.content.decode()


@pytest.mark.parametrize("alias", ["MX", "MEX", "mex", "484", "Mexico"])
def test_other_codes_and_names_lead_to_the_page(client, alias):
    response = client.get(f"/fr/countries/{alias}/?as-of=2020-01-01")
    assert (response.status_code, response["Location"]) == (301, "/fr/countries/mx/?as-of=2020-01-01")


def test_the_alias_of_the_european_union_leads_to_it(client):
    assert client.get("/en/countries/eur/")["Location"] == "/en/countries/eu/"
    assert client.get("/en/countries/zz/").status_code == 404


def test_the_list_is_narrowed_by_instrument_and_totals_say_their_day(client):
    text = page(client, "", instrument="CPB", status="party")
    known, today = current_parties(), timezone.now().date()
    assert text.count('<th scope="row">') == len(known.parties_to("CPB", today))
    assert "United States of America" not in text[text.index("<tbody") :]
    assert "As of " in text


def test_who_is_missing_from_an_incomplete_list_is_not_called_a_non_party(client):
    known, today = current_parties(), timezone.now().date()
    missing = next(code for code in known.codes if not known.status(code, NAGOYA, today).confidence)
    assert "Not known" in page(client, f"{missing}/")
    non_parties = page(client, "", instrument=NAGOYA, status="none")
    assert f'/en/countries/{missing}/"' not in non_parties
    assert "is not complete here" in non_parties
    assert f'/en/countries/{missing}/"' in page(client, "", instrument=NAGOYA, status="unknown")


def test_a_date_that_is_not_known_is_said_to_be_unknown(client):
    assert "date unknown" in page(client, "mt/")


def test_a_group_has_its_members_of_the_day(client):
    union = "bd12d7fb-91f7-4b2d-996c-e70f18a51f0e"
    assert "/en/countries/gb/" in page(client, "", group=union, **{"as-of": "2020-01-31"})
    assert "/en/countries/gb/" not in page(client, "", group=union, **{"as-of": "2020-02-01"})
    assert client.get("/en/countries/?group=nothing").status_code == 422
    assert client.get("/en/countries/?instrument=nothing").status_code == 422
    assert client.get("/en/countries/?as-of=yesterday").status_code == 422


def test_a_group_leads_to_the_records_of_its_members(client):
    text = page(client, "", group="bd12d7fb-91f7-4b2d-996c-e70f18a51f0e")
    assert "/en/search/?government=" in text
    assert "government=de" in text[text.index("Search the records of these governments") - 800 :][:800]
    assert "Search the records of these governments" not in page(client, "")


def test_a_page_is_read_as_of_a_day(client):
    text = page(client, "mx/", **{"as-of": "1993-06-01"})
    assert "29 December 1993" in text
    assert "Not yet in force" in text
    assert "Not yet adopted" in text
    assert "National focal points" not in text
    assert "Zaire" in page(client, "", **{"as-of": "1990-01-01"})


def test_records_are_counted_as_of_a_day_with_the_list_that_they_make(client):
    factories.revision("authority", at=datetime(2026, 1, 10, tzinfo=UTC))
    text = page(client, "bj/")
    assert "/en/search/?government=bj&amp;format=authority" in text
    assert "Biosafety Agency" in text
    assert "Nothing published yet" in page(client, "bj/", **{"as-of": "2026-01-09"})


def test_the_union_shows_its_members_and_they_show_what_it_decided(client):
    factories.chain()
    text = page(client, "eu/")
    assert "Member States" in text
    assert "/en/countries/de/" in text[text.index('id="members"') :]
    assert "European Union</h2>" in page(client, "de/")
    assert 'id="union"' not in page(client, "gb/")
    assert 'id="union"' in page(client, "gb/", **{"as-of": "2019-01-01"})
    assert 'id="union"' not in page(client, "eu/")


def test_what_a_party_lacks_is_named_and_a_non_party_lacks_nothing(client):
    assert "Cartagena Protocol, Article 19(1)" in page(client, "bj/")
    assert "Cartagena Protocol, Article 19(1)" not in page(client, "us/")


def test_five_governments_stand_side_by_side_and_no_more(client):
    codes = ["bj", "eg", "mx", "cn", "fr", "de"]
    text = page(client, "compare/", c=codes)
    table = text[text.index('class="compared"') :]
    assert "Only five countries fit" in text
    assert "/en/countries/fr/" in table
    assert "/en/countries/de/" not in table
    assert "“zz” is no country known here." in page(client, "compare/", c=["bj", "zz", "bj", ""])
    assert "Nothing chosen yet" in page(client, "compare/")


def test_the_list_can_be_taken_away_as_a_table(client):
    response = client.get("/en/countries/table.csv?instrument=CBD&as-of=2020-01-01")
    assert response["Content-Type"].startswith("text/csv")
    rows = list(csv.reader(StringIO(response.content.decode("utf-8-sig"))))
    assert len(rows) == 199
    assert len({len(row) for row in rows}) == 1
    benin = next(row for row in rows if row[0] == "bj")
    assert benin[1:5] == ["BEN", "204", "Benin", "Party"]
    assert benin[-1] == "2020-01-01"


def test_who_is_not_signed_in_sees_no_names_of_people(client):
    assert "Sign in to see names and addresses of focal points" in page(client, "bj/")


@pytest.mark.parametrize(
    ("path", "most"), [("", 6), ("bj/", 15), ("de/", 15), ("eu/", 15), ("map/", 6), ("compare/?c=bj&c=de&c=eg", 6)]
)
def test_pages_ask_little_of_the_database(client, django_assert_max_num_queries, path, most):
    factories.chain()
    client.get(f"/en/countries/{path}")
    with django_assert_max_num_queries(most):
        assert client.get(f"/en/countries/{path}").status_code == 200


def test_the_letters_of_a_list_lead_to_their_countries(client):
    text = page(client, "", "zh")
    assert 'href="#letter-1"' in text
    assert 'id="letter-1"' in text
    # 斐济 and 瑙鲁 begin with rare characters, and 秘 is read Bì in 秘鲁.
    order = [
        text.index(f"<bdi>{name}</bdi></a></th>")
        for name in ("秘鲁", "冰岛", "法国", "斐济", "纳米比亚", "瑙鲁", "纽埃")
    ]
    assert order == sorted(order)
