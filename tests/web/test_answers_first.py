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


@pytest.mark.parametrize(
    ("text", "code"), [("USA", "us"), ("EE. UU.", "us"), ("UK", "gb"), ("ОАЭ", "ae"), ("BEN", "bj")]
)
def test_a_country_is_answered_by_its_short_name(text, code, client) -> None:
    assert f"/es/countries/{code}/" in client.get("/es/search/", {"q": text}).text.partition("answers-first")[2]


@pytest.mark.parametrize("text", ["MON-ØØ81Ø-6", "MON-00810-6", "mon 00810 6", "MON810", "MON00810"])
def test_an_organism_is_answered_by_its_identifier_in_any_typing(text, client) -> None:
    answers = client.get("/ar/search/", {"q": text}).text.partition("answers-first")[2].partition("</ul>")[0]
    assert "Maize MON810" in answers
    assert "BCH-LMO-SCBD" in answers


def test_an_identifier_with_a_false_check_digit_is_called_misread_above_the_results(client) -> None:
    page = client.get("/en/search/", {"q": "MON-00810-5"}).text
    answers = page.partition("answers-first")[2].partition("</ul>")[0]
    assert "MON-ØØ81Ø-5" in answers
    assert "misread or mistyped" in answers
    assert "/en/verify/?q=MON-00810-5" in answers
    assert "BCH-LMO-SCBD" not in answers


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


def test_a_title_that_holds_a_time_is_answered_though_it_was_published_at_another(client) -> None:
    factories.revision("organization", body=factories.body("organization", name={"en": "Seed fairs in 2019"}))
    follow_once(projections())
    page = client.get("/en/search/", {"q": "Seed fairs in 2019"}).text
    assert "Published from 1 January 2019 to 31 December 2019" in page
    assert "Seed fairs in 2019" in page.partition("answers-first")[2].partition("</ul>")[0]


@pytest.mark.parametrize(
    ("language", "text", "said"),
    [
        ("en", "maize since 2020", "Published since 1 January 2020"),
        ("en", "maize until 2021", "Published until 31 December 2021"),
        ("en", "maize 5 March 2024", "Published on 5 March 2024"),
        ("fr", "maïs depuis 2020", "Publiées depuis le 1er janvier 2020"),
        ("es", "maíz desde 2020", "Publicados desde el 1 de enero de 2020"),
        ("ru", "кукуруза с 2020 года", "Опубликовано с 1 января 2020"),
        ("zh", "玉米2020年以来", "2020年1月1日以来发布"),
        ("ar", "الذرة منذ 2020", "نُشرت منذ 1 كانون الثاني/يناير 2020"),
    ],
)
def test_the_page_says_what_a_time_was_understood_as_and_takes_it_back(language, text, said, client) -> None:
    page = client.get(f"/{language}/search/", {"q": text, "government": "bj"}).text
    chip = page.partition('class="cluster understood"')[2].partition("</li>")[0]
    assert said in chip
    address = chip.partition('href="')[2].partition('"')[0].replace("&amp;", "&")
    again = client.get(address).text
    assert said not in again
    assert "government=bj" in address
    assert f'value="{text.split("20", maxsplit=1)[0].split()[0]}' in again


def test_a_time_that_leaves_nothing_can_be_left_out(client) -> None:
    page = client.get("/en/search/", {"q": "maize before 1995"}).text
    assert "Published until 31 December 1994" in page
    assert "<strong>0 records</strong>" in page
    assert '<a href="/en/search/?q=maize"><bdi>maize</bdi></a>' in page.partition("Did you mean")[2]


def test_a_feed_keeps_the_words_of_a_time(client) -> None:
    page = client.get("/en/search/", {"q": "maize last month"}).text
    assert '/feeds/en/search.atom?q=maize+last+month"' in page


def test_a_recognised_concept_can_be_taken_out_of_the_search(client) -> None:
    page = client.get("/en/search/", {"q": "maize of Benin"}).text
    understood = page.partition("understood")[2].partition("</ul>")[0]
    assert "/en/search/?q=maize+of+%22Benin%22" in understood
    assert "Take “Benin” for words alone" in understood
    assert "Take “Benin”" not in client.get("/en/search/", {"q": 'maize of "Benin"'}).text
