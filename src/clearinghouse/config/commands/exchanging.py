"""Commands that exchange the ledger with other nodes as lines of JSON."""

import argparse
import sys
from collections import Counter
from pathlib import Path

from django.db import DatabaseError

from clearinghouse.config.commands.progress import Progress
from clearinghouse.config.snapshot import snapshot
from clearinghouse.config.whole_file import whole_file
from clearinghouse.exchange.ledger_lines import lines_after
from clearinghouse.exchange.line_import import Outcome, State, take_in
from clearinghouse.exchange.line_reading import MalformedLineError, OtherEntry
from clearinghouse.ledger.errors import StoreUnavailableError
from clearinghouse.ledger.forgetting import scrub
from clearinghouse.records.importing import ForeignRedaction, ForeignWithdrawal


def export_options(parser: argparse.ArgumentParser) -> None:
    """Ask where to, from where on, and whether it will leave the house."""
    parser.add_argument("file", type=Path, metavar="FILE.jsonl")
    parser.add_argument("--after", type=int, default=0, metavar="N", help="leave out the entries up to this sequence")
    parser.add_argument("--public-only", action="store_true", help="leave out the sealed parts")


def export(options: argparse.Namespace) -> int:
    """Write the entries of the ledger as lines, as of one moment."""
    progress = Progress("Entries exported")
    count, last = 0, options.after
    try:
        with whole_file(options.file, mode=0o644 if options.public_only else 0o600) as file, snapshot():
            for last, line in lines_after(options.after, with_sealed=not options.public_only):  # noqa: B007 - the last
                file.write(line)
                progress.step()
                count += 1
    except (OSError, DatabaseError) as error:
        print(f"Nothing was exported: {str(error).partition(chr(10))[0]}.", file=sys.stderr)
        return 1
    progress.finish()
    print(f"Exported {count} entries to {options.file}. Later ones: --after {last}.")
    if not options.public_only:
        print("The file holds sealed parts: give it to nobody who may not read them, or export with --public-only.")
    return 0


def import_options(parser: argparse.ArgumentParser) -> None:
    """Ask from where."""
    parser.add_argument("file", type=Path, metavar="FILE.jsonl")


def import_lines(options: argparse.Namespace) -> int:
    """Take in what another node exported; problems are listed, and what contradicts this node is refused."""
    tally = _Tally()
    progress = Progress("Lines read")
    status = 0
    try:
        with options.file.open("rb") as file:
            for outcome in take_in(file):
                progress.step()
                tally.add(outcome)
    except MalformedLineError as error:
        print(f"{error} Mend that line or take it out, then run the command again: it goes on there.", file=sys.stderr)
        status = 1
    except StoreUnavailableError:
        print(
            "The register cannot be written now. Run the command again when it can: it goes on there.", file=sys.stderr
        )
        status = 1
    except OSError as error:
        print(f"{options.file} cannot be read: {error.strerror}.", file=sys.stderr)
        return 1
    finally:
        if tally.has_redactions:
            scrub()
    progress.finish()
    tally.say()
    return 1 if tally.states[State.REFUSED] else status


class _Tally:
    """Counts what became of the lines, and lists their problems as they come."""

    def __init__(self) -> None:
        self.states: Counter[State] = Counter()
        self.kinds: Counter[str] = Counter()
        self.problems = 0
        self.has_redactions = False

    def add(self, outcome: Outcome) -> None:
        """Count one line, and print what is wrong with it."""
        self.states[outcome.state] += 1
        arriving = outcome.arriving
        if isinstance(arriving, OtherEntry):
            self.kinds[arriving.kind] += 1
            return
        # Also where it was here before: the one who imported it may have been ended before the scrubbing.
        self.has_redactions = self.has_redactions or isinstance(arriving, ForeignRedaction | ForeignWithdrawal)
        self.problems += len(outcome.problems)
        for problem in outcome.problems:
            print(f"line {outcome.number}: {arriving.guid}: {problem.code} {problem.pointer}")
        if outcome.why:
            print(f"line {outcome.number}: {arriving.guid}: refused: {outcome.why}")

    def say(self) -> None:
        """Print the sums."""
        count = self.states
        print(
            f"{count[State.TAKEN]} entries taken in with {self.problems} problems, {count[State.HERE]} were here,"
            f" {count[State.REFUSED]} refused."
        )
        if self.kinds:
            kinds = ", ".join(f"{number} {kind}" for kind, number in sorted(self.kinds.items()))
            print(f"{count[State.SKIPPED]} entries that are about no record were skipped ({kinds}).")
