"""The editor's form as it was sent: what it was made from, what it says, and saving it."""

import re
import secrets

from django.http import HttpRequest
from django.utils import timezone

from clearinghouse.accounts.models import Account
from clearinghouse.core.canonical import Json
from clearinghouse.derived.form_reading import Posted, body_from, row_keys_in
from clearinghouse.derived.origins import said_in
from clearinghouse.derived.row_keys import Keyed, in_order_of
from clearinghouse.records.models import Draft
from clearinghouse.records.saves import MadeFrom, base_of
from clearinghouse.records.saving import Saved, Sending, save_merged
from clearinghouse.web.merging_shown import chosen_theirs
from clearinghouse.web.pressed import sent_answers

_PAGE = re.compile(r"[0-9A-Za-z-]{1,32}\Z")


def new_page(draft: Draft) -> MadeFrom:
    """Return what a form is made from that is shown now."""
    return MadeFrom(draft.version, secrets.token_hex(8))


def made_from(request: HttpRequest) -> MadeFrom:
    """Return what the sent form was made from; version 0 if it does not say."""
    page = request.POST.get("page", "")
    return MadeFrom(_number(request, "version"), page if _PAGE.match(page) else "", _number(request, "step"))


def _number(request: HttpRequest, name: str) -> int:
    text = request.POST.get(name, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0


def sent_keyed(request: HttpRequest, draft: Draft, before: Keyed) -> Keyed:
    """Return the body that the form was sent with, over what it was made from, with the keys of its rows."""
    return _read(sent_answers(request, draft.format), draft, before)[0]


def _read(sent: Posted, draft: Draft, before: Keyed) -> tuple[Keyed, Json]:
    """Return what was sent, and the body it was made from with its rows in the order of those that were sent."""
    keys = row_keys_in(draft.format, sent)
    former = in_order_of(before, keys, draft.format)
    return Keyed(body_from(draft.format, sent, former), {**before.keys, **keys}), former


def save_sent(request: HttpRequest, draft: Draft, account: Account) -> Saved:
    """Save what was sent, merged with what others saved since the form was made.

    Raises DraftConflictError, StaleDraftError, BodyTooLargeError, NotAllowedError, WrongStateError.
    """
    made, sent = made_from(request), sent_answers(request, draft.format)
    before = base_of(draft, made, by=account).exact or draft.keyed
    keyed, former = _read(sent, draft, before)
    sending = Sending(keyed, made, theirs=chosen_theirs(request), said=said_in(sent, draft.format, former))
    return save_merged(draft, sending, by=account, at=timezone.now())
