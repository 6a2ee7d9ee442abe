"""What every page shows around its content."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest

from clearinghouse.accounts.models import Account
from clearinghouse.accounts.person import person_of
from clearinghouse.accounts.second_factors import OPTIONAL
from clearinghouse.core.languages import LANGUAGES
from clearinghouse.ledger.queries import head
from clearinghouse.web.desks import desk_count
from clearinghouse.web.languages import current_language, language_in
from clearinghouse.web.realms import REALMS
from clearinghouse.web.speech import say


@dataclass(frozen=True, slots=True)
class LanguageChoice:
    """One entry of the language switch: this same page in that language."""

    code: str
    name: str
    lang_attribute: str
    direction: str
    url: str
    is_current: bool


def shell(request: HttpRequest) -> dict[str, Any]:
    """Return the context of the shell. The error page of a broken server asks the database for nothing."""
    language = current_language()
    is_broken = getattr(request, "is_broken", False)
    user = getattr(request, "user", None)
    account = None if is_broken or not isinstance(user, Account) else user
    return {
        "language": language.code,
        "lang_attribute": language.tag,
        "direction": language.direction,
        "languages": language_choices(request),
        "realm": "",
        "clearing_houses": [(realm.code, say(realm.name)) for realm in REALMS.values()],
        "ledger_head": None if is_broken else head(),
        "is_signed_in": account is not None,
        "desk_count": _desk_count(request, account),
        "needs_second_factor": account is not None and _needs_second_factor(account),
    }


def _needs_second_factor(account: Account) -> bool:
    """Say whether a person is to set one up; where the node asks nobody for one, nothing is looked up."""
    return bool(settings.SECOND_FACTOR != OPTIONAL) and person_of(account).lacks_second_factor


def _desk_count(request: HttpRequest, account: Account | None) -> int:
    """Return how much waits on the desk; a page that counted it already left it with the request."""
    counted: int | None = getattr(request, "desk_count", None)
    if counted is not None or account is None:
        return counted or 0
    return desk_count(account)


def language_choices(request: HttpRequest) -> list[LanguageChoice]:
    """Return the switch: the same address, query included, under each language."""
    current = current_language()
    in_address = language_in(request.path_info)
    rest = request.get_full_path().lstrip("/").partition("/")[2] if in_address else ""
    return [
        LanguageChoice(
            language.code,
            language.name,
            language.tag,
            language.direction,
            f"/{language.code}/{rest}",
            language == current,
        )
        for language in LANGUAGES
    ]
