"""Every address with an identifier, tried with objects of others: nobody sees or changes what is not theirs."""

import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.urls import reverse

from clearinghouse.accounts.permissions import SCOPES
from clearinghouse.accounts.tokens import issue
from clearinghouse.exchange.rest.api import api
from tests.attacks.world import NAME, SECRET, World, addresses, everything, signed_in, whole
from tests.files import TEXT

pytestmark = pytest.mark.django_db
Steps = Callable[[World], tuple[Any, ...]]

_BENIN = {"owner": "bj"}
_VERSION = {"version": "2", "fields": "title", "f.title.en": "Taken over"}

# Address → the object of somebody else, and the forms that a stranger sends beside looking at it.
PRIVATE: dict[str, tuple[Steps, list[dict[str, str]]]] = {
    "record-file": (lambda w: (w.record.guid, w.digest[::-1], NAME), []),
    "record-preview": (lambda w: (w.record.guid, w.digest[::-1]), []),
    "amend": (lambda w: (w.record.guid,), [{}]),
    "retire": (lambda w: (w.record.guid,), [{"reason": "No.", "despite": "on"}]),
    "ask-to-retire": (lambda w: (w.record.guid,), [{"reason": "No."}]),
    "confirm": (lambda w: (w.record.guid,), [{}]),
    "redact": (lambda w: (w.record.guid,), [{"reason": "No.", "part": "public", "despite": "on", "revision": "1"}]),
    "withdraw": (lambda w: (w.record.guid,), [{"yes": "1"}]),
    "vocabulary-draft": (lambda w: (w.working_copy.pk,), [{}]),
    "vocabulary-draft-step": (
        lambda w: (w.working_copy.pk,),
        [{"step": step, "version": "1", "note": "No."} for step in ("publish", "discard", "submit", "return")],
    ),
    "vocabulary-draft-about": (lambda w: (w.working_copy.pk,), [{"version": "1", "name.en": "Taken over"}]),
    "vocabulary-draft-term": (lambda w: (w.working_copy.pk,), [{"version": "1", "do": "save", "label.en": "New"}]),
    "case": (
        lambda w: (w.retirement.pk,),
        [{"do": do, "reason": "No.", "public": "No."} for do in ("approve", "return", "withdraw", "give")],
    ),
    "request-overseen": (lambda w: (w.retirement.pk,), [{"to": "1", "reason": "No."}]),
    "to-confirm-of": (lambda _: ("bj",), []),
    "draft": (
        lambda w: (w.draft.pk,),
        [{**_VERSION, "do": do, "reason": "No."} for do in ("save", "request", "publish", "return", "withdraw")],
    ),
    "draft-autosave": (lambda w: (w.draft.pk,), [_VERSION]),
    "draft-files": (lambda w: (w.draft.pk,), [{**_VERSION, "do": "upload.documentLinks"}]),
    "draft-file": (lambda w: (w.draft.pk, w.digest, NAME), []),
    "draft-preview-of-file": (lambda w: (w.draft.pk, w.digest), []),
    "draft-find": (lambda w: (w.draft.pk,), [{"q.authorities": "benin"}]),
    "draft-text-preview": (lambda w: (w.draft.pk,), [{"text": "Mine"}]),
    "draft-translating": (lambda w: (w.draft.pk,), [{"text": "title", "from": "en", "to": "fr"}]),
    "draft-preview": (lambda w: (w.draft.pk,), [_VERSION]),
    "draft-difference": (lambda w: (w.draft.pk,), [_VERSION]),
    "draft-delete": (lambda w: (w.draft.pk,), [{"version": "2"}]),
    "draft-create": (lambda w: (w.draft.pk,), [{"field": "authorities", "format": "authority", "do": "create"}]),
    "draft-paste": (lambda w: (w.draft.pk,), [{"field": "documentLinks", "block": "Mine"}]),
    "draft-saves": (lambda w: (w.draft.pk,), [_VERSION]),
    "draft-save": (lambda w: (w.draft.pk, w.draft.saves.get().pk), [{}]),
    "draft-comments": (lambda w: (w.draft.pk,), [{"field": "title", "text": "Mine"}]),
    "draft-comment": (
        lambda w: (w.draft.pk, w.comment.pk),
        [{"do": do, "text": "Mine"} for do in ("answer", "resolve", "reopen", "edit", "delete")],
    ),
    "draft-section": (
        lambda w: (w.draft.pk, w.section),
        [
            {"do": "give", "email": "mine@evil.example", "due": "2099-01-01", "to": "address"},
            {"do": "take-back"},
            {"do": "done", "result": "Taken over"},
        ],
    ),
    "team-role": (lambda w: (w.role.pk,), [{"realm": "", "format": "", "ends": ""}]),
    "team-role-remove": (lambda w: (w.role.pk,), [{"to": "office"}]),
    "team-reset-link": (lambda w: (w.officer.opaque_id,), [_BENIN, {"owner": "ke"}, {"owner": ""}]),
    "team-hand-over": (
        lambda w: (w.officer.opaque_id,),
        [
            {**_BENIN, "to": "invite", "email": "mine@evil.example", "name": "Me", "language": "en"},
            {"owner": "ke", "to": "invite", "email": "mine@evil.example", "name": "Me", "language": "en"},
        ],
    ),
    "team-hand-over-cancel": (lambda w: (w.hand_over.pk,), [{}]),
    "team-invitation-resend": (lambda w: (w.invitation.pk,), [{}]),
    "team-invitation-revoke": (lambda w: (w.invitation.pk,), [{}]),
    "focal-point-confirm": (lambda w: (w.nominee.pk,), [{}]),
    "focal-point-decline": (lambda w: (w.nominee.pk,), [{"reason": "No."}]),
    "account-shut": (lambda w: (w.officer.opaque_id,), [{}]),
    "account-reopen": (lambda w: (w.officer.opaque_id,), [{}]),
    "account-reset-link": (lambda w: (w.officer.opaque_id,), [{}]),
    "desk-party": (lambda _: ("bj",), []),
    "desk-party-treaty": (lambda _: ("bj", "CPB"), [{"step": "save", "deed": "rtf", "deposited": "2020-01-01"}]),
    "desk-party-group": (lambda _: ("bj",), [{"step": "save", "group": "OECD", "since": "2020-01-01"}]),
    "desk-party-group-remove": (lambda _: ("bj",), [{"step": "save", "group": "AU", "since": ""}]),
    "desk-party-name": (lambda _: ("bj",), [{"step": "save", "name_en": "Taken over"}]),
    "notice": (lambda w: (w.notice.pk,), []),
    "follow-change": (lambda w: (w.follow.pk,), [{"do": "save", "often": "never"}, {"do": "stop"}]),
    "desk-mail-again": (lambda w: (w.mail.pk,), [{}]),
    "session-end": (lambda w: (w.session.pk,), [{}]),
    "access-token-end": (lambda w: (w.token.pk,), [{}]),
    "mfa_edit_webauthn": (lambda w: (w.passkey.pk,), [{"name": "Mine"}]),
    "mfa_remove_webauthn": (lambda w: (w.passkey.pk,), [{}]),
}

