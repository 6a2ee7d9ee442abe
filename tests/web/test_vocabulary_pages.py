"""Pages of vocabularies: list, tree, A–Z, terms, machines, history."""

import json

import pytest
from django.urls import reverse
from django.utils import translation
from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib import Graph

from clearinghouse.accounts.models import Role
from clearinghouse.ledger.models import Entry
from clearinghouse.projections.following import follow_once
from clearinghouse.projections.links import LinksProjection
from clearinghouse.records import words
from clearinghouse.search.opening import engine
from clearinghouse.search.projection import SearchProjection
from clearinghouse.vocabularies.actions import Editor, begin_scheme_draft, publish_scheme_draft, save_scheme_draft
from clearinghouse.vocabularies.concepts import Scheme, Term
from clearinghouse.vocabularies.editing import deprecated, merged
from clearinghouse.vocabularies.importing import import_skos
from clearinghouse.vocabularies.loading import store_scheme
from clearinghouse.web.segments import SegmentConverter
from clearinghouse.web.skos_answers import addresses, iri_of
from tests import factories
from tests.vocabularies.samples import COLOURS

pytestmark = pytest.mark.django_db

NAME = COLOURS.identifier
SCHEME = "/en/vocabularies/Colours%20of%20things/"
RED = f"{SCHEME}red%252F1/"


@pytest.fixture(autouse=True)
def words_of_this_test(monkeypatch):
    """Forget the words of other tests, whose ledgers began at 1 as well."""
    # Both are put back afterwards: a version beside the words of another would mislead the next test.
    monkeypatch.setattr(words._Kept, "vocabulary", words._Kept.vocabulary)
    monkeypatch.setattr(words._Kept, "version", (-1, -1))


@pytest.fixture
def colours():
    store_scheme(COLOURS)


def body(client, path: str, **headers: str) -> str:
    answer = client.get(path, headers=headers)
    assert answer.status_code == 200, answer.content
    return str(answer.content.decode())


@given(st.text(min_size=1))
def test_any_identifier_is_a_step_of_an_address_and_back(identifier) -> None:
    step = SegmentConverter().to_url(identifier)
    assert "/" not in step
    assert step not in {".", ".."}
    assert SegmentConverter().to_python(step) == identifier


@settings(deadline=None)  # the first call reads every address
@given(st.text(min_size=1), st.text(min_size=1))
def test_the_names_of_very_many_terms_are_their_addresses(scheme, term) -> None:
    assert addresses("http://a")(scheme, term) == iri_of("http://a", scheme, term)


def test_addresses_stay(client, colours) -> None:
    with translation.override("en"):
        assert reverse("vocabulary", args=[NAME]) == SCHEME
        assert reverse("term", args=[NAME, "red/1"]) == RED
    assert "The colour of blood." in body(client, RED)


@pytest.mark.parametrize("language", ["ar", "en", "es", "fr", "ru", "zh"])
def test_every_page_speaks_every_language(client, colours, language) -> None:
    base = SCHEME.replace("/en/", f"/{language}/")
    for path in (f"/{language}/vocabularies/", base, f"{base}?view=a-z", f"{base}?view=about", f"{base}?view=history"):
        assert f'lang="{"zh-Hans" if language == "zh" else language}"' in body(client, path)
    assert "red/1" in body(client, RED.replace("/en/", f"/{language}/"))


def test_the_list_names_every_vocabulary_and_finds_in_any_language(client, colours) -> None:
    assert "Colours" in body(client, "/en/vocabularies/")
    assert RED in body(client, "/en/vocabularies/?q=%D0%BA%D1%80%D0%B0%D1%81")
    assert "No term was found" in body(client, "/en/vocabularies/?q=nothing-like-it")
    told = json.loads(body(client, "/en/vocabularies/?q=scar", accept="application/json"))
    assert told["terms"] == [{"label": "Red", "identifier": "red/1", "url": RED}]


def test_a_tree_opens_level_by_level_with_plain_links(client, colours) -> None:
    closed = body(client, SCHEME)
    # A single root is open from the beginning.
    assert "Warm" in closed
    assert "Red" in closed
    assert "Pink" not in closed
    opened = body(client, f"{SCHEME}?view=tree&open=red%2F1")
    assert "Pink" in opened
    # The way down to it is open too.
    assert opened.count("<details open>") == 2


def test_terms_stand_from_a_to_z_in_the_language_of_the_page(client, colours) -> None:
    assert "Pink" in body(client, f"{SCHEME}?view=a-z&letter=P")
    assert "Pink" not in body(client, f"{SCHEME}?view=a-z&letter=R")
    assert "红色" in body(client, SCHEME.replace("/en/", "/zh/") + "?view=a-z&letter=H")


def test_a_page_claims_no_more_than_is_known(client, colours) -> None:
    about = body(client, f"{SCHEME}?view=about")
    assert "Partial: some terms of the official list are missing." in about
    assert "Terms without a label in es: 4" in about


