"""A whole search result as a table, a workbook, lines of JSON, RIS and BibTeX."""

import csv
import io
import json
import re
import zipfile
from itertools import pairwise
from xml.etree import ElementTree as ET

import pytest

from clearinghouse.accounts.limits import Limit
from clearinghouse.config.projections import projections
from clearinghouse.projections.following import follow_once
from clearinghouse.search.opening import engine
from clearinghouse.web.taking import found
from clearinghouse.web.views import taking
from tests import factories

pytestmark = [pytest.mark.store, pytest.mark.django_db]
FORMS = ("csv", "xlsx", "jsonl", "ris", "bib")


@pytest.fixture(autouse=True)
def _index(settings, tmp_path):
    settings.INDEX_FOLDER = tmp_path / "index"
    factories.reference_data()
    factories.chain()
    follow_once(projections())
    yield
    engine().close()


def sent(client, form, language="en", **params):
    answer = client.get(f"/{language}/search/take/{form}/", params)
    assert answer.status_code == 200
    assert answer["Content-Disposition"].endswith(f'.{form}"')
    return b"".join(answer.streaming_content)


def rows_of(content):
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))


def sheet_of(content):
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        assert parts.testzip() is None
        for name in parts.namelist():
            ET.fromstring(parts.read(name))
        sheet = ET.fromstring(parts.read("xl/worksheets/sheet1.xml"))
    space = {"m": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}
    return [[cell.findtext("m:is/m:t", "", space) for cell in row] for row in sheet.iterfind(".//m:row", space)]


def test_every_form_holds_every_record_found(client) -> None:
    numbers = {row[0] for row in rows_of(sent(client, "csv"))[1:]}
    assert len(numbers) == 7
    assert {row[0] for row in sheet_of(sent(client, "xlsx"))[1:]} == numbers
    lines = [json.loads(line) for line in sent(client, "jsonl").decode().splitlines()]
    assert {line["number"] for line in lines} == numbers
    assert all(line["body"]["header"] for line in lines)
    assert sent(client, "ris").decode().count("ER  - ") == 7
    assert sent(client, "bib").decode().count("@misc{") == 7


def test_a_table_of_one_format_has_a_column_for_each_public_answer_in_the_language_of_the_page(client) -> None:
    heads, organism = rows_of(sent(client, "csv", format="modifiedOrganism"))
    assert "Transformation event" in heads
    assert organism[heads.index("Transformation event")] == "MON810"
    assert "Internal notes" not in heads
    french, _row = rows_of(sent(client, "csv", language="fr", format="modifiedOrganism"))
    assert french != heads
    assert len(french) == len(heads)
    assert sheet_of(sent(client, "xlsx", format="modifiedOrganism")) == [heads, organism]


def test_a_cell_is_never_a_formula_and_holds_no_character_that_xml_refuses(client) -> None:
    body = factories.body("organism", scientificName="=HYPERLINK(\x02'x')")
    factories.revision("organism", body=body)
    follow_once(projections())
    cells = [cell for row in rows_of(sent(client, "csv", q="hyperlink")) for cell in row]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))]
    assert any("HYPERLINK" in cell for row in sheet_of(sent(client, "xlsx", q="hyperlink")) for cell in row)


def test_what_is_sealed_is_taken_in_no_form(client) -> None:
    secret = "The roof leaks"
    factories.revision("organism", body=factories.body("organism", scientificName="Zea secreta", notes=secret))
    follow_once(projections())
    for form in FORMS:
        content = sent(client, form, q="secreta")
        text = " ".join(map(str, sheet_of(content))) if form == "xlsx" else content.decode()
        assert "secreta" in text
        assert secret not in text


def test_many_are_read_a_few_at_a_time_each_once(client, monkeypatch) -> None:
    monkeypatch.setattr(found, "AT_ONCE", 2)
    numbers = [row[0] for row in rows_of(sent(client, "csv"))[1:]]
    assert len(numbers) == len(set(numbers)) == 7
    days = [row[7] for row in rows_of(sent(client, "csv", sort="newest"))[1:]]
    assert all(later >= earlier for later, earlier in pairwise(days))


REALM_NAMES = {"en": "Biosafety Clearing-House", "ar": "غرفة تبادل معلومات السلامة الأحيائية"}


@pytest.mark.parametrize("language", REALM_NAMES)
def test_the_heads_of_a_table_differ_and_a_clearing_house_has_its_name(client, language) -> None:
    heads, *rows = rows_of(sent(client, "csv", language))
    assert len(set(heads)) == len(heads)
    cells = {cell for row in rows for cell in row}
    assert REALM_NAMES[language] in cells
    assert "bch" not in cells
    lines = [json.loads(line) for line in sent(client, "jsonl", language).decode().splitlines()]
    assert "bch" in {line["realm"] for line in lines}


def test_the_number_of_a_record_is_no_count_in_arabic(client) -> None:
    assert rows_of(sent(client, "csv", "ar"))[0][0] == "رقم السجل"


def test_progress_is_told_to_who_holds_the_key(client) -> None:
    key = "0123456789abcdef01234567"
    sent(client, "jsonl", watch=key)
    told = client.get("/en/search/take/progress/", {"watch": key}).json()
    assert told == {"is_known": True, "done": 7, "total": 7, "refusal": ""}
    for other in ("", "f" * 24, "../../etc", "x" * 500):
        assert not client.get("/en/search/take/progress/", {"watch": other}).json()["is_known"]


def test_the_page_names_the_forms_and_says_when_there_is_nothing(client) -> None:
    page = client.get("/ar/search/take/", {"q": "maize"}).text
    assert all(f"/ar/search/take/{form}/?q=maize" in page for form in FORMS)
    assert "data-take" not in client.get("/en/search/take/", {"q": "zzzzqqqq"}).text
    assert client.get("/en/search/take/exe/").status_code == 404
    assert client.post("/en/search/take/csv/").status_code == 405


def test_without_an_index_it_is_refused_before_anything_is_sent(client, settings, tmp_path) -> None:
    settings.INDEX_FOLDER = tmp_path / "elsewhere"
    assert client.get("/en/search/take/csv/").status_code == 503


def test_one_address_takes_so_much_and_then_waits(client, monkeypatch) -> None:
    monkeypatch.setattr(taking, "_PER_ADDRESS", Limit("downloads-of-a-test", 2, 60))
    for _ in range(2):
        sent(client, "jsonl")
    refused = client.get("/en/search/take/jsonl/")
    assert refused.status_code == 429
    assert int(refused["Retry-After"]) <= 60
    # A page to read, which is not saved as if it were the file.
    sentence = "Too many downloads from your network. Try again in 1 minute."
    assert sentence in refused.text
    assert "Content-Disposition" not in refused
    assert not re.search(r"<a[^>]* download", client.get("/en/search/take/").text)
    assert client.get("/en/search/take/progress/").json()["refusal"] == sentence


def test_while_more_may_be_taken_nothing_is_refused_and_asking_counts_nothing(client, monkeypatch) -> None:
    monkeypatch.setattr(taking, "_PER_ADDRESS", Limit("asking-of-a-test", 1, 60))
    for _ in range(3):
        assert client.get("/en/search/take/progress/").json()["refusal"] == ""
    sent(client, "jsonl")