# Address → what everyone may read there.
PUBLIC: dict[str, Steps] = {
    "record": lambda w: (w.record.guid,),
    "record-code": lambda w: (w.record.guid,),
    "record-pdf": lambda w: (w.record.guid,),
    "history": lambda w: (w.record.guid,),
    "difference": lambda w: (w.record.guid,),
    "like": lambda w: (w.record.guid,),
    "why": lambda w: (w.record.guid,),
    "take": lambda _: ("csv",),
    "feed": lambda _: ("en", "atom"),
    "format": lambda _: ("database",),
    "vocabulary": lambda w: (w.working_copy.identifier,),
    "term": lambda _: ("x-element-promoter", "x-element-promoter"),
    "country": lambda _: ("bj",),
    "realm": lambda _: ("bch",),
    "desk-terms": lambda _: ("database",),
}

# Address → a secret that nobody was given; test_links.py tries those that somebody was.
SECRETS: dict[str, Steps] = {
    "invitation": lambda _: (SECRET,),
    "mail-decide": lambda _: (SECRET,),
    "mail-stop": lambda _: (SECRET,),
    "mail-confirm": lambda _: (SECRET,),
    "account_confirm_email": lambda _: (SECRET,),
    "account_reset_password_from_key": lambda _: ("1", "set-password"),
}

