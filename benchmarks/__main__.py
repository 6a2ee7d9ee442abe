"""Measure what the documentation claims, on this machine, in one run: `make bench RECORDS=300000`.

`CONCEPTS=50000 make bench` measures vocabularies beside one of as many concepts instead; `EDITOR_FORM=1 make bench` the
editor of the longest form; `FOLLOWS=10000 make bench` one record compared with as many saved searches.
`RANKING=1 make bench` the judged queries with one weight after another.
`make bench ENGINES=1000000` compares search with raw Tantivy, SQLite FTS5 and PostgreSQL on as many records.
`make bench FAULTS=1000` kills a publishing process as many times instead and counts what is lost: it must be nothing.
Everything happens in a folder of its own that is removed at the end; requests go to the application in this process.
"""

import os
import shutil
import sys
import tempfile
from pathlib import Path

import django

from benchmarks.kills import run as run_kills


def main() -> int:
    """Set up a node in a folder of its own, fill it, measure, print; or kill and count."""
    if kills := int(os.environ.get("FAULTS", "0")):
        return 1 if run_kills(kills) else 0
    home = Path(tempfile.mkdtemp(prefix="clearinghouse-bench-"))
    os.environ |= {
        "CLEARINGHOUSE_MODE": "development",
        "CLEARINGHOUSE_HOME": str(home),
        "DJANGO_SETTINGS_MODULE": "clearinghouse.config.settings",
    }
    os.environ.setdefault("SECRET_KEY", "x" * 60)
    django.setup()
    # The measures import models, which need Django to be set up.
    from benchmarks.editor import run as run_editor  # noqa: PLC0415 - see above
    from benchmarks.engines.measures import run as run_engines  # noqa: PLC0415 - see above
    from benchmarks.following import run as run_following  # noqa: PLC0415 - see above
    from benchmarks.measures import run  # noqa: PLC0415 - see above
    from benchmarks.ranking import run as run_ranking  # noqa: PLC0415 - see above
    from benchmarks.vocabularies import run as run_vocabularies  # noqa: PLC0415 - see above

    try:
        if compared := int(os.environ.get("ENGINES", "0")):
            run_engines(compared)
        elif concepts := int(os.environ.get("CONCEPTS", "0")):
            run_vocabularies(concepts)
        elif follows := int(os.environ.get("FOLLOWS", "0")):
            run_following(follows)
        elif os.environ.get("RANKING"):
            run_ranking()
        elif os.environ.get("EDITOR_FORM"):
            run_editor()
        else:
            run(int(os.environ.get("RECORDS", "20000")))
    finally:
        shutil.rmtree(home, ignore_errors=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
