"""Every command of `clearinghouse`, written out."""

import argparse
from collections.abc import Callable
from dataclasses import dataclass

from clearinghouse.config.commands import (
    acting,
    data,
    exchanging,
    files,
    keeping,
    mailing,
    parties,
    people,
    serving,
    store,
)


@dataclass(frozen=True, slots=True)
class Command:
    """A command: what it does in one line, its options, and the function that returns its exit status."""

    summary: str
    run: Callable[[argparse.Namespace], int]
    configure: Callable[[argparse.ArgumentParser], None] = lambda _parser: None


COMMANDS: dict[str, Command] = {
    "demo": Command("Set up, load the demonstration and serve it on this machine.", serving.demo, serving.address),
    "serve": Command("Serve pages and follow the ledger until stopped.", serving.serve, serving.address),
    "web": Command("Run the web server alone.", serving.web, serving.address),
    "follow": Command("Follow the ledger into the projections.", serving.follow, serving.follow_options),
    "mail": Command("Send the mail that is due, and do what is due by the clock.", mailing.mail, mailing.mail_options),
    "setup": Command("Create or update the database, its triggers and the reference data.", store.setup),
    "load": Command("Load vocabularies or governments from files.", data.load, data.load_options),
    "parties": Command("Tell who is Party to which instrument on a day.", parties.parties, parties.parties_options),
    "formats": Command("List the common formats.", data.list_formats, data.list_options),
    "verify-ledger": Command("Prove that the ledger is whole.", store.verify_ledger, data.list_options),
    "rebuild": Command("Throw a projection away and build it anew.", store.rebuild, store.rebuild_options),
    "collect-orphans": Command(
        "Remove the files that no record and no draft names.", files.orphans, files.orphans_options
    ),
    "backup": Command("Write everything this node has into one file.", keeping.backup, keeping.backup_options),
    "restore": Command("Restore a backup into an empty node.", keeping.restore_backup, keeping.restore_options),
    "export": Command(
        "Write the entries of the ledger as lines of JSON.", exchanging.export, exchanging.export_options
    ),
    "import": Command("Take in what another node exported.", exchanging.import_lines, exchanging.import_options),
    "act": Command("Work on records in the name of an account.", acting.act, acting.act_options),
    "create-account": Command("Make an account with a role.", data.create, data.create_options),
    "roles": Command("List, give and end roles.", people.roles, people.roles_options),
}
