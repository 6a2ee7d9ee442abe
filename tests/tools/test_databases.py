"""The rules of tests/conftest.py about databases, on SQLite and PostgreSQL."""

import pytest
from django.contrib.sessions.models import Session
from django.db import connection
from django.utils import timezone

from clearinghouse.ledger import triggers
from clearinghouse.ledger.models import Entry

pytestmark = pytest.mark.store


@pytest.mark.parametrize("time", ["first", "second"])
@pytest.mark.django_db(transaction=True)
def test_a_test_that_commits_finds_an_empty_ledger_with_its_triggers(time):
    assert not triggers.missing(connection)
    assert not Entry.objects.exists()
    now = timezone.now()
    Entry.objects.create(
        sequence=1, digest=time, effective_at=now, recorded_at=now, origin_node="here", origin_sequence=1
    )


@pytest.mark.django_db
def test_a_test_may_use_every_database_without_naming_it():
    assert not Session.objects.exists()
    assert not triggers.missing(connection)
