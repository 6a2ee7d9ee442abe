"""The result of a search as a table, on a map, along the years."""

import pytest

from clearinghouse.config.projections import projections
from clearinghouse.formats.collection import FORMATS
from clearinghouse.formats.kinds import MapPoint
from clearinghouse.projections.following import follow_once
from clearinghouse.search.opening import engine
from clearinghouse.web.world_map import outlines, place_of
from tests import factories
from tests.factories import NOON

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _index(settings, tmp_path):
    settings.INDEX_FOLDER = tmp_path / "index"
    factories.reference_data()
    factories.chain()
    follow_once(projections())
    yield
    engine().close()


def found(client, **params):
    answer = client.get("/en/search/", params, follow=True)
    assert answer.status_code == 200
    return answer.text


def test_a_table_shows_the_columns_asked_for_and_keeps_them_in_every_address(client) -> None:
    page = found(client, view="table", format="modifiedOrganism", col=["transformationEvent", "owner", "no-such"])
    assert "MON810" in page
    heads = page.partition("<thead>")[2].partition("</thead>")[0]
    assert "Transformation event" in heads
    assert "Published on" not in heads
    assert "view=table&amp;col=transformationEvent&amp;col=owner" in page
    assert 'name="r" value="BCH-LMO' in page


def test_days_in_a_table_are_written_in_the_language_of_the_page(client) -> None:
    day = client.get("/ar/search/", {"view": "table", "col": "publishedOn"}).text
    assert f">{NOON:%Y-%m-%d}<" not in day
    assert f">{NOON.day} " in day


def test_records_of_several_types_cannot_be_compared(client) -> None:
    page = found(client, view="table")
    assert 'name="r"' not in page
    assert page.count('<th scope="row">') >= 7


def test_a_map_shades_countries_says_the_same_as_a_table_and_counts_what_is_nowhere(client) -> None:
    page = found(client, view="map")
    assert "Benin: 3" in page
    assert "government=bj&amp;view=map" in page
    assert "4 records found belong to no country." in page


def test_a_record_with_a_place_is_a_point_on_the_map(client) -> None:
    slug, name = next(
        (fmt.slug, one.name)
        for fmt in FORMATS.values()
        for one in fmt
        if fmt.is_open and one.kind == MapPoint() and not one.shown_when and "." not in one.name
    )
    where = {"lat": 6.5, "lng": 2.6}
    body = factories.body(slug, **{name: [where] if FORMATS[slug].fields[name].is_repeated else where})
    factories.revision(slug, body=body)
    follow_once(projections())
    page = found(client, view="map")
    assert "6.5°, 2.6°" in page
    assert "Records with a place of their own" in page


def test_places_lie_where_the_outlines_are() -> None:
    dots = outlines().dots
    for code, latitude, longitude in (
        ("sg", 1.35, 103.8),
        ("mt", 35.9, 14.4),
        ("mu", -20.2, 57.5),
        ("ws", -13.8, -171.8),
    ):
        x, y = place_of(latitude, longitude)
        assert abs(x - dots[code][0]) <= 4, code
        assert abs(y - dots[code][1]) <= 4, code


def test_a_timeline_has_every_year_between_the_first_and_the_last(client) -> None:
    factories.revision("organism", at=NOON.replace(year=2021))
    follow_once(projections())
    page = found(client, view="timeline")
    years = [str(year) for year in range(2021, 2027)]
    assert [year for year in years if f'<th scope="row">{year}</th>' in page] == years
    assert "year=2021&amp;view=timeline" in page


@pytest.mark.parametrize("view", ["list", "table", "map", "timeline", "nothing", ""])
def test_nothing_found_is_said_in_every_view(client, view) -> None:
    assert "No record was found" in found(client, q="zzzzqqqq", view=view)
