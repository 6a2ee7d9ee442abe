"""What every page shows around its content."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest

from clearinghouse.accounts.models import Account
from clearinghouse.core.languages import LANGUAGES
from clearinghouse.ledger.queries import head
from clearinghouse.web.desks import desk_count
from clearinghouse.web.languages import current_language, language_in


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
        "ledger_head": None if is_broken else head(),
        "is_signed_in": account is not None,
        "desk_count": desk_count(account) if account else 0,
    }


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
