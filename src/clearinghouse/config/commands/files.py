"""Commands that look after the files of records."""

import argparse
from datetime import timedelta

from django.template.defaultfilters import filesizeformat
from django.utils import timezone

from clearinghouse.config.commands.progress import Progress
from clearinghouse.records.orphans import collect_orphans


def orphans_options(parser: argparse.ArgumentParser) -> None:
    """Ask how old they must be, and whether to take them."""
    parser.add_argument(
        "--older-than", type=_hours, default=24, metavar="HOURS", help="spare what was uploaded later (default: 24)"
    )
    parser.add_argument("--dry-run", action="store_true", help="only say what would be removed")


def orphans(options: argparse.Namespace) -> int:
    """Remove the files that nothing names any more, and say how many."""
    progress = Progress("Files that nothing seems to name")
    collected = collect_orphans(
        at=timezone.now(),
        older_than=timedelta(hours=options.older_than),
        is_dry=options.dry_run,
        on_progress=progress.step,
    )
    progress.finish()
    verb = "would be removed" if options.dry_run else "removed"
    print(f"{collected.files} files that no record and no draft names {verb} ({_size(collected.size)}).")
    if collected.left_over:
        print(f"{collected.left_over} interrupted uploads removed.")
    return 0


def _hours(text: str) -> float:
    hours = float(text)
    if not 0 <= hours < 1_000_000:
        raise argparse.ArgumentTypeError("a number of hours, 0 or more")
    return hours


def _size(count: int) -> str:
    return str(filesizeformat(count)).replace("\xa0", " ")
