"""Closing an account in every room that knows the person."""

from datetime import datetime

from django.db import transaction
from django.db.models import Q

from clearinghouse.accounts.closing import close
from clearinghouse.accounts.models import Account
from clearinghouse.alerts.models import Follow
from clearinghouse.notices.models import FailingAddress, MailPreference, Notice, Outgoing


def end_account(account: Account, *, by: Account, at: datetime) -> None:
    """Close an account and forget what was written to the person, all or nothing."""
    email = account.email
    with transaction.atomic():
        Notice.objects.filter(account=account).delete()
        Follow.objects.filter(account=account).delete()
        Outgoing.objects.filter(Q(account=account) | Q(email=email) | Q(sent_to=email)).delete()
        MailPreference.objects.filter(account=account).delete()
        FailingAddress.objects.filter(email=email).delete()
        close(account, by=by, at=at)
