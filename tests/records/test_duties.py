from datetime import date

import pytest
from django.utils import timezone

from clearinghouse.accounts.models import Role, RoleHeld
from clearinghouse.formats.collection import FORMATS
from clearinghouse.records.duties import DUTIES, gaps, gaps_by_realm
from tests import factories

pytestmark = [pytest.mark.store, pytest.mark.django_db]


@pytest.fixture(autouse=True)
def _parties(monkeypatch) -> None:
    """Benin is a Party to everything, Andorra to nothing."""
    factories.reference_data()

    class Status:
        def __init__(self, code: str) -> None:
            self.is_party = code == "bj"

    class Parties:
        def status(self, code: str, _instrument: str, _on: date) -> Status:
            return Status(code)

    monkeypatch.setattr("clearinghouse.records.duties.current_parties", Parties)


def lacking(realm: str = "bch") -> set[str]:
    return {gap.format or gap.duty.instrument for gap in gaps("bj", realm=realm)}


def test_a_party_owes_only_what_can_be_published_here() -> None:
    assert {"CPB", "BCH", "A17", "authority"} <= lacking()
    assert all(gap.format in FORMATS for gap in gaps("bj") if gap.format)
    assert {duty.instrument for duty in DUTIES if not duty.is_known} == {""}


def test_a_government_that_is_no_party_lacks_nothing() -> None:
    assert gaps("ad") == []


def test_a_record_in_force_and_a_confirmed_focal_point_close_gaps() -> None:
    record = factories.revision("authority").record
    point = factories.account()
    held = RoleHeld.objects.create(account=point, role=Role.FOCAL_POINT, owner="bj", instrument="BCH")
    assert "authority" not in lacking()
    assert "BCH" in lacking()
    held.confirmed_at = timezone.now()
    held.save()
    assert "BCH" not in lacking()
    factories.retired(record)
    assert "authority" in lacking()


def test_a_record_of_one_clearing_house_closes_no_gap_of_another() -> None:
    factories.revision("authority")
    assert "authority" in {gap.format for gap in gaps_by_realm("bj").get("abs", [])}


def test_gaps_are_found_in_two_queries(django_assert_num_queries) -> None:
    with django_assert_num_queries(2):
        gaps("bj")
