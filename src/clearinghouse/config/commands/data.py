"""Commands that bring data in and list what is there."""

import argparse
import getpass
import json
import sys
from pathlib import Path

from clearinghouse.accounts.actions import create_account
from clearinghouse.accounts.models import Account, Role
from clearinghouse.accounts.person import Held
from clearinghouse.config.commands import parties, vocabularies
from clearinghouse.config.commands.describing import described
from clearinghouse.formats.collection import FORMATS
from clearinghouse.parties.models import Government

_NATIONAL = frozenset({Role.AUTHORIZED_USER, Role.PUBLISHING_AUTHORITY})
_OFFERED = [*_NATIONAL, Role.SECRETARIAT_OFFICER, Role.VOCABULARY_EDITOR, Role.TRANSLATOR, Role.ADMINISTRATOR]


def list_options(parser: argparse.ArgumentParser) -> None:
    """Offer the list as JSON."""
    parser.add_argument("--json", action="store_true", help="print JSON")


def list_formats(options: argparse.Namespace) -> int:
    """List the common formats; as JSON, with every field of them."""
    if options.json:
        print(json.dumps([described(fmt) for fmt in FORMATS.values()], ensure_ascii=False))
        return 0
    for fmt in FORMATS.values():
        state = "" if fmt.is_open else f"  (closed, see {fmt.superseded_by})" if fmt.superseded_by else "  (closed)"
        print(f"{fmt.code:6} {fmt.slug:26} {len(fmt.fields):4} fields  {fmt.label}{state}")
    return 0


def load_options(parser: argparse.ArgumentParser) -> None:
    """Ask what and from where."""
    parser.add_argument("what", choices=["vocabulary", *parties.LOADED])
    parser.add_argument("file", type=Path)
    vocabularies.load_options(parser)


def load(options: argparse.Namespace) -> int:
    """Load one file and say what it changed."""
    if not options.file.is_file():
        print(f"There is no file {options.file}.", file=sys.stderr)
        return 1
    if options.what != "vocabulary":
        return parties.load_file(options.what, options.file)
    return vocabularies.load_vocabulary(options.file, is_trial=options.dry_run, as_lines_of_json=options.json)


def create_options(parser: argparse.ArgumentParser) -> None:
    """Ask for whom."""
    parser.add_argument("email")
    parser.add_argument("--name", required=True)
    parser.add_argument("--role", required=True, choices=sorted(role.value for role in _OFFERED))
    parser.add_argument("--government", default="", help="code of the government; none for the secretariat")


def create(options: argparse.Namespace) -> int:
    """Make an account; the password is asked for, or read from standard input where no one types."""
    if Account.objects.filter(email=options.email.lower()).exists():
        print(f"There is an account {options.email} already.", file=sys.stderr)
        return 1
    needs_government = Role(options.role) in _NATIONAL
    if needs_government and not Government.objects.filter(pk=options.government).exists():
        print("Give --government with the code of a government, as bj.", file=sys.stderr)
        return 1
    password = getpass.getpass() if sys.stdin.isatty() else sys.stdin.readline().rstrip("\n")
    if len(password) < 12:
        print("The password must have at least 12 characters.", file=sys.stderr)
        return 1
    roles = [Held(options.role, options.government if needs_government else "")]
    create_account(options.email, password, name=options.name, roles=roles)
    print(f"Made {options.email}.")
    return 0
