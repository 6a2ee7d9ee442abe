"""The command `clearinghouse`: one sentence and an exit status for whatever goes wrong."""

import argparse
import os
import sys
from collections.abc import Sequence

import django

from clearinghouse.config.environment import SettingError
from clearinghouse.core.errors import DomainError

PROBLEM = 1
MISUSE = 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; return its exit status. Set up Django first: the commands import models."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "clearinghouse.config.settings")
    given = list(sys.argv[1:] if arguments is None else arguments)
    if given[:1] == ["demo"]:
        os.environ.setdefault("CLEARINGHOUSE_MODE", "demonstration")
    if not given or {"-h", "--help"} & set(given):
        # Help is given to whoever has not set anything up yet; nothing is signed or stored for it.
        os.environ |= {"CLEARINGHOUSE_MODE": "development", "SECRET_KEY": "unused"}
    try:
        django.setup()
        # Only now can models be imported, and with them the commands.
        from clearinghouse.config.commands.table import COMMANDS  # noqa: PLC0415 - needs Django to be set up
    except SettingError as error:
        print(error, file=sys.stderr)
        return MISUSE
    parser = argparse.ArgumentParser(prog="clearinghouse", description="An open, self-hosted clearing-house.")
    choices = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name, command in COMMANDS.items():
        sub = choices.add_parser(name, help=command.summary, description=command.summary)
        command.configure(sub)
    options = parser.parse_args(given)
    try:
        return COMMANDS[options.command].run(options)
    except (DomainError, SettingError) as error:
        print(error, file=sys.stderr)
        return PROBLEM
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main())
