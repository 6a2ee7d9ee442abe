"""Links in mails with which somebody decides without signing in: once, soon, about what the mail described."""

import base64
import hashlib
from collections.abc import Mapping
from datetime import datetime, timedelta

from django.conf import settings
from django.utils.crypto import salted_hmac

from clearinghouse.accounts.models import Account
from clearinghouse.accounts.permissions import is_allowed
from clearinghouse.accounts.person import State, Subject, person_of
from clearinghouse.accounts.second_factors import OPTIONAL, has_second_factor
from clearinghouse.notices.errors import LinkExpiredError, LinkUnknownError, LinkUsedError
from clearinghouse.notices.kinds import DECIDABLE, About, NoticeKind
from clearinghouse.notices.models import ActionLink, Outgoing

VALID_FOR = timedelta(days=7)
NEEDS: Mapping[str, str] = {ActionLink.APPROVE: "publish", ActionLink.RETURN: "return-draft"}
"""What a link does → what doing it is called in the permission table."""
_SALT = "clearinghouse.notices.action"


def may_decide_by_mail(account: Account) -> bool:
    """Say whether a person may decide from a mail: not where a second factor guards that, which a mail is not."""
    return settings.SECOND_FACTOR == OPTIONAL and not has_second_factor(account)


def links_for(mail: Outgoing, kind: NoticeKind, about: About, *, at: datetime) -> dict[str, str]:
    """Make the links of a mail that asks for a decision; return action → secret, nothing where none may be given.

    The secrets follow from the mail, so that a mail that is sent again holds the same ones.
    """
    account, version = mail.account, about.data.get("version", "")
    if account is None or kind not in DECIDABLE or about.case is None or not version.isdecimal():
        return {}
    subject = Subject(about.owner, about.realm, about.format_slug, state=State.REQUESTED)
    person = person_of(account)
    if not may_decide_by_mail(account) or not all(is_allowed(person, one, subject) for one in NEEDS.values()):
        return {}
    secrets = {action: _secret(mail, action) for action in NEEDS}
    ActionLink.objects.bulk_create(
        (
            ActionLink(
                digest=_digest(secret),
                account=account,
                action=action,
                case=about.case,
                version=int(version),
                expires_at=at + VALID_FOR,
            )
            for action, secret in secrets.items()
        ),
        ignore_conflicts=True,
    )
    return secrets


def find_link(secret: str, *, at: datetime) -> ActionLink:
    """Return the link that a secret opens. Raises LinkUnknownError, LinkUsedError, LinkExpiredError."""
    link = ActionLink.objects.select_related("account").filter(digest=_digest(secret)).first()
    if link is None or not link.account.is_active:
        raise LinkUnknownError
    if link.used_at is not None:
        raise LinkUsedError
    if link.expires_at <= at:
        raise LinkExpiredError
    return link


def mark_used(link: ActionLink, *, at: datetime) -> None:
    """Note that a link did what it was for."""
    ActionLink.objects.filter(pk=link.pk, used_at=None).update(used_at=at)


def _secret(mail: Outgoing, action: str) -> str:
    made = salted_hmac(_SALT, f"{mail.pk}:{action}", algorithm="sha256").digest()
    return base64.urlsafe_b64encode(made).decode().rstrip("=")


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
