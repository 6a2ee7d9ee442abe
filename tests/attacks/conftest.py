"""A node with something of everything in it, for those who attack it."""

import pytest

from tests.attacks.world import World


@pytest.fixture
def world(db, settings, tmp_path) -> World:
    """Return the objects that attackers are after, in a home of their own."""
    settings.HOME = tmp_path
    settings.STATIC_ROOT = tmp_path / "static"
    settings.STATIC_ROOT.mkdir()
    return World()
