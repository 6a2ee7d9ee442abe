"""Home, realm, history and record pages as of a day."""

from datetime import UTC, datetime

import pytest

from clearinghouse.records.actions import publish
from clearinghouse.records.drafting import begin_amendment, save_draft
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.store]


@pytest.fixture
def record():
    """Published as mays in January, as vulgare in March, retired in May of 2026."""
    author = factories.secretariat()
    first = factories.revision("organism", by=author, at=datetime(2026, 1, 10, tzinfo=UTC))
    march = datetime(2026, 3, 10, tzinfo=UTC)
    draft = begin_amendment(first.record, by=author, at=march)
    body = {**draft.body, "scientificName": "Hordeum vulgare"}
    draft = save_draft(draft, body, by=author, at=march, version=draft.version)
    second = publish(draft, by=author, at=march)
    factories.retired(second.record, at=datetime(2026, 5, 10, tzinfo=UTC))
    return second.record


@pytest.mark.parametrize("path", ["", "bch/"])
def test_lists_show_what_stood_on_a_day(client, record, path):
    def page(day: str) -> str:
        return str(client.get(f"/en/{path}", {"as-of": day}).content.decode())

    assert "Zea mays" not in page("2026-01-09")
    assert "Zea mays" in page("2026-02-01")
    assert "Hordeum vulgare" in page("2026-04-01")
    assert "Zea mays" not in page("2026-04-01")
    assert "Hordeum vulgare" not in page("2026-06-01")


def test_a_record_is_read_as_of_a_day(client, record):
    assert "Zea mays" in client.get(f"/en/records/{record.guid}/", {"as-of": "2026-02-01"}).content.decode()
    assert client.get(f"/en/records/{record.guid}/", {"as-of": "2025-12-31"}).status_code == 404


@pytest.mark.parametrize("query", ["?as-of=2025-12-31", "differences/?from=1&to=9"])
def test_a_revision_that_there_is_not_leads_to_the_one_that_there_is(client, record, query):
    response = client.get(f"/en/records/{record.guid}/{query}")
    assert response.status_code == 404
    assert f'href="/en/records/{record.printed_number}/"' in response.content.decode()


def test_a_history_ends_on_the_day(client, record):
    def entries(day: str) -> int:
        page = str(client.get(f"/en/records/{record.guid}/history/", {"as-of": day}).content.decode())
        return page.count("sha-256 <code>")

    assert [entries(day) for day in ("2026-01-10", "2026-03-10", "2026-05-10")] == [1, 2, 3]


@pytest.mark.parametrize("path", ["", "bch/"])
def test_a_day_that_is_none_is_refused_with_a_page(client, path):
    assert client.get(f"/en/{path}", {"as-of": "2026-02-31"}).status_code == 422
