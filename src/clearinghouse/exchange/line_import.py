"""Taking in the ledger of another node, line by line; run again, it goes on where it was interrupted."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import BinaryIO, assert_never

from clearinghouse.derived.problems import Problem
from clearinghouse.exchange.line_reading import Arriving, OtherEntry, numbered_lines, read_line
from clearinghouse.formats.collection import UnknownFormatError
from clearinghouse.records.importing import (
    EndingConflictError,
    ForeignRedaction,
    ForeignRetirement,
    ForeignRevision,
    ForeignWithdrawal,
    ImportConflictError,
    import_redaction,
    import_retirement,
    import_revision,
    import_withdrawal,
)


class State(StrEnum):
    """What became of a line."""

    TAKEN = "taken"
    HERE = "here"
    SKIPPED = "skipped"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one line. number: of the line, from 1. why: the sentence of a refusal, "" otherwise."""

    number: int
    arriving: Arriving
    state: State
    problems: tuple[Problem, ...] = ()
    why: str = ""


def take_in(file: BinaryIO) -> Iterator[Outcome]:
    """Import each line in a transaction of its own and yield what became of it.

    What contradicts this node is refused alone; a store that cannot be written ends it. After redactions call
    `scrub()`. Raises MalformedLineError at the first line that cannot be read; those before it are in.
    """
    for number, line in numbered_lines(file):
        arriving = read_line(line, number)
        try:
            yield _taken(number, arriving)
        except (ImportConflictError, EndingConflictError, UnknownFormatError) as error:
            yield Outcome(number, arriving, State.REFUSED, why=str(error))


def _taken(number: int, arriving: Arriving) -> Outcome:
    match arriving:
        case ForeignRevision():
            imported = import_revision(arriving)
            state = State.HERE if imported.was_here else State.TAKEN
            return Outcome(number, arriving, state, imported.problems)
        case ForeignRetirement():
            return Outcome(number, arriving, State.TAKEN if import_retirement(arriving) else State.HERE)
        case ForeignRedaction():
            return Outcome(number, arriving, State.TAKEN if import_redaction(arriving) else State.HERE)
        case ForeignWithdrawal():
            return Outcome(number, arriving, State.TAKEN if import_withdrawal(arriving) else State.HERE)
        case OtherEntry():
            return Outcome(number, arriving, State.SKIPPED)
        case _:
            assert_never(arriving)
