"""A record as a PDF: what its page shows to the same reader, in every language, with its own letters."""

import re

import pypdfium2
import pytest

from clearinghouse.accounts.limits import Limit
from clearinghouse.core.languages import LANGUAGES
from clearinghouse.formats.collection import FORMATS
from clearinghouse.web.paper import record_paper
from clearinghouse.web.views import papers
from tests import factories
from tests.factories import body
from tests.papers import outline_of, pages_of, words_of

pytestmark = pytest.mark.django_db

NAMES = {
    "ar": "الذرة المعدلة وراثيا",
    "zh": "转基因玉米",
    "en": "Modified maize",
    "fr": "Maïs génétiquement modifié",
    "ru": "Измененная кукуруза",
    "es": "Maíz modificado año",
}


@pytest.fixture(autouse=True)
def _words():
    factories.reference_data()


def organism(**changes):
    languages = {"header": {"schema": "organism", "languages": list(NAMES)}}
    return factories.revision("organism", body=body("organism", **languages, **changes)).record


def paper(client, record, language="en", **asked):
    answer = client.get(f"/{language}/records/{record.printed_number}/pdf", asked)
    assert answer.status_code == 200, answer.content[:200]
    return answer


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda one: one.code)
def test_a_paper_has_title_questions_and_answers_in_the_language_of_its_reader(client, language) -> None:
    record = organism(commonNames=[NAMES], habitat={code: f"<p>{text}</p>" for code, text in NAMES.items()})
    answer = paper(client, record, language.code)
    found = words_of(answer.content)
    shown = client.get(f"/{language.code}/records/{record.printed_number}/")
    heading = re.search(r'<h2 id="h-[^"]*">([^<]+)</h2>', shown.text.partition('class="section tight" id="s-')[2])
    assert NAMES[language.code] in found
    assert heading is not None
    assert heading[1] in list(outline_of(answer.content))
    document = pypdfium2.PdfDocument(answer.content)
    assert str(record.printed_number) in document.get_metadata_value("Title")
    assert f"/Lang ({language.tag})".encode() in answer.content
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"] == f'inline; filename="{record.printed_number}-1-{language.code}.pdf"'


def test_the_page_leads_to_the_paper_of_what_it_shows(client) -> None:
    record = organism()
    address = f"/en/records/{record.printed_number}/"
    assert f'href="{address}pdf"' in client.get(address).text
    assert f'href="{address}pdf?as-of=2026-12-31"' in client.get(address, {"as-of": "2026-12-31"}).text


def test_text_in_another_language_says_which(client) -> None:
    record = factories.revision("organism", body=body("organism", habitat={"en": "<p>A grass.</p>"})).record
    assert "[anglais]" in words_of(paper(client, record, "fr").content)


def test_every_page_says_where_it_is_from_when_it_was_made_and_which_page_it_is(client) -> None:
    record = organism(habitat={"en": "<p>Sorghum of the plains.</p>" * 250})
    pages = pages_of(paper(client, record).content)
    assert len(pages) > 3
    for number, text in enumerate(pages, start=1):
        assert f"Page {number} of {len(pages)}" in text
        assert f"{record.printed_number}-1" in text
        assert "testserver" in text
        assert "made on" in text


def test_it_says_how_to_verify_it(client) -> None:
    record = organism()
    text = words_of(paper(client, record).content)
    assert f"http://testserver/en/records/{record.printed_number}/" in text
    digest = record.revisions.get().entry.digest
    assert digest in text.replace(" ", "")


def test_a_long_text_and_a_table_go_on_over_pages_and_nothing_of_them_is_lost(client) -> None:
    words = [f"word{number}" for number in range(1200)]
    rows = "".join(f"<tr><td>row{number}</td><td>{'cell ' * 30}</td></tr>" for number in range(60))
    table = f"<table><tr><th>Trait</th><th>Effect</th></tr>{rows}</table>"
    record = organism(habitat={"en": f"<p>{' '.join(words)}</p>{table}"})
    pages = pages_of(paper(client, record).content)
    found = " ".join(pages).split()
    assert [word for word in found if word.startswith("word")] == words
    assert [word for word in found if word.startswith("row")] == [f"row{number}" for number in range(60)]
    with_rows = [page for page in pages if "row" in page]
    assert len(with_rows) > 2
    assert all("Trait" in page for page in with_rows)


def test_a_word_longer_than_a_line_is_cut_and_kept_whole(client) -> None:
    record = organism(habitat={"en": f"<p>{'x' * 10_000}</p>"})
    assert " ".join(pages_of(paper(client, record).content)).count("x") >= 10_000


