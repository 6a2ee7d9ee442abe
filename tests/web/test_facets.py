"""The facets of the search page: what is common first, levels, and everything else within reach."""

import re

import pytest
from django.contrib.auth.models import AnonymousUser

from clearinghouse.config.projections import projections
from clearinghouse.projections.following import follow_once
from clearinghouse.records.words import current_vocabulary
from clearinghouse.search.engine import FacetCount, Page
from clearinghouse.search.opening import engine
from clearinghouse.search.query import Facet, In, Query
from clearinghouse.web.facet_labels import Labels, schemes_of
from clearinghouse.web.facets import FacetsAsked, FacetShown, FacetValue, facets_asked, facets_shown
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _index(settings, tmp_path):
    settings.INDEX_FOLDER = tmp_path / "index"
    factories.reference_data()
    yield
    engine().close()


def counted(name: str, *codes: str, chosen: tuple[str, ...] = (), asked: FacetsAsked | None = None) -> FacetShown:
    """Return a facet in which the first code has most records."""
    counts = tuple(FacetCount(code, len(codes) - place) for place, code in enumerate(codes))
    query = Query(facets=(Facet(name),), filters=(In(name, chosen),) if chosen else ())
    page = Page(1, (), {name: counts}, "", 0, {name: len(codes)})
    labels = Labels(AnonymousUser(), {}, query.chosen("format"))
    (shown,) = facets_shown(query, page, labels, asked or FacetsAsked())
    return shown


def codes_of(values: "list[FacetValue] | tuple[FacetValue, ...]") -> list[str]:
    return [one.value for one in values]


def test_the_common_ones_are_shown_and_the_number_of_all_is_said() -> None:
    codes = [str(year) for year in range(1990, 2020)]
    shown = counted("use", *codes)
    assert (codes_of(shown.values), shown.total, shown.has_more) == (codes[:12], 30, True)
    everything = counted("use", *codes, asked=FacetsAsked(more=("use",)))
    assert (codes_of(everything.values), everything.has_more) == (codes, False)


def test_what_is_chosen_stands_first_and_years_the_newest_first() -> None:
    assert codes_of(counted("use", "A", "B", "C", chosen=("C",)).values) == ["C", "A", "B"]
    assert codes_of(counted("year", "2019", "2026", "2021").values) == ["2026", "2021", "2019"]


def test_all_values_are_sought_and_what_is_chosen_stays() -> None:
    codes = [f"gene {number}" for number in range(40)]
    shown = counted("use", *codes, chosen=("gene 2",), asked=facets_asked({"find-use": ["GENE 3"]}))
    assert codes_of(shown.values)[:2] == ["gene 2", "gene 3"]
    assert "gene 39" in codes_of(shown.values)
    assert "gene 4" not in codes_of(shown.values)
    assert shown.is_open


def test_only_what_is_asked_for_in_full_asks_for_more() -> None:
    asked = facets_asked({"more": ["use"], "find-traits": ["drought"], "find-genes": [" "]})
    assert asked.facet("use", current_vocabulary()).size == asked.facet("traits", current_vocabulary()).size > 1_000
    assert asked.facet("developer", current_vocabulary()).size == 12


def levels() -> tuple[str, str, str]:
    """A subject, one below it, and another that has nothing to do with them."""
    vocabulary, scheme = current_vocabulary(), schemes_of("cbdSubject")[0]
    above = next(one for one in vocabulary.roots(scheme) if vocabulary.narrower(scheme, one.identifier))
    other = next(one for one in vocabulary.roots(scheme) if one is not above)
    return above.identifier, vocabulary.narrower(scheme, above.identifier)[0].identifier, other.identifier


def test_narrower_terms_stand_below_broader_ones() -> None:
    above, below, other = levels()
    shown = counted("cbdSubject", other, above, below)
    assert codes_of(shown.values) == [other, above]
    assert codes_of(shown.values[1].below) == [below]
    assert not shown.values[1].is_unfolded


def test_what_leads_to_a_chosen_term_is_unfolded_and_stands_first() -> None:
    above, below, other = levels()
    shown = counted("cbdSubject", other, above, below, chosen=(below,))
    assert codes_of(shown.values) == [above, other]
    assert shown.values[0].is_unfolded


def test_a_term_whose_broader_one_is_not_counted_stands_at_the_top() -> None:
    _above, below, other = levels()
    assert codes_of(counted("cbdSubject", other, below).values) == [other, below]


def names(*formats: str) -> Labels:
    return Labels(AnonymousUser(), {}, formats)


def test_a_facet_goes_by_the_name_of_the_field_in_the_chosen_record_type() -> None:
    assert names("modifiedOrganism").facet("genes") == "Introduced or modified genetic elements"
    assert names("organism").facet("organismType") == "Type of organism"
    assert names("goodPractice").facet("organization") == "Who practises it"
    assert names("trainingMaterial").facet("organization") == "Who made it"
    assert names("nationalRiskAssessment").facet("authority") == "Competent national authorities"


def test_a_facet_that_several_record_types_share_goes_by_a_name_that_fits_all() -> None:
    assert names().facet("organization") == names("goodPractice", "trainingMaterial").facet("organization")
    assert names("goodPractice", "trainingMaterial").facet("organization") == "Organizations"
    assert names().facet("authority") == "Competent national authorities"


@pytest.fixture
def _developed() -> None:
    for number in range(20):
        factories.revision("organism", at=factories.NOON.replace(year=2001 + number))
    follow_once(projections())


@pytest.mark.usefixtures("_developed")
def test_every_year_can_be_reached_without_scripts(client) -> None:
    page = client.get("/en/search/", {"format": "organism"}).text
    years = re.findall(r'name="year" value="(\d+)"', page)
    assert years == [str(year) for year in range(2020, 2008, -1)]
    assert re.search(r'<button[^>]* name="more" value="year"[^>]*>Show all 20<', page)
    whole = client.get("/en/search/", {"format": "organism", "more": "year"}).text
    assert len(re.findall(r'name="year" value="(\d+)"', whole)) == 20
    assert '<input type="hidden" name="more" value="year">' in whole
    sought = client.get("/en/search/", {"format": "organism", "find-year": "2001"}).text
    assert re.findall(r'name="year" value="(\d+)"', sought) == ["2001"]


def test_what_a_form_left_empty_leaves_the_address(client) -> None:
    answer = client.get("/en/search/", {"q": "maize", "as-of": "", "format": ["organism", ""]})
    assert (answer.status_code, answer["Location"]) == (302, "/en/search/?q=maize&format=organism")
    assert client.get("/en/search/", {"q": ""})["Location"] == "/en/search/"
