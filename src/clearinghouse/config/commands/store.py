"""Commands that look after the store."""

import argparse
import json
import sys
from contextlib import suppress

from django.conf import settings
from django.core.management import call_command
from django.db import connection

from clearinghouse.config.commands import parties
from clearinghouse.config.commands.progress import Paced, Progress
from clearinghouse.config.projections import projection_named, projections
from clearinghouse.config.routing import database_of
from clearinghouse.config.supervising import end_with
from clearinghouse.ledger.queries import head
from clearinghouse.ledger.triggers import missing
from clearinghouse.ledger.verifying import findings
from clearinghouse.projections.following import catch_up
from clearinghouse.search.engine import IndexLockedError
from clearinghouse.search.projection import SearchProjection
from clearinghouse.vocabularies.loading import load_schemes


def setup(_options: argparse.Namespace) -> int:
    """Bring database, triggers, reference data and static files up to date; safe to run again."""
    settings.HOME.mkdir(parents=True, exist_ok=True)
    for alias in settings.DATABASES:
        call_command("migrate", database=alias, verbosity=0, interactive=False)
    call_command("createcachetable", database=database_of("django_cache"), verbosity=0)
    if absent := missing(connection):
        print(f"The triggers {', '.join(sorted(absent))} could not be installed.", file=sys.stderr)
        return 1
    parties.load_shipped()
    progress = Progress("Vocabularies")
    is_new = False
    for _identifier, _count, was_stored in load_schemes():
        is_new = is_new or was_stored
        progress.step()
    if is_new:
        progress.finish()
    call_command("collectstatic", verbosity=0, interactive=False)
    return 0


def verify_ledger(options: argparse.Namespace) -> int:
    """Check the whole chain; exit status 1 and a line for each finding if it is not whole."""
    found = list(findings())
    last = head()
    if options.json:
        rows = [{"sequence": f.sequence, "code": f.code, "detail": f.detail} for f in found]
        print(json.dumps({"entries": last.sequence if last else 0, "findings": rows}))
    else:
        for finding in found:
            print(f"entry {finding.sequence}: {finding.code} {finding.detail}".rstrip())
        state = "is whole" if not found else f"has {len(found)} faults"
        print(f"The ledger of {last.sequence if last else 0} entries {state}.")
    return 1 if found else 0


def rebuild_options(parser: argparse.ArgumentParser) -> None:
    """Ask which projection."""
    parser.add_argument("name", choices=[projection.name for projection in projections()])
    parser.add_argument("--json", action="store_true", help="print progress as JSON objects")
    parser.add_argument("--parent", type=int, default=0, help=argparse.SUPPRESS)


def rebuild(options: argparse.Namespace) -> int:
    """Throw a projection away and build it anew; an index that serves does so until the new one is whole."""
    end_with(options.parent)
    projection = projection_named(options.name)
    paced = Paced(f"Rebuilding {options.name}", is_json=options.json)
    if isinstance(projection, SearchProjection):
        projection.reset(on_progress=paced.tell)
    else:
        projection.reset()
    last = head()
    total = last.sequence if last else 0
    # A follower that runs brings what came meanwhile by itself.
    with suppress(IndexLockedError):
        catch_up(projection, on_progress=lambda sequence: paced.tell(sequence, total))
    paced.finish()
    return 0
