"""The settings of a node for tests and checks, in a home of its own that tests/conftest.py makes and removes."""

import os
import secrets
import tempfile
from pathlib import Path

os.environ["CLEARINGHOUSE_MODE"] = "development"
os.environ["CLEARINGHOUSE_HOME"] = str(Path(tempfile.gettempdir(), f"clearinghouse-tests-{secrets.token_hex(8)}"))
os.environ["SECRET_KEY"] = secrets.token_hex(32)

# Only now: the settings are computed from the environment when they are imported.
from clearinghouse.config.settings import *  # noqa: F403 - settings are names of a module

# For the processes that tests start: they find this home, and must not name another.
os.environ["DJANGO_SETTINGS_MODULE"] = "clearinghouse.config.settings"
