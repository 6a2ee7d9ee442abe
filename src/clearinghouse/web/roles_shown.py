"""Roles in words."""

from django.utils.translation import gettext as _

from clearinghouse.accounts.instruments import INSTRUMENTS
from clearinghouse.accounts.models import Role
from clearinghouse.accounts.person import Held
from clearinghouse.core.messages import Message
from clearinghouse.formats.collection import FORMATS
from clearinghouse.web.owners import owner_name
from clearinghouse.web.realms import REALMS
from clearinghouse.web.speech import say

ROLE_NAMES = {
    Role.AUTHORIZED_USER: Message("role", "National authorized user"),
    Role.PUBLISHING_AUTHORITY: Message("role", "Publishing authority"),
    Role.FOCAL_POINT: Message("role", "National focal point"),
    Role.ORGANIZATION_EDITOR: Message("role", "Organization editor"),
    Role.COMMUNITY_STEWARD: Message("role", "Community steward"),
    Role.SECRETARIAT_OFFICER: Message("role", "Secretariat officer"),
    Role.VOCABULARY_EDITOR: Message("role", "Vocabulary editor"),
    Role.TRANSLATOR: Message("role", "Translator"),
    Role.ADMINISTRATOR: Message("role", "Administrator"),
}


def role_name(role: str, instrument: str = "") -> str:
    """Return what a role is called; a focal point is called after the instrument."""
    if instrument in INSTRUMENTS:
        return say(INSTRUMENTS[instrument].focal_point)
    return say(ROLE_NAMES[Role(role)])


def held_name(held: Held) -> str:
    """Return a role with its limits and for whom it is held: “Publishing authority, Biosafety – Benin”."""
    limits = [say(REALMS[held.realm].name)] if held.realm in REALMS else []
    limits += [say(FORMATS[held.format].name)] if held.format in FORMATS else []
    name = _(", ").join([role_name(held.role, held.instrument), *limits])
    whose = owner_name(held.owner)
    return _("%(role)s – %(owner)s") % {"role": name, "owner": whose} if whose else name