# Operation of the API → the object of somebody else, and what is sent.
OPERATIONS: dict[str, tuple[Steps, Any]] = {
    "whole": (lambda w: (w.draft.pk,), None),
    "save": (lambda w: (w.draft.pk,), {"header": {"schema": "nationalReport", "languages": ["en"]}}),
    "delete": (lambda w: (w.draft.pk,), None),
    "request_draft": (lambda w: (w.draft.pk,), {}),
    "withdraw_draft": (lambda w: (w.requested.pk,), None),
    "send_draft_back": (lambda w: (w.requested.pk,), {"reason": "No."}),
    "reassign_draft": (lambda w: (w.requested.pk,), {"to": None}),
    "publish_draft": (lambda w: (w.requested.pk,), None),
    "take_file": (lambda w: (w.draft.pk, "a.txt"), "plain text"),
    "list_comments": (lambda w: (w.draft.pk,), None),
    "comment": (lambda w: (w.draft.pk,), {"field": "title", "text": "Mine"}),
    "answer_comment": (lambda w: (w.draft.pk, w.comment.pk), {"text": "Mine"}),
    "resolve_comment": (lambda w: (w.draft.pk, w.comment.pk), None),
    "reopen_comment": (lambda w: (w.draft.pk, w.comment.pk), None),
    "list_sections": (lambda w: (w.draft.pk,), None),
    "give": (lambda w: (w.draft.pk, w.section), {"email": "mine@evil.example", "due": "2099-01-01"}),
    "take_section_back": (lambda w: (w.draft.pk, w.section), None),
    "done": (lambda w: (w.draft.pk, w.section), {}),
    "amend": (lambda w: (w.record.guid,), None),
    "retire_record": (lambda w: (w.record.guid,), {"reason": "No.", "despite_citations": True}),
    "request_to_retire": (lambda w: (w.record.guid,), {"reason": "No."}),
    "redact_record": (lambda w: (w.record.guid,), {"reason": "No.", "part": "public"}),
    "withdraw_from_all": (lambda w: (w.record.guid,), None),
    "confirm": (lambda w: (w.record.guid,), None),
    "one_case": (lambda w: (w.case.pk,), None),
    "approve_case": (lambda w: (w.case.pk,), {}),
    "return_case": (lambda w: (w.case.pk,), {"reason": "No."}),
    "withdraw_case": (lambda w: (w.case.pk,), None),
    "reassign_case": (lambda w: (w.case.pk,), {"to": None}),
}
OPEN_OPERATIONS = {"get_record", "get_schema", "get_sample", "check_body"}
"""What everyone may read and try through the API; nothing is kept of it."""


def _operations() -> Iterator[tuple[str, str, str]]:
    """Yield name, method and path of every operation whose address holds an identifier."""
    for path, operations in api.get_openapi_schema()["paths"].items():
        for method, operation in operations.items():
            if "{" in path:
                yield operation["operationId"].rpartition("_rest_")[2].partition("_")[2], method.upper(), path


def test_every_address_with_an_identifier_is_tried() -> None:
    pages = {one.name for one in addresses() if one.steps and not one.route.startswith("api/")}
    assert pages == PRIVATE.keys() | PUBLIC.keys() | SECRETS.keys()
    assert {name for name, _, _ in _operations()} == OPERATIONS.keys() | OPEN_OPERATIONS


