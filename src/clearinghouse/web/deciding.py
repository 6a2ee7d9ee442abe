"""What a form about a request says: which request it is about, and whom it is given to."""

from uuid import UUID

from django.http import HttpRequest
from django.utils import timezone

from clearinghouse.accounts.models import Account
from clearinghouse.records.cases import reassign
from clearinghouse.records.errors import CaseClosedError, NotADeciderError
from clearinghouse.records.models import Case, Draft


def sent_case(request: HttpRequest, draft: Draft) -> Case | None:
    """Return the request that the sent form was about, None if it was about none."""
    text = request.POST.get("case", "")
    return Case.objects.filter(pk=int(text), draft_uid=draft.pk).first() if _is_key(text) else None


def sent_cases(request: HttpRequest) -> list[Case]:
    """Return the requests that were chosen, in the order in which they came."""
    keys = [int(text) for text in dict.fromkeys(request.POST.getlist("cases")) if _is_key(text)]
    found = Case.objects.select_related("requested_by").in_bulk(keys)
    return [found[key] for key in keys if key in found]


def _is_key(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 19


def give_sent(request: HttpRequest, case: Case | None, account: Account) -> None:
    """Give a request to the person that the form names, or to anyone. Raises what reassign() raises."""
    if case is None:
        raise CaseClosedError
    reassign(case, to=chosen_decider(request.POST.get("to", "")), by=account, at=timezone.now())


def chosen_decider(text: str) -> Account | None:
    """Return the person whom a form names, None for anyone. Raises NotADeciderError for nobody who is known."""
    if not text:
        return None
    try:
        found = Account.objects.filter(opaque_id=UUID(text), is_active=True).first()
    except ValueError:
        found = None
    if found is None:
        raise NotADeciderError
    return found
