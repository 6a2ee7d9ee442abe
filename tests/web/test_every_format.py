"""A record of every format can be published and read, in every clearing-house that has pages."""

from html import unescape

import pytest

from clearinghouse.formats.collection import FORMATS
from clearinghouse.web.presenting import record_url
from clearinghouse.web.realms import REALMS
from tests import factories


@pytest.mark.store
@pytest.mark.django_db
def test_a_record_of_every_open_format_is_published_and_has_a_page(client) -> None:
    factories.reference_data()
    records = factories.chain(*FORMATS)
    assert {fmt.slug for fmt in FORMATS.values() if fmt.is_open} <= records.keys()
    for slug, record in records.items():
        shown = client.get(record_url(str(record.printed_number)), follow=True)
        assert (shown.status_code, str(record.printed_number) in shown.text) == (200, True), slug


@pytest.mark.django_db
def test_every_clearing_house_has_a_page_with_its_formats(client) -> None:
    assert {realm for fmt in FORMATS.values() for realm in fmt.realms} <= REALMS.keys()
    for realm in REALMS.values():
        page = client.get(f"/en/{realm.code}/", follow=True)
        assert page.status_code == 200
        text = unescape(page.text)
        # Those with records under what several are called, the others under what one is.
        assert [
            fmt.slug for fmt in realm.formats if fmt.is_open and fmt.plural not in text and fmt.label not in text
        ] == []
