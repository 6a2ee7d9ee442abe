"""A reference to a record that is not here is listed for those who look after it, not hidden."""

import pytest

from clearinghouse.ledger.actions import Origin
from clearinghouse.projections.following import catch_up
from clearinghouse.projections.links import LinksProjection, broken_links
from clearinghouse.records.importing import ForeignRevision, import_revision
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.store]


def test_a_broken_reference_of_an_import_is_listed_for_the_secretariat(client):
    factories.reference_data()
    body = factories.body("dnaSequence", isSynthetic=False, donorOrganisms=[{"identifier": "MISSING-ORGANISM"}])
    arrived = import_revision(
        ForeignRevision(
            guid="AN-IMPORTED-GENE",
            number=3,
            format="dnaSequence",
            format_version=1,
            realm="bch",
            owner="",
            document_number=4711,
            published_at=factories.NOON,
            body=body,
            origin=Origin("elsewhere", 9, "d" * 64),
        )
    )
    assert not arrived.revision.is_conforming
    assert [problem.code for problem in arrived.problems] == ["dangling-reference"]
    catch_up(LinksProjection())
    assert [link.source for link in broken_links()] == ["AN-IMPORTED-GENE"]
    client.force_login(factories.secretariat())
    page = client.get("/en/desk/broken-references/").content.decode()
    assert "BCH-GENE-SCBD-4711" in page
    client.force_login(factories.officer("bj"))
    assert "BCH-GENE-SCBD-4711" not in client.get("/en/desk/broken-references/").content.decode()
