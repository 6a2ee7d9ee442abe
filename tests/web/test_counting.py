"""Counts of a large register come from the index, and are those of the rows."""

import pytest

from clearinghouse.config.projections import projections
from clearinghouse.projections.following import follow_once
from clearinghouse.records.models import Record
from clearinghouse.search.opening import engine
from clearinghouse.web import counting
from clearinghouse.web.realms import REALMS
from tests import factories

pytestmark = pytest.mark.django_db


def counted():
    return (
        counting.counts_by_realm(),
        counting.counts_by_format(),
        {realm: counting.counts_by_format(realm) for realm in REALMS},
        counting.count_of_demonstrations(),
        counting.countries_with_records(),
        counting.countries_with_records("bch"),
    )


@pytest.fixture
def register(settings, tmp_path):
    settings.INDEX_FOLDER = tmp_path / "index"
    factories.reference_data()
    factories.chain()
    yield
    engine().close()


def test_the_index_counts_as_the_rows_do(register, monkeypatch) -> None:
    follow_once(projections())
    rows = counted()
    assert rows[0]["bch"] == 7
    monkeypatch.setattr(counting, "_LARGE", 1)
    monkeypatch.setattr(Record.objects, "in_force", None)
    assert counted() == rows


def test_rows_are_counted_while_there_is_no_index(register, monkeypatch) -> None:
    monkeypatch.setattr(counting, "_LARGE", 1)
    assert counting.counts_by_realm()["bch"] == 7
