import csv

import pytest

from clearinghouse.ledger.models import Entry
from clearinghouse.ledger.verifying import findings
from clearinghouse.parties.loading import (
    GOVERNMENTS_FILE,
    load_governments,
    read_governments,
)
from clearinghouse.parties.models import Government
from clearinghouse.parties.queries import names_by_code, version
from clearinghouse.parties.tables import MalformedTableError
from clearinghouse.records.words import current_vocabulary

SIX = {"ar", "en", "es", "fr", "ru", "zh"}


def table(path, *, code="xa", name_fr="Pays A", only=None):
    """Write a table of one government with the columns of the real one."""
    with GOVERNMENTS_FILE.open(encoding="utf-8", newline="") as file:
        row = next(csv.DictReader(file))
    row |= {"code": code, "name_fr": name_fr}
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, only or list(row), extrasaction="ignore")
        writer.writeheader()
        writer.writerow(row)
    return path


def test_every_government_has_a_code_of_its_own_and_a_name_in_six_languages() -> None:
    governments = list(read_governments())
    codes = [government.code for government in governments]
    assert len(codes) == len(set(codes)) >= 197
    assert all(code.islower() and len(code) == 2 for code in codes)
    assert all(government.names.keys() == SIX for government in governments)
    assert {"bj", "eu", "za"} <= set(codes)


def test_regions_are_those_of_the_statistics_division() -> None:
    with (GOVERNMENTS_FILE.parent / "regions.csv").open(encoding="utf-8", newline="") as file:
        known = {next(iter(row.values())) for row in csv.DictReader(file)}
    for government in read_governments():
        assert {government.region, government.subregion} - {""} <= known, government.code


def test_benin_has_its_codes_and_names() -> None:
    benin = next(government for government in read_governments() if government.code == "bj")
    assert (benin.iso3, benin.m49, benin.names["fr"]) == ("BEN", "204", "Bénin")
    assert benin.formal_names["fr"] == "République du Bénin"


@pytest.mark.parametrize("column", ["code", "name_fr"])
def test_a_missing_value_is_told_with_line_and_column(tmp_path, column) -> None:
    path = table(tmp_path / "governments.csv", **{column: "  "})
    with pytest.raises(MalformedTableError) as caught:
        list(read_governments(path))
    assert caught.value.data == {"line": 2, "column": column}
    assert column in str(caught.value)


def test_a_table_without_a_column_is_refused(tmp_path) -> None:
    with pytest.raises(MalformedTableError):
        list(read_governments(table(tmp_path / "governments.csv", only=["code", "iso3"])))


@pytest.mark.parametrize("column", ["iso3", "m49", "region", "subregion"])
def test_a_table_that_lacks_a_column_of_facts_is_refused_too(tmp_path, column) -> None:
    with GOVERNMENTS_FILE.open(encoding="utf-8", newline="") as file:
        columns = csv.DictReader(file).fieldnames or ()
    path = table(tmp_path / "governments.csv", only=[name for name in columns if name != column])
    with pytest.raises(MalformedTableError) as caught:
        list(read_governments(path))
    assert caught.value.data["column"] == column


@pytest.mark.store
@pytest.mark.django_db
def test_loading_tells_what_changed_and_again_changes_nothing(tmp_path) -> None:
    path = tmp_path / "governments.csv"
    first = load_governments(table(path))
    assert (first.added, first.changed, first.unchanged) == (("xa",), (), 0)
    again = load_governments(path)
    assert (again.added, again.changed, again.unchanged) == ((), (), 1)
    renamed = load_governments(table(path, name_fr="Pays B"))
    assert (renamed.added, renamed.changed, renamed.unchanged) == ((), ("xa",), 0)
    assert names_by_code()["xa"]["fr"] == "Pays B"
    assert Entry.objects.filter(kind="governments.loaded").count() == 2
    assert list(findings()) == []


@pytest.mark.store
@pytest.mark.django_db
def test_a_table_that_cannot_be_read_changes_nothing(tmp_path) -> None:
    with pytest.raises(MalformedTableError):
        load_governments(table(tmp_path / "governments.csv", name_fr=""))
    assert not Government.objects.exists()
    assert not Entry.objects.exists()


@pytest.mark.store
@pytest.mark.django_db
def test_a_new_name_is_seen_at_once_in_the_words_that_explain_records(tmp_path) -> None:
    def name() -> str:
        term = current_vocabulary().term("countries", "xa")
        assert term is not None
        return term.label("fr")

    load_governments(table(tmp_path / "governments.csv"))
    before = version()
    assert name() == "Pays A"
    load_governments(table(tmp_path / "governments.csv", name_fr="Pays B"))
    assert version() > before
    assert name() == "Pays B"


@pytest.mark.store
@pytest.mark.django_db
def test_all_governments_are_loaded() -> None:
    assert load_governments().unchanged == 0
    assert Government.objects.count() == len(list(read_governments()))
    assert load_governments().unchanged == Government.objects.count()
