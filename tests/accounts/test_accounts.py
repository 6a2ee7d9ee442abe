import pytest
from django.contrib.auth import authenticate
from django.db import IntegrityError, transaction

from clearinghouse.accounts.actions import create_account
from clearinghouse.accounts.models import Account, Role, RoleHeld
from clearinghouse.accounts.person import Held

pytestmark = [pytest.mark.store, pytest.mark.django_db]


def test_an_account_is_made_with_its_roles_and_a_hashed_password() -> None:
    roles = [Held(Role.AUTHORIZED_USER.value, "bj"), Held(Role.PUBLISHING_AUTHORITY.value, "bj", "bch")]
    account = create_account("Officer@Benin.Example", "a-long-password", name="Officer", roles=roles)
    assert account.email == "officer@benin.example"
    assert account.password.startswith("argon2")
    assert {Held(*row) for row in account.roles_held.values_list("role", "owner", "realm")} == set(roles)
    assert authenticate(username="OFFICER@benin.example", password="a-long-password") == account
    assert authenticate(username="officer@benin.example", password="another-password") is None


def test_two_people_have_two_opaque_identifiers() -> None:
    first, second = (Account.objects.create(email=f"{n}@example.org", name="N") for n in range(2))
    assert first.opaque_id != second.opaque_id


def test_an_address_is_used_once() -> None:
    Account.objects.create(email="a@example.org", name="A")
    with pytest.raises(IntegrityError), transaction.atomic():
        create_account("A@example.org", "a-long-password", name="A", roles=[])


def test_an_account_whose_roles_cannot_be_stored_is_not_made() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        create_account("a@example.org", "p", name="A", roles=[Held(Role.AUTHORIZED_USER.value, "bj")] * 2)
    assert not Account.objects.exists()
    assert not RoleHeld.objects.exists()
