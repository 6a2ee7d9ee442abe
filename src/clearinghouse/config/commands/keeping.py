"""Commands that keep what a node has: back it up, restore it."""

import argparse
import sys
from pathlib import Path

from django.db import DatabaseError
from django.utils import timezone

from clearinghouse.config.commands.progress import Progress
from clearinghouse.config.keeping.archiving import archive_to
from clearinghouse.config.keeping.checking import checked, opened
from clearinghouse.config.keeping.manifest import KeepingError
from clearinghouse.config.keeping.restoring import prepare, require_empty, restore
from clearinghouse.config.whole_file import whole_file

_SHOWN = 5


def backup_options(parser: argparse.ArgumentParser) -> None:
    """Ask where to."""
    parser.add_argument("file", type=Path, metavar="FILE.zip")


def backup(options: argparse.Namespace) -> int:
    """Write everything that this node has into one file, while it goes on serving."""
    progress = Progress("Rows and files backed up")
    try:
        with whole_file(options.file) as file:
            archived = archive_to(file, at=timezone.now(), step=progress.step)
    except (KeepingError, OSError, DatabaseError) as error:
        print(f"No backup was made: {_said(error)}", file=sys.stderr)
        return 1
    progress.finish()
    made = archived.manifest
    if archived.lacking:
        shown = ", ".join(archived.lacking[:_SHOWN])
        print(f"{len(archived.lacking)} files are not here whole and are left out: {shown}.", file=sys.stderr)
    print(
        f"Backed up {made.rows} rows and {made.files} files to {options.file}; the ledger ends with entry"
        f" {made.sequence}.\nThe backup holds sealed parts and password hashes: keep it as closely as the node itself."
        " Settings of the environment, SECRET_KEY among them, are not in it."
    )
    return 0


def restore_options(parser: argparse.ArgumentParser) -> None:
    """Ask from where, and which key is to sign sessions."""
    parser.add_argument("file", type=Path, metavar="FILE.zip")
    parser.add_argument("--with-keys", action="store_true", help="replace the key of this home by that of the backup")


def restore_backup(options: argparse.Namespace) -> int:
    """Restore a backup into an empty node, all of it or nothing."""
    checking, restoring = Progress("Rows and files checked"), Progress("Rows and files restored")
    try:
        with opened(options.file) as archive:
            manifest = checked(archive, checking.step)
            checking.finish()
            require_empty()
            prepare()
            restored = restore(archive, manifest, with_keys=options.with_keys, step=restoring.step)
    except (KeepingError, OSError, DatabaseError) as error:
        print(_said(error), file=sys.stderr)
        return 1
    restoring.finish()
    key = " Its key now signs the sessions of this home." if restored.has_key else ""
    print(
        f"Restored {manifest.rows} rows and {manifest.files} files of {manifest.created:%Y-%m-%d %H:%M} UTC; the ledger"
        f" of {manifest.sequence} entries is whole.{key}\nStart the node with `clearinghouse serve`: search and links"
        " are built from the ledger by themselves."
    )
    return 0


def _said(error: Exception) -> str:
    text = str(error).partition("\n")[0].strip()
    return text if text.endswith(".") else f"{text}."
