"""The command `roles`: list, grant, end."""

import json

import pytest

from clearinghouse.accounts.models import AuditEvent
from clearinghouse.accounts.person import Held, person_of
from clearinghouse.config.command import main
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _words() -> None:
    factories.reference_data()


def test_a_role_is_given_listed_and_ended(capsys) -> None:
    account = factories.account()
    role = [account.email, "focal-point", "--owner", "bj", "--instrument", "BCH"]
    assert main(["roles", "grant", *role]) == 0
    assert person_of(account).roles == {Held("focal-point", "bj", instrument="BCH")}
    event = AuditEvent.objects.get(action="role-granted")
    assert (event.account, event.door) == (None, "command")
    capsys.readouterr()
    assert main(["roles", "list", "--owner", "bj", "--json"]) == 0
    (row,) = json.loads(capsys.readouterr().out)
    assert (row["email"], row["instrument"], row["until"]) == (account.email, "BCH", "")
    assert main(["roles", "list", "--email", account.email]) == 0
    assert "focal-point bj BCH" in capsys.readouterr().out
    assert main(["roles", "end", *role]) == 0
    assert not person_of(account).roles


@pytest.mark.parametrize(
    "arguments",
    [
        ["grant", "nobody@example.org", "translator"],
        ["grant", "WHO", "authorized-user", "--owner", "zz"],
        ["grant", "WHO", "authorized-user"],
        ["grant", "WHO", "focal-point", "--owner", "bj"],
        ["grant", "WHO", "translator", "--until", "yesterday"],
        ["grant", "WHO", "translator", "--until", "2001-01-01"],
        ["end", "WHO", "translator"],
    ],
)
def test_a_mistake_is_one_sentence_and_changes_nothing(arguments, capsys) -> None:
    account = factories.account()
    given = [account.email if one == "WHO" else one for one in arguments]
    assert main(["roles", *given]) == 1
    assert len(capsys.readouterr().err.strip().splitlines()) == 1
    assert not person_of(account).roles


def test_the_last_administrator_cannot_be_ended() -> None:
    account = factories.administrator()
    assert main(["roles", "end", account.email, "administrator"]) == 1
    assert person_of(account).roles
