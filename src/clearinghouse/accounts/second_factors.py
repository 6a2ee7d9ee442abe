"""Second factors: who has one, and of whom the node asks for one."""

from collections.abc import Iterable

from allauth.mfa.models import Authenticator
from django.conf import settings

from clearinghouse.accounts.models import Account, Role

OPTIONAL = "optional"
FOR_PUBLISHING_AUTHORITIES = "publishing-authorities"
POLICIES = (OPTIONAL, FOR_PUBLISHING_AUTHORITIES)

_FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
_PUBLISHING = frozenset(
    {
        Role.PUBLISHING_AUTHORITY.value,
        Role.FOCAL_POINT.value,
        Role.COMMUNITY_STEWARD.value,
        Role.SECRETARIAT_OFFICER.value,
        Role.ADMINISTRATOR.value,
    }
)


def has_second_factor(account: Account) -> bool:
    """Say whether an account is protected by an authenticator app or a passkey."""
    return Authenticator.objects.filter(user_id=account.pk, type__in=_FACTORS).exists()


def lacks_second_factor(account: Account, roles: Iterable[str]) -> bool:
    """Say whether the node asks for a second factor that an account with these roles has not; one query at most."""
    if settings.SECOND_FACTOR != FOR_PUBLISHING_AUTHORITIES or _PUBLISHING.isdisjoint(roles):
        return False
    return not has_second_factor(account)
