"""The map: shapes, shades, legend, and what it may weigh."""

import gzip
import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clearinghouse.parties.loading import load_all, read_governments
from clearinghouse.web.world_map import STEPS, Shaded, areas, outlines, ranges, shade_of
from tests import factories

PATH = re.compile(r"[Mlz0-9 .-]+")


def test_every_government_but_the_union_has_a_shape():
    known = outlines()
    shaped = {*known.paths, *known.dots}
    assert {one.code for one in read_governments()} - shaped == {"eu"}
    assert shaped <= {one.code for one in read_governments()}


def test_shapes_are_paths_and_nothing_else():
    assert all(PATH.fullmatch(path) for path in (*outlines().paths.values(), *outlines().rest))


def test_dots_are_drawn_last_and_what_has_no_shape_is_left_out():
    drawn = areas([Shaded(code, code, "/", "k1") for code in ("ad", "fr", "eu", "es")])
    assert [one.label for one in drawn] == ["fr", "es", "ad"]


@given(st.lists(st.integers(min_value=0, max_value=100_000)))
def test_every_number_has_exactly_one_shade(values):
    parted = ranges(values)
    assert len(parted) <= STEPS
    assert all(one.low <= one.high for one in parted)
    assert all(before.high < after.low for before, after in pairwise(parted))
    for value in values:
        assert sum(one.low <= value <= one.high for one in parted) == (value > 0)
    assert shade_of(0, parted) == "k0"


@pytest.mark.django_db
def test_the_map_is_light_and_drawn_with_classes_alone(client):
    factories.reference_data()
    list(load_all())
    response = client.get("/en/countries/map/?show=status-CBD")
    page = response.content.decode()
    assert " style=" not in page
    drawing = page[page.index('<svg class="map world"') : page.index("</svg>", page.index('<svg class="map world"'))]
    assert drawing.count("<a ") == 197
    assert drawing.count('tabindex="-1"') == 197
    assert len(gzip.compress(response.content)) < 40_000
    assert "expresses no opinion on their legal status" in page
    # Every value stands in the table as well.
    assert page[page.index("<tbody") :].count('<th scope="row">') == 198


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("show", "status"), [("records", 200), ("authority", 200), ("nothing", 404), ("status-XX", 422)]
)
def test_only_what_can_be_shown_is_shown(client, show, status):
    factories.reference_data()
    list(load_all())
    assert client.get("/en/countries/map/", {"show": show}).status_code == status


@pytest.mark.django_db
def test_a_count_shades_its_country_and_leads_to_its_records(client):
    factories.reference_data()
    list(load_all())
    factories.revision("authority")
    page = client.get("/en/countries/map/?show=authority").content.decode()
    assert re.search(r'<a href="/en/countries/bj/" tabindex="-1" class="k5">', page)
    assert "/en/search/?government=bj&amp;format=authority" in page
    assert "Records in force: 1. Governments that have any: 1." in page
