"""How often each person wants mail, and stopping it without signing in."""

from collections.abc import Iterable, Mapping

from django.core import signing
from django.db import transaction

from clearinghouse.accounts.models import Account
from clearinghouse.notices.errors import LinkUnknownError
from clearinghouse.notices.kinds import Group
from clearinghouse.notices.models import Frequency, MailPreference
from clearinghouse.notices.periods import Period

CHOSEN = (Group.TASKS, Group.REQUESTS, Group.RECORDS, Group.PEOPLE)
"""The groups for which people choose."""
_SALT = "clearinghouse.notices.stop"


def preference_of(account: Account) -> MailPreference:
    """Return what a person chose; where they chose nothing, what holds then, unsaved."""
    return MailPreference.objects.filter(account=account).first() or MailPreference(account=account)


def frequencies(accounts: Iterable[Account], group: Group) -> dict[int, Frequency]:
    """Return how often each account wants mail about a group, by its key, in one query."""
    keys = [account.pk for account in accounts]
    if group is Group.ACCOUNT:
        return dict.fromkeys(keys, Frequency.AT_ONCE)
    chosen = {one.pk: one for one in MailPreference.objects.filter(pk__in=keys)}
    default = MailPreference()
    return {key: Frequency(getattr(chosen.get(key, default), group.value)) for key in keys}


def choose(account: Account, wanted: Mapping[Group, Frequency]) -> None:
    """Keep how often a person wants mail about each of some groups."""
    with transaction.atomic():
        preference = preference_of(account)
        for group, frequency in wanted.items():
            setattr(preference, group.value, frequency)
        preference.save()


def stop_token(account: Account, kind: Group | Period) -> str:
    """Return the part of an address at which one click stops a group, or whatever a digest gathers. Never expires."""
    return signing.dumps([str(account.opaque_id), kind.value], salt=_SALT)


def account_of_token(token: str) -> tuple[Account, Group | Period]:
    """Return whose mail a token stops, and which. Raises LinkUnknownError."""
    try:
        opaque_id, kind = signing.loads(token, salt=_SALT)
    except signing.BadSignature as error:
        raise LinkUnknownError from error
    account = Account.objects.filter(opaque_id=opaque_id, is_active=True).first()
    if account is None:
        raise LinkUnknownError
    return account, Group(kind) if kind in list(Group) else Period(kind)


def stop(token: str) -> None:
    """Send no more mail of that kind; notices stay on the desk. Twice is once. Raises LinkUnknownError."""
    account, kind = account_of_token(token)
    if isinstance(kind, Group):
        choose(account, {kind: Frequency.NEVER})
        return
    preference = preference_of(account)
    # What comes by the hour was wanted at once, and came too often for that.
    gathered = Frequency.AT_ONCE.value if kind is Period.HOURLY else kind.value
    stopped = [one for one in CHOSEN if getattr(preference, one.value) == gathered]
    # What is followed may have been gathered in it, too.
    choose(account, dict.fromkeys([*stopped, Group.FOLLOWING], Frequency.NEVER))
