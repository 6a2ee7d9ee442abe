"""Proving the ledger while people go on publishing and redacting."""

import pytest

from clearinghouse.ledger import verifying
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.store]


def test_what_is_published_after_the_parts_were_read_is_no_fault(monkeypatch):
    class Early(verifying._Parts):
        def __init__(self):
            super().__init__()
            self._rows = iter(list(self._rows))
            factories.revision("organism")

    factories.revision("organism")
    monkeypatch.setattr(verifying, "_Parts", Early)
    assert list(verifying.findings()) == []


def test_what_is_redacted_before_the_parts_are_read_is_no_fault(monkeypatch):
    class Late(verifying._Parts):
        def __init__(self):
            factories.redacted(revision)
            super().__init__()

    revision = factories.revision("organism")
    monkeypatch.setattr(verifying, "_Parts", Late)
    assert list(verifying.findings()) == []
