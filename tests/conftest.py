"""What every test shares: the databases of a node in a folder of its own."""

import shutil
from collections.abc import Iterator

import hypothesis
import pytest
from django.conf import settings
from django.db import connection

from clearinghouse.ledger import triggers

pytest_plugins = ["tests.machine"]

# No test is judged by the clock: a machine may be busy, and the first Chinese text loads a dictionary.
hypothesis.settings.register_profile("untimed", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow])
hypothesis.settings.load_profile("untimed")

_TRANSACTIONAL = {"transactional_db", "live_server"}


def _fixtures_of(item: pytest.Item) -> set[str]:
    return set(getattr(item, "fixturenames", ()))


def _is_transactional(item: pytest.Item) -> bool:
    marker = item.get_closest_marker("django_db")
    return bool(marker and marker.kwargs.get("transaction")) or bool(_TRANSACTIONAL & _fixtures_of(item))


@pytest.fixture(autouse=True)
def _emptied_ledger(request: pytest.FixtureRequest) -> Iterator[None]:
    """Let Django empty the ledger after a test that commits: it allows neither DELETE nor TRUNCATE.

    Django's own migrate signal, which follows, puts the triggers back.
    """
    if not _is_transactional(request.node):
        yield
        return
    request.getfixturevalue("transactional_db")
    if triggers.missing(connection):
        triggers.install(connection)
    yield
    triggers.remove(connection)


def pytest_sessionstart() -> None:
    """Make the folder that the settings name; nothing else may be there."""
    (settings.HOME / "static").mkdir(parents=True)


def pytest_unconfigure() -> None:
    """Take it away again."""
    shutil.rmtree(settings.HOME, ignore_errors=True)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Open every database to the tests that use one: which tables have a file of their own is no test's concern."""
    for item in items:
        marker = item.get_closest_marker("django_db")
        if marker or {"db", *_TRANSACTIONAL} & _fixtures_of(item):
            options = {"databases": "__all__", **(marker.kwargs if marker else {})}
            item.add_marker(pytest.mark.django_db(**options), append=False)