def test_a_record_that_is_far_too_long_says_what_is_left_out(client, monkeypatch) -> None:
    monkeypatch.setattr(record_paper, "MOST_CHARS", 500)
    record = organism(originCentre={"en": "<p>Quillaja.</p>" * 40}, habitat={"en": "<p>Plains.</p>"})
    text = words_of(paper(client, record).content)
    assert "Zea mays" in text
    assert "Quillaja" not in text
    assert "Centre of origin: …" in text
    assert "longer than this document may be" in text


def test_signs_that_no_font_has_are_shown_as_boxes_and_it_says_so(client) -> None:
    said = "are shown as boxes"
    usual = organism(habitat={"en": "<p>Plains\u00a0and CO<sub>2</sub>\u202f1\u200b.</p>"})
    assert said not in words_of(paper(client, usual).content)
    odd = organism(habitat={"en": "<p>Plains \U0001f33d</p>"})
    assert said in words_of(paper(client, odd).content)


def test_a_demonstration_record_says_so_on_every_page(client) -> None:
    record = organism()
    record.is_demonstration = True
    record.save()
    pages = pages_of(paper(client, record).content)
    assert all("Demonstration record." in page for page in pages)


def test_a_record_out_of_force_says_so_with_the_reason(client) -> None:
    record = organism()
    factories.retired(record, reason="It was a duplicate.")
    text = words_of(paper(client, record).content)
    assert "Retired record." in text
    assert "It was a duplicate." in text


def test_an_earlier_revision_and_a_day_in_the_past_say_what_they_are(client) -> None:
    record = organism()
    again = client.get(f"/en/records/{record.printed_number}-1/pdf")
    assert again.status_code == 200
    text = words_of(paper(client, record, **{"as-of": "2026-12-31"}).content)
    assert "As it stood on 31 December 2026." in text
    assert client.get(f"/en/records/{record.printed_number}-7/pdf").status_code == 404
    assert client.get(f"/en/records/{record.printed_number}/pdf", {"as-of": "2020-01-01"}).status_code == 404
    assert client.get("/en/records/NO-SUCH-1/pdf").status_code == 404
    assert client.post(f"/en/records/{record.printed_number}/pdf").status_code == 405


def test_text_that_was_taken_away_is_not_in_it(client) -> None:
    record = organism(habitat={"en": "<p>Quillaja bark.</p>"})
    assert "Quillaja" in words_of(paper(client, record).content)
    factories.redacted(record.revisions.get())
    text = words_of(paper(client, record).content)
    assert "Quillaja" not in text
    assert "The text of this revision was taken away." in text


def test_what_is_not_public_is_only_in_the_paper_of_who_may_see_it(client) -> None:
    record = organism(notes="Seen by the secretariat alone.")
    assert "Seen by the secretariat" not in words_of(paper(client, record).content)
    client.force_login(factories.secretariat())
    answer = paper(client, record)
    assert "Seen by the secretariat alone." in words_of(answer.content)
    assert "(not public)" in words_of(answer.content)
    assert answer["Cache-Control"] == "private, no-store"


def test_head_is_answered_without_the_paper(client) -> None:
    answer = client.head(f"/en/records/{organism().printed_number}/pdf")
    assert (answer.status_code, answer.content) == (200, b"")


def test_whoever_asks_too_often_is_told_to_wait(client, monkeypatch) -> None:
    monkeypatch.setattr(papers, "_PER_ADDRESS", Limit("papers-of-a-test", 1, 60))
    record = organism()
    paper(client, record)
    refused = client.get(f"/en/records/{record.printed_number}/pdf")
    assert refused.status_code == 429
    assert int(refused["Retry-After"]) <= 60


def test_a_record_of_every_open_format_makes_a_paper(client) -> None:
    for slug, record in factories.chain(*FORMATS).items():
        assert str(record.printed_number) in words_of(paper(client, record, "zh").content), slug


def test_it_is_tagged_for_those_who_hear_it_read(client) -> None:
    record = organism(habitat={"en": "<p>One.</p><table><tr><th>A</th></tr><tr><td>b</td></tr></table>"})
    data = paper(client, record).content
    assert b"/MarkInfo <</Marked true>>" in data
    for kind in (b"H1", b"H2", b"P", b"L", b"LBody", b"Figure", b"TH", b"TD", b"Link"):
        assert b"/S /%s /P" % kind in data, kind
    assert b"/Alt (QR code" in data