@pytest.mark.parametrize("who", ["authority of Kenya", "focal point of Kenya", "without a role"])
def test_no_stranger_sees_or_changes_what_is_of_others(world: World, who: str) -> None:
    browser = signed_in(world.strangers()[who])
    before = everything()
    for name, (steps, forms) in PRIVATE.items():
        address = reverse(name, args=steps(world))
        answers = [("GET", browser.get(address)), *(("POST", browser.post(address, form)) for form in forms)]
        for method, answer in answers:
            # An address that takes forms alone refuses to be looked at, whoever looks.
            expected = {403, 404, 405} if method == "GET" and forms else {403, 404}
            assert answer.status_code in expected, (name, method, answer.status_code, answer.get("Location"))
            assert TEXT not in whole(answer), name
    assert everything() == before


def test_nobody_who_is_signed_out_sees_or_changes_what_is_of_others(world: World) -> None:
    browser, before = signed_in(None), everything()
    for name, (steps, forms) in PRIVATE.items():
        address = reverse(name, args=steps(world))
        answer = browser.get(address)
        is_led = answer.status_code == 302 and answer["Location"].startswith("/en/sign-in/?next=")
        assert is_led or answer.status_code in {404, 405}, (name, answer.status_code)
        for form in forms:
            sent = browser.post(address, form)
            is_led = sent.status_code == 302 and sent["Location"].startswith("/en/sign-in/?next=")
            assert is_led or sent.status_code in {401, 403, 404}, (name, sent.status_code)
    assert everything() == before


def test_a_secret_that_nobody_was_given_opens_nothing(world: World) -> None:
    before = everything()
    for who in (None, world.officer):
        browser = signed_in(who)
        for name, steps in SECRETS.items():
            address = reverse(name, args=steps(world))
            form = {"name": "Me", "password": "words-that-are-mine", "password1": "words-that-are-mine"}
            for answer in (browser.get(address), browser.post(address, form)):
                assert answer.status_code in {200, 403, 404, 410, 422}, (name, answer.status_code)
    assert everything() == before


def test_no_token_of_a_stranger_opens_what_is_of_others(client, world: World) -> None:
    people = {who: account for who, account in world.strangers().items() if account}
    secrets = {who: issue(account, "mine", SCOPES, None)[1] for who, account in people.items()} | {"signed out": SECRET}
    before = _without_tokens(everything())
    for who, secret in secrets.items():
        for name, method, path in _operations():
            if name in OPEN_OPERATIONS:
                continue
            steps, content = OPERATIONS[name]
            address = _filled(path, steps(world))
            sent = json.dumps(content) if content is not None else ""
            answer = client.generic(method, address, sent, content_type="application/json", headers=_headers(secret))
            expected = {401} if who == "signed out" else {403, 404}
            assert answer.status_code in expected, (who, name, answer.status_code, answer.content)
            assert answer["Content-Type"] == "application/problem+json"
    assert _without_tokens(everything()) == before


def test_a_session_opens_nothing_of_the_api(world: World) -> None:
    browser = signed_in(world.officer)
    for name, method, path in _operations():
        if name not in OPEN_OPERATIONS:
            assert browser.generic(method, _filled(path, OPERATIONS[name][0](world))).status_code == 401, name


def test_a_token_does_what_its_scopes_say_and_no_more(client, world: World) -> None:
    before = _without_tokens(everything())
    for name, method, path in _operations():
        if method == "GET" or name in OPEN_OPERATIONS:
            continue
        address = _filled(path, OPERATIONS[name][0](world))
        sent = json.dumps(OPERATIONS[name][1] or {})
        headers = _headers(world.secret)
        answer = client.generic(method, address, sent, content_type="application/json", headers=headers)
        assert answer.status_code == 403, (name, answer.status_code, answer.content)
    assert _without_tokens(everything()) == before


def _headers(secret: str) -> dict[str, str]:
    """Send a token, and claim to have seen whatever version stands."""
    return {"Authorization": f"Bearer {secret}", "If-Match": "*"}


def _filled(path: str, steps: tuple[Any, ...]) -> str:
    """Write steps into a path, one after another."""
    for step in steps:
        before, _, rest = path.partition("{")
        path = f"{before}{step}{rest.partition('}')[2]}"
    return path


def _without_tokens(rows: dict[str, Any]) -> dict[str, Any]:
    """Leave out when tokens were last used."""
    return {label: found for label, found in rows.items() if label != "accounts.AccessToken"}
