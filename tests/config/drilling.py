"""What the drill does within a node, in a process of its own: `python -m tests.config.drilling live|publish|pages`."""

import json
import re
import sys

import django

django.setup()

# Only now: they import models.
from django.test import Client  # noqa: E402 - Django is set up first

from clearinghouse.accounts.models import Account, Role  # noqa: E402 - Django is set up first
from clearinghouse.core.languages import LANGUAGES  # noqa: E402 - Django is set up first
from clearinghouse.records.models import Record  # noqa: E402 - Django is set up first
from tests import factories, lived_in  # noqa: E402 - Django is set up first

# Made anew for every answer, so that nobody can guess it.
_TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="\w+"')
# How far the ledger has come: the lost node published on after its backup.
_HEAD = re.compile(r'<div class="foot-end">.*?</div>', re.DOTALL)


def publish() -> None:
    """Publish one record after the other until standard input ends; print the sequence of each once it stands."""
    by = officer_of_the_secretariat()
    print("ready", flush=True)
    for _line in sys.stdin:
        print(factories.revision("organism", by=by).entry_id, flush=True)


def pages() -> None:
    """Print the answers to everybody, and to one who sees sealed parts, by address, as JSON."""
    records = Record.objects.exclude(guid__regex="^[0-9A-F]{8}-").order_by("document_number")
    addresses = [
        address
        for record in records
        for address in (
            *(f"/{language.code}/records/{record.printed_number}/" for language in LANGUAGES),
            f"/en/records/{record.printed_number}/?as-of=2026-03-31",
            f"/en/records/{record.guid}@1/",
            f"/en/records/{record.guid}/history/",
            f"/api/v1/records/{record.guid}",
        )
    ]
    nobody, officer = Client(SERVER_NAME="127.0.0.1"), Client(SERVER_NAME="127.0.0.1")
    officer.force_login(officer_of_the_secretariat())
    answers = {f"nobody {address}": _answer(nobody, address) for address in addresses}
    answers |= {f"officer {address}": _answer(officer, address) for address in addresses[::5]}
    json.dump(answers, sys.stdout)


def officer_of_the_secretariat() -> Account:
    """Return the first who may publish reference records."""
    return Account.objects.filter(roles_held__role=Role.SECRETARIAT_OFFICER).order_by("pk")[0]


def _answer(client: Client, address: str) -> str:
    answer = client.get(address, follow=True)
    return f"{answer.status_code} {_HEAD.sub('', _TOKEN.sub('', answer.content.decode()))}"


if __name__ == "__main__":
    {"live": lived_in.register, "publish": publish, "pages": pages}[sys.argv[1]]()