def test_a_term_shows_what_it_means_and_what_it_is_called(client, colours) -> None:
    page = body(client, RED)
    for shown in ("Красный", "Scarlet", "Not for infrared.", "http://example.org/colour/red", "old-red", "Pink"):
        assert shown in page
    assert "Records that use it" in page
    answer = client.get(f"{SCHEME}old-red/")
    assert (answer.status_code, answer["Location"]) == (302, RED)
    assert "no longer used" in body(client, f"{SCHEME}rose/")


@pytest.mark.parametrize(
    ("accept", "form", "parsed"),
    [
        ("text/turtle", "ttl", "turtle"),
        ("application/rdf+xml", "rdf", "xml"),
        ("application/ld+json", "jsonld", "json-ld"),
    ],
)
def test_the_same_address_answers_machines(client, colours, accept, form, parsed) -> None:
    answer = client.get(SCHEME, headers={"accept": f"{accept}, text/html;q=0.5"})
    assert answer["Content-Type"].startswith(accept)
    assert "Accept" in answer["Vary"]
    [found] = import_skos(answer.content, form=parsed).schemes
    assert found.scheme == COLOURS
    one = client.get(f"{RED.replace('/en/', '/ar/')}?format={form}")
    assert "http://testserver/en/vocabularies/Colours%20of%20things/red%252F1/" in one.content.decode()
    if parsed == "turtle":
        assert len(Graph().parse(data=one.content, format="turtle")) > 10
    page = client.get(SCHEME, headers={"accept": "text/html,application/xhtml+xml,*/*;q=0.8"})
    assert page["Content-Type"].startswith("text/html")


def test_labels_and_levels_are_read_as_they_were(client, colours) -> None:
    first = int(Entry.objects.latest("sequence").sequence)
    everyone = Editor("6f1f8f3e-0000-4000-8000-000000000000", lambda _action: None)
    draft = begin_scheme_draft(NAME, by=everyone, at=factories.NOON)
    save_scheme_draft(draft, deprecated(merged(COLOURS, "red/1", "warm"), "pink"), by=everyone, at=factories.NOON)
    publish_scheme_draft(draft, by=everyone, reason="Fewer colours.")
    assert client.get(RED)["Location"] == f"{SCHEME}warm/"
    assert "You are reading a past version." in body(client, f"{RED}?at={first}")
    assert client.get(f"{RED}?as-of=2020-01-01").status_code == 404
    history = body(client, f"{SCHEME}?view=history")
    assert "Fewer colours." in history
    assert f"?at={first}" in history
    then = body(client, f"{SCHEME}?at={first}&format=ttl")
    assert "isReplacedBy" in then


@pytest.mark.parametrize(
    "path", ["nowhere/", "nowhere/x/", "Colours%20of%20things/nowhere/", "Colours%20of%20things/?at=0"]
)
def test_what_is_not_there_is_said_so(client, colours, path) -> None:
    assert client.get(f"/en/vocabularies/{path}").status_code == 404


def test_countries_are_shown_and_not_edited_here(client) -> None:
    factories.reference_data()
    client.force_login(factories.account(Role.SECRETARIAT_OFFICER))
    assert "Edit this vocabulary" not in body(client, "/en/vocabularies/countries/?view=a-z")
    assert "Edit this term" not in body(client, "/en/vocabularies/countries/bj/")
    assert "Edit this vocabulary" in body(client, "/en/vocabularies/DecisionTypes/")


def test_bad_parameters_show_the_usual_page(client, colours) -> None:
    for query in ("view=nothing", "page=abc", "page=99", "open=nowhere", "view=a-z&letter=%00", "at=x", "q=%00"):
        assert "Colours" in body(client, f"{SCHEME}?{query}")


def test_records_that_use_a_term_are_listed(client, settings, tmp_path) -> None:
    settings.INDEX_FOLDER = tmp_path
    factories.reference_data()
    revision = factories.revision("dnaSequence")
    follow_once([LinksProjection(), SearchProjection(engine())])
    page = body(client, f"/en/vocabularies/82DAAF04-6698-4CA6-81D5-F200AE64C63A/{factories.PROMOTER}/")
    assert f'href="/en/records/{revision.record.printed_number}/"' in page
    assert f"/en/search/?concept={factories.PROMOTER}" in page
    other = "0C9BBC54-0000-431A-A579-F018D8E5CEAD"
    assert client.get(f"/en/vocabularies/DecisionTypes/{other}/").status_code == 404


def test_a_scheme_with_very_many_terms_is_shown_in_pages(client) -> None:
    store_scheme(Scheme("Many", {"en": "Many"}, tuple(Term(f"m{n}", "Many", {"en": f"Word {n}"}) for n in range(450))))
    page = body(client, "/en/vocabularies/Many/")
    assert page.count("/vocabularies/Many/m") == 200
    assert "page=3" in page
    assert body(client, "/en/vocabularies/Many/?view=a-z&page=3").count("/vocabularies/Many/m") == 50


def test_a_page_asks_the_store_little(client, colours, django_assert_max_num_queries) -> None:
    for path in ("/en/vocabularies/", SCHEME, f"{SCHEME}?view=a-z", f"{SCHEME}?view=about", RED):
        body(client, path)
        with django_assert_max_num_queries(8):
            body(client, path)
