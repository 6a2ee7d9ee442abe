"""Commands about roles, for the operator of the node: no permission is asked, and the trail says “command”."""

import argparse
import json
import sys
from datetime import datetime

from django.utils import timezone

from clearinghouse.accounts.granting import end, grant
from clearinghouse.accounts.instruments import INSTRUMENTS
from clearinghouse.accounts.models import Account, Role, RoleHeld
from clearinghouse.accounts.person import Held
from clearinghouse.accounts.teams import REALMS_OF_TEAMS, held_of
from clearinghouse.formats.collection import FORMATS
from clearinghouse.records.team_news import tell_of_role
from clearinghouse.web.days import end_of_day


def roles_options(parser: argparse.ArgumentParser) -> None:
    """Ask what to do, for whom, and with which role."""
    steps = parser.add_subparsers(dest="step", required=True, metavar="STEP")
    listing = steps.add_parser("list", help="list who holds which role")
    listing.add_argument("--owner", help="code of a government, organization:GUID; empty for the secretariat")
    listing.add_argument("--email", help="of one person alone")
    listing.add_argument("--json", action="store_true", help="print JSON")
    for step, summary in (("grant", "give a role; a focal point counts as confirmed"), ("end", "end a role now")):
        one = steps.add_parser(step, help=summary)
        one.add_argument("email")
        one.add_argument("role", choices=sorted(Role.values))
        one.add_argument("--owner", default="", help="code of a government, organization:GUID; none: the secretariat")
        one.add_argument("--realm", default="", choices=["", *REALMS_OF_TEAMS], help="limit to a clearing-house")
        one.add_argument("--format", default="", choices=["", *FORMATS], metavar="FORMAT", help="limit to a format")
        one.add_argument("--instrument", default="", choices=["", *INSTRUMENTS], help="of a focal point")
        if step == "grant":
            one.add_argument("--until", default="", help="last day, as 2026-12-31")


def roles(options: argparse.Namespace) -> int:
    """List roles, give one, or end one."""
    at = timezone.now()
    if options.step == "list":
        return _list(options, at)
    account = Account.objects.filter(email=options.email.strip().lower()).first()
    if account is None:
        print(f"There is no account {options.email}.", file=sys.stderr)
        return 1
    held = Held(options.role, options.owner, options.realm, options.format, options.instrument)
    if options.step == "grant":
        until = end_of_day(options.until)
        grant(account, held, by=None, at=at, tell=tell_of_role, ends_at=until)
        print(f"{account.email}: {_line(held)}")
        return 0
    row = next((one for one in account.roles_held.all() if held_of(one) == held), None)
    if row is None:
        print(f"{account.email} does not hold this role: {_line(held)}", file=sys.stderr)
        return 1
    end(row, by=None, at=at, tell=tell_of_role)
    print(f"{account.email}: ended {_line(held)}")
    return 0


def _list(options: argparse.Namespace, at: datetime) -> int:
    rows = RoleHeld.objects.in_force(at).select_related("account").order_by("owner", "role", "account__email", "pk")
    if options.owner is not None:
        rows = rows.filter(owner=options.owner)
    if options.email:
        rows = rows.filter(account__email=options.email.strip().lower())
    if options.json:
        print(json.dumps([_as_json(row) for row in rows]))
    else:
        for row in rows:
            print(f"{row.account.email:40} {_line(held_of(row))}")
    return 0


def _as_json(row: RoleHeld) -> dict[str, str]:
    return {
        "email": row.account.email,
        "role": row.role,
        "owner": row.owner,
        "realm": row.realm,
        "format": row.format_slug,
        "instrument": row.instrument,
        "since": row.granted_at.isoformat(),
        "until": row.ends_at.isoformat() if row.ends_at else "",
    }


def _line(held: Held) -> str:
    limits = [one for one in (held.instrument, held.realm, held.format) if one]
    return " ".join([held.role, held.owner or "secretariat", *limits])
